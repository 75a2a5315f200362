// Calendars that change while clocks run: what had passed stays passed, and the rest counts anew from that
// instant (semantics section 6). Monday 2014-01-20, 08:00; facilities work from 08:00 to 16:00.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/calendars_fixture_test.hpp"
#include "records/clocks_moved.hpp"
#include "records/uncounted_roles.hpp"
#include "records/why_refused.hpp"

namespace reeve::records {
namespace {

using testing::at;

class DatedCalendars : public testing::CalendarsTest {};

TEST_F(DatedCalendars, AnEditCountsFromThatInstantAndKeepsWhatHadPassed) {
    const std::string number = logged();
    EXPECT_EQ(world.clock(number, "office"), "running until 2014-01-21 16:00");
    world.advance("2014-01-20 14:00");
    facilities(weekdays(R"(["08:00", "12:00"])"));
    // Six hours of the sixteen had passed; ten are left, four a day from Tuesday on.
    EXPECT_EQ(world.clock(number, "office"), "running until 2014-01-23 10:00");
    EXPECT_EQ(set(number, "office").elapsed, Duration::hours(6));
    EXPECT_EQ(set(number, "office").cause, "calendar changed");
    EXPECT_EQ(world.event_types(number).back(), "clocks_recounted");
    EXPECT_EQ(world.events(world.get(number).id).back().actor.kind, ActorKind::desk);
}

// A working day without a length is not over at once.
TEST_F(DatedCalendars, WithoutHoursOfTheWeekNoWorkingDayIsCounted) {
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    facilities(
        R"({"tz": "Africa/Maputo", "week": {}, "special_days": {"2014-01-22": [["10:00", "14:00"]]}})");
    EXPECT_EQ(set(number, "day").state, ClockState::running) << "its length was that of its first day";
    const auto later = world.log("helena", "job", {}, "Fix it");
    ASSERT_FALSE(later.has_value());
    EXPECT_THAT(said(later.error()),
                ::testing::HasSubstr(
                    "a working day has no length in 'facility_hours', which has no hours of the week."));
}

TEST_F(DatedCalendars, WhatAPlannedVersionSaysIsKnownAtOnceAndHoldsFromItsInstant) {
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    facilities(weekdays(R"(["08:00", "10:00"])"), at("2014-01-21 00:00"));
    // Eight hours today and two on each of the following days: Friday is the fourth.
    EXPECT_EQ(world.clock(number, "office"), "running until 2014-01-24 10:00");
    EXPECT_EQ(world.clock(number, "day"), "running until 2014-01-20 16:00") << "due before it holds";
    EXPECT_EQ(set(number, "day").calendar_version, 1) << "nothing was written of it";
}

// Hours are planned that begin only after the clock is due; then another limit reaches past their beginning.
TEST_F(DatedCalendars, ALongerLimitCountsInTheHoursThatArePlanned) {
    const std::string shorter = logged();
    facilities(weekdays(R"(["08:00", "10:00"])"), at("2014-01-21 00:00"));
    ASSERT_EQ(set(shorter, "day").calendar_version, 1) << "due before it holds";
    world.advance("2014-01-20 10:00");
    done("helena", shorter, "pass");
    // Eight hours today, and four of the twelve in two days of two hours.
    EXPECT_EQ(world.clock(shorter, "grown"), "running until 2014-01-22 10:00");
    EXPECT_EQ(set(shorter, "grown").calendar_version, 2);
    EXPECT_EQ(world.clock(shorter, "day"), "running until 2014-01-20 16:00");
    EXPECT_EQ(set(shorter, "day").calendar_version, 1) << "its limit is as it was";
}

TEST_F(DatedCalendars, LongerHoursThatArePlannedMakeALongerLimitDueSooner) {
    const std::string number = logged();
    facilities(weekdays(R"(["06:00", "16:00"])"), at("2014-01-21 00:00"));
    ASSERT_EQ(set(number, "grown").calendar_version, 1);
    world.advance("2014-01-20 10:00");
    done("helena", number, "pass");
    EXPECT_EQ(world.clock(number, "grown"), "running until 2014-01-21 10:00");
}

TEST_F(DatedCalendars, NothingIsWrittenWhereNothingChanges) {
    const std::string number = logged();
    const std::int64_t version = world.get(number).version;
    world.advance("2014-01-20 10:00");
    facilities(weekdays(R"(["08:00", "16:00"])", R"(, "holidays": [{"date": "2014-12-24", "name": "x"}])"));
    EXPECT_EQ(world.get(number).version, version) << "no clock runs until then";
}

TEST_F(DatedCalendars, AVersionFromAPastInstantLeavesThePastAsItWasCounted) {
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    facilities(weekdays(R"(["08:00", "09:00"], ["10:00", "12:00"])"), at("2014-01-20 08:30"));
    EXPECT_EQ(set(number, "office").elapsed, Duration::hours(2))
        << "though an hour of it would not count now";
    EXPECT_EQ(world.clock(number, "office"), "running until 2014-01-24 12:00") << "2 + 2 + 4 times 3 hours";
}

TEST_F(DatedCalendars, APastVersionThatSaysNothingOfTimeToComeChangesNothing) {
    const std::string number = logged();
    world.advance("2014-01-20 15:00");
    const std::int64_t version = world.get(number).version;
    // As before from noon on; and closed in the morning that has passed.
    facilities(weekdays(R"(["08:00", "16:00"])"), at("2014-01-20 12:00"));
    facilities(weekdays(R"(["12:00", "16:00"])"), at("2014-01-20 09:00"));
    EXPECT_EQ(world.get(number).version, version);
    world.advance("2014-01-20 16:00");
    done("helena", number, "hold");
    EXPECT_EQ(set(number, "office").elapsed, Duration::hours(8)) << "the morning had been counted";
}

TEST_F(DatedCalendars, WhatHasRunOutByTheNewHoursIsBreachedNowAndNotBefore) {
    const std::string number = logged();
    world.advance("2014-01-20 12:00");
    // A working day is that of the clock's start: of the eight hours four have passed.
    facilities(R"({"tz": "Africa/Maputo", "always_open": true})");
    EXPECT_EQ(world.clock(number, "day"), "running until 2014-01-20 16:00");
    EXPECT_EQ(set(number, "day").limit, Duration::hours(8));
    world.advance("2014-01-20 17:00");
    EXPECT_EQ(world.clock(number, "day"), "breached");
    EXPECT_EQ(set(number, "day").breached_at, at("2014-01-20 16:00"));
    facilities(weekdays(R"(["08:00", "16:00"])"));
    EXPECT_EQ(world.clock(number, "day"), "breached") << "a breach stays a breach";
}

TEST_F(DatedCalendars, OneThatStandsStillTakesThePresentHoursWhenItGoesOn) {
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    done("helena", number, "hold");
    const std::int64_t version = world.get(number).version;
    facilities(weekdays(R"(["08:00", "12:00"])"));
    EXPECT_EQ(world.get(number).version, version);
    world.advance("2014-01-21 08:00");
    done("helena", number, "resume");
    // Two of sixteen hours had passed: three days and a half of four hours are left.
    EXPECT_EQ(world.clock(number, "office"), "running until 2014-01-24 10:00");
    EXPECT_EQ(set(number, "office").calendar_version, 2);
}

TEST_F(DatedCalendars, AnEditReachesAClockThatIsNeverDue) {
    const std::string number = logged();
    facilities(R"({"tz": "Africa/Maputo", "week": {}})");
    world.advance("2014-01-20 15:00");
    ASSERT_EQ(set(number, "office").state, ClockState::running);
    ASSERT_EQ(set(number, "office").due, std::nullopt);
    ASSERT_TRUE(due_timers(world.get(number)).empty()) << "nothing else will look at it";
    facilities(weekdays(R"(["08:00", "16:00"])"));
    // An hour today, eight tomorrow, seven are left.
    EXPECT_EQ(world.clock(number, "office"), "running until 2014-01-22 15:00");
    EXPECT_EQ(set(number, "office").elapsed, Duration{});
    EXPECT_FALSE(runs_endlessly(world.get(number)));
}

TEST_F(DatedCalendars, HoldersHoursAreThoseOfTheTeamElseOfTheOrganisation) {
    world.add_calendar("night", weekdays(R"(["20:00", "24:00"])"));
    world.add_team("senior", "platform", "night");
    const std::string number = logged();
    EXPECT_EQ(world.clock(number, "own"), "running until 2014-01-20 14:00") << "of the central organisation";
    world.advance("2014-01-20 10:00");
    done("helena", number, "regroup", {{"group", Id::of_name("team:senior").text()}});
    // Two hours have passed, four are left in the team's evening.
    EXPECT_EQ(world.clock(number, "own"), "running until 2014-01-21 00:00");
    EXPECT_EQ(set(number, "own").calendar, Id::of_name("calendar:night").text());
    // The team gets other hours: those of its organisation.
    world.add_team("senior", "platform", "");
    EXPECT_EQ(world.clock(number, "own"), "running until 2014-01-20 14:00");
    world.add_organisation("platform", "vendor", "hospital_hours");
    EXPECT_EQ(world.clock(number, "own"), "running until 2014-01-20 15:00")
        << "an hour at noon does not count";
}

TEST_F(DatedCalendars, AHolderWithoutHoursIsNamed) {
    world.add_organisation("nowhere", "vendor", "");
    world.add_team("senior", "nowhere", "");
    const std::string number = logged();
    const auto refused =
        world.act("helena", number, "regroup", {{"group", Id::of_name("team:senior").text()}});
    ASSERT_FALSE(refused.has_value());
    ASSERT_FALSE(refused.error().unmet.empty());
    const Unmet& missing = refused.error().unmet.front();
    EXPECT_EQ(missing.why, "Own: nowhere has no working hours.");
    // Of the desk's own act only names are kept.
    const DeedRefused deed{"regroup", "", 0, {}, {missing.what + "/" + missing.field}};
    EXPECT_THAT(why_refused(&process_, &process_.types[0], deed, "en"),
                ::testing::ElementsAre("Own: whoever would have it has no working hours."));
}

TEST_F(DatedCalendars, ARoleThatIsHeldAtSeveralOrganisationsHasNoHours) {
    const auto told = [&](const char* name) {
        return uncounted_roles(world.directory(), process_, *world.directory().person(world.who(name)), "en");
    };
    EXPECT_THAT(told("rui"), ::testing::IsEmpty());
    world.add_person("lia", "central", {"second"});
    EXPECT_THAT(told("lia"),
                ::testing::ElementsAre(::testing::HasSubstr("'Second line' is held at more than one")));
    EXPECT_THAT(told("helena"), ::testing::IsEmpty());
    // Where it has none anyhow, nothing is said again.
    world.add_person("ana", "cs_boane", {"second"});
    EXPECT_THAT(told("lia"), ::testing::IsEmpty());
}

TEST_F(DatedCalendars, WhatAnActWaitsForIsWorkedOutWhenItsStateIsEntered) {
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    done("helena", number, "park");
    const auto armed = [&] { return world.get(number).timers; };
    ASSERT_EQ(armed().size(), 2U);
    EXPECT_EQ(armed()[0], (ArmedTimer{"unpark", at("2014-01-21 12:00"), armed()[0].ordinal}));
    EXPECT_EQ(armed()[1], (ArmedTimer{"hurry", at("2014-01-21 10:00"), armed()[1].ordinal, true}));
    world.advance("2014-01-20 11:00");
    facilities(weekdays(R"(["08:00", "12:00"])"));
    world.advance("2014-01-21 09:59");
    const auto refused = world.act("helena", number, "hurry");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().unmet.front().why, "'Hurry' is not possible before 08:00 UTC on 2014-01-21.");
    world.advance("2014-01-21 10:00");
    done("helena", number, "hurry");
    EXPECT_EQ(armed(), std::vector<ArmedTimer>{});

    // Six hours are a day and a half now, and a day is four.
    done("helena", number, "park");
    EXPECT_EQ(armed()[0].due, at("2014-01-22 12:00"));
    EXPECT_EQ(armed()[1].due, at("2014-01-22 10:00"));
    std::vector<std::int64_t> versions;
    for (const Change& change : world.events(world.get(number).id).back().changes)
        if (const auto* timer = std::get_if<TimerArmed>(&change)) versions.push_back(timer->calendar_version);
    EXPECT_EQ(versions, (std::vector<std::int64_t>{2, 2}));
    world.advance("2014-01-22 11:59");
    EXPECT_EQ(world.get(number).state, "parked");
    world.advance("2014-01-22 12:00");
    EXPECT_EQ(world.get(number).state, "new");
}

TEST_F(DatedCalendars, NobodyComesToAStateWithoutTheHoursThatCountThere) {
    const std::string number = logged();
    facilities(R"({"tz": "Africa/Maputo", "week": {}})");
    const auto refused = world.act("helena", number, "park");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().unmet.front().why, "Unpark: facility_hours has not so much working time.");
}

}  // namespace
}  // namespace reeve::records
