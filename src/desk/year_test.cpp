// A year of a desk whose time is turned by hand.

#include <gtest/gtest.h>

#include <filesystem>

#include "desk/lent_hands_test.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::desk {
namespace {

constexpr int issues = 24;

void log_issues(StagedDesk& desk) {
    for (int i = 0; i < issues; ++i) {
        desk.logged("tomas", "epts-support/issue",
                    {{"urgency", i % 2 == 0 ? "not_affecting" : "job_stopped"}, {"impact", "single_user"}});
    }
}

std::vector<store::TimerRow> timers_of(StagedDesk& desk) {
    return desk.store->writer().timers(Instant::never(), Instant::never(), 10'000);
}

class YearTest : public ::testing::Test {
protected:
    YearTest() { std::filesystem::remove_all(folder); }
    ~YearTest() override { std::filesystem::remove_all(folder); }

    const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "reeve_year_test";
};

TEST_F(YearTest, InOneTurnAndOnTwoThreadsItIsTheSameYearAsDayByDay) {
    StagedDesk by_day({"epts-support"});
    log_issues(by_day);
    for (int day = 1; day <= 365; ++day) {
        by_day.advance(monday + Duration::days(day));
    }
    const std::vector<std::string> story = told_when(by_day);
    EXPECT_GT(story.size(), std::size_t{issues} * 3);  // they were escalated meanwhile

    OnAThread thread;
    SeededEntropy theirs(3), ours(4);
    StagedDesk at_once({"epts-support"}, {}, store::sqlite::open_store(folder));
    at_once.reopen({.ahead = 1});
    at_once.desk->decide_beside(thread, theirs, ours);
    log_issues(at_once);
    at_once.advance(monday + Duration::days(365));
    EXPECT_EQ(told_when(at_once), story);
    at_once.desk.reset();
    at_once.store.reset();
}

TEST_F(YearTest, ARecordWithoutARunningClockHasNoTimer) {
    StagedDesk desk({"epts-support"}, {}, store::sqlite::open_store(folder));
    log_issues(desk);
    std::size_t due = 0;
    for (const store::TimerRow& row : timers_of(desk)) {
        EXPECT_NE(row.timer.name, "");
        ++due;
    }
    EXPECT_GE(due, std::size_t{issues});  // each has a clock that runs
    desk.advance(monday + Duration::days(365));
    // Nobody came: every clock has ended, and nothing looks at these records any more.
    EXPECT_TRUE(timers_of(desk).empty());
    EXPECT_EQ(desk.step(), Instant::never());
    const auto before = desk.journal().size();
    desk.advance(monday + Duration::days(3650));
    EXPECT_EQ(desk.journal().size(), before);
    desk.desk.reset();
    desk.store.reset();
}

}  // namespace
}  // namespace reeve::desk
