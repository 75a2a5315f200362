// What follows by itself: edges, effects of states, acts as soon as a condition holds, limits, notices; and
// what is asked of the past.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "records/told_test.hpp"

namespace reeve::records {
namespace {

using testing::at;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::World;

class Automation : public ::testing::Test {
protected:
    Automation() : process_(process()), world(*process_) {
        world.add_person("helena", "central", {"agent"});
        world.add_person("ivo", "central", {"agent"});
        world.add_person("rui", "central", {"second"});
        world.add_person("carla", "central", {"chief"});
        world.add_person("andre", "cs_boane", {"caller"});
    }
    static process::ProcessPtr process() {
        static const process::ProcessPtr once = testing::loaded_from("src/records/automation_test.yaml");
        return once;
    }
    std::string logged(JsonObject fields = {}) {
        const auto number = world.log("helena", "job", std::move(fields), "Fix it");
        EXPECT_TRUE(number.has_value()) << (number ? "" : said(number.error()));
        return number.value_or("");
    }
    static std::string said(const Refusal& refusal) {
        std::string words = std::string(word(refusal.kind)) + ": " + refusal.detail;
        for (const Unmet& unmet : refusal.unmet) words += "\n  " + unmet.what + " " + unmet.why;
        return words;
    }
    void done(std::string_view person, std::string_view number, const std::string& act,
              JsonObject fields = {}) {
        const auto outcome = world.act(person, number, act, std::move(fields));
        ASSERT_TRUE(outcome.has_value()) << act << ": " << said(outcome.error());
    }
    std::string refused(std::string_view person, std::string_view number, const std::string& act,
                        JsonObject fields = {}) {
        const auto outcome = world.act(person, number, act, std::move(fields));
        EXPECT_FALSE(outcome.has_value()) << act << " was done";
        return outcome ? std::string() : said(outcome.error());
    }
    Outcome<void> edit(std::string_view number, JsonObject fields) {
        Command command = world.command("helena", Command::Kind::edit, number);
        command.fields = std::move(fields);
        const auto plan = world.submit(command);
        if (!plan) return std::unexpected(plan.error());
        return {};
    }
    // Of the record's events: each finding as "kind {detail}".
    std::vector<std::string> findings(std::string_view number) {
        std::vector<std::string> found;
        for (const Event& event : world.events(world.get(number).id))
            for (const Change& change : event.changes)
                if (const auto* finding = std::get_if<Finding>(&change))
                    found.push_back(finding->kind + " " + write_json(finding->detail));
        return found;
    }
    std::vector<std::string> told(std::string_view number) { return testing::told(world, number); }
    std::string trace(std::string_view number) { return world.get(number).field("trace")->string(); }
    void TearDown() override { EXPECT_THAT(world.faults(), ElementsAre()); }

    process::ProcessPtr process_;
    World world;
};

TEST_F(Automation, EffectsOfStatesComeInOrder) {
    const std::string number = logged();
    done("helena", number, "begin");
    EXPECT_EQ(trace(number), ". -new begin +work +doing");
    done("helena", number, "test");
    EXPECT_EQ(trace(number), ". -new begin +work +doing -doing +testing") << "it stayed within the work";
    done("helena", number, "back", {{"level", "low"}});
    EXPECT_EQ(trace(number), ". -new begin +work +doing -doing +testing -work");
}

TEST_F(Automation, AnActThatStaysLeavesAndEntersNothingAndOneThatComesBackDoes) {
    const std::string number = logged();
    done("helena", number, "begin");
    const std::string before = trace(number);
    done("helena", number, "code");
    EXPECT_EQ(trace(number), before);
    done("helena", number, "again");
    EXPECT_EQ(trace(number), before + " -doing +doing");
}

TEST_F(Automation, AnEdgeIsCrossedOnceWhoeverChangesTheField) {
    const std::string number = logged();
    EXPECT_EQ(world.get(number).field("flag"), nullptr);
    ASSERT_TRUE(edit(number, {{"level", "high"}}).has_value());
    EXPECT_EQ(*world.get(number).field("flag"), Json(true));
    EXPECT_EQ(*world.get(number).field("after"), Json(true)) << "a later edge sees what an earlier one wrote";
    EXPECT_THAT(told(number),
                ElementsAre("carla: JOB-001 presses (High): Fix it", "ivo: JOB-001 presses (High): Fix it"))
        << "the one who acts is not told";
    ASSERT_TRUE(edit(number, {{"flag", false}}).has_value());
    EXPECT_EQ(told(number).size(), 2u) << "it held before";
    ASSERT_TRUE(edit(number, {{"level", "low"}}).has_value());
    ASSERT_TRUE(edit(number, {{"level", "high"}}).has_value());
    EXPECT_EQ(told(number).size(), 4u);
}

TEST_F(Automation, ANewRecordCrossesItsEdges) {
    const std::string number = logged({{"level", "high"}});
    EXPECT_EQ(*world.get(number).field("after"), Json(true));
    EXPECT_THAT(told(number), Contains("carla: JOB-001 presses (High): Fix it")) << "with its number";
}

TEST_F(Automation, AnEdgeThatCannotBeEvaluatedIsNotedAndNotCrossed) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "weigh", {{"count", 0}});
    EXPECT_THAT(findings(number), ElementsAre(HasSubstr("edge_failed")));
    EXPECT_THAT(told(number), IsEmpty());
    done("helena", number, "weigh", {{"count", 3}});
    EXPECT_EQ(told(number).size(), 2u);
}

