#include "records/calendar_line.hpp"

#include <gtest/gtest.h>

namespace reeve::records {
namespace {

Instant day(int number) {
    return Instant{} + Duration::days(number);
}

// "1 until 10, 3 until 12, 2": which version holds, and until which day.
std::string told(const std::vector<int>& effective) {
    std::vector<WorkingCalendar> versions(effective.size());
    std::vector<const WorkingCalendar*> entered;
    for (std::size_t i = 0; i < effective.size(); ++i) {
        versions[i].version = static_cast<std::int64_t>(i) + 1;
        versions[i].effective = day(effective[i]);
        entered.push_back(&versions[i]);
    }
    std::string text;
    Instant before = calendar::WorkingTime::earliest;
    for (const CalendarPeriod& period : calendar_line(entered)) {
        EXPECT_EQ(period.from, before);
        before = period.until;
        text += (text.empty() ? "" : ", ") + std::to_string(period.version->version);
        if (period.until != Instant::never())
            text += " until " + std::to_string(period.until.micros / Duration::days(1).micros);
    }
    EXPECT_EQ(before, Instant::never());
    return text;
}

TEST(CalendarLine, SaysWhichVersionHoldsWhen) {
    EXPECT_EQ(told({5}), "1");
    EXPECT_EQ(told({5, 8}), "1 until 8, 2");
    EXPECT_EQ(told({5, 12, 10}), "1 until 10, 3 until 12, 2") << "entered in another order";
    EXPECT_EQ(told({5, 8, 8}), "1 until 8, 3") << "of two from one instant the later";
    EXPECT_EQ(told({5, 5}), "1 until 5, 2") << "before all of them the first";
    EXPECT_EQ(told({5, 2}), "1 until 2, 2 until 5, 1");
}

TEST(CalendarLine, FindsThatOfAnInstant) {
    WorkingCalendar first, second;
    first.effective = day(5);
    second.effective = day(8);
    const auto line = calendar_line({&first, &second});
    EXPECT_EQ(period_at(line, day(-90'000)).version, &first);
    EXPECT_EQ(period_at(line, day(7)).version, &first);
    EXPECT_EQ(period_at(line, day(8)).version, &second);
}

}  // namespace
}  // namespace reeve::records
