// Effects on clocks, links to what there is, and comments that acts publish. Monday 2014-01-20, 08:00.
#include <gmock/gmock.h>

#include "records/clocks_internal.hpp"
#include "records/world_fixture_test.hpp"

namespace reeve::records {
namespace {

using testing::at;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class OrdersTest : public testing::JobTest {
protected:
    OrdersTest() : JobTest("src/records/orders_test.yaml") {
        world.add_person("helena", "central", {"agent"});
        world.add_person("andre", "cs_boane", {"caller"});
    }
    std::string refused(std::string_view number, const std::string& act, JsonObject fields = {}) {
        const auto outcome = world.act("helena", number, act, std::move(fields));
        EXPECT_FALSE(outcome.has_value()) << act << " was done";
        return outcome ? std::string() : said(outcome.error());
    }
    [[nodiscard]] const Event& last(std::string_view number) const {
        return world.events(world.get(number).id).back();
    }
};

TEST_F(OrdersTest, APauseLastsUntilItIsResumedAndNamesItsAct) {
    const std::string number = logged();
    world.advance("2014-01-20 09:00");
    done("helena", number, "park");
    EXPECT_EQ(world.clock(number, "mend"), "paused");
    EXPECT_EQ(set(number, "mend").held, "act park");
    EXPECT_EQ(set(number, "mend").cause, "act park");
    EXPECT_EQ(instance(number, "mend").spans.back().cause, "act park");
    world.advance("2014-01-20 10:00");
    done("helena", number, "ask");
    done("helena", number, "go_on");
    EXPECT_EQ(world.clock(number, "mend"), "paused") << "its own pause ends, that of the act does not";
    world.advance("2014-01-20 11:00");
    done("helena", number, "resume");
    EXPECT_EQ(world.clock(number, "mend"), "running until 2014-01-20 14:00");
    EXPECT_EQ(set(number, "mend").cause, "act resume");
    EXPECT_EQ(set(number, "mend").held, "");
}

TEST_F(OrdersTest, WhatItsOwnPauseHoldsNoResumeLetsGo) {
    const std::string number = logged();
    done("helena", number, "ask");
    done("helena", number, "resume");
    EXPECT_EQ(world.clock(number, "mend"), "paused");
    done("helena", number, "park");
    done("helena", number, "resume");
    EXPECT_EQ(set(number, "mend").cause, "waiting reporter");
}

TEST_F(OrdersTest, ALimitAndACalendarThatChangeMeanwhileHoldWhenItGoesOn) {
    const std::string number = logged();
    world.advance("2014-01-20 09:00");
    done("helena", number, "park");
    ASSERT_TRUE(edit("helena", number, {{"level", "high"}}).has_value());
    EXPECT_EQ(world.clock(number, "mend"), "paused");
    EXPECT_EQ(set(number, "mend").limit, Duration::hours(2));
    EXPECT_EQ(world.clock(number, "alarm"), "running until 2014-01-20 10:00") << "an edge starts it";
    EXPECT_EQ(set(number, "alarm").cause, "started");
    world.add_calendar(
        "facility_hours",
        R"({"tz": "Africa/Maputo", "week": {"mon": [["12:00", "16:00"]], "tue": [["12:00", "16:00"]]}})");
    world.advance("2014-01-20 11:00");
    done("helena", number, "resume");
    EXPECT_EQ(world.clock(number, "mend"), "running until 2014-01-20 13:00");
    EXPECT_EQ(set(number, "mend").elapsed, Duration::hours(1));
    EXPECT_FALSE(world.submit(world.command("helena", Command::Kind::recompute, number)).has_value())
        << "its whole life comes to the same";
}

TEST_F(OrdersTest, AClockIsRestartedAndThereIsOneAtATime) {
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    done("helena", number, "renew");
    EXPECT_EQ(world.clock(number, "mend"), "running until 2014-01-20 14:00");
    EXPECT_EQ(set(number, "mend").cause, "act renew");
    EXPECT_EQ(world.get(number).clocks.size(), 1U);
    done("helena", number, "still");
    EXPECT_EQ(world.clock(number, "mend"), "paused") << "what runs is not started, only paused";
    EXPECT_EQ(set(number, "mend").started, at("2014-01-20 10:00"));
    done("helena", number, "renew");
    EXPECT_EQ(world.clock(number, "mend"), "running until 2014-01-20 14:00") << "a new one is not paused";
}

TEST_F(OrdersTest, APauseOutlastsATimeWithoutTarget) {
    const std::string number = logged();
    done("helena", number, "park");
    ASSERT_TRUE(edit("helena", number, {{"level", "slack"}}).has_value());
    EXPECT_EQ(world.clock(number, "mend"), "cancelled");
    ASSERT_TRUE(edit("helena", number, {{"level", "low"}}).has_value());
    EXPECT_EQ(world.clock(number, "mend"), "paused") << "nobody resumed it";
    ASSERT_TRUE(edit("helena", number, {{"level", "slack"}}).has_value());
    done("helena", number, "resume");
    ASSERT_TRUE(edit("helena", number, {{"level", "low"}}).has_value());
    EXPECT_EQ(world.clock(number, "mend"), "running until 2014-01-20 12:00") << "it was resumed meanwhile";
}

TEST_F(OrdersTest, WhatWasDoneBeforeItsStartDoesNotKeepItFromGoingOn) {
    const std::string number = logged();
    done("helena", number, "ack");
    world.advance("2014-01-20 09:00");
    done("helena", number, "ring");
    const auto without_target_for_a_while = [&] {
        ASSERT_TRUE(edit("helena", number, {{"level", "slack"}}).has_value());
        ASSERT_TRUE(edit("helena", number, {{"level", "low"}}).has_value());
    };
    without_target_for_a_while();
    EXPECT_EQ(world.clock(number, "bell"), "running until 2014-01-20 13:00");
    world.advance("2014-01-20 10:00");
    ASSERT_TRUE(edit("helena", number, {{"level", "slack"}}).has_value());
    done("helena", number, "ack");
    ASSERT_TRUE(edit("helena", number, {{"level", "low"}}).has_value());
    EXPECT_EQ(world.clock(number, "bell"), "cancelled") << "this one came after its start";
}

TEST_F(OrdersTest, AnEffectStopsItInTime) {
    const std::string number = logged();
    world.advance("2014-01-20 09:00");
    done("helena", number, "park");
    done("helena", number, "end");
    EXPECT_EQ(world.clock(number, "mend"), "met");
    EXPECT_EQ(set(number, "mend").cause, "act end");
    EXPECT_EQ(set(number, "mend").held, "");
    const std::string late = logged();
    world.advance("2014-01-20 15:00");
    ASSERT_EQ(world.clock(late, "mend"), "breached");
    done("helena", late, "end");
    EXPECT_EQ(set(late, "mend").state, ClockState::met_late);
}

TEST_F(OrdersTest, OneThatIsLateStandsStillUntilItIsResumed) {
    const std::string number = logged();
    world.advance("2014-01-20 13:00");
    ASSERT_EQ(world.clock(number, "mend"), "breached");
    const auto counted_now = [&] { return counted(world.directory(), set(number, "mend"), world.now); };
    done("helena", number, "park");
    EXPECT_EQ(world.clock(number, "mend"), "breached");
    EXPECT_EQ(set(number, "mend").held, "act park");
    EXPECT_EQ(instance(number, "mend").spans.back().cause, "act park");
    world.advance("2014-01-20 14:00");
    done("helena", number, "ask");
    done("helena", number, "go_on");
    EXPECT_EQ(set(number, "mend").held, "act park") << "its own pause ends, that of the act does not";
    EXPECT_EQ(counted_now(), Duration::hours(5));
    world.advance("2014-01-20 15:00");
    done("helena", number, "resume");
    EXPECT_EQ(set(number, "mend").held, "");
    world.advance("2014-01-20 15:30");
    EXPECT_EQ(counted_now(), Duration::hours(5) + Duration::minutes(30));
    done("helena", number, "park");
    done("helena", number, "ask");
    done("helena", number, "resume");
    EXPECT_EQ(set(number, "mend").held, "waiting reporter") << "what its own pause holds no resume lets go";
    done("helena", number, "go_on");
    EXPECT_EQ(set(number, "mend").held, "");
    done("helena", number, "end");
    EXPECT_EQ(set(number, "mend").state, ClockState::met_late);
}

TEST_F(OrdersTest, WhatItStandsStillForIsToldOfEachStretch) {
    const std::string number = logged();
    done("helena", number, "ask");
    world.advance("2014-01-20 09:00");
    done("helena", number, "park");
    world.advance("2014-01-20 10:00");
    done("helena", number, "go_on");
    world.advance("2014-01-20 11:00");
    done("helena", number, "resume");
    std::vector<std::string> told;
    for (const ClockSpan& span : instance(number, "mend").spans)
        if (span.to != span.from) told.push_back((span.running ? "" : "not: ") + span.cause);
    EXPECT_THAT(told, ElementsAre("not: waiting reporter", "not: act park", "act resume"));
    EXPECT_EQ(world.clock(number, "mend"), "running until 2014-01-20 15:00");
    EXPECT_FALSE(world.submit(world.command("helena", Command::Kind::recompute, number)).has_value());
}

TEST_F(OrdersTest, WhatIsPublishedComesBehindItsActInTheSameTransaction) {
    const std::string number = logged({}, "andre");
    EXPECT_THAT(world.event_types(number), ElementsAre("logged log", "commented"));
    const Event& said = last(number);
    EXPECT_EQ(said.audience, "public");
    EXPECT_EQ(said.actor.id, world.who("andre"));
    EXPECT_EQ(said.command, world.events(world.get(number).id).front().command);
    EXPECT_EQ(said.text("comment")->value, number + " is here: Fix it");
    EXPECT_EQ(said.text("comment.pt")->value, number + " está aqui: Fix it");
    EXPECT_EQ(said.text("comment.en"), nullptr);
}

TEST_F(OrdersTest, WhatIsPublishedIsAsTheActLeavesIt) {
    const std::string number = logged();
    done("helena", number, "note", {{"other", "Come by"}});
    EXPECT_EQ(last(number).text("comment")->value, "Come by");
    EXPECT_EQ(last(number).audience, "internal");
    done("helena", number, "note", {{"other", nullptr}});
    EXPECT_EQ(last(number).text("comment")->value, "-");
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (; times > 0; --times) all += text;
    return all;
}

TEST_F(OrdersTest, WhatIsPublishedIsCutToWhatACommentHolds) {
    const std::string exact = world.log("helena", "paper", {{"text", repeated("é", 10'000)}}, "Fits").value();
    done("helena", exact, "read");
    EXPECT_EQ(last(exact).text("comment")->value, repeated("é", 20'000));
    const std::string paper = world.log("helena", "paper", {{"text", repeated("é", 10'001)}}, "Long").value();
    done("helena", paper, "read", {}, "Read it all");
    const std::vector<Event>& events = world.events(world.get(paper).id);
    EXPECT_EQ(events.at(events.size() - 2).text("comment")->value, repeated("é", 19'999) + "…");
    EXPECT_EQ(last(paper).text("comment")->value, "Read it all");
}

TEST_F(OrdersTest, WhatTheDeskPublishesDoesNotKeepItFromItsAct) {
    const std::string paper = world.log("helena", "paper", {{"text", repeated("a", 20'000)}}, "Long").value();
    world.advance("2014-01-20 09:30");
    EXPECT_EQ(world.get(paper).state, "done");
    EXPECT_THAT(world.event_types(paper),
                ElementsAre("logged log", "acted shelve", "commented", "commented"));
    EXPECT_EQ(last(paper).text("comment")->value, "Shelved by itself: " + repeated("a", 19'980) + "…");
}

TEST_F(OrdersTest, WhatLackedSomethingHalfWayIsNoObstacleToWhatIsTriedNext) {
    const std::string number = logged();
    Situation situation = world.situation(&world.get(number));
    const Command command = world.command("helena", Command::Kind::comment, number);
    Decision decision(situation, command);
    Draft& draft = decision.draft(world.get(number));
    decision.begin(draft, "edited", decision.doer, "public", {});
    decision.change(draft, Assigned{world.who("helena")});
    decision.miss(draft, "field", "level", "It lacks something.");
    decision.begin(draft, "commented", decision.doer, "public", {});
    decision.change(draft, Commented{"public"});
    decision.finish(draft);
    const Outcome<Plan> plan = decision.conclude();
    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().kind, RefusalKind::unmet);
}

TEST_F(OrdersTest, ALinkIsMadeOnBothEndsOrNotAtAll) {
    const std::string one = logged(), two = logged(), three = logged(), four = logged();
    done("helena", one, "relate", {{"other", two}});
    EXPECT_EQ(world.get(one).links.front().record, world.get(two).id);
    EXPECT_EQ(world.get(two).links.front().link, "others_of");
    EXPECT_EQ(last(two).command, last(one).command);
    done("helena", one, "relate", {{"other", two}});
    EXPECT_EQ(world.get(one).links.size(), 1U) << "it is linked already";
    EXPECT_THAT(refused(one, "relate", {{"other", one}}), HasSubstr("A record is not linked to itself."));
    EXPECT_THAT(refused(one, "relate", {{"other", "JOB-999"}}), HasSubstr("There is no Job 'JOB-999'."));
    done("helena", one, "relate", {{"other", three}});
    EXPECT_THAT(refused(one, "relate", {{"other", four}}), HasSubstr(one + " has at most 2 of these."));
    EXPECT_EQ(world.get(four).links.size(), 0U);
    done("helena", one, "relate", {{"other", nullptr}});
    EXPECT_EQ(world.get(one).links.size(), 2U);
}

TEST_F(OrdersTest, WhatTheSameActMadeIsLinkedAsItIs) {
    const std::string number = logged();
    done("helena", number, "both");
    EXPECT_EQ(world.get(number).links.size(), 1U);
}

}  // namespace
}  // namespace reeve::records