TEST_F(Automation, TheDeskActsAsSoonAsTheConditionHolds) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("rui", number, "approve");
    EXPECT_EQ(world.get(number).state, "doing") << "not from here";
    done("helena", number, "test");
    EXPECT_EQ(world.get(number).state, "ready");
    const Event& event = world.events(world.get(number).id).back();
    EXPECT_EQ(event.act, "release");
    EXPECT_EQ(event.actor.kind, ActorKind::desk);
    EXPECT_FALSE(event.cause.empty());
}

TEST_F(Automation, WhatTheDeskIsRefusedWaitsAndIsTriedAgain) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "weigh", {{"count", 20}});
    done("rui", number, "approve");
    done("helena", number, "test");
    EXPECT_EQ(world.get(number).state, "testing");
    ASSERT_EQ(world.get(number).refused.size(), 1u);
    EXPECT_EQ(world.get(number).refused.front().deed.act, "release");
    EXPECT_THAT(world.get(number).refused.front().deed.unmet, ElementsAre("few"));
    EXPECT_EQ(world.event_types(number).back(), "desk_act_refused");
    done("helena", number, "weigh", {{"count", 2}});
    EXPECT_EQ(world.get(number).state, "ready");
    EXPECT_THAT(world.get(number).refused, IsEmpty());
}

TEST_F(Automation, TheLastOfSeveralLinkedOnesIsSeen) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "split");
    done("helena", number, "split");
    done("helena", "PART-001", "finish");
    EXPECT_EQ(world.get(number).state, "doing");
    done("ivo", "PART-002", "finish");
    EXPECT_EQ(world.get(number).state, "testing");
}

TEST_F(Automation, WhatHasNoEndIsStoppedAndNoted) {
    const auto wheel = world.log("helena", "wheel", {}, "Round");
    ASSERT_TRUE(wheel.has_value());
    EXPECT_EQ(world.get(*wheel).acts.at("there").times + world.get(*wheel).acts.at("here").times, 8);
    EXPECT_THAT(findings(*wheel), ElementsAre(HasSubstr("as_soon_as_endless")));
}

TEST_F(Automation, UnlinkUndoesBothEnds) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "split");
    done("helena", number, "drop");
    EXPECT_THAT(world.get(number).links, IsEmpty());
    EXPECT_THAT(world.get("PART-001").links, IsEmpty());
}

TEST_F(Automation, EvidenceOlderThanTheLastChangeDoesNotCount) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "review");
    done("helena", number, "code");
    done("rui", number, "approve");
    done("helena", number, "test");
    EXPECT_EQ(world.get(number).state, "testing");
    EXPECT_THAT(world.get(number).refused.at(0).deed.unmet, ElementsAre("rule:tested"));
    done("helena", number, "review");
    EXPECT_EQ(world.get(number).state, "ready");
}

TEST_F(Automation, ScopesOfLegAndRoundBeginWithWhatIsThere) {
    const std::string number = logged({{"level", "high"}});
    done("helena", number, "begin");
    done("helena", number, "back", {{"level", "low"}});
    done("helena", number, "begin");
    EXPECT_THAT(refused("helena", number, "weigh", {{"count", 77}}), HasSubstr("rule:counted"))
        << "the last round's level is not this one's";
    done("helena", number, "weigh", {{"level", "high"}});
    done("helena", number, "weigh", {{"level", "low"}});
    done("helena", number, "weigh", {{"count", 77}});
    EXPECT_EQ(world.get(number).since.at(std::string(round_scope)).acts.at("begin").times, 1);
    done("helena", number, "pass");
    const Scope& leg = world.get(number).since.at(std::string(leg_scope));
    EXPECT_THAT(leg.acts, IsEmpty()) << "the hand-over is the old leg's last act";
    EXPECT_TRUE(leg.states.contains("doing"));
    EXPECT_EQ(world.get(number).acts.at("begin").last_by, world.who("helena"));
}

