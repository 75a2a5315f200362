#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/check.hpp"
#include "base/outcome.hpp"
#include "base/problem.hpp"

namespace reeve {
namespace {

TEST(Utf8, takes_the_edges_of_each_length) {
    for (const std::string_view text :
         {"", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
          "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
        EXPECT_TRUE(valid_utf8(text)) << text;
    EXPECT_EQ(length_utf8("a€𝄞"), 3u);
}

TEST(Utf8, refuses_overlong_surrogate_and_cut_sequences) {
    for (const std::string_view text :
         {"\x80", "\xc0\x80", "\xc1\xbf", "\xc2", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe2\x82",
          "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe2\x28\xa1"})
        EXPECT_FALSE(valid_utf8(text));
}

TEST(Nearest, offers_the_likeliest_name_or_none) {
    const std::vector<std::string> names{"working", "resolved", "waiting", "closed"};
    EXPECT_EQ(nearest("workin", names), "working");
    EXPECT_EQ(nearest("resovled", names), "resolved");
    EXPECT_EQ(nearest("close", names), "closed");
    EXPECT_EQ(nearest("impact", names), "");
    EXPECT_EQ(nearest("x", {}), "");
    const std::vector<std::string> shorts{"ab"};
    EXPECT_EQ(nearest("p1", shorts), "");
}

TEST(Name, is_lower_case_and_short) {
    for (const std::string_view text : {"a", "state_2", "z9_"}) EXPECT_TRUE(is_name(text)) << text;
    EXPECT_TRUE(is_name(std::string(63, 'a')));
    EXPECT_FALSE(is_name(std::string(64, 'a')));
    for (const std::string_view text : {"", "A", "_a", "1a", "a-b", "a b", "ä"})
        EXPECT_FALSE(is_name(text)) << text;
}

TEST(Text, trims_splits_and_joins) {
    EXPECT_EQ(trim(" \t a b\r\n"), "a b");
    EXPECT_EQ(trim(" \n "), "");
    EXPECT_EQ(split("", ','), std::vector<std::string_view>{""});
    EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
    const std::vector<std::string> parts{"a", "b"};
    EXPECT_EQ(join(parts, ", "), "a, b");
    EXPECT_EQ(join({}, ", "), "");
    EXPECT_EQ(lower_ascii("ÄbC"), "Äbc");
}

// What a star means, said in the shortest way; far too slow for use.
bool matches_plainly(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] == '*')
        return matches_plainly(text, pattern.substr(1)) ||
               (!text.empty() && matches_plainly(text.substr(1), pattern));
    return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
           matches_plainly(text.substr(1), pattern.substr(1));
}

TEST(Glob, agrees_with_the_plain_definition) {
    EXPECT_TRUE(rc::check([] {
        const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab")));
        const auto pattern =
            (*rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab*?")))).substr(0, 12);
        RC_ASSERT(matches_glob(text.substr(0, 16), pattern) == matches_plainly(text.substr(0, 16), pattern));
    }));
    EXPECT_TRUE(matches_glob("resolve_p1", "*_p?"));
    EXPECT_FALSE(matches_glob("resolve_p", "*_p?"));
}

TEST(Problem, says_where_what_and_the_nearest_right_name) {
    EXPECT_EQ(text(Problem{.file = "p.yaml",
                           .line = 12,
                           .column = 7,
                           .what = "unknown state 'workin'",
                           .expected = "one of new, working",
                           .nearest = "working"}),
              "p.yaml:12:7: unknown state 'workin' (expected one of new, working; did you mean 'working'?)");
    EXPECT_EQ(text(Problem{.file = "p.yaml", .what = "it is empty", .warning = true}),
              "p.yaml: warning: it is empty");
    EXPECT_EQ(text(Problem{.what = "no file"}), "no file");
}

TEST(Refusal, has_a_stable_word_for_each_kind) {
    EXPECT_EQ(word(RefusalKind::malformed), "malformed");
    EXPECT_EQ(word(RefusalKind::precondition_required), "precondition_required");
    EXPECT_EQ(word(RefusalKind::full), "full");
    const Outcome<int> outcome =
        refuse(RefusalKind::unmet, "Give a cause.", {{"field", "cause", "It is missing."}});
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().unmet.at(0).field, "cause");
}

TEST(Check, stops_and_says_where) {
    EXPECT_DEATH(REEVE_CHECK(1 == 2), "text_test.cpp:.*1 == 2");
}

}  // namespace
}  // namespace reeve
