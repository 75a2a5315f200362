// What the engine does with constructs that the shipped processes do not use, or not to their edges.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/world_fixture_test.hpp"

namespace reeve::records {
namespace {

using testing::at;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::World;

class Constructs : public testing::JobTest {
protected:
    Constructs() : JobTest("src/records/constructs_test.yaml") {
        world.add_person("helena", "central", {"agent"}, "triage");
        world.add_person("ivo", "central", {"agent"});
        world.add_person("rui", "central", {"second"}, "senior");
        world.add_person("sofia", "central", {"second"});
        world.add_person("andre", "cs_boane", {"caller"});
    }
    std::string refused(std::string_view person, std::string_view number, const std::string& act,
                        JsonObject fields = {}) {
        const auto outcome = world.act(person, number, act, std::move(fields));
        EXPECT_FALSE(outcome.has_value()) << act << " was done";
        return outcome ? std::string() : said(outcome.error());
    }
};

TEST_F(Constructs, PersonalValuesLieOutsideTheSkeleton) {
    const std::string number = logged({{"name", "José Tembe"}, {"age", 41}, {"weight", 3}, {"long", "90m"}});
    const Record& job = world.get(number);
    EXPECT_EQ(*job.field("name"), Json("José Tembe"));
    EXPECT_EQ(*job.field("age"), Json(41));
    EXPECT_EQ(*job.field("long"), Json("1h30m"));
    const std::string kept = write_json(skeleton(world.events(job.id).front()));
    EXPECT_EQ(kept.find("Tembe"), std::string::npos);
    EXPECT_EQ(kept.find(":41"), std::string::npos);
    EXPECT_THAT(kept, HasSubstr(R"({"set":"weight","value":3})"));
    EXPECT_THAT(said(world
                         .log("helena", "job",
                              {{"name", "a name of more than twenty characters"},
                               {"age", "old"},
                               {"weight", 1.5},
                               {"long", "a while"}})
                         .error()),
                ::testing::AllOf(HasSubstr("at most 20"), HasSubstr("[age]"), HasSubstr("[weight]"),
                                 HasSubstr("[long]")));
    EXPECT_FALSE(world.log("helena", "job", {{"weight", std::int64_t{1} << 53}}).has_value());
    EXPECT_FALSE(world.log("helena", "job", {{"name", "two\nlines"}}).has_value());
}

TEST_F(Constructs, ADayIsTwentyFourHoursWhateverTheClocksShow) {
    world.advance(*parse_instant("2014-03-29T12:00:00+01:00"));  // the night before summer time in Europe
    const std::string number = logged();
    EXPECT_EQ(world.get(number).clocks.front().now.due, parse_instant("2014-03-30T13:00:00+02:00"));
}

TEST_F(Constructs, WaitingForAVendorPausesOnlyWhatSaysSo) {
    const std::string number = logged({{"level", "high"}});
    done("helena", number, "begin");
    done("helena", number, "hold");
    EXPECT_EQ(world.get(number).waiting, "vendor");
    EXPECT_EQ(world.clock(number, "day"), "paused");
    EXPECT_EQ(world.clock(number, "parts_due"), "running until 2014-01-20 10:00");
}

TEST_F(Constructs, WarnsOnceAndThenBreaches) {
    const std::string number = logged({{"level", "high"}});
    world.advance("2014-01-20 12:00");
    EXPECT_THAT(world.event_types(number), ElementsAre("logged log", "clock_warned", "clock_breached"));
    EXPECT_EQ(world.events(world.get(number).id)[1].occurred_at, at("2014-01-20 09:00"));
    EXPECT_EQ(world.events(world.get(number).id)[1].audience, "internal");
    EXPECT_EQ(world.events(world.get(number).id)[2].occurred_at, at("2014-01-20 10:00"));
}

TEST_F(Constructs, ALinkThatClosesStopsAClock) {
    const std::string number = logged({{"level", "high"}});
    done("helena", number, "begin");
    done("helena", number, "split");
    EXPECT_EQ(world.clock(number, "parts_due"), "running until 2014-01-20 10:00");
    done("helena", "PART-001", "finish");
    EXPECT_EQ(world.clock(number, "parts_due"), "met");
    EXPECT_EQ(world.get(number).clocks.back().now.cause, "parts closed");
}

TEST_F(Constructs, TargetsThatGoAndComeKeepWhatWasCounted) {
    const std::string number = logged({{"level", "high"}});
    world.advance("2014-01-20 08:30");
    ASSERT_TRUE(edit("helena", number, {{"level", "low"}}).has_value());
    EXPECT_EQ(world.clock(number, "parts_due"), "cancelled");
    world.advance("2014-01-20 11:00");
    ASSERT_TRUE(edit("helena", number, {{"level", "high"}}).has_value());
    EXPECT_EQ(world.clock(number, "parts_due"), "running until 2014-01-20 12:30");
    const ClockInstance& clock = world.get(number).clocks.back();
    ASSERT_EQ(clock.spans.size(), 3u);
    EXPECT_EQ(clock.spans[1].cause, "no target");
    EXPECT_FALSE(clock.spans[1].running);
}

TEST_F(Constructs, AClockWhoseConditionDoesNotHoldStandsStill) {
    const std::string number = world.log("ivo", "part", {{"weight", 9}}).value();
    EXPECT_EQ(world.clock(number, "heavy"), "running until 2014-01-20 12:00");
    world.advance("2014-01-20 09:30");
    ASSERT_TRUE(edit("ivo", number, {{"weight", 8}}).has_value());
    EXPECT_EQ(world.clock(number, "heavy"), "paused");
    const ClockInstance& clock = world.get(number).clocks.back();
    EXPECT_EQ(clock.now.cause, "while does not hold: weight != null && weight == 9");
    EXPECT_EQ(clock.now.elapsed, Duration::minutes(90));
    EXPECT_FALSE(clock.now.due);
    EXPECT_FALSE(clock.now.stopped);
    // It neither warns nor breaks, however long that is.
    const std::size_t events = world.events(world.get(number).id).size();
    world.advance("2014-01-22 08:00");
    EXPECT_EQ(world.events(world.get(number).id).size(), events);
    ASSERT_TRUE(edit("ivo", number, {{"weight", 9}}).has_value());
    EXPECT_EQ(world.clock(number, "heavy"), "running until 2014-01-22 10:30");
    ASSERT_EQ(world.get(number).clocks.back().spans.size(), 3u);
    EXPECT_EQ(world.get(number).clocks.back().spans[1].cause,
              "while does not hold: weight != null && weight == 9");
    // The share that it had not reached is told of when it is; what it then breaks stays broken.
    world.advance("2014-01-22 08:31");
    EXPECT_EQ(world.events(world.get(number).id).back().type, "clock_warned");
    world.advance("2014-01-22 10:31");
    EXPECT_EQ(world.clock(number, "heavy"), "breached");
    ASSERT_TRUE(edit("ivo", number, {{"weight", 8}}).has_value());
    EXPECT_EQ(world.clock(number, "heavy"), "breached");
    // Late, its lateness stands still.
    EXPECT_EQ(set(number, "heavy").held, "while does not hold: weight != null && weight == 9");
    world.advance("2014-01-22 20:00");
    ASSERT_TRUE(edit("ivo", number, {{"weight", 9}}).has_value());
    EXPECT_EQ(set(number, "heavy").held, "");
    EXPECT_EQ(set(number, "heavy").elapsed, Duration::hours(4) + Duration::minutes(1));
}

TEST_F(Constructs, AClockThatIsStoppedWhileItsConditionDoesNotHoldIsMet) {
    const std::string number = world.log("ivo", "part", {{"weight", 9}}).value();
    ASSERT_TRUE(edit("ivo", number, {{"weight", 8}}).has_value());
    world.advance("2014-01-22 08:00");
    done("ivo", number, "finish");
    EXPECT_EQ(world.clock(number, "heavy"), "met");
    const std::string other = world.log("ivo", "part", {{"weight", 8}}).value();
    EXPECT_EQ(world.clock(other, "heavy"), "none") << "it begins when its condition holds first";
}

TEST_F(Constructs, AClockOfSomeHoldersRunsForTheirLegsOnly) {
    const std::string number = logged();
    EXPECT_EQ(world.clock(number, "mine"), "none");
    done("helena", number, "begin");
    done("helena", number, "pass");
    EXPECT_EQ(world.clock(number, "mine"), "running until 2014-01-20 12:00");
    EXPECT_EQ(world.get(number).acts.at("begin").in_leg, 0)
        << "beginning in the last leg does not keep it from starting";
    done("rui", number, "begin");
    EXPECT_EQ(world.clock(number, "mine"), "met");
}

TEST_F(Constructs, AHandOverMayKeepItsState) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "hold");
    done("helena", number, "lend");
    EXPECT_EQ(world.get(number).state, "held");
    EXPECT_EQ(world.holder(number), "second");
    EXPECT_EQ(world.get(number).timers.size(), 1u) << "the state was not left";
}

