#include "base/json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <bit>
#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace reeve {
namespace {

std::string refusal(std::string_view text, JsonLimits limits = {}) {
    const auto parsed = parse_json(text, limits);
    return parsed ? "accepted: " + write_json(*parsed) : parsed.error().detail;
}

// A string of code points, so that every length of UTF-8 sequence and every escape comes up.
rc::Gen<std::string> any_text() {
    const auto code_point = rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 0x80),
                                           rc::gen::inRange<std::uint32_t>(0x80, 0xD800),
                                           rc::gen::inRange<std::uint32_t>(0xE000, 0x110000));
    return rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(code_point), [](const auto& points) {
        std::string text;
        for (const std::uint32_t p : points) {
            const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
            if (p < 0x80)
                put(p);
            else if (p < 0x800)
                put(0xC0 | p >> 6), put(0x80 | (p & 63));
            else if (p < 0x10000)
                put(0xE0 | p >> 12), put(0x80 | (p >> 6 & 63)), put(0x80 | (p & 63));
            else
                put(0xF0 | p >> 18), put(0x80 | (p >> 12 & 63)), put(0x80 | (p >> 6 & 63)),
                    put(0x80 | (p & 63));
        }
        return text;
    });
}

Json any_json(int depth) {
    const int kind = *rc::gen::inRange(0, depth > 0 ? 8 : 6);
    if (kind == 0) return nullptr;
    if (kind == 1) return *rc::gen::arbitrary<bool>();
    if (kind == 2) return *rc::gen::arbitrary<std::int64_t>();
    if (kind == 3) {
        const auto bits = *rc::gen::arbitrary<std::uint64_t>();
        const double real = std::bit_cast<double>(bits);
        return std::isfinite(real) ? real : 0.5;
    }
    if (kind <= 5) return *any_text();
    const int count = *rc::gen::inRange(0, 24);
    if (kind == 6) {
        JsonArray array;
        for (int i = 0; i < count; ++i) array.push_back(any_json(depth - 1));
        return array;
    }
    JsonObject object;
    for (int i = 0; i < count; ++i) object.set(*any_text(), any_json(depth - 1));
    return object;
}

TEST(Json, reads_what_it_wrote) {
    EXPECT_TRUE(rc::check([] {
        const Json value = any_json(3);
        const auto again = parse_json(write_json(value));
        RC_ASSERT(again.has_value());
        RC_ASSERT(*again == value);
    }));
}

TEST(Json, canonical_form_is_stable_and_ignores_the_order_of_members) {
    EXPECT_TRUE(rc::check([] {
        const Json value = any_json(2);
        const std::string canonical = canonical_json(value);
        const auto again = parse_json(canonical);
        RC_ASSERT(again.has_value());
        RC_ASSERT(canonical_json(*again) == canonical);
        if (!value.is_object()) return;
        JsonObject reversed;
        std::vector<JsonObject::Member> members(value.object().begin(), value.object().end());
        for (auto member = members.rbegin(); member != members.rend(); ++member)
            reversed.set(member->first, member->second);
        RC_ASSERT(canonical_json(reversed) == canonical);
    }));
}

