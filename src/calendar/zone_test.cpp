#include "calendar/zone.hpp"

#include <gtest/gtest.h>

namespace reeve::calendar {
namespace {

Zone zone(std::string_view name) {
    const auto loaded = Zone::load(name);
    EXPECT_TRUE(loaded.has_value()) << name;
    return loaded.value_or(Zone::utc());
}

Instant at(std::string_view written) {
    const auto parsed = parse_instant(written);
    EXPECT_TRUE(parsed.has_value()) << written;
    return parsed.value_or(Instant{});
}

struct WallTime {
    const char* zone;
    CivilTime local;
    const char* instant;
};

TEST(Zone, TurnsWallTimesIntoInstantsOverChangesOfTheClock) {
    const WallTime table[] = {
        // Plain days.
        {"Europe/Copenhagen", {2016, 3, 1, 8, 0, 0}, "2016-03-01T07:00:00Z"},
        {"Europe/Copenhagen", {2016, 7, 1, 8, 0, 0}, "2016-07-01T06:00:00Z"},
        {"Africa/Maputo", {2024, 7, 1, 8, 0, 0}, "2024-07-01T06:00:00Z"},
        {"UTC", {2024, 7, 1, 8, 0, 0, 123456}, "2024-07-01T08:00:00.123456Z"},
        // In a gap: its end.
        {"Europe/Copenhagen", {2024, 3, 31, 1, 59, 59}, "2024-03-31T00:59:59Z"},
        {"Europe/Copenhagen", {2024, 3, 31, 2, 0, 0}, "2024-03-31T01:00:00Z"},
        {"Europe/Copenhagen", {2024, 3, 31, 2, 30, 0}, "2024-03-31T01:00:00Z"},
        {"Europe/Copenhagen", {2024, 3, 31, 3, 0, 0}, "2024-03-31T01:00:00Z"},
        {"America/Chicago", {2024, 3, 10, 2, 30, 0}, "2024-03-10T08:00:00Z"},
        {"Atlantic/Azores", {2024, 3, 31, 0, 30, 0}, "2024-03-31T01:00:00Z"},
        {"Australia/Lord_Howe", {2024, 10, 6, 2, 15, 0}, "2024-10-05T15:30:00Z"},
        {"Pacific/Chatham", {2024, 9, 29, 3, 0, 0}, "2024-09-28T14:00:00Z"},
        {"America/Sao_Paulo", {2018, 11, 4, 0, 0, 0}, "2018-11-04T03:00:00Z"},
        // Twice: the first.
        {"Europe/Copenhagen", {2024, 10, 27, 2, 0, 0}, "2024-10-27T00:00:00Z"},
        {"Europe/Copenhagen", {2024, 10, 27, 2, 30, 0}, "2024-10-27T00:30:00Z"},
        {"Europe/Copenhagen", {2024, 10, 27, 3, 0, 0}, "2024-10-27T02:00:00Z"},
        {"America/Chicago", {2024, 11, 3, 1, 30, 0}, "2024-11-03T06:30:00Z"},
        {"Australia/Lord_Howe", {2024, 4, 7, 1, 45, 0}, "2024-04-06T14:45:00Z"},
        {"Pacific/Chatham", {2024, 4, 7, 3, 0, 0}, "2024-04-06T13:15:00Z"},
        // The day that Samoa left out, and its neighbours.
        {"Pacific/Apia", {2011, 12, 29, 12, 0, 0}, "2011-12-29T22:00:00Z"},
        {"Pacific/Apia", {2011, 12, 30, 12, 0, 0}, "2011-12-30T10:00:00Z"},
        {"Pacific/Apia", {2011, 12, 31, 12, 0, 0}, "2011-12-30T22:00:00Z"},
        // Fields that carry over.
        {"Europe/Copenhagen", {2024, 2, 29, 24, 0, 0}, "2024-02-29T23:00:00Z"},
        {"Europe/Copenhagen", {2024, 3, 0, 12, 0, 0}, "2024-02-29T11:00:00Z"},
    };
    for (const WallTime& row : table)
        EXPECT_EQ(text(zone(row.zone).instant(row.local)), row.instant) << row.zone;
}

TEST(Zone, ShowsWhatTheWallClockShows) {
    const CivilTime copenhagen = zone("Europe/Copenhagen").local(at("2024-10-27T00:30:15.25Z"));
    EXPECT_EQ(copenhagen, (CivilTime{2024, 10, 27, 2, 30, 15, 250'000, 7200, Weekday::sunday}));
    EXPECT_EQ(zone("Europe/Copenhagen").local(at("2024-10-27T01:30:00Z")),
              (CivilTime{2024, 10, 27, 2, 30, 0, 0, 3600, Weekday::sunday}));
    // Before 1970, with a fraction, the second is still the one that has begun.
    EXPECT_EQ(Zone::utc().local(at("1969-12-31T23:59:59.5Z")),
              (CivilTime{1969, 12, 31, 23, 59, 59, 500'000, 0, Weekday::wednesday}));
    EXPECT_EQ(zone("Pacific/Chatham").local(at("2024-01-01T00:00:00Z")),
              (CivilTime{2024, 1, 1, 13, 45, 0, 0, 49'500, Weekday::monday}));
    EXPECT_EQ(text(zone("Pacific/Apia").date(at("2011-12-30T09:59:59Z"))), "2011-12-29");
    EXPECT_EQ(text(zone("Pacific/Apia").date(at("2011-12-30T10:00:00Z"))), "2011-12-31");
}

TEST(Zone, KnowsOffsetsAndHowLongTheyLast) {
    const Zone copenhagen = zone("Europe/Copenhagen");
    const std::int64_t spring = at("2024-03-31T01:00:00Z").micros / 1'000'000;
    const std::int64_t autumn = at("2024-10-27T01:00:00Z").micros / 1'000'000;
    EXPECT_EQ(copenhagen.offset_seconds(spring - 1), 3600);
    EXPECT_EQ(copenhagen.offset_seconds(spring), 7200);
    for (const std::int64_t inside : {spring, spring + 1, autumn - 1}) {
        const SteadyStretch summer = copenhagen.steady(inside);
        EXPECT_EQ(summer.from_s, spring);
        EXPECT_EQ(summer.until_s, autumn);
        EXPECT_EQ(summer.offset_s, 7200);
    }
    EXPECT_EQ(copenhagen.steady(autumn).from_s, autumn);
    EXPECT_EQ(copenhagen.steady(spring - 1).until_s, spring);
    EXPECT_LT(Zone::utc().steady(0).from_s, -1'000'000'000'000);
    EXPECT_GT(Zone::utc().steady(0).until_s, 1'000'000'000'000);
}

TEST(Zone, KnowsWhichDatesItLeftOut) {
    EXPECT_TRUE(zone("Pacific/Apia").has(*Date::parse("2011-12-29")));
    EXPECT_FALSE(zone("Pacific/Apia").has(*Date::parse("2011-12-30")));
    EXPECT_TRUE(zone("Pacific/Apia").has(*Date::parse("2011-12-31")));
    EXPECT_FALSE(zone("Pacific/Kwajalein").has(*Date::parse("1993-08-21")));
    EXPECT_TRUE(zone("America/Sao_Paulo").has(*Date::parse("2018-11-04")));
}

TEST(Zone, RefusesUnknownNamesAndNamesTheNearest) {
    const auto near = Zone::load("Europe/Copenhagn");
    ASSERT_FALSE(near.has_value());
    EXPECT_EQ(near.error().kind, RefusalKind::malformed);
    EXPECT_EQ(near.error().detail,
              "There is no time zone 'Europe/Copenhagn'; did you mean 'Europe/Copenhagen'?");
    for (const std::string& name :
         {std::string("/etc/localtime"), std::string("../zoneinfo/UTC"), std::string("europe/copenhagen"),
          std::string("tzdata.zi"), std::string(""), std::string("CEST"), std::string("Fixed/UTC+01:00:00"),
          std::string("file:UTC"), std::string(1'000'000, 'x'), std::string("UTC\0x", 5)})
        EXPECT_FALSE(Zone::load(name).has_value()) << name.substr(0, 20);
    EXPECT_TRUE(Zone::load("US/Central").has_value());
    EXPECT_EQ(Zone::load("UTC").value().name(), "UTC");
}

TEST(Zone, BearsInstantsAtTheEndsOfTime) {
    const Zone chatham = zone("Pacific/Chatham");
    EXPECT_GT(chatham.local(Instant::never()).year, 9999);
    EXPECT_LT(chatham.local({std::numeric_limits<std::int64_t>::min()}).year, 0);
    EXPECT_GT(chatham.instant(CivilTime{.year = 2'000'000'000}), at("9999-12-31T00:00:00Z"));
    EXPECT_EQ(chatham.local(at("9999-12-31T00:00:00Z")).offset_s, 49'500);
}

TEST(Zone, SaysWhichDataItReads) {
    EXPECT_FALSE(tzdata_version().empty());
    EXPECT_NE(tzdata_version(), "unknown");
}

}  // namespace
}  // namespace reeve::calendar