TEST_F(Constructs, ATeamIsAHolderOfItsOwn) {
    const std::string number = logged({{"group", "triage"}});
    done("ivo", number, "begin");
    done("ivo", number, "regroup", {{"group", "triage"}});
    const Record& job = world.get(number);
    EXPECT_EQ(job.holder.role, "agent");
    EXPECT_EQ(job.holder.team, Id::of_name("team:triage"));
    EXPECT_EQ(job.legs.size(), 2u);
    EXPECT_THAT(refused("ivo", number, "begin"), HasSubstr("not_allowed")) << "he is not of that team";
    done("helena", number, "begin");
}

TEST_F(Constructs, RulesRefuseTheWholeActAndNameThemselves) {
    const std::string number = logged({{"level", "high"}});
    ASSERT_TRUE(edit("helena", number, {{"level", "low"}}).has_value());
    done("helena", number, "begin");
    const std::string words = refused("helena", number, "finish");
    EXPECT_THAT(words, HasSubstr("rule:passed_on"));
    EXPECT_THAT(words, HasSubstr("What was ever pressing")) << "the past counts, not only the present value";
    EXPECT_THAT(words, HasSubstr("rule:four_eyes"));
    EXPECT_THAT(words, HasSubstr("2 things are missing"));
    EXPECT_EQ(world.get(number).state, "doing");
    done("helena", number, "lend");
    done("rui", number, "finish");
    EXPECT_TRUE(world.get(number).end);
}