TEST(Json, canonical_form_of_rfc_8785) {
    // The two samples of section 3.2.
    const auto literals = parse_json(R"({
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]})");
    ASSERT_TRUE(literals.has_value()) << literals.error().detail;
    EXPECT_EQ(canonical_json(*literals),
              R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
              R"("string":"€$\u000f\nA'B\"\\\\\"/"})");
    const auto sorted = parse_json(R"({"\u20ac": "Euro Sign", "\r": "Carriage Return", "1": "One",
        "\ufb33": "Hebrew Letter Dalet With Dagesh", "\ud83d\ude00": "Emoji: Grinning Face",
        "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"})");
    ASSERT_TRUE(sorted.has_value()) << sorted.error().detail;
    EXPECT_EQ(canonical_json(*sorted),
              "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
              "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
              "\"😀\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST(Json, canonical_numbers_are_those_of_ecmascript) {
    // RFC 8785 appendix B, by their bits.
    const std::pair<std::uint64_t, const char*> samples[] = {
        {0x0000000000000000, "0"},
        {0x8000000000000000, "0"},
        {0x0000000000000001, "5e-324"},
        {0x8000000000000001, "-5e-324"},
        {0x7fefffffffffffff, "1.7976931348623157e+308"},
        {0xffefffffffffffff, "-1.7976931348623157e+308"},
        {0x4340000000000000, "9007199254740992"},
        {0xc340000000000000, "-9007199254740992"},
        {0x4430000000000000, "295147905179352830000"},
        {0x44b52d02c7e14af5, "9.999999999999997e+22"},
        {0x44b52d02c7e14af6, "1e+23"},
        {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        {0x444b1ae4d6e2ef4e, "999999999999999700000"},
        {0x444b1ae4d6e2ef4f, "999999999999999900000"},
        {0x444b1ae4d6e2ef50, "1e+21"},
        {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
        {0x3eb0c6f7a0b5ed8d, "0.000001"},
        {0x41b3de4355555553, "333333333.3333332"},
        {0x41b3de4355555557, "333333333.33333343"},
        {0xbecbf647612f3696, "-0.0000033333333333333333"},
        {0x43143ff3c1cb0959, "1424953923781206.2"},
    };
    for (const auto& [bits, expected] : samples)
        EXPECT_EQ(canonical_json(std::bit_cast<double>(bits)), expected);
    EXPECT_EQ(canonical_json(9007199254740993), "9007199254740992");
}

TEST(Json, keeps_integers_apart_from_reals) {
    EXPECT_TRUE(parse_json("1")->is_integer());
    EXPECT_TRUE(parse_json("1.0")->is_real());
    EXPECT_EQ(write_json(*parse_json("1.0")), "1.0");
    EXPECT_EQ(write_json(*parse_json("[9223372036854775807,-9223372036854775808]")),
              "[9223372036854775807,-9223372036854775808]");
    EXPECT_TRUE(parse_json("9223372036854775808")->is_real());
    EXPECT_EQ(parse_json("4.35e-7")->real(), 4.35e-7);
    EXPECT_EQ(parse_json("1e-400")->real(), 0.0);
    EXPECT_EQ(write_json(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(Json, says_where_and_why_it_refuses) {
    EXPECT_EQ(refusal("{\n  \"a\": 1,\n  \"a\": 2}"),
              "This is not valid JSON: line 3, column 5: the key 'a' stands twice in one object.");
    EXPECT_EQ(refusal("[1,"), "This is not valid JSON: line 1, column 4: the text ends too early.");
    EXPECT_EQ(refusal(""), "This is not valid JSON: line 1, column 1: the text ends too early.");
    EXPECT_EQ(refusal("1 2"), "This is not valid JSON: line 1, column 3: something follows after the value.");
    EXPECT_EQ(refusal("[[[1]]]", {.depth = 2}),
              "This is not valid JSON: line 1, column 3: nested deeper than 2 levels.");
    EXPECT_EQ(refusal("[1e999]"), "This is not valid JSON: line 1, column 7: this number is too large.");
    EXPECT_EQ(refusal("12345", {.bytes = 4}), "The JSON text is larger than 4 bytes.");
    EXPECT_EQ(parse_json("nul").error().kind, RefusalKind::malformed);
}

TEST(Json, refuses_what_is_no_json) {
    for (const std::string_view text : {"{a:1}",        "[1,]",
                                        "{\"a\":1,}",   "01",
                                        "+1",           ".5",
                                        "1.",           "NaN",
                                        "'a'",          "// x\n1",
                                        "\"\x01\"",     "\"\xff\"",
                                        "\"\xc0\x80\"", "\"\xed\xa0\x80\"",
                                        R"("\ud800")",  R"("\udc00")",
                                        R"("\ud800x")", R"("\x41")",
                                        "tru",          "[",
                                        "{\"a\"",       "\xef\xbb\xbf{}"})
        EXPECT_FALSE(parse_json(text).has_value()) << text;
}

TEST(Json, finds_a_repeated_key_in_a_large_object) {
    std::string text = "{";
    for (int i = 0; i < 40; ++i) text += "\"k" + std::to_string(i) + "\":[" + std::to_string(i) + "],";
    EXPECT_TRUE(parse_json(text + "\"k40\":0}").has_value());
    for (const std::string key : {"k0", "k15", "k16", "k17", "k39"})
        EXPECT_NE(refusal(text + "\"" + key + "\":0}").find("'" + key + "' stands twice"), std::string::npos);
    EXPECT_NE(refusal(R"({"a":1,"\u0061":2})").find("'a' stands twice"), std::string::npos);
}

TEST(Json, object_keeps_the_order_of_its_members) {
    JsonObject object{{"b", 1}, {"a", "two"}};
    object.set("c", true);
    object.set("b", nullptr);
    EXPECT_EQ(write_json(object), R"({"b":null,"a":"two","c":true})");
    EXPECT_TRUE(object.erase("a"));
    EXPECT_FALSE(object.erase("a"));
    EXPECT_EQ(object.find("a"), nullptr);
    EXPECT_EQ(write_json(object), R"({"b":null,"c":true})");
}

TEST(Json, answers_gently_for_members_of_another_kind) {
    const Json value = JsonObject{{"n", 7}, {"s", "x"}};
    EXPECT_EQ(value.integer_or("n", 1), 7);
    EXPECT_EQ(value.integer_or("s", 1), 1);
    EXPECT_EQ(value.string_or_empty("s"), "x");
    EXPECT_EQ(value.string_or_empty("n"), "");
    EXPECT_EQ(Json(3).find("n"), nullptr);
    EXPECT_EQ(value.kind(), "object");
    EXPECT_EQ(Json(0.5).kind(), "number");
}

// Text is looked at in words of eight bytes: whatever stands wherever in them comes back.
TEST(Json, finds_each_escape_at_each_place_of_a_long_string) {
    for (int c = 0; c < 128; ++c) {
        const bool escaped = c < 0x20 || c == '"' || c == '\\';
        for (std::size_t at = 0; at < 21; ++at) {
            std::string text(21, 'a');
            text[at] = static_cast<char>(c);
            text += "\xc3\xa9";
            const std::string written = write_json(Json(text));
            EXPECT_EQ(written.find('\\') != std::string::npos, escaped) << c << " at " << at;
            EXPECT_EQ(parse_json(written).value(), Json(text)) << c << " at " << at;
        }
    }
}

TEST(Json, escapes_what_must_be_escaped_and_nothing_else) {
    EXPECT_EQ(write_json(std::string("a\"\\/\b\f\n\r\t\x01\x1f\x7f€\0b", 17)),
              "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f€\\u0000b\"");
}

}  // namespace
}  // namespace reeve
