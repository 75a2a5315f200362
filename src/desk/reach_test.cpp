// What an edit of the directory does to many records: in slices, between which people are answered.

#include <gtest/gtest.h>

#include <algorithm>

#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

constexpr int jobs = 150;

class ReachTest : public ::testing::Test {
protected:
    ReachTest() {
        for (int i = 0; i < jobs; ++i) {
            numbers.push_back(desk.logged("tomas", "epts-support/issue",
                                          {{"urgency", "job_stopped"}, {"impact", "single_user"}}));
        }
    }

    // The hours by which the desk's clocks count become all hours, from now on.
    Administer all_hours() {
        const auto& calendars = desk.desk->world()->directory->calendars();
        const auto used = std::ranges::find_if(calendars, [&](const records::WorkingCalendar& one) {
            return std::ranges::any_of(desk.record(numbers.front()).clocks, [&](const auto& clock) {
                return clock.now.calendar == one.id.text();
            });
        });
        Administer edit;
        edit.actor = {records::ActorKind::desk, {}};
        edit.kind = Administer::Kind::calendar;
        edit.value = JsonObject{{"id", used->id.text()},
                                {"name", used->name},
                                {"title", used->title},
                                {"spec", JsonObject{{"tz", "UTC"}, {"always_open", true}}}};
        return edit;
    }
    // Records of which a clock counts by the second version.
    std::ptrdiff_t reached() {
        return std::ranges::count_if(numbers, [&](const std::string& number) {
            return std::ranges::any_of(desk.record(number).clocks,
                                       [](const auto& clock) { return clock.now.calendar_version == 2; });
        });
    }

    StagedDesk desk{{"epts-support"}};
    std::vector<std::string> numbers;
};

TEST_F(ReachTest, AnEditReachesEveryRunningClockInSlices) {
    desk.reopen({.timers = 2});
    const Asked edited = desk.ask(all_hours());
    (void)desk.step();
    ASSERT_TRUE(*edited && **edited) << (**edited).error().detail;
    EXPECT_EQ(reached(), 0);
    // She does not wait for the others.
    const Asked said = desk.ask(desk.comment("tomas", numbers.back(), "Still there?"));
    (void)desk.step();
    EXPECT_TRUE(*said && **said);
    EXPECT_LT(reached(), jobs);
    desk.live(desk.now);
    EXPECT_EQ(reached(), jobs);
}

TEST_F(ReachTest, AfterALossItBeginsAnewAndTellsNothingTwice) {
    desk.reopen({.timers = 2});
    (void)desk.ask(all_hours());
    (void)desk.step();
    ASSERT_FALSE(desk.store->writer().follow_ups(10).empty());
    desk.reopen({.timers = 2});
    desk.live(desk.now);
    EXPECT_EQ(reached(), jobs);
    EXPECT_EQ(std::ranges::count(desk.journal(), "clocks_recounted", &records::Event::type), jobs);
    EXPECT_TRUE(desk.store->writer().follow_ups(10).empty());
}

}  // namespace
}  // namespace reeve::desk