TEST_F(Constructs, ARuleThatCannotBeEvaluatedIsBroken) {
    const auto outcome = world.log("helena", "job", {{"weight", 0}});
    ASSERT_FALSE(outcome.has_value());
    EXPECT_THAT(said(outcome.error()), HasSubstr("rule:sound"));
    EXPECT_THAT(said(outcome.error()), HasSubstr("cannot be evaluated"));
}

TEST_F(Constructs, AConditionSeesTheCandidate) {
    const std::string number = logged();
    done("helena", number, "begin");
    EXPECT_THAT(refused("helena", number, "weigh"), HasSubstr("too heavy"));
    EXPECT_THAT(refused("helena", number, "weigh", {{"weight", 80}}), HasSubstr("too heavy"));
    EXPECT_THAT(refused("helena", number, "weigh", {{"weight", 0}}), HasSubstr("cannot be evaluated (line"));
    done("helena", number, "weigh", {{"weight", 20}});
    EXPECT_EQ(*world.get(number).field("long"), Json("1h"));
}

TEST_F(Constructs, WhatTheChildLacksRefusesTheParent) {
    const std::string number = logged({{"weight", 12}});
    done("helena", number, "begin");
    const std::string words = refused("helena", number, "split");
    EXPECT_THAT(words, HasSubstr("Part: A part weighs less than 10."));
    EXPECT_TRUE(world.get(number).links.empty());
    EXPECT_EQ(world.records().size(), 1u);
    done("helena", number, "weigh", {{"weight", 9}});
    done("helena", number, "split");
    done("helena", number, "split");
    EXPECT_THAT(refused("helena", number, "split"), HasSubstr("at most 2"));
    EXPECT_EQ(world.get("PART-002").links.at(0).number, number);
    EXPECT_EQ(world.get("PART-002").title, "Part of Fix it");
    const auto& events = world.events(world.get("PART-002").id);
    EXPECT_EQ(events.front().command, world.events(world.get(number).id).back().command);
    world.add_person("helena", "central", {"second"});
    EXPECT_THAT(refused("helena", number, "split"), HasSubstr("not_allowed"));
}

TEST_F(Constructs, WhatMayFollowFromALinkedRecordIsMadeWhoeverActs) {
    const std::string number = logged();
    const auto by_hand = world.log("helena", "note", {}, "Of my own");
    ASSERT_FALSE(by_hand.has_value());
    EXPECT_THAT(said(by_hand.error()), HasSubstr("it follows from another record"));
    done("helena", number, "begin");
    done("helena", number, "note");
    EXPECT_EQ(world.get("NOTE-001").links.at(0).number, number);
    EXPECT_EQ(world.get("NOTE-001").reporter, world.who("helena"));
}

