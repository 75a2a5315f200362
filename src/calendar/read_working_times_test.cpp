#include "calendar/read_working_times.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/text.hpp"
#include "calendar/compute_rows.hpp"

namespace reeve::calendar {
namespace {

constexpr int hour = 3600;

constexpr std::string_view whole = R"({
  "office": {"tz": "Europe/Copenhagen",
    "week": {"mon": [["08:00", "12:00"], ["12:30:30", "24:00"]], "fri": [["22:00", "06:00"]]},
    "holidays": ["2024-12-24", {"date": "2024-12-31", "name": "Closed"}, {"rule": "easter +1", "name": "Easter Monday"}],
    "holidays_of": ["DK", "NL"],
    "special_days": {"2024-12-23": [["08:00", "12:00"]]},
    "breaks": {"2024-12-23": [["10:00", "10:30"]]},
    "version": "2024-1"},
  "always": {"tz": "UTC", "always_open": true}})";

Json json(std::string_view text) {
    return parse_json(text).value();
}

// Each mistake as "place: why".
std::vector<std::string> wrong(std::string_view text) {
    const auto built = build_working_times(json(text));
    std::vector<std::string> lines;
    if (built) return lines;
    EXPECT_EQ(built.error().kind, RefusalKind::malformed);
    for (const Unmet& unmet : built.error().unmet) lines.push_back(unmet.field + ": " + unmet.why);
    return lines;
}

TEST(ReadWorkingTimes, ReadsEveryMember) {
    const auto read = read_working_times(json(whole));
    ASSERT_TRUE(read.has_value()) << read.error().detail;
    ASSERT_EQ(read->size(), 2u);
    const WorkingTimeSpec& office = read->front();
    EXPECT_EQ(office.name, "office");
    EXPECT_EQ(office.version, "2024-1");
    EXPECT_EQ(office.zone, "Europe/Copenhagen");
    EXPECT_EQ(office.week[0], (std::vector<Hours>{{8 * hour, 12 * hour}, {12 * hour + 1830, 24 * hour}}));
    EXPECT_EQ(office.week[4], (std::vector<Hours>{{22 * hour, 6 * hour}}));
    EXPECT_TRUE(office.week[1].empty());
    EXPECT_EQ(office.holidays.at(*Date::parse("2024-12-24")), "");
    EXPECT_EQ(office.holidays.at(*Date::parse("2024-12-31")), "Closed");
    EXPECT_EQ(office.holiday_rules.size(), 1u + 11u + 10u);
    EXPECT_EQ(office.special_days.at(*Date::parse("2024-12-23")),
              (std::vector<Hours>{{8 * hour, 12 * hour}}));
    EXPECT_EQ(office.breaks.at(*Date::parse("2024-12-23")),
              (std::vector<Hours>{{10 * hour, 10 * hour + 1800}}));
    EXPECT_EQ((*read)[1].kind, WorkingTimeSpec::Kind::always_open);
    EXPECT_TRUE(build_working_times(json(whole)).has_value());
}

TEST(ReadWorkingTimes, NamesEveryMistakeAtItsPlace) {
    EXPECT_THAT(
        wrong(
            R"({"a": {"tz": "Europe/Copenhagn", "week": {"mon": [["08:00", "16:00"], ["15:00", "17:00"]]}}})"),
        testing::ElementsAre("a: There is no time zone 'Europe/Copenhagn'; did you mean 'Europe/Copenhagen'?",
                             "a: Monday: 08:00-16:00 and 15:00-17:00 overlap."));
    const auto mistakes = wrong(R"({
        "a": {"week": {"mon": [["8:00", "16:00"], ["08:00"], "x", ["08:00", "24:01"], [8, 16]], "monday": [], "tue": {}},
              "holidays": ["2024-02-30", 7, {"date": "2024-01-01", "rule": "easter"}, {"rule": "easter egg"}, {"nam": "x"}],
              "holidays_of": "DE", "holliday": []},
        "b": 7,
        "c": {"tz": 1, "week": [], "special_days": {"2024-1-1": []}, "breaks": [], "always_open": "yes"}})");
    EXPECT_THAT(mistakes,
                testing::Contains("a.holliday: A calendar has no such member; did you mean 'holidays'?"));
    for (const auto* place : {"a.week.mon[0]",
                              "a.week.mon[1]",
                              "a.week.mon[2]",
                              "a.week.mon[3]",
                              "a.week.mon[4]",
                              "a.week.monday",
                              "a.week.tue",
                              "a.holidays[0]",
                              "a.holidays[1]",
                              "a.holidays[2]",
                              "a.holidays[3].rule",
                              "a.holidays[4].nam",
                              "a.holidays_of",
                              "a",
                              "b",
                              "c.tz",
                              "c.week",
                              "c.special_days.2024-1-1",
                              "c.breaks",
                              "c.always_open"})
        EXPECT_THAT(mistakes, testing::Contains(testing::StartsWith(std::string(place) + ": "))) << place;
    EXPECT_EQ(wrong("[]").front(), ": An object is expected, with a member for each calendar.");
    EXPECT_EQ(wrong(R"({"a": {"tz": "UTC"}})").front(),
              "a: The member 'week' is missing: the hours of each weekday.");
    EXPECT_TRUE(wrong("{}").empty());
}

