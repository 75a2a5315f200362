// What a calendar file gives, and what becomes of broken ones.

#include "calendar/icalendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "calendar/read_working_times.hpp"

namespace reeve::calendar {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string event(std::string_view lines) {
    return "BEGIN:VEVENT\r\n" + std::string(lines) + "\r\nEND:VEVENT\r\n";
}

IcalendarHolidays read(const std::string& events) {
    const auto read = read_icalendar("BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n");
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().detail);
    return read.value_or(IcalendarHolidays{});
}

std::vector<std::string> days(const IcalendarHolidays& read) {
    std::vector<std::string> list;
    for (const auto& day : read.holidays) list.push_back(text(day.date) + " " + day.name);
    return list;
}
std::vector<std::string> rules(const IcalendarHolidays& read) {
    std::vector<std::string> list;
    for (const auto& rule : read.recurring) list.push_back(rule.rule + ": " + rule.name);
    return list;
}
std::vector<std::string> skipped(const IcalendarHolidays& read) {
    std::vector<std::string> list;
    for (const auto& one : read.skipped) list.push_back(std::to_string(one.line) + " " + one.why);
    return list;
}

TEST(Icalendar, WholeDaysAreHolidaysAndPartsOfDaysAreNot) {
    const auto found =
        read(event("DTSTART;VALUE=DATE:20241224\r\nSUMMARY:Christmas Eve\\, closed") +
             event("DTSTART;VALUE=DATE:20241230\r\nDTEND;VALUE=DATE:20250102\r\nSUMMARY:Bridge") +
             event("DTSTART;VALUE=DATE:20250501\r\nDTEND;VALUE=DATE:20250501\r\nSUMMARY:May") +
             event("DTSTART:20250601T000000\r\nDTEND:20250602T000000\r\nSUMMARY:Midnights") +
             event("DTSTART:20250701T090000\r\nDTEND:20250701T170000\r\nSUMMARY:Meeting") +
             event("DTSTART;VALUE=DATE:20250801\r\nSTATUS:CANCELLED"));
    EXPECT_THAT(days(found),
                ElementsAre("2024-12-24 Christmas Eve, closed", "2024-12-30 Bridge", "2024-12-31 Bridge",
                            "2025-01-01 Bridge", "2025-05-01 May", "2025-06-01 Midnights"));
    EXPECT_THAT(skipped(found), ElementsAre("21 It is of a part of a day.", "26 It is cancelled."));
}

TEST(Icalendar, AnEndThatIsNoneIsSaid) {
    const auto found =
        read(event("DTSTART;VALUE=DATE:20250101\r\nDTEND;VALUE=DATE:99991231\r\nSUMMARY:Ever") +
             event("DTSTART;VALUE=DATE:20250110\r\nDTEND;VALUE=DATE:20250108\r\nSUMMARY:Back"));
    EXPECT_THAT(days(found), ElementsAre("2025-01-10 Back"));
    EXPECT_THAT(
        skipped(found),
        ElementsAre("2 It lasts longer than a year.",
                    "7 It has no end that can be read after its beginning; one day of it was taken."));
}

TEST(Icalendar, WhatComesBackEachYearIsARuleWhereOneSaysTheSame) {
    const auto found = read(
        event("DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas") +
        event("DTSTART;VALUE=DATE:20210531\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO\r\nSUMMARY:Memorial") +
        event("DTSTART;VALUE=DATE:20211125\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20231122\r\n"
              "SUMMARY:Thanks") +
        event("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Leap"));
    EXPECT_THAT(rules(found), ElementsAre("02-29 since 2024: Leap", "12-25 since 2020: Christmas",
                                          "4th thursday in november since 2021 until 2022: Thanks",
                                          "last monday in may since 2021: Memorial"));
    EXPECT_THAT(days(found), IsEmpty());
}

