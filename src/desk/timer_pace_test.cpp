// How many timers a step does follows from how long the last steps took.

#include "desk/timer_pace.hpp"

#include <gtest/gtest.h>

namespace reeve::desk {
namespace {

using std::chrono::milliseconds;

constexpr auto wanted = TimerPace::wanted;

TEST(TimerPaceTest, ItFitsThemIntoTheTimeThatIsWanted) {
    TimerPace pace;
    EXPECT_EQ(pace.timers(), TimerPace::first);
    for (int i = 0; i < 4; ++i) {
        pace.took(200, wanted * 0.4);
    }
    EXPECT_EQ(pace.timers(), 500U);
    pace.took(500, wanted * 2.0);
    EXPECT_EQ(pace.timers(), 250U);
}

TEST(TimerPaceTest, TheSlowestOfTheLastStepsCounts) {
    TimerPace pace;
    for (int i = 0; i < 4; ++i) {
        pace.took(400, wanted);
    }
    pace.took(400, wanted * 0.01);
    EXPECT_EQ(pace.timers(), 400U);
    pace.took(400, wanted * 1.6);
    EXPECT_EQ(pace.timers(), 250U);
    pace.took(250, wanted * 0.5);
    pace.took(250, wanted * 0.5);
    EXPECT_EQ(pace.timers(), 250U);
    pace.took(250, wanted * 0.5);
    EXPECT_EQ(pace.timers(), 500U);
}

TEST(TimerPaceTest, ItGrowsByStepsAndKeepsItsBounds) {
    TimerPace pace;
    for (int i = 0; i < 3; ++i) {
        pace.took(256, milliseconds(0));
    }
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
