#include "desk/turns.hpp"

#include <gtest/gtest.h>

namespace reeve::desk {
namespace {

TEST(Turns, WhereAllIsDoneInTimeNobodyTakesTurns) {
    Turns turns;
    turns.due_was_done(false);
    EXPECT_FALSE(turns.people_next());
    EXPECT_FALSE(turns.is_peoples(true));
}

TEST(Turns, PeopleComeAfterEachStepOfWhatIsDueWhileMoreIsLeft) {
    Turns turns;
    for (int round = 0; round < 3; ++round) {
        turns.due_was_done(true);
        EXPECT_TRUE(turns.people_next());
        EXPECT_TRUE(turns.is_peoples(true));
        EXPECT_FALSE(turns.is_peoples(true)) << "the next one is not theirs as well";
    }
    turns.due_was_done(false);
    EXPECT_FALSE(turns.is_peoples(true));
}

TEST(Turns, WhereNobodyWaitsWhatIsDueGoesOn) {
    Turns turns;
    turns.due_was_done(true);
    EXPECT_FALSE(turns.is_peoples(false));
    EXPECT_FALSE(turns.people_waited());
    turns.due_was_done(true);
    EXPECT_TRUE(turns.is_peoples(true));
    EXPECT_TRUE(turns.people_waited());
}

TEST(Turns, WhatTakesAsLongStandsBetweenTwoOfPeoples) {
    Turns turns;
    turns.other_was_done();
    EXPECT_FALSE(turns.people_next()) << "nothing else was left to do";
    turns.due_was_done(true);
    EXPECT_TRUE(turns.is_peoples(true));
    turns.other_was_done();
    EXPECT_TRUE(turns.is_peoples(true));
}

}  // namespace
}  // namespace reeve::desk
