// Warnings, and what is overdue: of what a clock was told stays true when limits, rows and words change.
// Monday 2014-01-20, 08:00; facilities work from 08:00 to 16:00.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "records/agreements_fixture_test.hpp"
#include "records/agreements_internal.hpp"

namespace reeve::records {
namespace {

using testing::at;
using ::testing::ElementsAre;

// Of a job with a level whose limit and shares the rows say.
class Warned : public testing::AgreementsTest {
protected:
    static Agreement rows(AgreementTarget high, AgreementTarget low) {
        high.clock = low.clock = "solved";
        high.when = {{"level", "high"}};
        low.when = {{"level", "low"}};
        return of("words", process::AgreementKind::sla, {std::move(high), std::move(low)});
    }
    // A clock that goes by a row with three shares.
    const AgreementTarget row_{"solved", {}, "10h", {20, 40, 60}};
    static ClockSet running() {
        ClockSet clock;
        clock.state = ClockState::running;
        return clock;
    }
    void change(std::string_view number, std::string_view time, std::string_view level) {
        world.advance(std::string(time));
        ASSERT_TRUE(edit("helena", number, {{"level", Json(level)}}).has_value());
    }
    // "HH:MM TYPE" of what the desk told of its clock.
    std::vector<std::string> told(std::string_view number) {
        std::vector<std::string> all;
        for (const Event& event : world.events(world.get(number).id))
            if (event.type == "clock_warned" || event.type == "clock_breached" ||
                event.type == "clock_overdue" || event.type == "acted shout")
                all.push_back(text(event.occurred_at).substr(11, 5) + " " + event.type);
        return all;
    }
};

TEST_F(Warned, AShareThatAChangeHasPassedIsToldAtOnceAndOnce) {
    world.add_agreement(sla("words", "8h"));
    const std::string number = logged();
    world.advance("2014-01-20 11:30");
    world.add_agreement(sla("words", "6h"));
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 11:30")) << "half of six hours has passed";
    world.advance("2014-01-20 12:00");
    EXPECT_EQ(clock(number, "solved").warned, 1);
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 12:30"));
    world.add_agreement(sla("words", "5h"));
    world.advance("2014-01-20 12:15");
    world.add_agreement(sla("words", "4h"));
    EXPECT_FALSE(clock(number, "solved").warn.has_value()) << "it has run out: that is told instead";
    world.advance("2014-01-20 12:20");
    EXPECT_THAT(told(number),
                ElementsAre("09:30 clock_warned", "10:00 clock_warned", "10:15 clock_breached"));
}

TEST_F(Warned, OfSharesThatAChangeHasPassedOnlyTheLastIsTold) {
    world.add_agreement(rows({"", {}, "4h", {25, 50, 75}}, {"", {}, "2wd", {50}}));
    const std::string number = logged();
    change(number, "2014-01-20 10:30", "high");
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 10:30"));
    world.advance("2014-01-20 11:30");
    EXPECT_THAT(told(number), ElementsAre("08:30 clock_warned", "09:00 clock_warned"));
}

TEST_F(Warned, WhatAChangeHasPassedMeanwhileIsToldWhenItGoesOn) {
    world.add_agreement(rows({"", {}, "4h", {25, 50, 75}}, {"", {}, "2wd", {50}}));
    const std::string number = logged();
    world.advance("2014-01-20 10:30");
    done("helena", number, "ask");
    change(number, "2014-01-20 11:00", "high");
    EXPECT_FALSE(clock(number, "solved").warn.has_value());
    world.advance("2014-01-20 12:00");
    done("andre", number, "answer");
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 12:00"));
    world.advance("2014-01-20 12:15");
    done("helena", number, "ask");
    done("andre", number, "answer");
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 12:30")) << "it is told once";
}

// It stood still all the while, for one reason and then for another.
TEST_F(Warned, WhatAChangeHasPassedIsToldAlsoWhereItStandsStillForAnotherReason) {
    world.add_agreement(rows({"", {}, "4h", {25, 50, 75}}, {"", {}, "2wd", {50}}));
    const std::string number = logged();
    world.advance("2014-01-20 10:30");
    done("helena", number, "ask");
    change(number, "2014-01-20 11:00", "high");
    world.advance("2014-01-20 11:30");
    done("helena", number, "park");
    world.advance("2014-01-20 12:00");
    done("helena", number, "take_up");
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 12:00"));
}

// At the instant at which a share is due, and before it is told, the limit grows: it is ahead again.
TEST_F(Warned, AShareThatWasToldIsNotToldAgainWhereTheNextOneWasDueAsTheLimitGrew) {
    world.add_agreement(rows({"", {}, "8h", {50, 75}}, {"", {}, "10h", {50, 75}}));
    const std::string number = logged({{"level", "high"}});
    world.advance("2014-01-20 13:59");
    world.now = at("2014-01-20 14:00");
    ASSERT_EQ(clock(number, "solved").warn, world.now);
    ASSERT_TRUE(edit("helena", number, {{"level", Json("low")}}).has_value());
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 15:30"));
    world.advance("2014-01-20 15:45");
    EXPECT_THAT(told(number), ElementsAre("10:00 clock_warned", "10:00 clock_warned", "13:30 clock_warned"))
        << "the second is of another clock";
}

TEST_F(Warned, ALongerLimitIsWarnedOfAgain) {
    world.add_agreement(rows({"", {}, "2h", {50, 80}}, {"", {}, "4h", {90}}));
    const std::string number = logged({{"level", "high"}}), once = logged({{"level", "high"}});
    change(once, "2014-01-20 09:15", "low");
    EXPECT_EQ(clock(once, "solved").warn, at("2014-01-20 11:36"));
    change(number, "2014-01-20 09:45", "low");
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 11:36"));
    world.advance("2014-01-20 15:00");
    EXPECT_THAT(told(number), ElementsAre("07:00 clock_warned", "07:36 clock_warned", "09:36 clock_warned",
                                          "10:00 clock_breached", "12:00 clock_overdue"));
    EXPECT_THAT(told(once), ElementsAre("07:00 clock_warned", "09:36 clock_warned", "10:00 clock_breached",
                                        "12:00 clock_overdue"));
}

TEST_F(Warned, ALongerLimitOfTheProcessIsWarnedOfAgain) {
    const std::string number = logged({{"level", "high"}});
    change(number, "2014-01-20 12:30", "low");
    EXPECT_EQ(clock(number, "met").warn, at("2014-01-20 16:00")) << "half of eight hours was told";
    change(number, "2014-01-20 13:00", "high");
    EXPECT_EQ(clock(number, "met").warn, at("2014-01-20 13:00")) << "it is past half of them again";
}

TEST_F(Warned, WhatIsOverdueIsToldWhateverRowTheRecordComesTo) {
    world.add_agreement(rows({"", {}, "2h", {50, 80}}, {"", {}, "4h", {10, 20, 90}}));
    const std::string fewer = logged({{"level", "low"}}), more = logged({{"level", "high"}});
    change(more, "2014-01-20 10:30", "low");
    EXPECT_EQ(clock(more, "solved").warn, at("2014-01-20 11:00"));
    change(fewer, "2014-01-20 12:30", "high");
    EXPECT_EQ(clock(fewer, "solved").warn, at("2014-01-20 14:00"));
    world.advance("2014-01-21 08:30");
    change(fewer, "2014-01-21 08:30", "low");
    world.advance("2014-01-21 15:00");
    for (const std::string& number : {fewer, more}) {
        const auto all = told(number);
        EXPECT_EQ(std::ranges::count_if(all, [](const auto& one) { return one.ends_with("overdue"); }), 2);
    }
}

TEST_F(Warned, OtherSharesOfTheSameLimitReachAClockThatRuns) {
    world.add_agreement(rows({"", {}, "6h", {20}}, {"", {}, "6h", {50}}));
    const std::string number = logged(), raised = logged();
    change(raised, "2014-01-20 08:30", "high");
    EXPECT_EQ(clock(raised, "solved").warn, at("2014-01-20 09:12"));
    EXPECT_EQ(clock(raised, "solved").cause, "target changed");
    world.add_agreement(rows({"", {}, "6h", {20}}, {"", {}, "6h", {25}}));
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 09:30"));
    EXPECT_EQ(clock(number, "solved").agreement_version, 2);
    EXPECT_EQ(clock(number, "solved").cause, "agreement changed");
    EXPECT_EQ(clock(raised, "solved").agreement_version, 1) << "nothing changes for it";
    world.advance("2014-01-20 10:00");
    EXPECT_THAT(told(number), ElementsAre("07:30 clock_warned"));
    EXPECT_THAT(told(raised), ElementsAre("07:12 clock_warned"));
    // The next one is the same, the one after it is new.
    world.add_agreement(rows({"", {}, "6h", {20, 50}}, {"", {}, "6h", {25, 75}}));
    const std::int64_t version = world.get(number).version;
    world.add_agreement(rows({"", {}, "6h", {20, 50}}, {"", {}, "6h", {25, 75, 80}}));
    EXPECT_GT(world.get(number).version, version);
    world.advance("2014-01-20 13:30");
    EXPECT_THAT(told(number), ElementsAre("07:30 clock_warned", "10:30 clock_warned", "10:48 clock_warned"));
}

TEST_F(Warned, SharesThatAreReachedAtOneInstantAreAllTold) {
    const ClockShares shares(process_.types[0].clocks[0], &row_);
    const calendar::DatedTime& time = calendar::DatedTime::always_open();
    ClockSet clock = running();
    clock.limit = {2};  // microseconds: 20% and 40% are none at all
    for (const int percent : {20, 40}) {
        shares.arm(clock, time, world.now);
        EXPECT_EQ(clock.warn, world.now);
        EXPECT_EQ(shares.reached(clock, clock.elapsed)->percent, percent);
        shares.pass(clock, clock.elapsed);
    }
    shares.arm(clock, time, world.now);
    EXPECT_EQ(clock.warn, world.now + Duration{1});
}

// Which had counted along the row that a record had before.
TEST_F(Warned, WhatEarlierReleasesCountedMisleadsNobody) {
    const ClockShares shares(process_.types[0].clocks[0], &row_);
    const calendar::DatedTime& time = calendar::DatedTime::always_open();
    ClockSet clock = running();
    clock.warned = 3;
    clock.limit = Duration::hours(10);
    clock.elapsed = Duration::hours(3);
    EXPECT_EQ(shares.reached(clock, Duration::hours(4))->percent, 40);
    shares.arm(clock, time, world.now);
    EXPECT_EQ(clock.warned, 1);
    EXPECT_EQ(clock.warn, world.now + Duration::hours(1));
    clock.state = ClockState::breached;
    clock.warned = 5;
    clock.elapsed = Duration::hours(16);
    EXPECT_EQ(shares.reached(clock, Duration::hours(15))->percent, 150);
    shares.arm(clock, time, world.now);
    EXPECT_EQ(clock.warned, 4);
    EXPECT_EQ(clock.warn, world.now + Duration::hours(4));
}

}  // namespace
}  // namespace reeve::records