TEST_F(Constructs, WhoIsExcludedDoesNotDoItByWayOfALinkedRecord) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "note");
    EXPECT_THAT(refused("helena", number, "settle"), HasSubstr("NOTE-001"));
    EXPECT_EQ(world.get("NOTE-001").state, "new");
    done("ivo", number, "settle");
    EXPECT_TRUE(world.get("NOTE-001").end);
}

TEST_F(Constructs, AnActOnLinkedRecordsIsAllOrNothing) {
    const std::string number = logged({{"weight", 5}});
    done("ivo", number, "begin");
    done("ivo", number, "split");
    done("ivo", number, "split");
    ASSERT_TRUE(edit("ivo", "PART-002", {{"weight", 7}}).has_value());
    EXPECT_THAT(refused("ivo", number, "finish_all"), HasSubstr("PART-002: Seven is not done."));
    EXPECT_EQ(world.get("PART-001").state, "new");
    ASSERT_TRUE(edit("ivo", "PART-002", {{"weight", 6}}).has_value());
    done("helena", number, "finish_all");
    EXPECT_TRUE(world.get("PART-001").end);
    EXPECT_TRUE(world.get("PART-002").end);
    EXPECT_TRUE(world.get(number).end);
    for (const LinkEnd& end : world.get(number).links)
        EXPECT_FALSE(end.open) << "seen in the same transaction";
    EXPECT_FALSE(world.get("PART-001").links.at(0).open) << "and the other way round by a follow-up";
}

TEST_F(Constructs, WhatIsRefusedToTheDeskIsFoundAndTriedAgainLater) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "hold", {{"level", "high"}});
    world.advance("2014-01-23 08:00");
    EXPECT_EQ(world.get(number).state, "held");
    const Event& event = world.events(world.get(number).id).back();
    EXPECT_EQ(event.type, "desk_act_refused");
    EXPECT_EQ(event.audience, "internal");
    const auto& refused = std::get<DeedRefused>(event.changes.front());
    EXPECT_THAT(refused.unmet, ::testing::ElementsAre("light"));
    EXPECT_TRUE(world.get(number).timers.empty());
    ASSERT_EQ(world.get(number).refused.size(), 1u);
    EXPECT_EQ(world.get(number).refused[0].deed, refused);
    ASSERT_TRUE(edit("helena", number, {{"weight", 3}}).has_value());
    EXPECT_EQ(world.event_types(number).back(), "edited") << "refused again for the same reason: nothing new";
    ASSERT_TRUE(edit("helena", number, {{"level", "low"}}).has_value());
    EXPECT_EQ(world.get(number).state, "doing") << "something changed: it is tried again";
    EXPECT_TRUE(world.get(number).refused.empty());
    EXPECT_EQ(world.events(world.get(number).id).back().actor.kind, ActorKind::desk);
}

TEST_F(Constructs, WhatIsHandedBackIsWithWhoeverHadItBefore) {
    const std::string number = logged();
    done("helena", number, "begin");
    Command take = world.command("helena", Command::Kind::take, number);
    ASSERT_TRUE(world.submit(take).has_value());
    EXPECT_THAT(refused("helena", number, "give_back", {{"why", "other"}}),
                HasSubstr("Nobody had it before"));
    done("helena", number, "pass");
    EXPECT_THAT(refused("rui", number, "give_back"), HasSubstr("Say why."));
    done("rui", number, "give_back", {{"why", "lacking"}});
    const Record& job = world.get(number);
    EXPECT_EQ(job.holder.role, "agent");
    EXPECT_EQ(job.holder.person, world.who("helena")) << "she had it, and may have it still";
    EXPECT_EQ(job.legs.back().reason, "lacking");
    EXPECT_EQ(job.legs.back().act, "give_back");
    EXPECT_EQ(job.legs.back().by, world.who("rui"));
    EXPECT_EQ(job.state, "new") << "it arrives like any other hand-over";
    done("helena", number, "give_back", {{"why", "other"}});
    EXPECT_EQ(world.get(number).holder.role, "second") << "and to and fro";
}

