#include <gtest/gtest.h>

#include "records/brief.hpp"
#include "records/event.hpp"
#include "records/written_test.hpp"

namespace reeve::records {
namespace {

constexpr Id record_id{0, 7};
constexpr Id helena{0, 21};
constexpr Id ivo{0, 22};

Instant at(std::int64_t minutes) {
    return Instant{0} + Duration::minutes(minutes);
}

struct Story {
    Record record;
    Event make(std::int64_t minutes, Changes changes, std::string act = "", Id actor = helena) {
        Event event;
        event.stream = record_id;
        event.stream_kind = "record";
        event.version = record.version + 1;
        event.process = "epts-support";
        event.process_version = 4;
        event.occurred_at = at(minutes);
        event.recorded_at = at(minutes);
        event.actor = {ActorKind::person, actor};
        event.audience = "public";
        event.act = std::move(act);
        event.changes = std::move(changes);
        return event;
    }
    void then(const Event& event) {
        const auto applied = apply(record, event);
        ASSERT_TRUE(applied.has_value()) << applied.error().detail;
    }
    void then(std::int64_t minutes, Changes changes, std::string act = "", Id actor = helena) {
        then(make(minutes, std::move(changes), std::move(act), actor));
    }
    void born() {
        then(0,
             {Born{"EPTS-00001", "issue", "incident", ivo, helena, "phone"}, StateEntered{"logged", true},
              LegOpened{1, {"tier_2", {}, {}, {}}, "logged"}},
             "log");
    }
};

TEST(Apply, BeginsWithItsBirth) {
    Story story;
    story.born();
    const Record& record = story.record;
    EXPECT_EQ(record.id, record_id);
    EXPECT_EQ(record.number, "EPTS-00001");
    EXPECT_EQ(record.process, "epts-support");
    EXPECT_EQ(record.process_version, 4);
    EXPECT_EQ(record.reporter, ivo);
    EXPECT_EQ(record.logged_by, helena);
    EXPECT_EQ(record.state, "logged");
    EXPECT_TRUE(record.open);
    EXPECT_EQ(record.holder.role, "tier_2");
    EXPECT_EQ(record.leg(), 1);
    EXPECT_EQ(record.acts.at("log").times, 1);
    EXPECT_EQ(record.version, 1);
    EXPECT_EQ(record.created, at(0));
}

TEST(Apply, RefusesWhatDoesNotFollow) {
    Story story;
    Record unborn;
    EXPECT_FALSE(apply(unborn, story.make(0, {StateEntered{"logged"}})).has_value());
    story.born();
    Event skipped = story.make(1, {});
    skipped.version = 3;
    EXPECT_FALSE(apply(story.record, skipped).has_value());
    Event again = story.make(1, {Born{"EPTS-00002", "issue", "incident", {}, {}, ""}});
    EXPECT_FALSE(apply(story.record, again).has_value());
    Event other = story.make(1, {});
    other.stream = Id{0, 8};
    EXPECT_FALSE(apply(story.record, other).has_value());
    EXPECT_FALSE(
        apply(story.record, story.make(1, {LegOpened{3, {"tier_3", {}, {}, {}}, "act"}})).has_value());
    EXPECT_FALSE(apply(story.record, story.make(1, {LegClosed{2}})).has_value());
    EXPECT_FALSE(apply(story.record, story.make(1, {EntrySet{JsonObject{}}})).has_value());
    EXPECT_FALSE(
        apply(story.record, story.make(1, {FieldSet{"solution", {}, "fields.solution"}})).has_value())
        << "its text is missing";
}

TEST(Apply, LegsPartitionTime) {
    Story story;
    story.born();
    story.then(10, {Assigned{ivo}}, "acknowledge");
    story.then(20, {LegOpened{2, {"tier_3", {}, {}, {}}, "act"}}, "refer");
    story.then(30, {StateEntered{"closed", false, true}, LegClosed{2}}, "close");
    const std::vector<Leg>& legs = story.record.legs;
    ASSERT_EQ(legs.size(), 2u);
    EXPECT_EQ(legs[0].from, at(0));
    EXPECT_EQ(legs[0].to, at(20));
    EXPECT_EQ(legs[0].holder.person, ivo);
    EXPECT_EQ(legs[0].assigned, (std::vector<std::pair<Instant, Id>>{{at(0), Id{}}, {at(10), ivo}}));
    EXPECT_EQ(legs[1].from, at(20));
    EXPECT_EQ(legs[1].to, at(30));
    EXPECT_EQ(story.record.holder, Holder{});
    EXPECT_TRUE(story.record.end);
    EXPECT_FALSE(apply(story.record, story.make(31, {Assigned{ivo}})).has_value()) << "nobody holds it";
}

TEST(Apply, AnActBelongsToTheLegInWhichItWasDone) {
    Story story;
    story.born();
    story.then(1, {}, "acknowledge", helena);
    story.then(2, {}, "acknowledge", ivo);
    EXPECT_EQ(story.record.acts.at("acknowledge").in_leg, 2);
    story.then(3, {LegOpened{2, {"tier_3", {}, {}, {}}, "act"}}, "refer");
    EXPECT_EQ(story.record.acts.at("acknowledge").in_leg, 0);
    EXPECT_EQ(story.record.acts.at("acknowledge").times, 2);
    EXPECT_EQ(story.record.acts.at("acknowledge").by, (std::set<Id>{helena, ivo}));
    EXPECT_EQ(story.record.acts.at("acknowledge").last, at(2));
    EXPECT_EQ(story.record.acts.at("refer").in_leg, 0) << "it ended the leg it belonged to";
}

TEST(Apply, ClocksKeepTheirSpans) {
    Story story;
    story.born();
    ClockSet clock;
    clock.clock = "resolve";
    clock.leg = 1;
    clock.state = ClockState::running;
    clock.started = clock.since = at(0);
    clock.due = at(60);
    clock.cause = "leg 1";
    story.then(0, {clock});
    ClockSet paused = clock;
    paused.state = ClockState::paused;
    paused.since = at(15);
    paused.due.reset();
    paused.cause = "state waiting";
    story.then(15, {paused});
    ClockSet resumed = clock;
    resumed.since = at(40);
    resumed.due = at(85);
    story.then(40, {resumed});
    EXPECT_EQ(story.record.due(), at(85));
    ClockSet breached = resumed;
    breached.state = ClockState::breached;
    breached.breached_at = breached.since = at(85);
    story.then(85, {breached});
    EXPECT_NE(story.record.live_clock("resolve"), nullptr);
    EXPECT_EQ(story.record.due(), at(85)) << "late until it is done";
    ClockSet late = breached;
    late.state = ClockState::met_late;
    late.stopped = late.since = at(90);
    story.then(90, {late});
    EXPECT_EQ(story.record.live_clock("resolve"), nullptr);
    EXPECT_FALSE(story.record.due().has_value());
    ASSERT_EQ(story.record.clocks.size(), 1u);
    const std::vector<ClockSpan> spans{{at(0), at(15), true, "leg 1", "", 0},
                                       {at(15), at(40), false, "state waiting", "", 0},
                                       {at(40), at(90), true, "leg 1", "", 0}};
    EXPECT_EQ(story.record.clocks[0].spans, spans);
}

TEST(Apply, TimersInTheirOrder) {
    Story story;
    story.born();
    ClockSet clock;
    clock.clock = "resolve";
    clock.state = ClockState::running;
    clock.due = at(10);
    clock.warn = at(10);
    story.then(0, {TimerArmed{"close", at(10)}, clock, TimerArmed{"lapse", at(5)}});
    const std::vector<DueTimer> expected{{at(5), DueTimer::Kind::act, "lapse"},
                                         {at(10), DueTimer::Kind::act, "close"},
                                         {at(10), DueTimer::Kind::warn, "resolve"},
                                         {at(10), DueTimer::Kind::breach, "resolve"}};
    EXPECT_EQ(due_timers(story.record), expected);
    story.then(1, {TimerArmed{"close", at(20)}, TimerDisarmed{"lapse"}});
    EXPECT_EQ(story.record.timers, (std::vector<ArmedTimer>{{"close", at(20)}}));
}

TEST(Apply, WhatWasRefusedIsNotDueBesideItself) {
    Story story;
    story.born();
    story.then(0, {TimerArmed{"lapse", at(10), 3}});
    story.then(1, {DeedRefused{"lapse", "resolve", 1, at(1), {"after"}, at(10)},
                   DeedRefused{"lapse", "response", 1, at(1), {"after"}, at(10)}});
    EXPECT_EQ(due_timers(story.record), (std::vector<DueTimer>{{at(10), DueTimer::Kind::act, "lapse", 3}}));
    story.then(2, {TimerArmed{"lapse", at(20), 3}});
    EXPECT_EQ(due_timers(story.record), (std::vector<DueTimer>{{at(10), DueTimer::Kind::act, "lapse"},
                                                               {at(20), DueTimer::Kind::act, "lapse", 3}}));
}

TEST(Apply, LinksAreSeenAndLetGo) {
    Story story;
    story.born();
    const Id visit{0, 9};
    story.then(1, {Linked{"visits", visit, "VIS-00001", "visit", "visit", true, "asked"}});
    story.then(2, {LinkedSeen{visit, "done", false, 3}});
    ASSERT_EQ(story.record.links.size(), 1u);
    EXPECT_EQ(story.record.links[0].state, "done");
    EXPECT_FALSE(story.record.links[0].open);
    EXPECT_EQ(story.record.links[0].seen_version, 3);
    story.then(3, {Unlinked{"articles", visit}});
    EXPECT_EQ(story.record.links.size(), 1u);
    story.then(4, {Unlinked{"visits", visit}, Watching{ivo, true}});
    EXPECT_TRUE(story.record.links.empty());
    EXPECT_TRUE(story.record.watchers.contains(ivo));
}

TEST(Apply, RemembersEveryValueOfAChoiceAndNoText) {
    Story story;
    story.born();
    story.then(1, {FieldSet{"urgency", "job_stopped", ""}});
    story.then(2, {FieldSet{"urgency", "job_affected", ""}});
    Event text = story.make(3, {FieldSet{"solution", {}, "fields.solution"}});
    text.texts.push_back({"fields.solution", "Restart the tablet", {}, {}, false});
    story.then(text);
    story.then(4, {FieldSet{"urgency", {}, ""}});
    EXPECT_EQ(story.record.values_ever.at("urgency"),
              (std::set<std::string, std::less<>>{"job_stopped", "job_affected"}));
    EXPECT_FALSE(story.record.values_ever.contains("solution"));
    EXPECT_EQ(story.record.field("urgency"), nullptr);
    EXPECT_EQ(*story.record.field("solution"), Json("Restart the tablet"));
}

// Erasing live and replaying a journal whose texts are gone end in the same record.
TEST(Apply, ErasingLiveAndReplayingAgree) {
    Story live;
    live.born();
    std::vector<Event> journal;
    const auto then = [&](Event event) {
        journal.push_back(event);
        live.then(event);
    };
    Event first = live.make(1, {FieldSet{"title", {}, "title"}, FieldSet{"note", {}, "fields.note"},
                                FieldSet{"age", 0, "fields.age"}, Attached{Id{0, 5}, 3, "text/plain", ""}});
    first.texts = {{"title", "Old", {}, {}, false},
                   {"fields.note", "secret", {}, {}, false},
                   {"fields.age", "41", {}, {}, false},
                   {"attachment." + Id{0, 5}.text(), "scan.txt", {}, {}, false}};
    then(first);
    EXPECT_EQ(*live.record.field("age"), Json(41));
    EXPECT_EQ(live.record.attachments.at(0).name, "scan.txt");
    Event second = live.make(2, {FieldSet{"title", {}, "title"}});
    second.texts = {{"title", "New", {}, {}, false}};
    then(second);
    then(live.make(
        3,
        {TextsErased{first.id, 2, {"title", "fields.note", "fields.age", "attachment." + Id{0, 5}.text()}}}));
    EXPECT_EQ(live.record.title, "New") << "a later text is not the erased one";
    EXPECT_EQ(*live.record.field("note"), Json(""));
    EXPECT_EQ(*live.record.field("age"), Json(0));
    EXPECT_EQ(live.record.attachments.at(0).name, "");
    EXPECT_EQ(live.record.erased, (std::set<std::string, std::less<>>{"age", "note"}));

    Story replay;
    replay.born();
    for (Event event : journal) {
        if (event.version == 2)
            for (EventText& text : event.texts) text = {text.path, "", {}, {}, true};
        replay.then(event);
    }
    EXPECT_EQ(replay.record, live.record);
}

TEST(Apply, CountsHowOftenItWasOpenedAgain) {
    Story story;
    story.born();
    EXPECT_EQ(story.record.reopened, 0) << "its birth is no reopening";
    story.then(1, {StateEntered{"working", true}});
    EXPECT_EQ(story.record.reopened, 0) << "it was open all the time";
    story.then(2, {StateEntered{"resolved", false}});
    story.then(3, {StateEntered{"logged", true}});
    story.then(4, {StateEntered{"resolved", false}});
    story.then(5, {StateEntered{"closed", false, true}});
    EXPECT_EQ(story.record.reopened, 1);
    const auto again = decode_record(*parse_json(testing::written(story.record)));
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->reopened, 1);
}

TEST(Apply, ARowKeepsWhatListsShow) {
    Story story;
    story.born();
    story.record.description = "Long.";
    story.record.fields["solution"] = "None.";
    story.record.clocks.resize(2);
    story.record.clocks[0].now.stopped = at(3);
    story.record.clocks[1].now.due = at(9);
    story.record.clocks[1].spans = {{at(0), at(1), true, ""}, {at(1), {}, false, "paused"}};
    story.record.watchers.insert(ivo);
    story.record.rounds.resize(2);
    story.record.rounds[0].outcome = "void";
    story.record.rounds[1].opened.seats = {{"manager", {}}};
    story.record.rounds[1].votes = {Vote{.seat = 0, .person = ivo, .vote = "no", .reason = "Late."}};
    const Record row = brief(story.record);
    EXPECT_EQ(row.number, story.record.number);
    EXPECT_EQ(row.fields, story.record.fields);
    EXPECT_EQ(row.leg(), story.record.leg());
    EXPECT_EQ(row.due(), story.record.due());
    EXPECT_EQ(row.description, "");
    EXPECT_TRUE(row.watchers.empty());
    ASSERT_EQ(row.clocks.size(), 1u);
    EXPECT_EQ(row.clocks[0].spans, std::vector<ClockSpan>{story.record.clocks[1].spans.back()});
    ASSERT_EQ(row.rounds.size(), 1u);
    EXPECT_EQ(row.rounds[0].opened.seats, story.record.rounds[1].opened.seats);
    EXPECT_EQ(row.rounds[0].votes, std::vector<Vote>{Vote{.seat = 0}});
    EXPECT_EQ(brief(row), row);
}

TEST(Apply, ThePathSaysWhoBroughtItWhere) {
    Story story;
    story.born();
    story.then(10, {FieldSet{"impact", "all", ""}}, "edit");
    story.then(20, {StateEntered{"working", true}}, "acknowledge", ivo);
    Event automatic = story.make(30, {StateEntered{"closed", false, true}}, "close", {});
    automatic.actor = {ActorKind::desk, {}};
    story.then(automatic);
    const std::vector<Stay> expected{{"logged", at(0), helena, "log", true},
                                     {"working", at(20), ivo, "acknowledge", true},
                                     {"closed", at(30), {}, "close", false}};
    EXPECT_EQ(story.record.path, expected);
}

TEST(Apply, WhatIsImportedRestsUntilItIsAdopted) {
    Story story;
    EXPECT_FALSE(apply(story.record, story.make(0, {Adopted{}})).has_value()) << "it is not there";
    Event birth = story.make(0, {Born{"EPTS-00001", "issue", "incident", ivo, {}, ""},
                                 Imported{"elsewhere", "INC7"}, StateEntered{"logged", true}});
    birth.type = "imported";
    birth.actor = {ActorKind::import, {}};
    birth.on_behalf = helena;
    story.then(birth);
    story.then(1, {ClockSet{"response", 0, ClockState::running, at(1), at(90)}, TimerArmed{"close", at(95)}});
    EXPECT_EQ(story.record.origin, (Origin{"elsewhere", "INC7", false}));
    EXPECT_EQ(story.record.path, (std::vector<Stay>{{"logged", at(0), helena, "", true}}));
    EXPECT_TRUE(story.record.rests());
    EXPECT_TRUE(due_timers(story.record).empty());
    EXPECT_FALSE(apply(story.record, story.make(2, {Imported{"elsewhere", "INC8"}})).has_value());
    story.then(3, {Adopted{}}, "adopt");
    EXPECT_FALSE(story.record.rests());
    EXPECT_EQ(due_timers(story.record).size(), 2U);
    EXPECT_FALSE(apply(story.record, story.make(4, {Adopted{}})).has_value()) << "once is enough";
}

}  // namespace
}  // namespace reeve::records
