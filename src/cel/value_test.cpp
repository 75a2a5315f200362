#include "cel/value.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>

#include "cel/json.hpp"
#include "cel/map.hpp"
#include "cel/number_internal.hpp"
#include "cel/text_internal.hpp"

namespace reeve::cel {
namespace {

TEST(Value, equality_is_that_of_cel) {
    EXPECT_EQ(Value(1), Value(1.0));
    EXPECT_EQ(Value(1), Value::unsigned_integer(1));
    EXPECT_FALSE(Value(-1) == Value::unsigned_integer(std::numeric_limits<std::uint64_t>::max()));
    EXPECT_FALSE(Value("1") == Value(1));
    EXPECT_FALSE(Value(std::nan("")) == Value(std::nan("")));
    EXPECT_FALSE(Value("a") == Value::bytes("a"));
    EXPECT_EQ(Value(*Map::of({{1, "a"}, {"k", 2}})),
              Value(*Map::of({{"k", 2.0}, {Value::unsigned_integer(1), "a"}})));
    EXPECT_EQ(Value::some(1), Value::some(1));
    EXPECT_FALSE(Value::some(Value()) == Value::none());
}

TEST(Value, a_map_has_each_key_once) {
    EXPECT_FALSE(Map::of({{1, "a"}, {Value::unsigned_integer(1), "b"}}));
    EXPECT_FALSE(Map::of({{1.0, "a"}}));
    const auto map = Map::of({{"b", 1}, {true, 2}, {-3, 3}, {Value::unsigned_integer(1ULL << 63), 4}});
    ASSERT_TRUE(map);
    EXPECT_EQ(*map->find("b"), Value(1));
    EXPECT_EQ(*map->find(true), Value(2));
    EXPECT_EQ(*map->find(-3.0), Value(3));
    EXPECT_EQ(*map->find(0x1p63), Value(4));
    EXPECT_EQ(map->find(std::nan("")), nullptr);
    EXPECT_EQ(map->find(1e300), nullptr);
    EXPECT_EQ(map->find(-3.5), nullptr);
}

TEST(Value, instants_keep_their_microseconds) {
    EXPECT_TRUE(rc::check([] {
        const Instant at{*rc::gen::inRange<std::int64_t>(-62'135'596'800'000'000, 253'402'300'799'999'999)};
        RC_ASSERT(Value(at).instant() == at);
        const auto again = parse_timestamp(timestamp_text(Value(at).timestamp()));
        RC_ASSERT(again && Value(*again).instant() == at);
    }));
    EXPECT_EQ(timestamp_text(Value(Instant{-1}).timestamp()), "1969-12-31T23:59:59.999999Z");
}

TEST(Value, durations_are_read_as_they_are_written) {
    EXPECT_TRUE(rc::check([](std::int64_t nanos) {
        RC_PRE(nanos != std::numeric_limits<std::int64_t>::min());
        RC_ASSERT(parse_span(span_text(Span{nanos})) == Span{nanos});
    }));
    EXPECT_EQ(parse_span("1h30m"), Span{5'400'000'000'000});
    EXPECT_EQ(parse_span("1.5h"), Span{5'400'000'000'000});
    EXPECT_EQ(parse_span("-.5s"), Span{-500'000'000});
    EXPECT_EQ(parse_span("0"), Span{0});
    for (const char* none : {"", "1", "s", ".s", "1d", "1h ", "99999999999h", "1..5s", "--1s"})
        EXPECT_FALSE(parse_span(none)) << none;
}

TEST(Value, times_outside_the_form_are_refused) {
    EXPECT_EQ(timestamp_text(*parse_timestamp("2024-02-29T23:59:59.5+05:30")), "2024-02-29T18:29:59.5Z");
    for (const char* none :
         {"2023-02-29T00:00:00Z", "2024-01-01", "2024-01-01T24:00:00Z", "2024-01-01T00:00:60Z",
          "2024-01-01T00:00:00", "2024-01-01T00:00:00+25:00", "2024-01-01T00:00:00.Z", ""})
        EXPECT_FALSE(parse_timestamp(none)) << none;
}

TEST(Value, doubles_are_read_as_they_are_written) {
    EXPECT_TRUE(rc::check([](double value) { RC_ASSERT(parse_double(double_text(value)) == value); }));
    EXPECT_EQ(double_text(1e20), "100000000000000000000");
    EXPECT_EQ(double_text(1e21), "1e+21");
    EXPECT_EQ(double_text(0.1), "0.1");
    EXPECT_EQ(parse_double("1e-9999"), 0.0);
    EXPECT_EQ(parse_double("0.000e99999999999999999999"), 0.0);
    for (const char* none : {"", "+", "1e", "1e999", "0x1p3", "1 ", "inf", "1e99999999999999999999"})
        EXPECT_FALSE(parse_double(none)) << none;
}

const Type issue = Type::object("issue", {{"title", Type::string()},
                                          {"count", Type::unsigned_integer()},
                                          {"priority", Type::choice("priority", {"P1", "P2"})},
                                          {"due", Type::maybe(Type::timestamp())},
                                          {"limit", Type::maybe(Type::duration())},
                                          {"tags", Type::map(Type::integer(), Type::list(Type::real()))},
                                          {"blob", Type::bytes()}});

TEST(Value, goes_to_json_and_back_by_its_type) {
    const auto json = parse_json(R"({"title":"a","count":3,"priority":"P1","due":"2024-01-31T08:00:00Z",)"
                                 R"("limit":"5400s","tags":{"-1":[1.5]},"blob":"_-8="})");
    ASSERT_TRUE(json);
    const auto value = from_json(*json, issue);
    ASSERT_TRUE(value) << value.error();
    EXPECT_EQ(value->object().field(3).instant(), *parse_instant("2024-01-31T08:00:00Z"));
    EXPECT_EQ(value->object().field(5), Value(*Map::of({{-1, List{1.5}}})));
    const auto again = from_json(to_json(*value), issue);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, *value);
}

TEST(Value, json_of_another_type_is_refused_with_what_was_expected) {
    const auto refused = [](const char* text) {
        const auto json = parse_json(text);
        EXPECT_TRUE(json);
        const auto value = from_json(*json, issue);
        return value ? "accepted" : value.error();
    };
    EXPECT_EQ(refused("3"), "expected an object, found 3");
    EXPECT_EQ(refused(R"({"titel":"a"})"), "issue has no field 'titel'");
    EXPECT_EQ(refused(R"({"title":"a","count":-1})"), "count: expected a whole number from 0 on, found -1");
    EXPECT_EQ(refused(R"({"title":"a","count":1,"priority":"P3"})"),
              "priority: expected one of P1, P2, found \"P3\"");
    EXPECT_EQ(refused(R"({"title":"a","count":1,"priority":"P1","due":3})"),
              "due: expected a timestamp such as 2024-01-31T08:00:00Z, found 3");
    EXPECT_EQ(refused(R"({"title":"a","count":1,"priority":"P1","tags":{"x":[]}})").substr(0, 5), "tags:");
}

TEST(Value, json_without_a_type_speaks_for_itself) {
    const auto json = parse_json(R"({"a":[1,2.5,"x",null,true,{}]})");
    EXPECT_EQ(from_json(*json), Value(*Map::of({{"a", List{1, 2.5, "x", Value(), true, *Map::of({})}}})));
    EXPECT_EQ(to_json(from_json(*json)), *json);
    EXPECT_EQ(to_json(std::numeric_limits<double>::infinity()), Json());
    EXPECT_EQ(to_json(Value::unsigned_integer(std::numeric_limits<std::uint64_t>::max())), Json(0x1p64));
}

}  // namespace
}  // namespace reeve::cel