TEST_F(Automation, WhatIsToHappenLaterHasAClock) {
    const std::string number = logged();
    done("helena", number, "begin");
    EXPECT_EQ(world.clock(number, "answered"), "none");
    done("rui", number, "approve");
    EXPECT_EQ(world.clock(number, "answered"), "running until 2014-01-20 10:00");
    world.advance("2014-01-20 10:30");
    EXPECT_EQ(world.clock(number, "answered"), "breached");
    EXPECT_THAT(findings(number), ElementsAre(HasSubstr("answered")));
    done("helena", number, "note");
    EXPECT_EQ(world.clock(number, "answered"), "met_late");
    done("rui", number, "approve");
    EXPECT_EQ(world.clock(number, "answered"), "met_late") << "it holds already";
}

TEST_F(Automation, WhatTheOutsideDoesIsNotedOnce) {
    const std::string number = logged();
    ASSERT_TRUE(edit(number, {{"count", 13}}).has_value());
    EXPECT_THAT(findings(number), ElementsAre(HasSubstr("seldom")));
    ASSERT_TRUE(edit(number, {{"slot", "a"}}).has_value());
    EXPECT_EQ(findings(number).size(), 1u);
}

TEST_F(Automation, TwoForOneSlotAreTold) {
    const std::string first = logged({{"slot", "a"}});
    const auto second = world.log("ivo", "job", {{"slot", "a"}}, "Me too");
    ASSERT_FALSE(second.has_value());
    EXPECT_THAT(said(second.error()), HasSubstr("The slot is taken. (" + first + ")"));
    EXPECT_TRUE(world.log("ivo", "job", {{"slot", "b"}}, "Another").has_value());
    EXPECT_TRUE(world.log("ivo", "job", {}, "None").has_value());
    EXPECT_TRUE(world.log("ivo", "job", {}, "None either").has_value());
    ASSERT_TRUE(edit(first, {{"count", 5}}).has_value()) << "who counts already takes nobody's place";
    ASSERT_TRUE(edit(first, {{"slot", "c"}}).has_value());
    EXPECT_TRUE(world.log("ivo", "job", {{"slot", "a"}}, "Now").has_value());
}

TEST_F(Automation, OneMajorAYear) {
    const std::string first = logged({{"level", "high"}, {"year", 2014}});
    const std::string second = logged({{"level", "low"}, {"year", 2014}});
    EXPECT_THAT(said(edit(second, {{"level", "high"}}).error()), HasSubstr("limit:majors One a year."));
    ASSERT_TRUE(edit(second, {{"level", "high"}, {"year", 2015}}).has_value());
    EXPECT_EQ(world.get(first).limits.at("majors"), (std::set<std::string, std::less<>>{"[2014]"}));
}

TEST_F(Automation, NotBeforeItsTime) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("rui", number, "approve");
    done("helena", number, "test");
    EXPECT_THAT(refused("helena", number, "finish"), HasSubstr("not possible before"));
    world.advance("2014-01-21 08:00");
    done("helena", number, "finish");
}

// What counts from an outer state goes on while the record goes about within it, and begins anew when it comes
// back there; what names the inner ones counts from each.
TEST_F(Automation, TimeInAnOuterStateGoesOnWithinIt) {
    const std::string number = world.log("helena", "visit", {{"ready", true}}, "Look").value_or("");
    done("helena", number, "begin");  // at 08:00
    world.advance("2014-01-20 13:00");
    done("helena", number, "test");
    EXPECT_EQ(world.get(number).timers.front().due, at("2014-01-21 08:00"));
    EXPECT_THAT(refused("helena", number, "sign"), HasSubstr("not possible before"));
    world.advance("2014-01-20 14:00");
    done("helena", number, "sign");
    EXPECT_THAT(refused("helena", number, "check"), HasSubstr("not possible before"));
    world.advance("2014-01-20 20:00");
    done("helena", number, "begin");
    done("helena", number, "back");
    EXPECT_THAT(world.get(number).timers, IsEmpty());
    world.advance("2014-01-21 07:00");
    done("helena", number, "begin");
    EXPECT_THAT(refused("helena", number, "sign"), HasSubstr("not possible before"));
    world.advance("2014-01-22 06:59");
    EXPECT_EQ(world.get(number).state, "doing");
    world.advance("2014-01-22 07:01");
    EXPECT_EQ(world.get(number).state, "over");
}

