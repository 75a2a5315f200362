#include "calendar/date_form.hpp"

#include <gtest/gtest.h>

namespace reeve::calendar {
namespace {

std::string read(std::string_view form, std::string_view text, const Zone& zone = Zone::utc()) {
    const auto parsed = DateForm::parse(form);
    if (!parsed) return parsed.error().detail;
    const auto at = parsed->read(text, zone);
    return at ? reeve::text(*at) : "nothing";
}

TEST(DateForm, ReadsFiguresWithAndWithoutZeros) {
    EXPECT_EQ(read("D-M-YYYY H:mm", "29-02-2016 01:16"), "2016-02-29T01:16:00Z");
    EXPECT_EQ(read("D/M/YYYY H:mm", "1/3/2016 9:05"), "2016-03-01T09:05:00Z");
    EXPECT_EQ(read("DD.MM.YY HH:mm:ss", "1.3.16 9:05:07"), "2016-03-01T09:05:07Z");
    EXPECT_EQ(read("D/M/YYYY", "1/3/2016"), "2016-03-01T00:00:00Z");
    EXPECT_EQ(read("D MMM YYYY H:mm:ss.SSS", "1 Mar 2016   9:05:07.25"), "2016-03-01T09:05:07.25Z");
}

TEST(DateForm, ReadsHalfDaysAndOffsets) {
    EXPECT_EQ(read("M/D/YYYY h:mm A", "3/1/2016 12:05 AM"), "2016-03-01T00:05:00Z");
    EXPECT_EQ(read("M/D/YYYY h:mm A", "3/1/2016 12:05 pm"), "2016-03-01T12:05:00Z");
    EXPECT_EQ(read("M/D/YYYY h:mm A", "3/1/2016 13:05 PM"), "nothing");
    EXPECT_EQ(read("YYYY-MM-DDTHH:mm:ssZ", "2016-03-01T09:30:00+0200"), "2016-03-01T07:30:00Z");
}

TEST(DateForm, ReadsTheStandardsOwnForm) {
    EXPECT_EQ(read("ISO 8601", "2016-03-01"), "2016-03-01T00:00:00Z");
    EXPECT_EQ(read("ISO 8601", "2016-3-1 9:30"), "2016-03-01T09:30:00Z");
    EXPECT_EQ(read("ISO 8601", "2016-03-01T09:30:15.250-05:30"), "2016-03-01T15:00:15.25Z");
    EXPECT_EQ(read("ISO 8601", "2016-03-01T09:30:15Zulu"), "nothing");
    EXPECT_EQ(read("ISO 8601", "01-03-2016"), "nothing");
}

TEST(DateForm, TakesWallTimesByTheirZone) {
    const Zone lisbon = *Zone::load("Europe/Lisbon");
    EXPECT_EQ(read("D-M-YYYY H:mm", "01-07-2016 09:00", lisbon), "2016-07-01T08:00:00Z");
    EXPECT_EQ(read("D-M-YYYY H:mm", "27-03-2016 01:30", lisbon),
              "2016-03-27T01:00:00Z");  // skipped: the end of the gap
    EXPECT_EQ(read("ISO 8601", "2016-07-01T09:00Z", lisbon), "2016-07-01T09:00:00Z");
}

TEST(DateForm, RefusesWhatIsNoDay) {
    for (const std::string_view text :
         {"30-02-2016 01:16", "29-02-2015 01:16", "1-13-2016 1:00", "1-1-2016 24:00", "1-1-2016 1:60",
          "1-1-16 1:00", "1-1-2016", "1-1-2016 1:00 x", "?", ""})
        EXPECT_EQ(read("D-M-YYYY H:mm", text), "nothing") << text;
}

TEST(DateForm, SaysWhatAFormLacks) {
    EXPECT_EQ(read("D-M H:mm", ""), "The date form 'D-M H:mm' needs one year, one month and one day.");
    EXPECT_EQ(read("D-M-JJJJ", ""), "'J' means nothing in the date form 'D-M-JJJJ'.");
    EXPECT_EQ(read("D-M-YYYY D", ""), "The date form 'D-M-YYYY D' says a part twice.");
    EXPECT_EQ(read("D-M-YYYY h:mm", ""), "The date form 'D-M-YYYY h:mm' needs h and A together.");
}

}  // namespace
}  // namespace reeve::calendar
