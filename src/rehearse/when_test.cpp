#include "rehearse/when.hpp"

#include <gtest/gtest.h>

namespace reeve::rehearse {
namespace {

class When : public testing::Test {
protected:
    // Monday 20 January 2014, 10:00 in Maputo, which is two hours east of Greenwich all year.
    Start start_ = parse_start("2014-01-20 10:00 Africa/Maputo").value();

    std::string read(std::string_view text) const {
        const auto at = parse_when(text, start_.at, start_.zone);
        return at ? day_and_local_text(*at, start_.zone) : "refused: " + at.error().detail;
    }
};

TEST_F(When, AStartIsDateTimeAndZone) {
    EXPECT_EQ(text(start_.at), "2014-01-20T08:00:00Z");
    EXPECT_EQ(start_.zone.name(), "Africa/Maputo");
    for (const char* wrong : {"", "2014-01-20", "2014-01-20 10:00", "2014-01-20 10:00 Africa/Maputo x",
                              "2014-02-30 10:00 Africa/Maputo", "2014-01-20 24:00 Africa/Maputo",
                              "2014-01-20 9:00 Africa/Maputo"})
        EXPECT_FALSE(parse_start(wrong)) << wrong;
}

TEST_F(When, AWrongZoneIsToldTheNearest) {
    const auto wrong = parse_start("2014-01-20 10:00 Africa/Maputu");
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().detail.find("Africa/Maputo"), std::string::npos) << wrong.error().detail;
}

TEST_F(When, ATimeOfDayIsOnTheSameDayBeforeOrAfter) {
    EXPECT_EQ(read("11:30"), "Mon 2014-01-20 11:30");
    EXPECT_EQ(read("08:00"), "Mon 2014-01-20 08:00");
    EXPECT_EQ(read("00:00"), "Mon 2014-01-20 00:00");
    EXPECT_EQ(read("23:59:59.999999"), "Mon 2014-01-20 23:59:59.999999");
}

TEST_F(When, SecondsAndTheirDecimalsAreExact) {
    EXPECT_EQ(read("10:00:00.001"), "Mon 2014-01-20 10:00:00.001");
    EXPECT_EQ(read("10:00:00.000001"), "Mon 2014-01-20 10:00:00.000001");
    EXPECT_EQ(read("10:00:30"), "Mon 2014-01-20 10:00:30");
    EXPECT_TRUE(read("10:00:00.0000001").starts_with("refused"));
}

TEST_F(When, ADayOfTheWeekIsTheNextAtOrAfter) {
    EXPECT_EQ(read("Tue 08:00"), "Tue 2014-01-21 08:00");
    EXPECT_EQ(read("Mon 10:00"), "Mon 2014-01-20 10:00");
    EXPECT_EQ(read("Mon 09:59"), "Mon 2014-01-27 09:59");
    EXPECT_EQ(read("sun 08:00"), "Sun 2014-01-26 08:00");
}

TEST_F(When, ADateAndASpanMeanThemselves) {
    EXPECT_EQ(read("2014-02-03 16:00"), "Mon 2014-02-03 16:00");
    EXPECT_EQ(read("2013-12-31 16:00"), "Tue 2013-12-31 16:00");
    EXPECT_EQ(read("+30m"), "Mon 2014-01-20 10:30");
    EXPECT_EQ(read("+1d2h"), "Tue 2014-01-21 12:00");
    EXPECT_EQ(read("-2h"), "Mon 2014-01-20 08:00");
}

TEST_F(When, EverythingElseIsRefusedWithTheForms) {
    for (const char* wrong :
         {"", "noon", "9:00", "25:00", "10:60", "10:00:60", "10:00:", "10:00:00.", "Tuesday 08:00", "Tue",
          "Tue08:00", "2014-13-01 08:00", "+", "+1wd", "+30", "-", "10:00 ", "10.00"})
        EXPECT_TRUE(read(wrong).find("no time such as 09:00") != std::string::npos)
            << wrong << ": " << read(wrong);
}

TEST(WhenInAZoneWithSummerTime, ATimeInTheGapIsItsEndAndOfTwoTheFirstIsMeant) {
    const Start spring = parse_start("2014-03-30 01:00 Europe/Amsterdam").value();
    EXPECT_EQ(text(parse_when("02:30", spring.at, spring.zone).value()), "2014-03-30T01:00:00Z");
    const Start autumn = parse_start("2014-10-26 01:00 Europe/Amsterdam").value();
    EXPECT_EQ(text(parse_when("02:30", autumn.at, autumn.zone).value()), "2014-10-26T00:30:00Z");
    // The day after the change has the same time on the wall, an hour more between.
    EXPECT_EQ(parse_when("Mon 01:00", autumn.at, autumn.zone).value() - autumn.at, Duration::hours(25));
}

}  // namespace
}  // namespace reeve::rehearse