TEST_F(Automation, WhatWasRefusedInAnOuterStateIsStillWaitedForWithinIt) {
    const std::string number = world.log("helena", "visit", {}, "Look").value_or("");
    done("helena", number, "begin");
    world.advance("2014-01-21 08:01");
    ASSERT_EQ(world.get(number).refused.size(), 1u);
    done("helena", number, "test");
    ASSERT_EQ(world.get(number).refused.size(), 1u) << "and no second timer";
    EXPECT_THAT(world.get(number).timers, IsEmpty());
    done("helena", number, "allow", {{"ready", true}});
    EXPECT_EQ(world.get(number).state, "over");
}

TEST_F(Automation, WhoMayNotLogIsTurnedAwayWithARecord) {
    const auto number = world.log("andre", "job", {}, "Mine");
    ASSERT_TRUE(number.has_value()) << said(number.error());
    EXPECT_EQ(world.get(*number).state, "turned");
    EXPECT_THAT(world.event_types(*number), ElementsAre("logged log", "acted turn"));
    EXPECT_THAT(told(*number), ElementsAre("andre: " + *number + " is not ours."));
    EXPECT_EQ(trace(*number), ". -new +turned from new") << "the record before the act is the one just made";
}

TEST_F(Automation, WhatADeviceSaysCountsFromThen) {
    world.advance("2014-01-20 12:00");
    const std::string number = logged();
    done("helena", number, "begin");
    world.advance("2014-01-20 13:00");
    Command note = world.command("helena", Command::Kind::act, number);
    note.act = "note";
    note.claimed = at("2014-01-20 12:30");
    ASSERT_TRUE(world.submit(note).has_value());
    EXPECT_EQ(world.events(world.get(number).id).back().occurred_at, at("2014-01-20 12:30"));
    EXPECT_EQ(world.events(world.get(number).id).back().recorded_at, at("2014-01-20 13:00"));
    note.claimed = at("2014-01-20 10:00");
    ASSERT_TRUE(world.submit(note).has_value());
    EXPECT_EQ(world.events(world.get(number).id).back().occurred_at, at("2014-01-20 12:30")) << "not before";
    note.claimed = at("2014-01-20 14:00");
    EXPECT_FALSE(world.submit(note).has_value());
    Command other = world.command("helena", Command::Kind::act, number);
    other.act = "code";
    other.claimed = at("2014-01-20 12:45");
    EXPECT_FALSE(world.submit(other).has_value()) << "it does not say so";
}

TEST_F(Automation, AClockThatRepeatsBeginsAgainAndCountsWhileItsConditionHolds) {
    const std::string number = logged();
    EXPECT_EQ(world.clock(number, "told"), "none");
    done("helena", number, "begin");
    EXPECT_EQ(world.clock(number, "told"), "running until 2014-01-20 10:00");
    world.advance("2014-01-20 09:00");
    done("helena", number, "note");
    EXPECT_EQ(world.clock(number, "told"), "running until 2014-01-20 11:00");
    done("helena", number, "back", {{"level", "low"}});
    EXPECT_EQ(world.clock(number, "told"), "paused");
}

TEST_F(Automation, WhatIsTooSoonIsDoneWhenItIsTimeAndNobodyIsTold) {
    const auto number = world.log("helena", "part", {}, "Soon");
    ASSERT_TRUE(number.has_value()) << said(number.error());
    const auto refused = [&] { return world.get(*number).refused; };
    ASSERT_EQ(refused().size(), 1U);
    EXPECT_THAT(refused().front().deed.unmet, ElementsAre("after"));
    const Instant then = world.get(*number).state_since + Duration::hours(2);
    EXPECT_EQ(refused().front().deed.possible, std::optional(then));
    EXPECT_EQ(due_timers(world.get(*number)), (std::vector<DueTimer>{{then, DueTimer::Kind::act, "settle"}}));
    EXPECT_THAT(told(*number), IsEmpty());
    world.advance(then - Duration::minutes(1));
    EXPECT_EQ(world.get(*number).state, "new");
    world.advance(then);
    EXPECT_EQ(world.get(*number).state, "done");
    EXPECT_EQ(world.get(*number).state_since, then);
    EXPECT_THAT(refused(), IsEmpty());
    EXPECT_THAT(due_timers(world.get(*number)), IsEmpty());
}

}  // namespace
}  // namespace reeve::records