TEST(Icalendar, AnyOtherRecurrenceIsWrittenOut) {
    const auto found =
        read(event("DTSTART;VALUE=DATE:20240101\r\nRRULE:FREQ=YEARLY;COUNT=3\r\nEXDATE;VALUE=DATE:"
                   "20250101\r\nSUMMARY:A") +
             event("DTSTART;VALUE=DATE:20240105\r\nRRULE:FREQ=WEEKLY;UNTIL=20240112\r\nSUMMARY:B") +
             event("DTSTART;VALUE=DATE:20240201\r\nRDATE;VALUE=DATE:20240301,20240401\r\nSUMMARY:C"));
    EXPECT_THAT(days(found), ElementsAre("2024-01-01 A", "2024-01-05 B", "2024-01-12 B", "2024-02-01 C",
                                         "2024-03-01 C", "2024-04-01 C", "2026-01-01 A"));
    const auto endless =
        read(event("DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY;INTERVAL=2\r\nSUMMARY:D"));
    EXPECT_EQ(endless.holidays.size(), 16U);
    EXPECT_THAT(skipped(endless), ElementsAre("2 It goes on recurring; it is read until 2050-01-01."));
    EXPECT_THAT(skipped(read(event("DTSTART;VALUE=DATE:20240105\r\nRRULE:FREQ=WEEKLY"))),
                ElementsAre(HasSubstr("without end")));
    EXPECT_THAT(skipped(read(event("DTSTART;VALUE=DATE:20240105\r\nRRULE:FREQ=SECONDLY"))),
                ElementsAre("2 It recurs within a day."));
}

TEST(Icalendar, OneDateOfARecurrenceIsCancelledOrMoved) {
    const std::string christmas =
        event("UID:c\r\nDTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY;COUNT=4\r\nSUMMARY:Christmas");
    const std::string cancelled = event(
        "UID:c\r\nRECURRENCE-ID;VALUE=DATE:20211225\r\nDTSTART;VALUE=DATE:20211225\r\nSTATUS:CANCELLED");
    const std::string moved =
        event("UID:c\r\nRECURRENCE-ID;VALUE=DATE:20221225\r\nDTSTART;VALUE=DATE:20221227\r\nSUMMARY:Late");
    const auto both = read(christmas + cancelled + moved);
    EXPECT_THAT(days(both), ElementsAre("2020-12-25 Christmas", "2022-12-27 Late", "2023-12-25 Christmas"));
    EXPECT_THAT(rules(both), IsEmpty());
    EXPECT_EQ(days(read(moved + cancelled + christmas)), days(both));
    // Of another event, or of all the later ones, nothing is taken away.
    const std::string other = event("UID:d\r\nDTSTART;VALUE=DATE:20210501\r\nSUMMARY:May");
    EXPECT_THAT(days(read(other + cancelled)), ElementsAre("2021-05-01 May"));
    const auto later =
        read(christmas + event("UID:c\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20211225\r\n"
                               "DTSTART;VALUE=DATE:20211227\r\nSUMMARY:Late"));
    EXPECT_EQ(days(later).size(), 4u);
    ASSERT_EQ(later.skipped.size(), 1u);
    EXPECT_THAT(later.skipped[0].why, HasSubstr("from some day on"));
}

TEST(Icalendar, ABrokenEventCostsItselfAlone) {
    const auto found = read(
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2024\r\nSUMMARY:No date\r\n"
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20240301\r\nSUMMARY:Never\r\n  ends\r\n" +
        event("SUMMARY:No beginning") +
        event("DTSTART;VALUE=DATE:20240302\r\nRRULE:FREQ=SOMETIMES\r\nSUMMARY:Odd") +
        event("DTSTART;VALUE=DATE:20240303\r\nBEGIN:VALARM\r\nDURATION:PT1H\r\nEND:VALARM\r\n"
              "SUMMARY:Caf\xe9"));
    EXPECT_THAT(days(found), ElementsAre("2024-03-01 Never ends", "2024-03-03 Caf\u00e9"));
    EXPECT_THAT(skipped(found),
                ElementsAre(HasSubstr("2 It has no beginning"), HasSubstr("9 It has no beginning"),
                            "12 How it recurs cannot be read."));
}

TEST(Icalendar, ThoseThatComeSeldomAreLookedForSoLong) {
    // Each is looked for day by day through 28 years, and then through 28 more.
    std::string events;
    for (int i = 0; i < 100; ++i)
        events +=
            event("DTSTART;VALUE=DATE:20000229\r\nRRULE:FREQ=DAILY;COUNT=9;BYMONTH=2;BYMONTHDAY=29;BYDAY=TU");
    const auto found = read(events + event("DTSTART;VALUE=DATE:20240101\r\nSUMMARY:New Year"));
    EXPECT_THAT(days(found), ElementsAre("2000-02-29 ", "2024-01-01 New Year", "2028-02-29 "));
    EXPECT_EQ(found.skipped.front().why, "It goes on recurring; it is read until 2028-02-29.");
    EXPECT_EQ(found.skipped.back().why, "It is not read: the recurrences of this file come too seldom.");
    EXPECT_EQ(std::ranges::count(found.skipped, found.skipped.back().why, &IcalendarHolidays::Skipped::why),
              75);
}

