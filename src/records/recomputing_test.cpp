// The whole life of clocks counted anew: the one correction of history. Monday 2014-01-20, 08:00.
#include "records/recomputing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/backtest.hpp"
#include "records/calendars_fixture_test.hpp"
#include "records/clocks_internal.hpp"
#include "records/directory_events.hpp"

namespace reeve::records {
namespace {

using testing::at;
using ::testing::HasSubstr;

class RecomputingTest : public testing::CalendarsTest {
protected:
    // The hours of facilities were others all the time.
    void were(std::string_view hours) { facilities(weekdays(hours), at("2014-01-20 08:00")); }
    Outcome<Plan> recompute(std::string_view number, std::string_view person = "helena") {
        return world.submit(world.command(person, Command::Kind::recompute, number));
    }
};

TEST_F(RecomputingTest, ABreachThatNeverWasIsTakenBack) {
    const std::string number = logged();
    world.advance("2014-01-20 17:00");
    ASSERT_EQ(world.clock(number, "own"), "breached");
    // It was a short day: four of the six hours have counted.
    were(R"(["08:00", "12:00"])");
    EXPECT_EQ(world.clock(number, "own"), "breached") << "an edit takes back nothing";
    ASSERT_TRUE(recompute(number).has_value());
    EXPECT_EQ(world.clock(number, "own"), "running until 2014-01-21 10:00");
    EXPECT_EQ(set(number, "own").breached_at, std::nullopt);
    EXPECT_EQ(set(number, "own").elapsed, Duration::hours(4));
    const Event& event = world.events(world.get(number).id).back();
    EXPECT_EQ(event.type, "clocks_recomputed");
    const Json* before = event.facts.find("before");
    ASSERT_NE(before, nullptr);
    EXPECT_THAT(write_json(*before), HasSubstr(R"("clock":"own","leg":0,"is":"breached")"));
    world.advance("2014-01-21 10:00:01");
    EXPECT_EQ(world.clock(number, "own"), "breached") << "and breaks again where it does run out";
}

TEST_F(RecomputingTest, WhatRunsOutOnlyByTheNewCountBreaksNow) {
    const std::string number = logged();
    world.advance("2014-01-20 13:00");
    done("helena", number, "hold");
    world.advance("2014-01-20 14:00");
    // Early hours: fourteen of sixteen had they been worked, six of them before the record came.
    were(R"(["00:00", "24:00"])");
    world.advance("2014-01-21 08:00");
    done("helena", number, "resume");
    EXPECT_EQ(set(number, "own").elapsed, Duration::hours(5));
    world.advance("2014-01-21 08:30");
    ASSERT_FALSE(recompute(number).has_value()) << "five hours by either count";
}

TEST_F(RecomputingTest, AnEndedClockIsToldAnewAsItShouldHaveEnded) {
    const std::string number = logged();
    world.advance("2014-01-21 09:00");
    ASSERT_EQ(world.clock(number, "own"), "breached");
    done("helena", number, "finish");
    ASSERT_EQ(set(number, "own").state, ClockState::met_late);
    were(R"(["09:00", "12:00"])");
    const auto told = recomputed(world.directory(), process_.types.front(), world.get(number), world.now);
    const auto own = std::find_if(told.begin(), told.end(),
                                  [](const RecomputedClock& clock) { return clock.after.clock == "own"; });
    ASSERT_TRUE(own->changes);
    ASSERT_TRUE(recompute(number).has_value());
    EXPECT_EQ(set(number, "own").state, ClockState::met);
    EXPECT_EQ(set(number, "own").elapsed, Duration::hours(3));
    EXPECT_EQ(set(number, "own").breached_at, std::nullopt);
    EXPECT_EQ(set(number, "own").stopped, at("2014-01-21 09:00"));
    ClockSet shown = own->after;
    shown.recomputed = shown.limits_kept = false;  // of the event alone
    EXPECT_EQ(set(number, "own"), shown) << "what was shown is what was done";
}

TEST_F(RecomputingTest, AWorkingDayOfALimitIsOneOfTheHoursOfThen) {
    const std::string number = logged();
    world.advance("2014-01-20 17:00");
    ASSERT_EQ(world.clock(number, "day"), "breached");
    EXPECT_EQ(set(number, "day").limit_said, "1wd");
    // Days were twelve hours long: nine have counted.
    were(R"(["06:00", "18:00"])");
    ASSERT_TRUE(recompute(number).has_value());
    EXPECT_EQ(set(number, "day").limit, Duration::hours(12));
    EXPECT_EQ(world.clock(number, "day"), "running until 2014-01-21 08:00");
    ASSERT_FALSE(recompute(number).has_value()) << "it stands as its calendar has it";
}

TEST_F(RecomputingTest, WhatAnEarlierReleaseBeganKeepsItsLength) {
    const std::string number = logged();
    world.advance("2014-01-20 17:00");
    Record then = world.get(number);
    for (ClockInstance& clock : then.clocks) clock.now.limit_said.clear();
    were(R"(["06:00", "18:00"])");
    for (const RecomputedClock& clock :
         recomputed(world.directory(), process_.types.front(), then, world.now))
        EXPECT_EQ(clock.after.limit, clock.before.now.limit) << clock.after.clock;
}

TEST_F(RecomputingTest, AnotherCalendarHasWorkingDaysOfItsOwnLength) {
    const std::string number = logged();
    world.advance("2014-01-21 09:00");
    done("helena", number, "finish");
    ASSERT_EQ(set(number, "day").state, ClockState::met_late);
    const calendar::DatedTime longer(
        *read_calendar("longer", *parse_json(weekdays(R"(["06:00", "18:00"])"))));
    Supposition what;
    what.directory = &world.directory();
    what.calendar = Id::of_name("calendar:facility_hours");
    what.time = &longer;
    const process::RecordType& type = process_.types.front();
    const auto told = suppose(type, instance(number, "day"), what, world.now);
    ASSERT_TRUE(told.has_value());
    EXPECT_EQ(told->limit, Duration::hours(12));
    EXPECT_EQ(told->after.breached_at, at("2014-01-21 08:00")) << "ten hours on Monday, two on Tuesday";
}

TEST_F(RecomputingTest, OneThatWasInTimeIsLateWhereMoreCounted) {
    const std::string number = logged();
    world.advance("2014-01-21 07:00");
    ASSERT_EQ(world.clock(number, "own"), "breached");
    ASSERT_EQ(world.clock(number, "office"), "running until 2014-01-21 16:00");
    done("helena", number, "finish");
    ASSERT_EQ(set(number, "office").state, ClockState::met);
    were(R"(["00:00", "24:00"])");
    ASSERT_TRUE(recompute(number).has_value());
    EXPECT_EQ(set(number, "office").state, ClockState::met_late);
    EXPECT_EQ(set(number, "office").breached_at, at("2014-01-21 00:00"));
    EXPECT_EQ(set(number, "office").elapsed, Duration::hours(23));
}

TEST_F(RecomputingTest, WhatBreaksOnceItIsCountedAnewIsShownAsBroken) {
    const std::string number = logged();
    world.advance("2014-01-21 07:00");
    were(R"(["00:00", "24:00"])");
    ASSERT_EQ(world.clock(number, "office"), "running until 2014-01-21 15:00");
    const ClockSet runs = set(number, "office");
    EXPECT_EQ(as_it_will_stand(runs, world.now), runs) << "eight hours are left";
    const auto told = recomputed(world.directory(), process_.types.front(), world.get(number), world.now);
    const auto office =
        std::ranges::find(told, "office", [](const RecomputedClock& one) { return one.after.clock; });
    ASSERT_TRUE(office->changes);
    EXPECT_EQ(office->after.state, ClockState::running) << "its timer breaks it, with all that follows";
    const ClockSet shown = as_it_will_stand(office->after, world.now);
    EXPECT_EQ(shown.state, ClockState::breached);
    EXPECT_EQ(shown.breached_at, world.now);
}

TEST_F(RecomputingTest, AnEditAfterTheEndChangesNothingOfOneThatEndedInTime) {
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    done("helena", number, "finish");
    ASSERT_EQ(set(number, "office").state, ClockState::met);
    world.advance("2014-01-20 17:00");
    facilities(weekdays(R"(["08:00", "12:00"])"), at("2014-01-20 11:00"));
    for (const RecomputedClock& clock :
         recomputed(world.directory(), process_.types.front(), world.get(number), world.now))
        EXPECT_FALSE(clock.changes) << clock.after.clock;
    EXPECT_FALSE(recompute(number).has_value());
}

TEST_F(RecomputingTest, WhatCountedInAFormerCalendarStaysCountedThere) {
    world.add_calendar("night", weekdays(R"(["20:00", "24:00"])"));
    world.add_team("senior", "platform", "night");
    world.add_person("wes", "central", {"agent"}, "senior");
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    done("helena", number, "regroup", {{"group", Id::of_name("team:senior").text()}});
    world.advance("2014-01-20 21:00");
    ASSERT_EQ(world.clock(number, "own"), "running until 2014-01-21 00:00") << "two of six hours by day";
    ASSERT_FALSE(recompute(number, "wes").has_value()) << "no calendar was edited";
    // An hour of the day was none: two hours are counted, four are left.
    were(R"(["09:00", "16:00"])");
    ASSERT_TRUE(recompute(number, "wes").has_value());
    EXPECT_EQ(set(number, "own").elapsed, Duration::hours(2));
    EXPECT_EQ(world.clock(number, "own"), "running until 2014-01-21 21:00");
    ASSERT_EQ(instance(number, "own").spans.size(), 2U);
    EXPECT_EQ(instance(number, "own").spans.front().calendar, Id::of_name("calendar:facility_hours").text());
    EXPECT_EQ(instance(number, "own").spans.front().calendar_version, 2);
    EXPECT_TRUE(instance(number, "own").spans.back().calendar.empty());
    world.advance("2014-01-21 21:00:01");
    EXPECT_EQ(world.clock(number, "own"), "breached");
    ASSERT_FALSE(recompute(number, "wes").has_value()) << "it stands as its calendars have it";
}

TEST_F(RecomputingTest, WhereNothingChangesNothingIsDone) {
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    const auto refused = recompute(number);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, RefusalKind::wrong_state);
    EXPECT_THAT(refused.error().detail, HasSubstr("Nothing would change"));
}

TEST_F(RecomputingTest, WhatIsWaitedForAfterABreachIsNotCounted) {
    const std::string number = logged();
    world.advance("2014-01-20 15:00");
    ASSERT_EQ(set(number, "own").breached_at, at("2014-01-20 14:00"));
    done("helena", number, "hold");
    EXPECT_EQ(world.clock(number, "own"), "breached");
    EXPECT_EQ(set(number, "own").cause, "waiting vendor");
    world.advance("2014-01-21 10:00");
    EXPECT_EQ(counted(world.directory(), set(number, "own"), world.now), Duration::hours(7));
    // Of six hours two had passed when the wait began.
    were(R"(["13:00", "16:00"])");
    const auto told = recomputed(world.directory(), process_.types.front(), world.get(number), world.now);
    const auto own =
        std::ranges::find(told, "own", [](const RecomputedClock& one) { return one.after.clock; });
    ASSERT_TRUE(own->changes);
    EXPECT_EQ(own->after.state, ClockState::paused) << "it never ran out";
    EXPECT_EQ(own->after.elapsed, Duration::hours(2));
    done("helena", number, "resume");
    EXPECT_EQ(world.clock(number, "own"), "breached") << "until it is counted anew";
    world.advance("2014-01-21 15:00");
    EXPECT_EQ(counted(world.directory(), set(number, "own"), world.now), Duration::hours(12));
    ASSERT_TRUE(recompute(number).has_value());
    EXPECT_EQ(set(number, "own").elapsed, Duration::hours(4));
    EXPECT_EQ(world.clock(number, "own"), "running until 2014-01-22 14:00");
}

TEST_F(RecomputingTest, ABreachIsTakenBackWhileItIsWaited) {
    const std::string number = logged();
    world.advance("2014-01-20 15:00");
    done("helena", number, "hold");
    were(R"(["13:00", "16:00"])");
    world.advance("2014-01-21 15:00");
    ASSERT_TRUE(recompute(number).has_value());
    EXPECT_EQ(world.clock(number, "own"), "paused");
    EXPECT_EQ(set(number, "own").breached_at, std::nullopt);
    done("helena", number, "resume");
    EXPECT_EQ(world.clock(number, "own"), "running until 2014-01-22 16:00")
        << "an hour today, three tomorrow";
}

TEST_F(RecomputingTest, WhatWasShownRestsOnTheCalendarsOfThen) {
    const std::string number = logged();
    world.advance("2014-01-20 17:00");
    facilities(weekdays(R"(["08:00", "16:00"])"), at("2014-01-20 12:00"));
    were(R"(["09:00", "16:00"])");
    Command command = world.command("helena", Command::Kind::recompute, number);
    command.if_version = world.get(number).version;
    command.about = recompute_rests_on(world.directory(), world.get(number));
    were(R"(["10:00", "16:00"])");
    ASSERT_EQ(world.get(number).version, *command.if_version) << "an edit of what has passed";
    const auto refused = world.submit(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, RefusalKind::stale);
    EXPECT_THAT(refused.error().detail, HasSubstr("was changed since these differences were shown"));
    command.about = recompute_rests_on(world.directory(), world.get(number));
    EXPECT_TRUE(world.submit(command).has_value());
}

TEST_F(RecomputingTest, ItIsForThoseWhoMayAssign) {
    const std::string number = logged();
    world.advance("2014-01-20 17:00");
    were(R"(["08:00", "12:00"])");
    EXPECT_EQ(recompute(number, "rui").error().kind, RefusalKind::not_allowed);
    Command command = world.command("helena", Command::Kind::recompute, number);
    command.if_version = world.get(number).version - 1;
    EXPECT_EQ(world.submit(command).error().kind, RefusalKind::stale);
    EXPECT_TRUE(recompute(number).has_value());
}

}  // namespace
}  // namespace reeve::records
