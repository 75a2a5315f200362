#include "calendar/working_time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calendar/working_days.hpp"

namespace reeve::calendar {
namespace {

constexpr int hour = 3600;

Instant at(std::string_view written) {
    const auto parsed = parse_instant(written);
    EXPECT_TRUE(parsed.has_value()) << written;
    return parsed.value_or(Instant{});
}

Date day(std::string_view written) {
    return *Date::parse(written);
}

WorkingTime built(WorkingTimeSpec spec) {
    auto calendar = WorkingTime::build(std::move(spec));
    if (!calendar) throw std::runtime_error(calendar.error().front());
    return std::move(*calendar);
}

// Monday to Friday 08:00 to 16:00, with a break at noon where asked for.
WorkingTimeSpec office(std::string zone) {
    WorkingTimeSpec spec{.name = "office", .version = "1", .zone = std::move(zone)};
    for (std::size_t i = 0; i < 5; ++i) spec.week[i] = {{8 * hour, 16 * hour}};
    return spec;
}

WorkingTimeSpec every_day(std::string zone, std::vector<Hours> hours) {
    WorkingTimeSpec spec{.name = "every day", .zone = std::move(zone)};
    spec.week.fill(hours);
    return spec;
}

TEST(WorkingTime, IsDueAtTheEarliestInstantThatUsesUpTheLimit) {
    const WorkingTime calendar = built(office("Europe/Copenhagen"));
    struct Row {
        const char* start;
        Duration limit;
        const char* due;
    };
    const Row table[] = {
        {"2024-05-13T06:00:00Z", Duration::hours(1), "2024-05-13T07:00:00Z"},
        // At closing, not at the next opening.
        {"2024-05-13T06:00:00Z", Duration::hours(8), "2024-05-13T14:00:00Z"},
        {"2024-05-13T13:00:00Z", Duration::hours(1), "2024-05-13T14:00:00Z"},
        {"2024-05-13T13:00:00Z", {3'600'000'001}, "2024-05-14T06:00:00.000001Z"},
        {"2024-05-17T06:00:00Z", Duration::hours(16), "2024-05-20T14:00:00Z"},
        // From outside working time.
        {"2024-05-13T01:00:00Z", Duration::minutes(1), "2024-05-13T06:01:00Z"},
        {"2024-05-18T12:00:00Z", Duration::hours(1), "2024-05-20T07:00:00Z"},
        {"2024-05-13T14:00:00Z", {1}, "2024-05-14T06:00:00.000001Z"},
        // Nothing to use up.
        {"2024-05-18T12:00:00Z", {}, "2024-05-18T12:00:00Z"},
        {"2024-05-18T12:00:00Z", Duration::hours(-3), "2024-05-18T12:00:00Z"},
        // Over a change of the clock, and many weeks.
        {"2024-03-29T14:00:00Z", Duration::hours(2), "2024-04-01T07:00:00Z"},
        {"2024-01-01T00:00:00Z", Duration::hours(40 * 52), "2024-12-27T15:00:00Z"},
    };
    for (const Row& row : table)
        EXPECT_EQ(text(calendar.due(at(row.start), row.limit)), row.due) << row.start;
}

TEST(WorkingTime, CountsRealTimeOverChangesOfTheClock) {
    struct Row {
        const char* zone;
        Hours hours;
        const char* date;  // from its noon until the next noon
        std::int64_t minutes;
    };
    const Row table[] = {
        {"Europe/Copenhagen", {22 * hour, 6 * hour}, "2024-03-29", 8 * 60},
        {"Europe/Copenhagen", {22 * hour, 6 * hour}, "2024-03-30", 7 * 60},
        {"Europe/Copenhagen", {22 * hour, 6 * hour}, "2024-10-26", 9 * 60},
        {"Europe/Copenhagen",
         {22 * hour, 2 * hour + 1800},
         "2024-10-26",
         4 * 60 + 30},  // closes at the first 02:30
        {"Europe/Copenhagen",
         {2 * hour + 1800, 6 * hour},
         "2024-10-26",
         4 * 60 + 30},  // opens at the first 02:30
        {"Europe/Copenhagen", {2 * hour + 1800, 6 * hour}, "2024-03-30", 3 * 60},        // opens at 03:00
        {"Europe/Copenhagen", {22 * hour, 2 * hour + 1800}, "2024-03-30", 4 * 60},       // closes at 03:00
        {"America/Chicago", {22 * hour, 6 * hour}, "2024-03-09", 7 * 60},
        {"America/Chicago", {22 * hour, 6 * hour}, "2024-11-02", 9 * 60},
        {"Atlantic/Azores", {22 * hour, 6 * hour}, "2024-03-30", 7 * 60},
        {"Atlantic/Azores", {22 * hour, 6 * hour}, "2024-10-26", 9 * 60},
        {"Africa/Maputo", {22 * hour, 6 * hour}, "2024-03-30", 8 * 60},
        {"Australia/Lord_Howe", {22 * hour, 6 * hour}, "2024-10-05", 7 * 60 + 30},
        {"Australia/Lord_Howe", {22 * hour, 6 * hour}, "2024-04-06", 8 * 60 + 30},
        {"Pacific/Chatham", {22 * hour, 6 * hour}, "2024-09-28", 7 * 60},
        {"Pacific/Chatham", {22 * hour, 6 * hour}, "2024-04-06", 9 * 60},
        {"America/Sao_Paulo", {0, 6 * hour}, "2018-11-03", 5 * 60},          // midnight itself was skipped
        {"America/Sao_Paulo", {22 * hour, 86'400}, "2018-02-17", 3 * 60},    // 23:00 came twice
        {"Africa/Casablanca", {22 * hour, 6 * hour}, "2024-03-09", 9 * 60},  // back for Ramadan
    };
    for (const Row& row : table) {
        const WorkingTime calendar = built(every_day(row.zone, {row.hours}));
        const Instant noon = calendar.zone().instant(day(row.date), 12 * hour);
        const Instant next_noon = calendar.zone().instant(day(row.date), 36 * hour);
        EXPECT_EQ(calendar.elapsed(noon, next_noon), Duration::minutes(row.minutes))
            << row.zone << " " << row.date;
    }
}

TEST(WorkingTime, CountsEachChangeOfTheClockOfTenYears) {
    for (const auto* zone : {"Europe/Copenhagen", "Europe/Amsterdam", "Atlantic/Azores", "America/Chicago"}) {
        const WorkingTime night = built(every_day(zone, {{22 * hour, 6 * hour}}));
        int changes = 0;
        for (Date date = day("2024-01-01"); date < day("2035-01-01"); date = date + 1) {
            const Instant noon = night.zone().instant(date, 12 * hour);
            const Instant next = night.zone().instant(date, 36 * hour);
            const Duration shift = Duration::hours(8) + (next - noon - Duration::hours(24));
            ASSERT_EQ(night.elapsed(noon, next), shift) << zone << " " << text(date);
            changes += shift == Duration::hours(8) ? 0 : 1;
        }
        EXPECT_EQ(changes, 22) << zone;
    }
}

TEST(WorkingTime, HasNoHoursOnADateThatTheZoneLeftOut) {
    const WorkingTime calendar = built(every_day("Pacific/Apia", {{9 * hour, 17 * hour}}));
    // Thursday 29 and Saturday 31 December 2011: there was no Friday.
    EXPECT_EQ(calendar.elapsed(at("2011-12-29T10:00:00Z"), at("2011-12-31T10:00:00Z")), Duration::hours(16));
    EXPECT_EQ(text(calendar.due(at("2011-12-30T02:00:00Z"), Duration::hours(2))), "2011-12-30T20:00:00Z");
    EXPECT_EQ(text(after_days(calendar, at("2011-12-29T22:00:00Z"), 1)), "2011-12-30T22:00:00Z");
}

TEST(WorkingTime, TakesAShiftOverMidnightAsItsTwoParts) {
    WorkingTimeSpec whole{.name = "whole", .zone = "Europe/Copenhagen"};
    WorkingTimeSpec parts{.name = "parts", .zone = "Europe/Copenhagen"};
    whole.week[4] = {{22 * hour, 6 * hour}};
    parts.week[4] = {{22 * hour, 86'400}};
    parts.week[5] = {{0, 6 * hour}};
    whole.holidays[day("2024-05-18")] = parts.holidays[day("2024-05-18")] = "a Saturday";
    whole.holidays[day("2024-05-24")] = parts.holidays[day("2024-05-24")] = "a Friday";
    const WorkingTime a = built(whole);
    const WorkingTime b = built(parts);
    for (Date date = day("2024-05-10"); date < day("2024-06-10"); date = date + 1) {
        const Instant from = a.zone().instant(date, 12 * hour);
        const Instant to = from + Duration::hours(24);
        ASSERT_EQ(a.elapsed(from, to), b.elapsed(from, to)) << text(date);
    }
    // The holiday removes the part that lies on it, and that part alone.
    EXPECT_EQ(a.elapsed(at("2024-05-17T12:00:00Z"), at("2024-05-18T12:00:00Z")), Duration::hours(2));
    EXPECT_EQ(a.elapsed(at("2024-05-24T12:00:00Z"), at("2024-05-25T12:00:00Z")), Duration::hours(6));
    EXPECT_EQ(a.elapsed(at("2024-05-31T12:00:00Z"), at("2024-06-01T12:00:00Z")), Duration::hours(8));
    EXPECT_EQ(a.next_closing(at("2024-05-31T21:00:00Z")), at("2024-06-01T04:00:00Z"));
}

TEST(WorkingTime, TakesASpecialDayForAllThatBeginsOnIt) {
    WorkingTimeSpec nights{.name = "nights"};
    nights.week.fill({{22 * hour, 4 * hour}});
    const Date tuesday = day("2024-05-14");
    // From Monday's noon: what lies on the special day from the evening before, and each day's night after.
    const auto minutes = [&](std::vector<Hours> special) {
        nights.special_days = {{tuesday, std::move(special)}};
        const WorkingTime calendar = built(nights);
        std::vector<std::int64_t> counted;
        for (Date date = tuesday - 1; date <= tuesday + 1; date = date + 1) {
            const Instant from = calendar.zone().instant(date, 12 * hour);
            counted.push_back(calendar.elapsed(from, from + Duration::hours(24)).micros / 60'000'000);
        }
        return counted;
    };
    using ::testing::ElementsAre;
    EXPECT_THAT(minutes({{22 * hour, 2 * hour}}), ElementsAre(120, 240, 360));
    EXPECT_THAT(minutes({}), ElementsAre(120, 0, 360));
    EXPECT_THAT(minutes({{0, 4 * hour}, {22 * hour, 4 * hour}}), ElementsAre(360, 360, 360));
    EXPECT_THAT(minutes({{8 * hour, 12 * hour}}), ElementsAre(360, 0, 360));

    // The next day keeps what begins on it, and its breaks; as a special day it states its own.
    nights.week[2] = {{2 * hour, 6 * hour}, {22 * hour, 4 * hour}};
    nights.week[1] = {{23 * hour, 1 * hour}};
    nights.breaks = {{tuesday + 1, {{3 * hour, 5 * hour}}}};
    EXPECT_THAT(minutes({}), ElementsAre(120, 120, 360));
    nights.special_days[tuesday + 1] = {};
    const WorkingTime closed = built(nights);
    EXPECT_EQ(closed.next_opening(at("2024-05-14T00:00:00Z")), at("2024-05-16T22:00:00Z"));
}

TEST(WorkingTime, OpensAndCloses) {
    WorkingTimeSpec spec = office("UTC");
    spec.week[0] = {{8 * hour, 12 * hour}, {12 * hour, 16 * hour}};  // meeting at noon, no closing
    spec.week[1] = {{8 * hour, 11 * hour}, {12 * hour, 16 * hour}};
    const WorkingTime calendar = built(spec);
    const Instant monday = at("2024-05-13T08:00:00Z");
    EXPECT_TRUE(calendar.active(monday));
    EXPECT_FALSE(calendar.active(monday - Duration{1}));
    EXPECT_TRUE(calendar.active(at("2024-05-13T12:00:00Z")));
    EXPECT_TRUE(calendar.active(at("2024-05-13T15:59:59.999999Z")));
    EXPECT_FALSE(calendar.active(at("2024-05-13T16:00:00Z")));
    EXPECT_FALSE(calendar.active(at("2024-05-14T11:00:00Z")));

    EXPECT_EQ(calendar.next_opening(monday), monday);
    EXPECT_EQ(calendar.next_opening(at("2024-05-13T16:00:00Z")), at("2024-05-14T08:00:00Z"));
    EXPECT_EQ(calendar.next_opening(at("2024-05-17T16:00:00Z")), at("2024-05-20T08:00:00Z"));
    EXPECT_EQ(calendar.next_closing(monday), at("2024-05-13T16:00:00Z"));
    EXPECT_EQ(calendar.next_closing(at("2024-05-14T09:00:00Z")), at("2024-05-14T11:00:00Z"));
    EXPECT_EQ(calendar.next_closing(at("2024-05-14T11:30:00Z")), at("2024-05-14T11:30:00Z"));
    EXPECT_EQ(calendar.last_closing(monday), at("2024-05-10T16:00:00Z"));
    EXPECT_EQ(calendar.last_closing(monday + Duration{1}), monday + Duration{1});
    EXPECT_EQ(calendar.last_closing(at("2024-05-14T11:30:00Z")), at("2024-05-14T11:00:00Z"));
}

TEST(WorkingTime, GoesBeforeAndAfter) {
    const WorkingTime calendar = built(office("UTC"));
    EXPECT_EQ(calendar.after(at("2024-05-18T12:00:00Z"), {}), at("2024-05-20T08:00:00Z"));
    EXPECT_EQ(calendar.after(at("2024-05-20T08:00:00Z"), {}), at("2024-05-20T08:00:00Z"));
    EXPECT_EQ(calendar.before(at("2024-05-18T12:00:00Z"), {}), at("2024-05-17T16:00:00Z"));
    // The latest instant: an opening, not the closing before it.
    EXPECT_EQ(calendar.before(at("2024-05-20T10:00:00Z"), Duration::hours(2)), at("2024-05-20T08:00:00Z"));
    EXPECT_EQ(calendar.before(at("2024-05-20T10:00:00Z"), Duration::hours(3)), at("2024-05-17T15:00:00Z"));
    EXPECT_EQ(calendar.before(at("2024-05-18T10:00:00Z"), Duration::hours(40)), at("2024-05-13T08:00:00Z"));
    EXPECT_EQ(calendar.before(at("2024-05-20T10:00:00Z"), Duration::hours(2000)), at("2023-06-05T10:00:00Z"));
}

TEST(WorkingTime, NeverEndsWithoutHours) {
    const WorkingTime none = built({.name = "none"});
    const Instant start = at("2024-05-13T08:00:00Z");
    EXPECT_EQ(none.due(start, {1}), Instant::never());
    EXPECT_EQ(none.due(start, {}), start);
    EXPECT_EQ(none.next_opening(start), Instant::never());
    EXPECT_EQ(none.next_closing(start), start);
    EXPECT_EQ(none.before(start, {1}), std::nullopt);
    EXPECT_EQ(none.elapsed(start, Instant::never()), Duration{});
    EXPECT_EQ(none.day_length(), Duration{});
    EXPECT_EQ(after_days(none, start, 1), Instant::never());

    WorkingTimeSpec once{.name = "once"};
    once.special_days[day("2024-05-14")] = {{8 * hour, 9 * hour}};
    const WorkingTime one_hour = built(once);
    EXPECT_EQ(one_hour.due(start, Duration::hours(1)), at("2024-05-14T09:00:00Z"));
    EXPECT_EQ(one_hour.due(start, Duration::hours(2)), Instant::never());
    EXPECT_EQ(one_hour.next_opening(at("2024-05-14T09:00:00Z")), Instant::never());
    EXPECT_EQ(one_hour.before(start, Duration::hours(1)), std::nullopt);
    // Beyond the horizon nothing is found.
    EXPECT_EQ(one_hour.next_opening(at("1970-01-01T00:00:00Z")), Instant::never());
}

TEST(WorkingTime, BearsTheEndsOfTime) {
    const WorkingTime calendar = built(office("Pacific/Chatham"));
    const Instant first{std::numeric_limits<std::int64_t>::min()};
    for (const Instant end : {first, WorkingTime::earliest, WorkingTime::latest, Instant::never()}) {
        EXPECT_GE(calendar.elapsed(end, Instant::never()), Duration{});
        EXPECT_GE(calendar.due(end, Duration::hours(1)), end);
        EXPECT_GE(calendar.next_opening(end), end);
        EXPECT_LE(calendar.last_closing(end).value_or(first), end);
        EXPECT_LE(calendar.before(end, Duration::hours(1)).value_or(first), end);
        (void)after_days(calendar, end, 1);
    }
    EXPECT_EQ(calendar.due({}, {std::numeric_limits<std::int64_t>::max()}), Instant::never());
    EXPECT_EQ(calendar.before({}, {std::numeric_limits<std::int64_t>::max()}), std::nullopt);
    EXPECT_EQ(calendar.due(Instant::never(), Duration::hours(1)), Instant::never());
    EXPECT_EQ(calendar.next_opening(WorkingTime::latest), Instant::never());
}

TEST(WorkingTime, MayAlwaysBeOpen) {
    const WorkingTime always = WorkingTime::always_open();
    const Instant start = at("2024-05-18T23:59:59.5Z");
    EXPECT_EQ(always.elapsed(start, start + Duration{7}), Duration{7});
    EXPECT_EQ(always.elapsed(start, start - Duration{7}), Duration{});
    EXPECT_EQ(always.elapsed({-9'000'000'000'000'000'000}, Instant::never()).micros,
              std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(always.due(start, Duration::days(100 * 365)), start + Duration::days(100 * 365));
    EXPECT_EQ(always.due(start, {std::numeric_limits<std::int64_t>::max()}), Instant::never());
    EXPECT_EQ(always.before(start, Duration::hours(5)), start - Duration::hours(5));
    EXPECT_TRUE(always.active({}));
    EXPECT_EQ(always.next_opening(start), start);
    EXPECT_EQ(always.next_closing(start), Instant::never());
    EXPECT_EQ(always.day_length(), Duration::hours(24));
    EXPECT_TRUE(always.is_always_open());
    EXPECT_EQ(always.spec().name, "24x7");

    WorkingTimeSpec with_hours = office("UTC");
    with_hours.kind = WorkingTimeSpec::Kind::always_open;
    EXPECT_FALSE(WorkingTime::build(with_hours).has_value());
}

TEST(WorkingTime, KnowsItsWorkingDay) {
    WorkingTimeSpec spec = office("Europe/Copenhagen");
    EXPECT_EQ(built(spec).day_length(), Duration::hours(8));
    spec.week[4] = {{8 * hour, 15 * hour + 1800}};
    spec.week[5] = {{9 * hour, 10 * hour}};
    EXPECT_EQ(built(spec).day_length(), Duration::hours(8));
    WorkingTimeSpec nights{.name = "nights"};
    for (std::size_t i = 0; i < 5; ++i) nights.week[i] = {{22 * hour, 6 * hour}};
    EXPECT_EQ(built(nights).day_length(), Duration::hours(8));
    WorkingTimeSpec even{.name = "even"};
    even.week[0] = {{8 * hour, 12 * hour}};
    even.week[1] = {{8 * hour, 14 * hour}};
    EXPECT_EQ(built(even).day_length(), Duration::hours(6));
}

TEST(WorkingTime, ReadsLimits) {
    const WorkingTime calendar = built(office("UTC"));
    EXPECT_EQ(parse_limit("1wd", calendar).value(), Duration::hours(8));
    EXPECT_EQ(parse_limit("2wd4h", calendar).value(), Duration::hours(20));
    EXPECT_EQ(parse_limit("30m", calendar).value(), Duration::minutes(30));
    EXPECT_EQ(parse_limit("3d", WorkingTime::always_open()).value(), Duration::hours(72));
    EXPECT_EQ(
        parse_limit("1d", calendar).error().detail,
        "'1d' is counted in days of 24 hours, but calendar 'office' counts working time: write wd for its "
        "working day.");
    for (const auto* wrong : {"", "wd", "1wd1d", "10001wd", "99999999999999wd", "-1wd", "1 wd", "1wdx", "4",
                              "1wd2wd", "4h1wd", "10000wd9223372036854s", "1.5h"})
        EXPECT_FALSE(parse_limit(wrong, calendar).has_value()) << wrong;
    EXPECT_FALSE(parse_limit("1wd", built({.name = "none"})).has_value());
}

TEST(WorkingTime, NamesEveryMistake) {
    WorkingTimeSpec spec{.name = "wrong", .zone = "Europe/Copenhagn"};
    spec.week[0] = {{8 * hour, 12 * hour}, {11 * hour, 16 * hour}, {13 * hour, 13 * hour}};
    spec.week[1] = {{22 * hour, 6 * hour}};
    spec.week[2] = {{5 * hour, 9 * hour}, {-1, 90'000}};
    spec.week[6] = {{20 * hour, 9 * hour}};
    spec.special_days[day("2024-05-13")] = {{8 * hour, 10 * hour}, {9 * hour, 11 * hour}};
    const auto calendar = WorkingTime::build(spec);
    ASSERT_FALSE(calendar.has_value());
    EXPECT_THAT(
        calendar.error(),
        testing::ElementsAre("There is no time zone 'Europe/Copenhagn'; did you mean 'Europe/Copenhagen'?",
                             "Monday: 13:00-13:00 is empty; a whole day is 00:00-24:00.",
                             "Wednesday: hours open between 00:00 and 23:59:59 and close by 24:00.",
                             "Monday: 00:00-09:00 and 08:00-12:00 overlap.",
                             "Monday: 08:00-12:00 and 11:00-16:00 overlap.",
                             "Wednesday: 00:00-06:00 and 05:00-09:00 overlap.",
                             "special day 2024-05-13: 08:00-10:00 and 09:00-11:00 overlap."));
}

TEST(WorkingTime, KeepsHolidaysByRuleInEveryYear) {
    WorkingTimeSpec spec = office("Europe/Copenhagen");
    spec.holiday_rules = {*parse_holiday_rule("Anden påskedag", "easter +1")};
    const WorkingTime calendar = built(spec);
    for (int year = 1970; year < 2100; ++year) {
        const Instant monday = calendar.zone().instant(easter(year) + 1, 0);
        ASSERT_EQ(calendar.elapsed(monday, monday + Duration::hours(24)), Duration{}) << year;
        ASSERT_EQ(calendar.elapsed(monday + Duration::hours(24), monday + Duration::hours(48)),
                  Duration::hours(8));
    }
    EXPECT_EQ(calendar.plan().holiday(day("2024-04-01")), "Anden påskedag");
}

}  // namespace
}  // namespace reeve::calendar
