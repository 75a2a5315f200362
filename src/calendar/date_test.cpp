#include "calendar/date.hpp"

#include <gtest/gtest.h>

namespace reeve::calendar {
namespace {

TEST(Date, CountsEveryDayOfFourCenturies) {
    int days = Date::parse("1800-01-01")->days;
    Weekday weekday = Weekday::wednesday;
    for (int year = 1800; year < 2200; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (int day = 1; day <= days_in_month(year, month); ++day) {
                const auto date = Date::of(year, month, day);
                ASSERT_TRUE(date.has_value());
                ASSERT_EQ(date->days, days);
                ASSERT_EQ(date->weekday(), weekday) << text(*date);
                ASSERT_EQ(date->parts(), (YearMonthDay{year, month, day}));
                ++days;
                weekday = static_cast<Weekday>((static_cast<int>(weekday) + 1) % 7);
            }
        }
    }
    EXPECT_EQ(Date::parse("1970-01-01")->days, 0);
}

TEST(Date, IsReadAndWritten) {
    EXPECT_EQ(text(*Date::parse("2024-02-29")), "2024-02-29");
    EXPECT_EQ(text(*Date::parse("0001-01-01")), "0001-01-01");
    EXPECT_EQ(text(*Date::parse("9999-12-31")), "9999-12-31");
    EXPECT_EQ(Date::parse("2024-05-17")->weekday(), Weekday::friday);
    for (const auto* wrong :
         {"2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "0000-01-01", "2024-1-1", "2024/01/01",
          "2024-01-01Z", "", "-024-01-01", "20a4-01-01", "2024-01-0 "})
        EXPECT_FALSE(Date::parse(wrong).has_value()) << wrong;
}

TEST(Date, KnowsEaster) {
    // The earliest and latest possible, and some between.
    EXPECT_EQ(text(easter(1818)), "1818-03-22");
    EXPECT_EQ(text(easter(1943)), "1943-04-25");
    EXPECT_EQ(text(easter(2000)), "2000-04-23");
    EXPECT_EQ(text(easter(2008)), "2008-03-23");
    EXPECT_EQ(text(easter(2024)), "2024-03-31");
    EXPECT_EQ(text(easter(2025)), "2025-04-20");
    EXPECT_EQ(text(easter(2038)), "2038-04-25");
    for (int year = 1583; year < 3000; ++year) {
        ASSERT_EQ(easter(year).weekday(), Weekday::sunday);
        ASSERT_GE(easter(year), *Date::of(year, 3, 22));
        ASSERT_LE(easter(year), *Date::of(year, 4, 25));
    }
}

}  // namespace
}  // namespace reeve::calendar
