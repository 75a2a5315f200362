#include "base/instant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

namespace reeve {
namespace {

TEST(Instant, reads_what_it_wrote) {
    EXPECT_TRUE(rc::check([] {
        const auto first = parse_instant("0001-01-01T00:00:00Z")->micros;
        const auto last = parse_instant("9999-12-31T23:59:59.999999Z")->micros;
        const Instant at{*rc::gen::inRange(first, last)};
        RC_ASSERT(parse_instant(text(at)) == at);
    }));
}

TEST(Instant, is_written_in_utc_with_as_many_decimals_as_needed) {
    EXPECT_EQ(text(Instant{0}), "1970-01-01T00:00:00Z");
    EXPECT_EQ(text(Instant{-1}), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(text(Instant{1'500'000}), "1970-01-01T00:00:01.5Z");
    EXPECT_EQ(text(*parse_instant("2026-03-29T02:30:00+02:00")), "2026-03-29T00:30:00Z");
    EXPECT_EQ(text(*parse_instant("2024-02-29t23:59:59.1234569-05:30")), "2024-03-01T05:29:59.123456Z");
    EXPECT_EQ(text(Instant::never()), "294247-01-10T04:00:54.775807Z");
}

TEST(Instant, refuses_what_is_no_instant) {
    for (const std::string_view text :
         {"", "2026-03-02", "2026-03-02T09:00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
          "2026-03-02T24:00:00Z", "2026-03-02T09:60:00Z", "2016-12-31T23:59:60Z", "2026-03-02 09:00:00Z",
          "2026-03-02T09:00:00.Z", "2026-03-02T09:00:00.1234567890Z", "2026-03-02T09:00:00+0100",
          "2026-03-02T09:00:00+24:00", "2026-03-02T09:00:00Zx", "0000-01-01T00:00:00Z",
          "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "2026-3-02T09:00:00Z"})
        EXPECT_FALSE(parse_instant(text).has_value()) << text;
}

TEST(Duration, reads_what_it_wrote) {
    EXPECT_TRUE(rc::check([] {
        const Duration span{*rc::gen::inRange<std::int64_t>(0, std::numeric_limits<std::int64_t>::max())};
        RC_ASSERT(parse_duration(text(span)) == span);
    }));
}

TEST(Duration, is_a_sum_of_units) {
    EXPECT_EQ(parse_duration("1h30m"), Duration::minutes(90));
    EXPECT_EQ(parse_duration("90m"), Duration::minutes(90));
    EXPECT_EQ(parse_duration("5d"), Duration::days(5));
    EXPECT_EQ(parse_duration("250ms"), Duration{250'000});
    EXPECT_EQ(parse_duration("0s"), Duration{});
    EXPECT_EQ(text(Duration::minutes(90)), "1h30m");
    EXPECT_EQ(text(Duration::days(2) + Duration::seconds(1)), "2d1s");
    EXPECT_EQ(text(Duration{}), "0s");
    EXPECT_EQ(text(Duration{} - Duration::minutes(61)), "-1h1m");
    EXPECT_EQ(text(Duration{std::numeric_limits<std::int64_t>::min()}), "-106751991d4h54s775ms808us");
}

TEST(Duration, refuses_what_is_no_duration) {
    for (const std::string_view text :
         {"", "5", "h", "5wd", "1.5h", "-1h", "1m1h", "1h1h", "1h ", " 1h", "1H", "+1h", "106751992d",
          "99999999999999999999s", "9223372036854775807us1us"})
        EXPECT_FALSE(parse_duration(text).has_value()) << text;
}

}  // namespace
}  // namespace reeve
