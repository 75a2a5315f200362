// What a version asks of the past of a record that comes to it: scopes, names, rules on arrival (semantics
// sections 7 and 10).
#include "records/past.hpp"

#include <algorithm>

#include "records/moving_fixture_test.hpp"
#include "records/past_fact.hpp"
#include "records/recount.hpp"

namespace reeve::records {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Pair;

class MovedPast : public Moving {
protected:
    // A rule more, which asks for what it names.
    static Replaced asking(const std::string& condition) {
        return {{"    rules:\n", "    rules:\n      asked_for: { answers: [T9], always: \"" + condition +
                                     "\", why: It was not so. }\n"}};
    }
    // Begun, asked back from the reporter, and handed over.
    std::string with_a_past() {
        std::string number = logged({{"level", "high"}, {"size", "small"}});
        done("helena", number, "begin");
        EXPECT_TRUE(edit("helena", number, {{"size", "middling"}}).has_value());
        done("helena", number, "ask");
        world.advance("2014-01-22 12:00");
        EXPECT_EQ(world.get(number).state, "busy") << "the desk took it back";
        done("helena", number, "pass");
        return number;
    }
    Record moved_by(std::string_view who, std::string_view number, std::int64_t to) {
        const auto plan = decided(moving(number, to, {}, who));
        if (!plan) {
            ADD_FAILURE() << said(plan.error());
            return {};
        }
        Record replayed = world.get(number);
        for (const Event& event : plan->events) EXPECT_TRUE(apply(replayed, event).has_value());
        replayed.head = plan->records.front().head;
        EXPECT_EQ(replayed, plan->records.front());
        return replayed;
    }
    static std::vector<std::string> acts_of(const Scope& scope) {
        std::vector<std::string> acts;
        for (const auto& [act, count] : scope.acts) acts.push_back(act);
        return acts;
    }
    static std::vector<std::string> findings(const Plan& plan) {
        std::vector<std::string> rules;
        for (const Event& event : plan.events)
            for (const Change& change : event.changes)
                if (const auto* finding = std::get_if<Finding>(&change))
                    rules.emplace_back(finding->detail.string_or_empty("rule"));
        return rules;
    }
};

TEST_F(MovedPast, AScopeThatAVersionAddsBeginsWithWhatTheJournalTells) {
    const std::string number = with_a_past();
    ASSERT_THAT(world.get(number).since, IsEmpty()) << "this version asks for none";
    install(version(
        2, asking("since('begin').done('ask') && since('begin').was('size', 'small') && "
                  "!since('ask').was('size', 'small') && leg.times('ask') == 0 && "
                  "!leg.ever('asked') && round.ever('asked') && since('begin').times('lapse') == 1")));
    const Record record = moved_by("sonia", number, 2);
    EXPECT_THAT(record.since, ElementsAre(Key("@leg"), Key("@round"), Key("ask"), Key("begin")));
    const Scope& begun = record.since.at("begin");
    EXPECT_THAT(acts_of(begun), ElementsAre("ask", "lapse", "pass"));
    EXPECT_EQ(begun.acts.at("ask"), world.get(number).acts.at("ask"));
    EXPECT_THAT(begun.states, ElementsAre("asked", "busy")) << "it began where the act leads";
    EXPECT_THAT(begun.values.at("size"), ElementsAre("middling", "small"));
    EXPECT_THAT(record.since.at("ask").values.at("size"), ElementsAre("middling"));
    EXPECT_THAT(record.since.at("@leg").states, ElementsAre("busy"));
    EXPECT_THAT(acts_of(record.since.at("@leg")), IsEmpty()) << "the hand-over belongs to the leg before";
    EXPECT_THAT(record.since.at("@round").states, ElementsAre("asked", "busy", "fresh"));
}

TEST_F(MovedPast, WhatIsNotSoInItRefusesTheMove) {
    const std::string number = with_a_past();
    install(version(2, asking("!since('begin').ever('asked')")));
    const auto plan = decided(moving(number, 2, {}, "sonia"));
    ASSERT_FALSE(plan.has_value());
    EXPECT_THAT(said(plan.error()), HasSubstr("It was not so."));
}

TEST_F(MovedPast, WhatWasNotedIsKeptAndGoesOn) {
    const std::string number = with_a_past();
    install(version(2, asking("since('begin').done('ask')")));
    install(version(3, asking("since('begin').done('ask') && since('pass').times('begin') == 0")));
    const auto first = decided(moving(number, 2, {}, "sonia"));
    ASSERT_TRUE(first.has_value());
    const Record& second = first->records.front();
    const auto find = [&](int of) -> const process::Process* {
        Record there = second;
        there.process_version = of;
        return installed.process_of(there);
    };
    std::vector<Event> journal = world.events(second.id);
    for (const Event& event : first->events) journal.push_back(event);
    const auto folded = fold_past(second, journal, {find(2), find(3)}, find, world.directory(), world, {});
    ASSERT_TRUE(folded.has_value());
    EXPECT_THAT(folded->since, ElementsAre(Pair("begin", second.since.at("begin")), Key("pass")));
}

TEST_F(MovedPast, CountsUnderTheNamesOfTheVersion) {
    const std::string number = with_a_past();
    Replaced names = asking(
        "since('begin').ever('queried') && was('extent', 'small') && "
        "since('begin').was('extent', 'big') && ever('queried')");
    for (const auto& [before, after] :
         Replaced{{"size:  [big, middling, small]", "size:  [big, small]"},
                  {"      size:  { choice: size }", "      extent: { choice: size }"},
                  {"level, size, note, until", "level, extent, note, until"},
                  {"size != null", "extent != null"},
                  {"where: \"size != null\", by: [ size ]", "where: \"extent != null\", by: [ extent ]"},
                  {"      asked:  {", "      queried: {"},
                  {"to: asked", "to: queried"},
                  {"from: asked", "from: queried"},
                  {"state: asked", "state: queried"}})
        names.emplace_back(before, after);
    const std::string map =
        "moves: { from: 1, job: { states: { asked: queried }, fields: { size: extent }, "
        "values: { extent: { middling: big } } } }\n";
    install(version(2, names));
    EXPECT_FALSE(decided(moving(number, 2, {}, "sonia")).has_value()) << "nothing says what they were called";
    install(version(3, names, map));
    const Record record = moved_by("sonia", number, 3);
    EXPECT_EQ(record.acts, world.get(number).acts);
    EXPECT_THAT(record.states_ever, ElementsAre("busy", "fresh", "queried"));
    EXPECT_THAT(record.since.at("begin").values,
                ElementsAre(Pair("extent", ElementsAre("big", "small")), Pair("level", ElementsAre("high"))));
    EXPECT_EQ(record.path.front().state, "fresh") << "the path stays as it was gone";
}

const Replaced started{{"      begin:  {", "      start:  {"}, {"act: begin", "act: start"}};

Replaced and_more(Replaced names, const Replaced& more) {
    names.insert(names.end(), more.begin(), more.end());
    return names;
}

TEST_F(MovedPast, AnActOfAnotherNameWasDoneUnderThat) {
    const std::string number = with_a_past();
    const Record before = world.get(number);
    const Replaced names = and_more(
        started, asking("since('start').done('ask') && times('start') == 1 && leg.times('start') == 0"));
    install(version(2, names, "moves: { from: 1, job: { acts: { begin: start } } }\n"));
    install(version(3, names));
    EXPECT_FALSE(decided(moving(number, 3, {}, "sonia")).has_value()) << "nothing says what it was called";
    const Record record = moved_by("sonia", number, 2);
    EXPECT_FALSE(record.acts.contains("begin"));
    EXPECT_EQ(record.acts.at("start"), before.acts.at("begin"));
    EXPECT_EQ(record.acts.at("ask"), before.acts.at("ask"));
    EXPECT_THAT(record.since, ElementsAre(Key("@leg"), Key("start")));
    EXPECT_EQ(record.path.at(1).act, "begin") << "the path stays as it was gone";
}

TEST_F(MovedPast, NamesOfActsPassThroughTheVersionsBetween) {
    const std::string number = with_a_past();
    install(version(2, and_more(started, asking("!since('start').done('finish')")),
                    "moves: { from: 1, job: { acts: { begin: start } } }\n"));
    // What was called to begin first is not what is called so now.
    const Replaced taken{{"      begin:  {", "      accept: {"},
                         {"act: begin", "act: accept"},
                         {"      ask:    {", "      begin:  {"}};
    install(version(3,
                    and_more(taken, asking("since('accept').done('begin') && since('begin').done('lapse')")),
                    "moves: { from: 2, job: { acts: { start: accept, ask: begin } } }\n"));
    const Record direct = moved_by("sonia", number, 3);
    EXPECT_EQ(direct.acts.at("accept").times, 1);
    EXPECT_EQ(direct.acts.at("begin"), world.get(number).acts.at("ask"));
    EXPECT_THAT(direct.since, ElementsAre(Key("accept"), Key("begin")));

    const auto first = decided(moving(number, 2, {}, "sonia"));
    ASSERT_TRUE(first.has_value()) << said(first.error());
    const Record& second = first->records.front();
    EXPECT_THAT(second.since, ElementsAre(Key("start")));
    std::vector<Event> journal = world.events(second.id);
    for (const Event& event : first->events) journal.push_back(event);
    struct Further : Installed {
        using Installed::Installed;
        std::vector<Event> events;
        [[nodiscard]] std::vector<Event> journal(const Record&) override { return events; }
    } further(world);
    further.versions = installed.versions;
    further.events = journal;
    Situation situation = world.situation(&second);
    situation.facts = &further;
    situation.process = further.process_of(second);
    const auto then = decide(situation, moving(number, 3, {}, "sonia"));
    ASSERT_TRUE(then.has_value()) << said(then.error());
    const Record& third = then->records.front();
    EXPECT_EQ(third.acts, direct.acts);
    EXPECT_EQ(third.since, direct.since) << "what version 2 asked for is forgotten";
    Record replayed = second;
    for (const Event& event : then->events) ASSERT_TRUE(apply(replayed, event).has_value());
    EXPECT_EQ(replayed.since, third.since);
}

TEST_F(MovedPast, TwoActsThatAreOneWereDoneAsOftenAsBoth) {
    const std::string number = with_a_past();
    install(version(2,
                    and_more(started, and_more({{"      ask:    {", "      query:  {"}},
                                               asking("since('start').done('pass') && times('start') == 2"))),
                    "moves: { from: 1, job: { acts: { begin: start, ask: start } } }\n"));
    const Record before = world.get(number);
    const Record record = moved_by("sonia", number, 2);
    const ActCount& count = record.acts.at("start");
    EXPECT_EQ(count.times, 2);
    EXPECT_EQ(count.last, before.acts.at("ask").last);
    EXPECT_THAT(count.by, ElementsAre(world.who("helena")));
    EXPECT_THAT(acts_of(record.since.at("start")), ElementsAre("lapse", "pass")) << "since the later of them";
}

TEST_F(MovedPast, WhatTheDeskWasRefusedItTriesUnderTheNewName) {
    const std::string number = *world.log("helena", "job", {{"level", "high"}}, "Slow");
    world.advance("2014-01-21 12:00");
    const Record before = world.get(number);
    ASSERT_EQ(before.refused.size(), 1U);
    ASSERT_EQ(before.refused.front().deed.act, "hurry");
    const Replaced named{{"      hurry:  {", "      hasten: {"}, {"do: hurry", "do: hasten"}};
    install(version(2, named, "moves: { from: 1, job: { acts: { hurry: hasten } } }\n"));
    install(version(3, named));
    RefusedDeed expected = before.refused.front();
    expected.deed.act = "hasten";
    EXPECT_THAT(moved(number, 2).refused, ElementsAre(expected)) << "since when it waits stays";
    EXPECT_THAT(moved(number, 3).refused, IsEmpty()) << "there is nothing of that name to do";
}

TEST_F(MovedPast, WhatTheDeskIsToDoByItselfIsArmedUnderTheNewName) {
    const std::string number = logged();
    for (const char* act : {"begin", "ask"}) done("helena", number, act);
    const std::vector<ArmedTimer> armed = world.get(number).timers;
    ASSERT_EQ(armed.size(), 1U);
    install(version(2, {{"      lapse:  {", "      expire: {"}},
                    "moves: { from: 1, job: { acts: { lapse: expire } } }\n"));
    world.advance("2014-01-21 12:00");
    const Record record = moved(number, 2);
    ASSERT_EQ(record.timers.size(), 1U);
    EXPECT_EQ(record.timers.front().act, "expire");
    EXPECT_EQ(record.timers.front().due, armed.front().due);
}

TEST_F(MovedPast, AClockThatAnActStoppedWasMetByItUnderEachName) {
    const std::string number = with_a_past();
    install(version(2, started, "moves: { from: 1, job: { acts: { begin: start } } }\n"));
    const Record record = moved_by("sonia", number, 2);
    const process::RecordType& type =
        installed.versions.front()->types[*installed.versions.front()->type("job")];
    const ClockSet* answered = nullptr;
    for (const ClockInstance& one : record.clocks)
        if (one.now.clock == "answer" && one.now.leg == 1) answered = &one.now;
    ASSERT_NE(answered, nullptr);
    ASSERT_EQ(answered->cause, "act begin");
    EXPECT_TRUE(fulfilled(type, type.clocks[*type.clock("answer")], *answered));
}

TEST_F(MovedPast, AStateOfAnotherNameWasEnteredWhenItWas) {
    const std::string number = logged();
    world.advance("2014-01-20 09:00");
    done("helena", number, "begin");
    world.advance("2014-01-20 15:00");
    Replaced names{{"      busy:   {", "      doing:  {"},
                   {"finish: { from: busy,", "finish: { after: 1d, from: busy,"}};
    for (int i = 0; i < 4; ++i) names.emplace_back("to: busy", "to: doing");
    for (int i = 0; i < 3; ++i) names.emplace_back("from: busy", "from: doing");
    names.emplace_back("[fresh, busy]", "[fresh, doing]");
    install(version(2, names, "moves: { from: 1, job: { states: { busy: doing } } }\n"));
    const Record record = moved(number, 2);
    EXPECT_EQ(record.state, "doing");
    EXPECT_EQ(record.state_since, testing::at("2014-01-20 09:00"));
    Situation situation = world.situation(&record);
    situation.facts = &installed;
    situation.process = installed.process_of(record);
    Command finish = world.command("helena", Command::Kind::act, number);
    finish.act = "finish";
    situation.now = situation.received = testing::at("2014-01-21 08:59");
    EXPECT_FALSE(decide(situation, finish).has_value());
    situation.now = situation.received = testing::at("2014-01-21 09:00");
    EXPECT_TRUE(decide(situation, finish).has_value());
}

// A rule more, which a clock keeps.
Replaced owing(const std::string& act, const std::string& condition, const std::string& within) {
    return {{"    rules:\n", "    rules:\n      owed: { answers: [T9], after: " + act + ", eventually: \"" +
                                 condition + "\", within: " + within + ", why: It did not come. }\n"}};
}

TEST_F(MovedPast, WhatIsToFollowCountsFromWhatWasDone) {
    const std::string number = logged();
    world.advance("2014-01-20 09:00");
    done("helena", number, "begin");
    world.advance("2014-01-20 12:00");
    install(version(2, owing("begin", "done('finish')", "30h")));
    install(version(3, owing("begin", "done('finish')", "2h")));
    install(version(4, and_more(started, owing("start", "done('finish')", "30h")),
                    "moves: { from: 1, job: { acts: { begin: start } } }\n"));
    const ClockSet owed = clock(moved(number, 2), "owed");
    EXPECT_EQ(owed.state, ClockState::running);
    EXPECT_EQ(owed.started, testing::at("2014-01-20 09:00"));
    EXPECT_EQ(owed.elapsed, Duration::hours(3));
    EXPECT_EQ(owed.due, testing::at("2014-01-21 15:00"));
    const ClockSet late = clock(moved(number, 3), "owed");
    EXPECT_EQ(late.state, ClockState::running) << "it is broken by its timer, with all that follows";
    EXPECT_EQ(late.due, testing::at("2014-01-20 12:00")) << "nobody could know before";
    EXPECT_EQ(clock(moved(number, 4), "owed").started, owed.started) << "whatever the act is called";
}

TEST_F(MovedPast, WhatFollowedOnceIsOwedNoMore) {
    const std::string asked = with_a_past(), fresh = logged(), done_with = logged();
    for (const char* act : {"begin", "finish"}) done("helena", done_with, act);
    install(version(2, owing("begin", "state == 'asked'", "30h")));
    install(version(3, owing("begin", "ever('done')", "30h")));
    const auto has = [](const Record& record) { return record.live_clock("owed") != nullptr; };
    EXPECT_FALSE(has(moved_by("sonia", asked, 2))) << "it was asked since, though it is not any more";
    EXPECT_TRUE(has(moved_by("sonia", asked, 3)));
    EXPECT_FALSE(has(moved(fresh, 2))) << "it was not begun";
    EXPECT_FALSE(has(moved(done_with, 3)));
    EXPECT_TRUE(has(moved(done_with, 2)));
}

TEST_F(MovedPast, APastThatIsNoneIsNotTaken) {
    const std::string number = with_a_past();
    install(version(2, asking("!since('begin').done('finish')")));
    const auto plan = decided(moving(number, 2, {}, "sonia"));
    ASSERT_TRUE(plan.has_value());
    Event event = plan->events.front();
    ASSERT_NE(event.facts.find(past_fact), nullptr);
    for (const char* wrong :
         {"[]", R"({"begin":1})", R"({"begin":{"acts":{"ask":{"times":1,"last":"noon"}}}})",
          R"({"begin":{"stats":[]}})"}) {
        Record record = world.get(number);
        event.facts.set(std::string(past_fact), *parse_json(wrong));
        EXPECT_FALSE(apply(record, event).has_value()) << wrong;
    }
}

TEST_F(MovedPast, AJournalThatCannotBeReadIsInTheWayOfWhoAsksForIt) {
    struct Unreadable : Installed {
        using Installed::Installed;
        [[nodiscard]] std::vector<Event> journal(const Record&) override { return {}; }
    } unreadable(world);
    const std::string number = with_a_past();
    unreadable.versions = {version(2, asking("!since('begin').done('finish')")), version(3, {})};
    Situation situation = world.situation(&world.get(number));
    situation.facts = &unreadable;
    const auto plan = decide(situation, moving(number, 2, {}, "sonia"));
    ASSERT_FALSE(plan.has_value());
    EXPECT_THAT(said(plan.error()), HasSubstr("asks for its history, which cannot be read"));
    EXPECT_TRUE(decide(situation, moving(number, 3, {}, "sonia")).has_value());
}

TEST_F(MovedPast, ARuleBeforeAStateIsAskedOfWhatArrivesInIt) {
    const Replaced strict{
        {"    rules:\n",
         "    rules:\n      known: { answers: [T4], before: busy, require: \"note != null\","
         " why: Say more first. }\n"}};
    install(version(2, strict));
    const std::string fresh = logged(), busy = logged(), past = logged();
    done("helena", busy, "begin");
    for (const char* act : {"begin", "finish"}) done("helena", past, act);
    EXPECT_EQ(moved(fresh, 2).process_version, 2) << "it has not come there yet";
    EXPECT_EQ(moved(past, 2).process_version, 2) << "it is past it";
    EXPECT_THAT(refused(busy, 2), ElementsAre("Say more first."));
    EXPECT_EQ(moved(busy, 2, {{"note", "More"}}).process_version, 2);
    Situation situation = world.situation(&world.get(busy));
    situation.facts = &installed;
    const auto preview = preview_move(situation, moving(busy, 2));
    ASSERT_TRUE(preview.has_value());
    ASSERT_EQ(preview->unmet.size(), 1U);
    EXPECT_EQ(preview->unmet.front().why, "Say more first.");
}

TEST_F(MovedPast, WhatAVersionOnlyWatchesForIsToldOnce) {
    const std::string watched =
        "    rules:\n      known: { answers: [T4], before: busy, require: \"note != null\", enforce: audit, "
        "why: Watched. }\n"
        "      low: { answers: [T5], always: \"level == 'low'\", enforce: audit, why: Watched. }\n";
    install(version(2, {{"    rules:\n", watched}}));
    install(version(3, {{"    rules:\n", watched}}));
    const std::string number = logged();
    done("helena", number, "begin");
    const auto plan = decided(moving(number, 2));
    ASSERT_TRUE(plan.has_value());
    EXPECT_THAT(findings(*plan), ElementsAre("known", "low")) << "nobody asked before";
    Situation situation = world.situation(&plan->records.front());
    situation.facts = &installed;
    situation.process = installed.process_of(plan->records.front());
    const auto next = decide(situation, moving(number, 3));
    ASSERT_TRUE(next.has_value()) << said(next.error());
    EXPECT_THAT(findings(*next), IsEmpty());
}

}  // namespace
}  // namespace reeve::records