TEST(ReadWorkingTimes, NamesAtMostTwoHundredMistakes) {
    std::string days;
    for (int i = 0; i < 1000; ++i) days += (i == 0 ? "" : ",") + std::string("7");
    const auto built =
        build_working_times(json(R"({"a": {"tz": "UTC", "week": {}, "holidays": [)" + days + "]}}"));
    ASSERT_FALSE(built.has_value());
    EXPECT_EQ(built.error().unmet.size(), 200u);
}

TEST(ReadWorkingTimes, MeasuresListsBeforeReadingThem) {
    const auto many = [](std::string_view item, int n) {
        std::string list(item);
        for (int i = 1; i < n; ++i) list += "," + std::string(item);
        return list;
    };
    EXPECT_EQ(
        wrong(R"({"a": {"tz": "UTC", "week": {}, "holidays_of": [)" + many("\"DK\"", 21) + "]}}").front(),
        "a.holidays_of: At most 20 regions are allowed.");
    EXPECT_EQ(
        wrong(R"({"a": {"tz": "UTC", "week": {}, "holidays": [)" + many("\"2024-01-01\"", 20'001) + "]}}")
            .front(),
        "a.holidays: At most 20000 holidays are allowed.");
}

// What a person may send: the whole example with random bytes changed is read or refused, never worse.
TEST(ReadWorkingTimes, BearsDamagedText) {
    std::mt19937 random(1);
    int read = 0;
    for (int i = 0; i < 2'000; ++i) {
        std::string damaged(whole);
        for (int n = 0; n <= i % 4; ++n) damaged[random() % damaged.size()] = whole[random() % whole.size()];
        const auto parsed = parse_json(damaged);
        if (!parsed) continue;
        const auto built = build_working_times(*parsed);
        read += built.has_value() ? 1 : 0;
        ASSERT_TRUE(built || !built.error().detail.empty());
    }
    EXPECT_GT(read, 50);
}

std::string computed(std::string_view rows) {
    const auto answer = compute_rows(R"({"o": {"tz": "UTC", "week": {"mon": [["08:00", "16:00"]]}},
                                         "none": {"tz": "UTC", "week": {}}, "a,b": {"tz": "UTC", "always_open": true}})",
                                     rows);
    return answer ? *answer : answer.error().detail;
}

TEST(ComputeRows, AnswersEachRow) {
    EXPECT_EQ(computed("calendar,case,start_utc,end_utc,business_minutes,target_minutes\r\n"
                       "o,at the limit,2024-05-13T08:00Z,2024-05-13T16:00Z,?,480\r\n"
                       "o,a second late,2024-05-13T08:00:00Z,2024-05-13T10:00:01Z,?,120\n"
                       "o,from a second,2024-05-13T08:00:30Z,2024-05-13T10:00:00Z,?,60\n"
                       "o,\"said \"\"no\"\", went\",2024-05-13T09:00+02:00,2024-05-13T08:00Z,?,60\n"
                       "\n"
                       "none,never,2024-05-13T08:00Z,2024-05-14T08:00Z,?,60\n"
                       "\"a,b\",always,2024-05-13T08:00Z,2024-05-13T08:30Z,?,10"),
              "calendar,case,business_minutes,due_utc,breached\n"
              "o,at the limit,480,2024-05-13T16:00Z,0\n"
              "o,a second late,120,2024-05-13T10:00Z,1\n"
              "o,from a second,119,2024-05-13T09:00:30Z,1\n"
              "o,\"said \"\"no\"\", went\",0,2024-05-13T09:00Z,0\n"
              "none,never,0,never,0\n"
              "\"a,b\",always,30,2024-05-13T08:10Z,1\n");
}

TEST(ComputeRows, NamesTheLineThatCannotBeRead) {
    const std::string head = "calendar,case,start_utc,end_utc,target_minutes\n";
    EXPECT_EQ(computed(""), "The rows are empty: a first line with columns is expected.");
    EXPECT_EQ(computed("calendar,case,start_utc,end_utc\n"),
              "Line 1: the column 'target_minutes' is missing.");
    EXPECT_EQ(computed(head + "x,1,2024-05-13T08:00Z,2024-05-13T08:00Z,1\n"),
              "Line 2: there is no calendar 'x'.");
    EXPECT_EQ(computed(head + "o,1,2024-05-13 08:00,2024-05-13T08:00Z,1\n"),
              "Line 2: start_utc '2024-05-13 08:00' is no instant.");
    EXPECT_EQ(computed(head + "o,1,2024-05-13T08:00Z,?,1\n"), "Line 2: end_utc '?' is no instant.");
    EXPECT_EQ(computed(head + "o,1,2024-05-13T08:00Z,2024-05-13T08:00Z,-1\n"),
              "Line 2: target_minutes '-1' is no number from 0 to 100000000.");
    EXPECT_EQ(computed(head + "o,1,2024-05-13T08:00Z\n"), "Line 2: 3 cells where 5 are expected.");
    EXPECT_EQ(computed(head + "o,\"1,2024-05-13T08:00Z\n"),
              "Line 2: cell 2 begins with a quote that does not end.");
    EXPECT_FALSE(compute_rows("{", head).has_value());
    EXPECT_FALSE(compute_rows(R"({"a": 1})", head).has_value());
}

}  // namespace
}  // namespace reeve::calendar