TEST_F(Constructs, AReasonIsGivenAnewEachTime) {
    const std::string number = logged();
    done("helena", number, "pass");
    done("rui", number, "give_back", {{"why", "lacking"}});
    done("helena", number, "pass");
    EXPECT_EQ(world.get(number).legs.back().reason, "") << "this hand-over asks for none";
    EXPECT_THAT(refused("rui", number, "give_back"), HasSubstr("Say why."))
        << "the reason of the last time is none of this time";
    EXPECT_EQ(world.get(number).field("why")->string(), "lacking") << "a refusal leaves it alone";
}

TEST_F(Constructs, WhoMayHoldItNoMoreDoesNotGetItBackInPerson) {
    const std::string number = logged();
    Command take = world.command("helena", Command::Kind::take, number);
    ASSERT_TRUE(world.submit(take).has_value());
    done("helena", number, "pass");
    world.add_person("helena", "central", {"second"}, "triage");
    done("rui", number, "give_back", {{"why", "other"}});
    EXPECT_EQ(world.get(number).holder, (Holder{"agent", {}, {}, {}}));
}

TEST_F(Constructs, WaitingUntilADateEndsAtThatDateAsLastCorrected) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "sleep", {{"until", "2014-01-22T08:00:00Z"}});
    EXPECT_EQ(world.get(number).timers.at(0).due, parse_instant("2014-01-22T08:00:00Z").value());
    ASSERT_TRUE(edit("helena", number, {{"until", "2014-01-25T08:00:00Z"}}).has_value());
    ASSERT_EQ(world.get(number).timers.size(), 1u) << "moved, not added";
    world.advance("2014-01-24 08:00");
    EXPECT_EQ(world.get(number).state, "asleep");
    ASSERT_TRUE(edit("helena", number, {{"until", nullptr}}).has_value());
    EXPECT_TRUE(world.get(number).timers.empty()) << "no date, no waking up";
    ASSERT_TRUE(edit("helena", number, {{"until", "2014-01-20T08:00:00Z"}}).has_value());
    world.advance(world.now);
    EXPECT_EQ(world.get(number).state, "doing") << "a date that has passed is now";
    EXPECT_EQ(world.get(number).path.back().from, at("2014-01-24 08:00"));
    EXPECT_EQ(world.get(number).path.back().act, "rise");
}

TEST_F(Constructs, AnActMakesThoseOfARoleFollow) {
    const std::string number = logged();
    done("helena", number, "alarm");
    EXPECT_TRUE(world.get(number).watchers.empty()) << "nobody has the role";
    world.add_person("graca", "central", {"chief"});
    world.add_person("mario", "platform", {"chief"});
    done("helena", number, "alarm");
    EXPECT_EQ(world.get(number).watchers.size(), 2u) << "its holder is of no organisation: all of them";
}

TEST_F(Constructs, RevivingOpensALegForWhoHadItLast) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("rui", number, "finish");
    EXPECT_EQ(world.get(number).holder, Holder{});
    Command take = world.command("helena", Command::Kind::take, number);
    EXPECT_EQ(world.submit(take).error().kind, RefusalKind::wrong_state);
    EXPECT_EQ(edit("helena", number, {{"weight", 1}}).error().kind, RefusalKind::wrong_state);
    world.advance("2014-01-21 08:00");
    done("ivo", number, "revive");
    const Record& job = world.get(number);
    EXPECT_EQ(job.legs.size(), 2u);
    EXPECT_EQ(job.holder, (Holder{"agent", {}, {}, {}}));
    EXPECT_EQ(job.legs[1].from, at("2014-01-21 08:00"));
    EXPECT_EQ(job.acts.at("begin").in_leg, 0);
}

TEST_F(Constructs, ReenteringAStateRestartsItsTimers) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "hold");
    EXPECT_EQ(world.get(number).timers.at(0).due, at("2014-01-22 08:00"));
    world.advance("2014-01-21 08:00");
    done("helena", number, "wake");
    EXPECT_TRUE(world.get(number).timers.empty());
    done("helena", number, "hold");
    EXPECT_EQ(world.get(number).timers.at(0).due, at("2014-01-23 08:00"));
}

TEST_F(Constructs, ARecordOfAnotherVersionKeepsIt) {
    const std::string number = logged();
    EXPECT_EQ(world.get(number).process_version, 3);
    EXPECT_EQ(world.events(world.get(number).id).front().process_version, 3);
}

}  // namespace
}  // namespace reeve::records
