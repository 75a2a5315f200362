#include "calendar/holiday_rule.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "base/json.hpp"
#include "base/text.hpp"
#include "calendar/shipped_holidays.hpp"

namespace reeve::calendar {
namespace {

std::string days(std::string_view rule, int year) {
    const auto parsed = parse_holiday_rule("x", rule);
    if (!parsed) return parsed.error().detail;
    std::vector<std::string> dates;
    for (const Holiday& holiday : holidays({*parsed}, year)) dates.push_back(text(holiday.date));
    return join(dates, " ");
}

TEST(HolidayRule, MeansTheseDays) {
    struct Row {
        const char* rule;
        int year;
        const char* dates;
    };
    const Row table[] = {
        {"12-25", 2024, "2024-12-25"},
        {"02-29", 2024, "2024-02-29"},
        {"02-29", 2023, ""},
        {"2023-05-06", 2023, "2023-05-06"},
        {"2023-05-06", 2024, ""},
        {"easter", 2024, "2024-03-31"},
        {"easter +39", 2024, "2024-05-09"},
        {"EASTER -2", 2024, "2024-03-29"},
        {"1st monday in september", 2024, "2024-09-02"},
        {"4th thursday in November", 2024, "2024-11-28"},
        {"5th friday in february", 2024, ""},
        {"5th thursday in february", 2024, "2024-02-29"},
        {"last monday in may", 2024, "2024-05-27"},
        {"last friday in may", 2024, "2024-05-31"},
        {"monday before 06-01", 2024, "2024-05-27"},
        {"saturday before 06-01", 2024, "2024-05-25"},  // 1 June 2024 is a Saturday itself
        {"saturday after 06-01", 2024, "2024-06-08"},
        {"sunday after 11-26", 2024, "2024-12-01"},
        {"04-27 if sunday then previous saturday", 2014, "2014-04-26"},
        {"04-27 if sunday then previous saturday", 2024, "2024-04-27"},
        {"12-25 and if sunday then next monday if saturday then previous friday", 2021,
         "2021-12-24 2021-12-25"},
        {"12-25 and if sunday then next monday if saturday then previous friday", 2022,
         "2022-12-25 2022-12-26"},
        // Reaching into the year before.
        {"01-01 and if saturday then previous friday", 2021, "2021-01-01 2021-12-31"},
        {"01-01 if saturday then previous friday", 2022, ""},
        {"07-14 if sunday then next sunday", 2024, "2024-07-21"},
        {"05-17 since 2014 until 2023", 2013, ""},
        {"05-17 since 2014 until 2023", 2014, "2014-05-17"},
        {"05-17 since 2014 until 2023", 2023, "2023-05-17"},
        {"05-17 since 2014 until 2023", 2024, ""},
    };
    for (const Row& row : table)
        EXPECT_EQ(days(row.rule, row.year), row.dates) << row.rule << " in " << row.year;
}

TEST(HolidayRule, RefusesWithTheWordAndWhatMayStandThere) {
    EXPECT_EQ(days("1st monday of may", 2024),
              "Holiday 'x', rule '1st monday of may': expected 'in', found 'of'.");
    EXPECT_EQ(days("12-25 if sunday", 2024),
              "Holiday 'x', rule '12-25 if sunday': expected 'then', found the end.");
    for (const auto* wrong : {"",
                              "   ",
                              "13-01",
                              "02-30",
                              "2023-02-29",
                              "easter +201",
                              "easter 39",
                              "6th monday in may",
                              "monday",
                              "monday before may",
                              "1st monday in",
                              "12-25 and",
                              "12-25 if sunday then monday",
                              "12-25 since",
                              "12-25 since 20240",
                              "12-25 until 2020 since 2010",
                              "12-25 since 2021 until 2020",
                              "12-25 maybe",
                              "12-25 if sunday then next monday and",
                              "easter +-1",
                              "0000-01-01"})
        EXPECT_FALSE(parse_holiday_rule("x", wrong).has_value()) << wrong;
    EXPECT_FALSE(parse_holiday_rule("x", std::string(100'000, '1')).has_value());
}

std::string file_text(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(ShippedHolidays, AreThoseOfEachRegion) {
    const std::pair<const char*, const char*> years[] = {
        {"NL 2025", "01-01 04-20 04-21 04-26 05-29 06-08 06-09 12-25 12-26"},
        {"NL 2006", "01-01 04-16 04-17 04-29 05-25 06-04 06-05 12-25 12-26"},
        {"MZ 2024", "01-01 02-03 04-07 04-08 05-01 06-25 09-07 09-25 10-04 12-25"},
        {"US 2021",
         "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31"},
        {"US 2020", "01-01 01-20 02-17 05-25 07-03 07-04 09-07 10-12 11-11 11-26 12-25"},
        {"US-IA 2024", "01-01 01-15 02-12 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25"},
    };
    for (const auto& [region_year, expected] : years) {
        const auto words = split(region_year, ' ');
        const auto rules = shipped_holiday_rules(words[0]);
        ASSERT_TRUE(rules.has_value());
        std::vector<std::string> found;
        for (const Holiday& holiday : holidays(*rules, std::stoi(std::string(words[1]))))
            found.push_back(text(holiday.date).substr(5));
        EXPECT_EQ(join(found, " "), expected) << region_year;
    }
}

// Every day of type public in the published lists, and none more. The lists lie beside the project, where
// its licence does not reach; the table above stands alone.
TEST(ShippedHolidays, AreThoseOfThePublishedLists) {
    const std::string folder = std::string(REEVE_ROOT) + "/../shared/data/holidays-2015-2023/";
    if (!std::filesystem::exists(std::string(REEVE_ROOT) + "/../shared/data")) {
        std::cout << "The published lists are not beside the project: nothing to compare.\n";
        return;
    }
    int compared = 0;
    for (const std::string& region : holiday_regions()) {
        const auto rules = shipped_holiday_rules(region);
        ASSERT_TRUE(rules.has_value());
        for (int year = 2015; year <= 2023; ++year) {
            const auto listed = parse_json(file_text(folder + region + "-" + std::to_string(year) + ".json"));
            ASSERT_TRUE(listed.has_value()) << region << year;
            std::multiset<std::string> expected;
            for (const Json& row : listed->array())
                if (row.string_or_empty("type") == "public")
                    expected.emplace(row.string_or_empty("date").substr(0, 10));
            std::multiset<std::string> found;
            for (const Holiday& holiday : holidays(*rules, year)) found.insert(text(holiday.date));
            EXPECT_EQ(found, expected) << region << " " << year;
            compared += static_cast<int>(expected.size());
        }
    }
    EXPECT_EQ(compared, 492);
}

TEST(ShippedHolidays, AreListedADateALine) {
    EXPECT_EQ(holiday_list("DK", 2024).value(),
              "2024-01-01\n2024-03-28\n2024-03-29\n2024-03-31\n2024-04-01\n2024-05-09\n2024-05-19\n"
              "2024-05-20\n2024-12-25\n2024-12-26\n");
    EXPECT_EQ(holiday_list("DK", 2024, Named::yes).value(),
              "2024-01-01 Nytårsdag\n2024-03-28 Skærtorsdag\n2024-03-29 Langfredag\n2024-03-31 Påskedag\n"
              "2024-04-01 Anden påskedag\n2024-05-09 Kristi Himmelfartsdag\n2024-05-19 Pinsedag\n"
              "2024-05-20 Anden Pinsedag\n2024-12-25 Juledag\n2024-12-26 Anden Juledag\n");
    EXPECT_NE(holiday_list("DK", 2023, Named::yes).value().find("2023-05-05 Store Bededag\n"),
              std::string::npos);
    EXPECT_NE(holiday_list("MZ", 2023, Named::yes)
                  .value()
                  .find("2023-01-02 Dia da Fraternidade Universal (substitute day)"),
              std::string::npos);
    EXPECT_NE(holiday_list("US", 2021, Named::yes).value().find("2021-12-31 New Year's Day (substitute day)"),
              std::string::npos);
    const auto unknown = holiday_list("SE", 2024);
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().detail, "No holidays are shipped for 'SE'; there are DK, MZ, NL, US, US-IA.");
    EXPECT_FALSE(holiday_list("DK", 1899).has_value());
    EXPECT_FALSE(holiday_list("DK", 2200).has_value());
}

}  // namespace
}  // namespace reeve::calendar
