// How many timers a step does follows from how long the last steps took.

#include "desk/timer_pace.hpp"

#include <gtest/gtest.h>

namespace reeve::desk {
namespace {

using std::chrono::milliseconds;

TEST(TimerPaceTest, ItFitsThemIntoTheTimeThatIsWanted) {
    TimerPace pace;
    EXPECT_EQ(pace.timers(), TimerPace::first);
    for (int i = 0; i < 4; ++i) {
        pace.took(200, milliseconds(40));
    }
    EXPECT_EQ(pace.timers(), 500U);
    for (int i = 0; i < 2; ++i) {
        pace.took(500, milliseconds(200));
    }
    EXPECT_EQ(pace.timers(), 250U);
}

TEST(TimerPaceTest, OneStepAloneChangesNothing) {
    TimerPace pace;
    for (int i = 0; i < 4; ++i) {
        pace.took(400, milliseconds(100));
    }
    pace.took(400, milliseconds(400));
    EXPECT_EQ(pace.timers(), 400U) << "the log was carried over";
    pace.took(400, milliseconds(100));
    pace.took(400, milliseconds(1));
    EXPECT_EQ(pace.timers(), 400U);
}

TEST(TimerPaceTest, ItGrowsByStepsAndKeepsItsBounds) {
    TimerPace pace;
    pace.took(256, milliseconds(0));
    pace.took(256, milliseconds(0));
    EXPECT_EQ(pace.timers(), 2 * TimerPace::first);
    for (int i = 0; i < 9; ++i) {
        pace.took(pace.timers(), milliseconds(0));
    }
    EXPECT_EQ(pace.timers(), TimerPace::most);
    for (int i = 0; i < 9; ++i) {
        pace.took(pace.timers(), milliseconds(60'000));
    }
    EXPECT_EQ(pace.timers(), TimerPace::fewest);
    pace.took(3, milliseconds(1));
    EXPECT_EQ(pace.timers(), TimerPace::fewest);
}

}  // namespace
}  // namespace reeve::desk