TEST(Icalendar, AYearOfDaysAndDecadesOfMonthsAreNoLongSearch) {
    std::string events;
    for (int i = 0; i < 15; ++i)
        events +=
            event("DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=DAILY;COUNT=366\r\nSUMMARY:" +
                  std::to_string(i)) +
            event("DTSTART;VALUE=DATE:20200131\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=360\r\nSUMMARY:" +
                  std::to_string(i));
    const auto found = read(events);
    EXPECT_TRUE(found.skipped.empty());
    EXPECT_GT(found.holidays.size(), 15U * 700U);
}

TEST(Icalendar, OfRecurrencesThatNeverComeAFewAreLookedFor) {
    std::string events;
    for (int i = 0; i < 100; ++i)
        events += event("DTSTART;VALUE=DATE:20240101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");
    const auto found = read(events + event("DTSTART;VALUE=DATE:20240101\r\nSUMMARY:New Year"));
    EXPECT_THAT(days(found), ElementsAre("2024-01-01 New Year"));
    EXPECT_EQ(found.skipped.size(), 100U);
    EXPECT_EQ(found.skipped.front().why, "It recurs in a way that gives no day.");
    EXPECT_EQ(found.skipped.back().why, "It is not read: this file has recurrences that never come.");
}

TEST(Icalendar, WhatIsNoCalendarOrTooMuchIsRefused) {
    EXPECT_FALSE(read_icalendar("").has_value());
    EXPECT_FALSE(read_icalendar("<html>").has_value());
    EXPECT_EQ(read_icalendar(event("DTSTART;VALUE=DATE:20240101")).error().kind, RefusalKind::malformed);
    EXPECT_FALSE(read_icalendar("BEGIN:VCALENDAR\n" + std::string(5u << 20, 'x')).has_value());
    std::string many = "BEGIN:VCALENDAR\n";
    for (int i = 0; i < 10'001; ++i) many += "BEGIN:VEVENT\n";
    EXPECT_THAT(read_icalendar(many).error().detail, HasSubstr("10001 events"));
}

TEST(Icalendar, WhatIsReadStandsInACalendar) {
    const auto found =
        read("X-WR-TIMEZONE:Europe/Copenhagen\r\n" +
             event("DTSTART;VALUE=DATE:20240605\r\nSUMMARY:Constitution Day") +
             event("DTSTART;VALUE=DATE:20241225\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas Day"));
    ASSERT_EQ(found.zone, "Europe/Copenhagen");
    const Json json = icalendar_json(found);
    JsonArray holidays = json.find("holidays")->array();
    for (const Json& rule : json.find("recurring")->array()) holidays.push_back(rule);
    const auto built = build_working_times(
        JsonObject{{"office", JsonObject{{"tz", *found.zone},
                                         {"week", *parse_json(R"({"wed": [["08:00", "16:00"]]})")},
                                         {"holidays", std::move(holidays)}}}});
    ASSERT_TRUE(built.has_value());
    EXPECT_EQ(built->front().plan().holiday(*Date::parse("2024-06-05")), "Constitution Day");
    EXPECT_EQ(built->front().plan().holiday(*Date::parse("2030-12-25")), "Christmas Day");
}

// Files of many programs, where they lie beside the project.
TEST(Icalendar, FilesOfManyProgramsAreReadOrRefused) {
    const std::string folder = std::string(REEVE_ROOT) + "/../shared/data/icalendar/samples/";
    if (!std::filesystem::exists(folder)) return;
    std::size_t files = 0, held = 0;
    for (const char* kind : {"valid", "invalid", "hcalendar"}) {
        for (const auto& entry : std::filesystem::directory_iterator(folder + kind)) {
            std::ifstream file(entry.path(), std::ios::binary);
            std::ostringstream bytes;
            bytes << file.rdbuf();
            const auto found = read_icalendar(bytes.str());
            if (std::string_view(kind) == "valid") {
                EXPECT_TRUE(found.has_value()) << entry.path() << ": " << found.error().detail;
            }
            ++files;
            if (found) held += found->holidays.size() + found->recurring.size();
        }
    }
    EXPECT_EQ(files, 105U);
    EXPECT_GT(held, 4000U);
}

}  // namespace
}  // namespace reeve::calendar
