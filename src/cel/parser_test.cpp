#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.hpp"
#include "cel/compile.hpp"
#include "cel/parser_internal.hpp"

namespace reeve::cel {
namespace {

std::string printed(std::string_view source) {
    const auto tree = parse(source);
    return tree ? print(**tree) : "at " + std::to_string(tree.error().offset) + ": " + tree.error().what;
}

TEST(Parser, writes_the_one_canonical_text) {
    EXPECT_EQ(printed("a  &&(b||c) &&  d"), "a && (b || c) && d");
    EXPECT_EQ(printed("((a+b))*c - (d-e)"), "(a + b) * c - (d - e)");
    EXPECT_EQ(printed("(a ? b : c) ? d : (e ? f : g)"), "(a ? b : c) ? d : e ? f : g");
    EXPECT_EQ(printed("!(a in [1,2,]) // why"), "!(a in [1, 2])");
    EXPECT_EQ(printed("-(5) - -5 + --5"), "-(5) - -5 + --5");
    EXPECT_EQ(printed("- x.y"), "-x.y");
    EXPECT_EQ(printed("-(0[a]) + (-1)[a]"), "-(0[a]) + -1[a]");
    EXPECT_EQ(printed("\"it's\" + r'\\n' + b\"\\xff\\u0041\""), "at 23: this escape is not one of CEL's");
    EXPECT_EQ(printed("\"it's\" + r'\\n' + b\"\\xff\""), "'it\\'s' + '\\\\n' + b'\\xff'");
    EXPECT_EQ(printed("{'a':1, ?b:c}.a[0].`x-y`.f(1,2)"), "{'a': 1, ?b: c}.a[0].`x-y`.f(1, 2)");
    EXPECT_EQ(printed("x.?y[?z].w"), "x.?y[?z].w");
    EXPECT_EQ(printed("[1].map(x, x > 0, has(x.y))"), "[1].map(x, x > 0, has(x.y))");
    EXPECT_EQ(printed(".a.b.C{d: 1, `e f`: [?g]}"), ".a.b.C{d: 1, `e f`: [?g]}");
    EXPECT_EQ(printed("0x1F + 1e3 + 2U + .5"), "31 + 1000.0 + 2u + 0.5");
    EXPECT_EQ(printed("x.map(y, y, y, y)"), "x.map(y, y, y, y)");
}

TEST(Parser, a_mistake_has_a_place) {
    EXPECT_EQ(printed(""), "at 0: the expression ends too early");
    EXPECT_EQ(printed("a &&"), "at 4: the expression ends too early");
    EXPECT_EQ(printed("a b"), "at 2: the expression should end here");
    EXPECT_EQ(printed("a = b"), "at 2: '=' is no operator");
    EXPECT_EQ(printed("a & b"), "at 2: '&' is no operator");
    EXPECT_EQ(printed("while"), "at 0: 'while' is reserved and names nothing");
    EXPECT_EQ(printed("x + 'abc"), "at 4: a string is not closed");
    EXPECT_EQ(printed("'a\nb'"), "at 0: a string is not closed on its line");
    EXPECT_EQ(printed("'\\q'"), "at 1: this escape is not one of CEL's");
    EXPECT_EQ(printed("'\\ud800'"), "at 1: this escape is not one of CEL's");
    EXPECT_EQ(printed("f(a,)"), "at 4: unexpected ')'");
    EXPECT_EQ(printed("[a b]"), "at 3: unexpected 'b'");
    EXPECT_EQ(printed("{a}"), "at 2: unexpected '}'");
    EXPECT_EQ(printed("a ? b"), "at 5: the expression ends too early");
    EXPECT_EQ(printed("9223372036854775808"), "at 0: this number is too large for an int");
    EXPECT_EQ(printed("-9223372036854775808"), "-9223372036854775808");
    EXPECT_EQ(printed("-9223372036854775809"), "at 1: this number is too large for an int");
    EXPECT_EQ(printed("18446744073709551616u"), "at 0: this number is too large for a uint");
    EXPECT_EQ(printed("1e999"), "at 0: this number is too large for a double");
    EXPECT_EQ(printed("12abc"), "at 0: a number runs into a name");
    EXPECT_EQ(printed("a.in"), "at 2: unexpected 'in'");
    EXPECT_EQ(printed("!-a"), "at 1: unexpected '-'");
    EXPECT_EQ(printed("has(a)"), "at 4: has() asks for a field of something");
    EXPECT_EQ(printed("[1].all(x.y, true)"), "at 10: 'all' names its element here");
    EXPECT_EQ(printed("[1].all(x, x, true)"), "at 11: 'x' is named twice");
    EXPECT_EQ(printed("a # b"), "at 2: this character means nothing here");
    EXPECT_EQ(printed("a.``"),
              "at 2: a name between backquotes is not closed, or has characters that it may not have");
}

TEST(Parser, depth_height_and_length_have_limits) {
    const auto deep = [](int depth) { return std::string(depth, '(') + "1" + std::string(depth, ')'); };
    EXPECT_TRUE(parse(deep(nesting_max - 1)));
    EXPECT_FALSE(parse(deep(nesting_max)));
    EXPECT_FALSE(parse(deep(5'000)));
    EXPECT_FALSE(parse(std::string(9'000, '[')));
    EXPECT_TRUE(parse(std::string(32, '-') + "x"));
    EXPECT_FALSE(parse(std::string(9'000, '-') + "x"));
    EXPECT_FALSE(parse(std::string(9'000, '!') + "x"));
    const auto repeated = [](std::string_view one, int times) {
        std::string all = "1";
        for (int i = 0; i < times; ++i) all += one;
        return all;
    };
    EXPECT_TRUE(parse(repeated(" + 1", height_max - 1)));
    EXPECT_FALSE(parse(repeated(" + 1", height_max)));
    EXPECT_TRUE(parse(repeated(" || true", 1'000)));  // of any number: they stand beside one another
    EXPECT_FALSE(parse(repeated(" ? 1 : 1", nesting_max)));
    EXPECT_FALSE(compile(repeated("    ", 2'500), {}));
    EXPECT_TRUE(compile(repeated("    ", 2'499), {}));
    EXPECT_FALSE(compile("'\xff'", {}));
}

// Random trees as text: whatever is parsed is printed so that it parses to the same tree.
std::string random_text(int depth);

std::string pick(std::initializer_list<std::string_view> all) {
    return std::string(*(all.begin() + *rc::gen::inRange<std::size_t>(0, all.size())));
}

std::string random_leaf() {
    return pick({"a", ".b", "x1", "0", "-1", "7u", "1.5", "-2e-7", "1e300", "true", "null", "'it\\'s'",
                 "b'\\xff\\''", "'\\n\\u00e9'", "-9223372036854775808", "[]", "{}", "'''a\nb'''", "r'\\d'"});
}

std::string random_text(int depth) {
    if (depth == 0) return random_leaf();
    const auto part = [&] { return random_text(depth - 1); };
    const auto whole = [&] { return "(" + part() + ")"; };
    switch (*rc::gen::inRange(0, 16)) {
        case 0: return whole();
        case 1: return whole() + " ? " + whole() + " : " + part();
        case 2: return part() + pick({" && ", " || "}) + whole() + pick({"&&", "||"}) + part();
        case 3: return part() + pick({" < ", "<=", " in ", " == ", "!=", ">"}) + whole();
        case 4: return part() + pick({"+", " - ", "*", " / ", "%"}) + whole();
        case 5: return pick({"!", "-", "--", "!!"}) + whole();
        case 6: return whole() + pick({".f", ".?f", ".`a b`", ".while"});
        case 7: return whole() + pick({"[", "[?"}) + part() + "]";
        case 8: return "[" + part() + ", " + pick({"", "?"}) + part() + pick({"", ","}) + "]";
        case 9: return "{" + part() + ": " + part() + ", " + pick({"", "?"}) + part() + ": " + part() + "}";
        case 10:
            return whole() + pick({".all", ".exists", ".map", ".filter", ".optMap"}) + "(x, " + part() + ")";
        case 11: return whole() + pick({".all", ".transformMap", ".existsOne"}) + "(k, v, " + part() + ")";
        case 12: return pick({"f", ".g", "a.b.c", "size"}) + "(" + part() + ", " + part() + ")";
        case 13: return "has(" + whole() + ".f)";
        case 14: return pick({"A", ".a.B"}) + "{f: " + part() + ", ?g: " + part() + "}";
        default: return random_leaf();
    }
}

TEST(Parser, what_is_printed_is_read_back_as_the_same_tree) {
    EXPECT_TRUE(rc::check([] {
        const std::string source = random_text(*rc::gen::inRange(0, 5));
        const auto tree = parse(source);
        RC_PRE(tree.has_value());
        const std::string text = print(**tree);
        const auto again = parse(text);
        RC_ASSERT(again.has_value());
        RC_ASSERT(same_tree(**tree, **again));
        RC_ASSERT(print(**again) == text);
    }));
}

TEST(Parser, no_text_is_too_odd_for_it) {
    EXPECT_TRUE(rc::check([](std::vector<std::uint8_t> pieces) {
        constexpr std::string_view alphabet = "a1.\"'\\(){}[]?:,!&|<>=+-*/%brxu `\n\t0e\xc3\xa9";
        std::string source;
        for (const std::uint8_t piece : pieces) source += alphabet[piece % alphabet.size()];
        const auto tree = valid_utf8(source) ? parse(source) : parse("a");
        RC_ASSERT(tree || tree.error().offset <= source.size());
    }));
}

}  // namespace
}  // namespace reeve::cel
