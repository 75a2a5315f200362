// Records that go to another version of their process: names, values, clocks, timers, rounds and rules
// (semantics section 10).
#include "records/moving.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/arrival.hpp"
#include "records/moving_fixture_test.hpp"

namespace reeve::records {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(Moving, ARecordGoesToAnotherVersionByAnEvent) {
    const std::string number = logged();
    install(version(2, {}));
    const Record record = moved(number, 2);
    EXPECT_EQ(record.process_version, 2);
    EXPECT_EQ(record.state, "fresh");
    EXPECT_EQ(record.state_since, world.get(number).state_since) << "nothing but its version is another";
    EXPECT_EQ(record.clocks, world.get(number).clocks);
    EXPECT_EQ(record.legs, world.get(number).legs);
}

TEST_F(Moving, ItIsForTheHolderAndAdministratorsUnlessTheProcessSaysOtherwise) {
    const std::string number = logged();
    install(version(2, {}));
    const auto outcome = decided(moving(number, 2, {}, "jose"));
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, RefusalKind::not_allowed);
    EXPECT_EQ(decided(moving(number, 2, {}, "bela")).error().kind, RefusalKind::not_allowed);
}

TEST_F(Moving, OnlyToAnotherVersionThatIsInstalled) {
    const std::string number = logged();
    EXPECT_THAT(refused(number, 2), ElementsAre(HasSubstr("no version 2")));
    EXPECT_THAT(refused(number, 0), ElementsAre(HasSubstr("no version 0")));
    EXPECT_EQ(decided(moving(number, 1)).error().kind, RefusalKind::wrong_state);
}

TEST_F(Moving, WhoeverSawAnotherVersionOfTheRecordIsTold) {
    const std::string number = logged();
    install(version(2, {}));
    Command command = moving(number, 2);
    command.if_version = world.get(number).version + 1;
    EXPECT_EQ(decided(command).error().kind, RefusalKind::stale);
}

const Replaced answered_is_gone{
    {"asked:  { open: true, waiting: reporter }", "paused: { open: true, waiting: date }"},
    {"from: busy, to: asked", "from: busy, to: paused"},
    {"from: asked, to: busy", "from: paused, to: busy"},
    {"pauses: [ state: asked ]", "pauses: [ state: paused ]"}};

TEST_F(Moving, AStateThatIsGoneNeedsAPlace) {
    const std::string number = logged();
    install(version(2, answered_is_gone));
    EXPECT_EQ(moved(number, 2).state, "fresh") << "it is not in that state";
    done("helena", number, "begin");
    done("helena", number, "ask");
    EXPECT_THAT(refused(number, 2), ElementsAre(HasSubstr("no state 'asked'")));
}

TEST_F(Moving, AMapSaysWhatBecomesOfAState) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "ask");
    install(version(2, answered_is_gone, "moves: { from: 1, job: { states: { asked: paused } } }\n"));
    const Instant due = world.get(number).timers.front().due;
    world.advance("2014-01-21 09:00");
    const Record record = moved(number, 2);
    EXPECT_EQ(record.state, "paused");
    EXPECT_EQ(record.waiting, "date");
    ASSERT_EQ(record.timers.size(), 1U);
    EXPECT_EQ(record.timers.front().due, due) << "it stays where it is: the two days go on";
    EXPECT_EQ(clock(record, "solve").state, ClockState::paused);
}

// What was a state to be in is one around others now.
const Replaced busy_is_whole{
    {"busy:   { open: true }", "busy:   { open: true, states: { at_it: {}, over: {} } }"},
    {"from: fresh, to: busy", "from: fresh, to: at_it"},
    {"from: asked, to: busy, by: desk, auto", "from: asked, to: at_it, by: desk, auto"},
    {"carry:  { from: judged, to: busy", "carry:  { from: judged, to: at_it"},
    {"hurry:  { from: judged, to: busy, by: desk }",
     "hurry:  { from: judged, to: at_it, by: desk }\n"
     "      past:   { from: at_it, to: over, by: holder }"}};

TEST_F(Moving, NoneIsInAStateWithStatesInIt) {
    const std::string number = logged();
    done("helena", number, "begin");
    install(version(2, busy_is_whole));
    install(version(3, busy_is_whole, "moves: { from: 1, job: { states: { busy: at_it } } }\n"));
    EXPECT_THAT(refused(number, 2), ElementsAre(HasSubstr("there are states within 'busy' (at_it, over)")));
    EXPECT_EQ(moved(number, 3).state, "at_it");
}

TEST_F(Moving, ATimerOfAnActIsArmedByTheNewWords) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "ask");
    install(version(2, {{"auto: { after: 2d }", "auto: { after: 3d }"}}));
    install(version(3, {{"auto: { after: 2d }", "auto: { after: 1h }"}}));
    world.advance("2014-01-20 12:00");
    EXPECT_EQ(moved(number, 2).timers.front().due, testing::at("2014-01-23 08:00"));
    EXPECT_EQ(moved(number, 3).timers.front().due, world.now) << "never in the past";
}

TEST_F(Moving, NamesPassThroughTheVersionsBetween) {
    const std::string number = logged({{"level", "high"}, {"size", "middling"}});
    done("helena", number, "begin");
    done("helena", number, "ask");
    Replaced twice = answered_is_gone;
    for (auto& [before, after] : twice)
        for (std::size_t at = after.find("paused"); at != std::string::npos; at = after.find("paused"))
            after.replace(at, 6, "resting");
    install(version(2, answered_is_gone, "moves: { from: 1, job: { states: { asked: paused } } }\n"));
    install(version(3, twice, "moves: { from: 2, job: { states: { paused: resting } } }\n"));
    EXPECT_EQ(moved(number, 3).state, "resting");
    installed.versions.erase(installed.versions.begin());
    EXPECT_THAT(refused(number, 3), ElementsAre(HasSubstr("no version 3"))) << "the way is broken";
}

TEST_F(Moving, AFieldOfAnotherNameKeepsItsValueAndOneThatIsGoneIsLeftBehind) {
    const std::string number = logged({{"level", "high"}, {"size", "middling"}, {"note", "Mind the step"}});
    install(version(
        2,
        {{"size:  [big, middling, small]", "size:  [big, little]"},
         {"      size:  { choice: size }", "      extent: { choice: size }"},
         {"      note:  { text: long }\n", ""},
         {"level, size, note, until", "level, extent, until"},
         {"size != null", "extent != null"},
         {"where: \"size != null\", by: [ size ]", "where: \"extent != null\", by: [ extent ]"}},
        "moves: { from: 1, job: { fields: { size: extent }, values: { extent: { middling: big } } } }\n"));
    const Record record = moved(number, 2);
    ASSERT_NE(record.field("extent"), nullptr);
    EXPECT_EQ(record.field("extent")->string(), "big");
    EXPECT_EQ(record.field("size"), nullptr);
    EXPECT_EQ(record.field("note"), nullptr);
    Situation situation = world.situation(&world.get(number));
    situation.facts = &installed;
    const auto preview = preview_move(situation, moving(number, 2));
    ASSERT_TRUE(preview.has_value());
    Record shown = preview->after;
    shown.head = record.head;
    EXPECT_EQ(shown, record) << "what is shown is what is done";
    EXPECT_THAT(preview->lost, ElementsAre("note"));
    EXPECT_THAT(preview->unmet, IsEmpty());
}

TEST_F(Moving, AValueThatIsGoneIsInTheWayOnlyWhereOneIsNeeded) {
    const Replaced gone{{"level: [high, low]", "level: [urgent, low]"},
                        {"level == 'high'", "level == 'urgent'"},
                        {"size:  [big, middling, small]", "size:  [big, small]"}};
    const std::string number = logged({{"level", "high"}, {"size", "middling"}});
    install(version(2, gone));
    EXPECT_THAT(refused(number, 2), ElementsAre(HasSubstr("It is one of urgent, low")));
    const Record record = moved(number, 2, {{"level", "low"}});
    EXPECT_EQ(record.field("level")->string(), "low");
    EXPECT_EQ(record.field("size"), nullptr);
}

TEST_F(Moving, WhatTheNewVersionAsksForCanBeSentAlong) {
    const std::string number = logged();
    install(version(2, {{"      note:  { text: long }",
                         "      note:  { text: long }\n      reach: { choice: size, required: true }\n"
                         "      from_us: { boolean: true, default: \"true\" }"},
                        {"level, size, note, until", "level, size, note, until, reach, from_us"}}));
    EXPECT_THAT(refused(number, 2), ElementsAre("Reach is needed."));
    const Record record = moved(number, 2, {{"reach", "small"}});
    EXPECT_EQ(record.field("reach")->string(), "small");
    EXPECT_TRUE(record.field("from_us")->boolean());
    EXPECT_THAT(refused(number, 2, {{"reach", "huge"}}), ElementsAre(HasSubstr("It is one of")));
}

TEST_F(Moving, ComputedFieldsFollowTheNewVersion) {
    const std::string number = logged();
    EXPECT_EQ(world.get(number).field("grade")->integer(), 2);
    install(version(2, {{"level == 'high' ? 2 : 1", "level == 'high' ? 20 : 10"}}));
    EXPECT_EQ(moved(number, 2).field("grade")->integer(), 20);
}

TEST_F(Moving, ClocksKeepWhatTheyCountedAndAreLimitedAnew) {
    const std::string number = logged();
    install(version(2, {{"duration('16h')", "duration('24h')"}}));
    install(version(3, {{"duration('16h')", "duration('3h')"}}));
    world.advance("2014-01-20 12:00");
    const ClockSet longer = clock(moved(number, 2), "solve");
    EXPECT_EQ(longer.limit, Duration::hours(24));
    EXPECT_EQ(longer.elapsed, Duration::hours(4));
    EXPECT_EQ(longer.due, testing::at("2014-01-22 16:00"));
    EXPECT_EQ(longer.warn, testing::at("2014-01-21 12:00"));
    EXPECT_EQ(longer.cause, "target changed");
    const ClockSet shorter = clock(moved(number, 3), "solve");
    EXPECT_EQ(shorter.state, ClockState::running);
    EXPECT_EQ(shorter.due, world.now) << "a breach is never dated back";
}

TEST_F(Moving, WhatWasBreachedStaysBreached) {
    const std::string number = logged();
    install(version(2, {{"duration('4h')", "duration('40h')"}}));
    world.advance("2014-01-20 13:00");
    ASSERT_EQ(world.clock(number, "answer"), "breached");
    EXPECT_EQ(clock(moved(number, 2), "answer").state, ClockState::breached);
}

TEST_F(Moving, WhatRunsOutByTheMoveIsShownAsBroken) {
    const std::string number = logged();
    install(version(2, {{"duration('4h')", "duration('1h')"}}));
    world.advance("2014-01-20 10:00");
    Situation situation = world.situation(&world.get(number));
    situation.facts = &installed;
    const auto preview = preview_move(situation, moving(number, 2));
    ASSERT_TRUE(preview.has_value());
    EXPECT_EQ(clock(preview->after, "answer").state, ClockState::breached);
    EXPECT_EQ(clock(preview->after, "answer").breached_at, world.now);
    EXPECT_EQ(clock(preview->after, "solve").state, ClockState::running);
    EXPECT_EQ(clock(moved(number, 2), "answer").state, ClockState::running) << "its timer breaks it";
}

TEST_F(Moving, ClocksThatAreGoneEndAndNewOnesBegin) {
    const std::string number = logged();
    install(version(2, {{"      old: {", "      fresh_one: {"}}));
    world.advance("2014-01-20 10:00");
    const Record record = moved(number, 2);
    EXPECT_EQ(clock(record, "old").state, ClockState::cancelled);
    EXPECT_EQ(clock(record, "old").elapsed, Duration::hours(2));
    EXPECT_EQ(clock(record, "old").cause, "moved");
    EXPECT_EQ(clock(record, "fresh_one").started, world.now);
    for (const DueTimer& timer : due_timers(record)) EXPECT_NE(timer.name, "old");
}

TEST_F(Moving, WhatAnEffectPausedRestsOnWhereTheVersionPausesItToo) {
    const std::string number = logged();
    install(version(2, {{"duration('16h')", "duration('8h')"}}));
    install(version(3, {{"pause: solve", "start: solve"}}));
    world.advance("2014-01-20 10:00");
    done("helena", number, "begin");
    done("helena", number, "submit");
    done("helena", number, "rest");
    world.advance("2014-01-20 12:00");
    const ClockSet rests = clock(moved(number, 2), "solve");
    EXPECT_EQ(rests.state, ClockState::paused);
    EXPECT_EQ(rests.held, "act rest");
    EXPECT_EQ(rests.limit, Duration::hours(8));
    const ClockSet runs = clock(moved(number, 3), "solve");
    EXPECT_EQ(runs.state, ClockState::running);
    EXPECT_EQ(runs.held, "");
    EXPECT_EQ(runs.elapsed, Duration::hours(2));
    EXPECT_EQ(runs.cause, "resumed");
}

TEST_F(Moving, AWarningThatWasGivenIsNotGivenAgain) {
    const std::string number = logged();
    install(version(2, {{"warn: [ 50%, 80% ]", "warn: [ 25%, 50%, 75% ]"}}));
    world.advance("2014-01-21 09:00");
    ASSERT_EQ(clock(world.get(number), "solve").warned, 1);
    const ClockSet solve = clock(moved(number, 2), "solve");
    EXPECT_EQ(solve.warned, 2) << "a quarter and a half have passed";
    EXPECT_EQ(solve.warn, testing::at("2014-01-21 12:00"));
}

TEST_F(Moving, OpenRoundsAreVoidAndAskedAnewWhereTheVersionAsks) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "submit");
    ASSERT_EQ(world.get(number).round("ok")->outcome, "open");
    install(version(2, {}));
    install(version(3, {{", opens: [judged]", ""},
                        {"      submit: { from: busy, to: judged, by: holder }",
                         "      submit: { from: busy, to: judged, by: holder, then: [ open: ok ] }"}}));
    const Record again = moved(number, 2);
    ASSERT_EQ(again.rounds.size(), 2U);
    EXPECT_EQ(again.rounds.front().outcome, "void");
    EXPECT_EQ(again.rounds.front().cause, "moved");
    EXPECT_EQ(again.rounds.back().outcome, "open");
    const Record silent = moved(number, 3);
    ASSERT_EQ(silent.rounds.size(), 1U);
    EXPECT_EQ(silent.rounds.front().outcome, "void");
}

TEST_F(Moving, AnOutcomeThatStillHoldsIsKept) {
    const std::string number = logged();
    done("helena", number, "begin");
    done("helena", number, "submit");
    Command ballot = world.command("bela", Command::Kind::vote, number);
    ballot.vote = {"ok", "yes", "", world.get(number).round("ok")->opened.digest, ""};
    ASSERT_TRUE(world.submit(ballot).has_value());
    install(version(2, {}));
    const Record record = moved(number, 2);
    ASSERT_EQ(record.rounds.size(), 1U);
    EXPECT_EQ(record.rounds.front().outcome, "yes");
}

TEST_F(Moving, RulesAreCheckedOnArrivalAndAllThatAreBrokenAreNamed) {
    const std::string number = logged();
    install(version(
        2, {{"    rules:\n",
             "    rules:\n      named: { answers: [T2], always: \"note != null\", why: Say more. }\n"
             "      low_only: { answers: [T3], always: \"level == 'low'\", why: Only low ones. }\n"}}));
    EXPECT_THAT(refused(number, 2), ElementsAre("Say more.", "Only low ones."));
    EXPECT_EQ(moved(number, 2, {{"level", "low"}, {"note", "More"}}).process_version, 2);
    Situation situation = world.situation(&world.get(number));
    situation.facts = &installed;
    const auto preview = preview_move(situation, moving(number, 2));
    ASSERT_TRUE(preview.has_value());
    EXPECT_EQ(preview->unmet.size(), 2U);
}

const Replaced told_of_big{
    {"    clocks:\n",
     "    on:\n      - becomes: \"size != null && size == 'big'\"\n"
     "        then: [ set: { note: \"'Told'\" }, notify: sized ]\n    clocks:\n"},
    {"records:\n", "notices:\n  sized: { to: [second], text: \"{record.title} is big\" }\nrecords:\n"}};

TEST_F(Moving, WhatComesToHoldByTheMoveHasItsEffects) {
    const std::string number = logged();
    install(version(2, told_of_big));
    EXPECT_EQ(moved(number, 2).field("note"), nullptr);
    const Record record = moved(number, 2, {{"size", "big"}});
    ASSERT_NE(record.field("note"), nullptr);
    EXPECT_EQ(record.field("note")->string(), "Told");
    const auto plan = decided(moving(number, 2, {{"size", "big"}}));
    ASSERT_TRUE(plan.has_value());
    const auto& texts = plan->events.front().texts;
    const auto told = std::find_if(texts.begin(), texts.end(), [](const EventText& text) {
        return text.path.starts_with("notice.sized.");
    });
    ASSERT_NE(told, texts.end());
    EXPECT_EQ(told->value, "A job is big");
}

TEST_F(Moving, WhatHeldBeforeDoesNotComeToHoldByAnotherName) {
    const std::string big = logged({{"level", "high"}, {"size", "big"}});
    const std::string middling = logged({{"level", "high"}, {"size", "middling"}});
    install(version(2, told_of_big));
    EXPECT_EQ(moved(big, 2).field("note"), nullptr);
    Replaced without = told_of_big;
    without.emplace_back("size:  [big, middling, small]", "size:  [big, small]");
    install(version(3, without, "moves: { from: 1, job: { values: { size: { middling: big } } } }\n"));
    const Record record = moved(middling, 3);
    EXPECT_EQ(record.field("size")->string(), "big");
    EXPECT_EQ(record.field("note"), nullptr);
}

TEST_F(Moving, ItCountsInTheLimitsOfTheVersion) {
    const std::string big = logged({{"level", "high"}, {"size", "big"}});
    const std::string small = logged({{"level", "high"}, {"size", "small"}});
    const auto held = [](const Record& record, const std::string& limit) {
        const auto keys = record.limits.find(limit);
        return keys == record.limits.end()
                   ? std::vector<std::string>()
                   : std::vector<std::string>(keys->second.begin(), keys->second.end());
    };
    ASSERT_THAT(held(world.get(small), "alike"), ElementsAre("[\"small\"]"));
    install(version(2, {{"      alike: {", "      other: {"}, {"by: [ size ]", "by: [ level ]"}}));
    const Record record = moved(small, 2);
    EXPECT_THAT(held(record, "alike"), IsEmpty());
    EXPECT_THAT(held(record, "other"), ElementsAre("[\"high\"]"));
    const std::string map = "moves: { from: 1, job: { values: { size: { small: big } } } }\n";
    install(version(3, {{"size:  [big, middling, small]", "size:  [big, middling]"}}, map));
    EXPECT_THAT(held(moved(small, 3), "alike"), ElementsAre("[\"big\"]"));
    install(
        version(4, {{"size:  [big, middling, small]", "size:  [big, middling]"}, {"max: 2", "max: 1"}}, map));
    EXPECT_THAT(refused(small, 4), ElementsAre("There are two of that size. (" + big + ")"));
    EXPECT_THAT(held(moved(big, 4), "alike"), ElementsAre("[\"big\"]")) << "it takes nobody's place";
}

TEST_F(Moving, ARoleThatHoldsItMustBeThere) {
    const std::string number = logged();
    done("helena", number, "pass");
    install(version(2, {{"  second: { title: Second }\n", "  other: { title: Other }\n"},
                        {"holders: [agent, second]", "holders: [agent, other]"},
                        {"hand_over: \"'second'\"", "hand_over: \"'other'\""}}));
    const auto plan = decided(moving(number, 2, {}, "sonia"));
    ASSERT_FALSE(plan.has_value());
    EXPECT_THAT(said(plan.error()), HasSubstr("held by 'second'"));
}

TEST_F(Moving, ARoleThatHoldsItMustBeAmongTheHolders) {
    const std::string number = logged(), other = logged();
    done("helena", number, "pass");
    install(
        version(2, {{"holders: [agent, second]", "holders: [agent]"},
                    {"      pass:   { from: [fresh, busy], by: holder, hand_over: \"'second'\" }\n", ""}}));
    const auto plan = decided(moving(number, 2, {}, "sonia"));
    ASSERT_FALSE(plan.has_value());
    EXPECT_THAT(said(plan.error()), HasSubstr("held by 'second', which is not among the holders"));
    EXPECT_EQ(moved(other, 2).holder.role, "agent");
}

TEST_F(Moving, WhatIsNamedMustBeOfTheFieldsKind) {
    const std::string person = world.who("helena").text();
    const std::string central = world.directory().person(world.who("helena"))->organisation.text();
    const std::string number = logged({{"level", "high"}, {"who", person}, {"firm", central}});
    install(version(2, {{"who:   { person: true }", "who:   { team: true }"}}));
    EXPECT_EQ(moved(number, 2).field("who"), nullptr) << "a person is no team";
    install(version(3, {{"firm:  { organisation: true }", "firm:  { organisation: moon_base }"}}));
    EXPECT_EQ(moved(number, 3).field("firm"), nullptr);
    install(version(4, {{"title: Jobs", "title: Work"}}));
    EXPECT_EQ(moved(number, 4).field("who")->string(), person);
    EXPECT_EQ(moved(number, 4).field("firm")->string(), central);
}

TEST_F(Moving, ALinkInUseMustBeThere) {
    const std::string number = logged(), other = logged();
    Command link = world.command("helena", Command::Kind::link, number);
    link.links = {{"parts", other, false}};
    ASSERT_TRUE(world.submit(link).has_value());
    install(version(2, {{"    links:\n      parts: { to: job, inverse: part_of }\n", ""}}));
    EXPECT_THAT(refused(number, 2), ElementsAre(HasSubstr("by 'parts'")));
    EXPECT_THAT(refused(other, 2), ElementsAre(HasSubstr("by 'part_of'")));
}

// The name is there still, but between other types.
TEST_F(Moving, ALinkInUseMustLeadThere) {
    const std::string number = logged(), other = logged();
    Command link = world.command("helena", Command::Kind::link, number);
    link.links = {{"parts", other, false}};
    ASSERT_TRUE(world.submit(link).has_value());
    install(
        version(2, {{"parts: { to: job,", "parts: { to: piece,"}},
                "  piece:\n    kind: task\n    number: \"P-{seq:3}\"\n"
                "    states: { open: { open: true, start: true }, gone: { end: true } }\n"
                "    custody: { holders: [agent], first: \"'agent'\" }\n"
                "    acts: { log: { to: open, by: agent }, drop: { from: open, to: gone, by: holder } }\n"));
    EXPECT_THAT(refused(number, 2), ElementsAre(HasSubstr("by 'parts'")));
    EXPECT_THAT(refused(other, 2), ElementsAre(HasSubstr("by 'part_of'")));
}

// Mid-join: who counts on it looks again.
TEST_F(Moving, WhatItIsLinkedToSeesWhatBecameOfIt) {
    const std::string owner = logged(), part = logged();
    Command link = world.command("helena", Command::Kind::link, owner);
    link.links = {{"parts", part, false}};
    ASSERT_TRUE(world.submit(link).has_value());
    install(version(2,
                    {{"      fresh:  {", "      begun:  {"},
                     {"to: fresh", "to: begun"},
                     {"from: fresh", "from: begun"},
                     {"[fresh, busy]", "[begun, busy]"}},
                    "moves: { from: 1, job: { states: { fresh: begun } } }\n"));
    const auto plan = decided(moving(part, 2));
    ASSERT_TRUE(plan.has_value()) << said(plan.error());
    ASSERT_EQ(plan->follow_ups.size(), 1U);
    EXPECT_EQ(plan->follow_ups.front().target, world.get(owner).id);
    EXPECT_EQ(plan->follow_ups.front().about, world.get(part).id);
}

TEST_F(Moving, ATypeThatIsGoneIsTold) {
    const std::string number = logged();
    install(version(2, {{"  job:\n", "  errand:\n"}, {"to: job", "to: errand"}}));
    EXPECT_THAT(refused(number, 2), ElementsAre(HasSubstr("no type 'job'")));
    Situation situation = world.situation(&world.get(number));
    situation.facts = &installed;
    const auto preview = preview_move(situation, moving(number, 2));
    ASSERT_TRUE(preview.has_value());
    EXPECT_EQ(preview->after, world.get(number));
    EXPECT_EQ(preview->unmet.size(), 1U);
}

TEST_F(Moving, WhatHasEndedCanMoveAndStaysEnded) {
    const std::string number = logged({{"level", "high"}, {"size", "big"}});
    for (const char* act : {"begin", "finish", "close"}) done("helena", number, act);
    install(version(2, {}));
    const Record record = moved(number, 2);
    EXPECT_EQ(record.state, "closed");
    EXPECT_TRUE(record.end);
    EXPECT_TRUE(record.holder.role.empty());
    EXPECT_EQ(record.clocks, world.get(number).clocks);
}

TEST_F(Moving, WhatCountsFromTheOuterStateGoesOnWhereTheInnerOnesAreCalledOtherwise) {
    const std::string number = logged();
    for (const char* act : {"begin", "submit", "leave"}) done("helena", number, act);
    world.advance("2014-01-21 09:00");
    done("helena", number, "turn");
    ASSERT_EQ(world.get(number).timers.front().due, testing::at("2014-01-23 08:00"));
    install(version(2,
                    {{"east: {}, west: {}", "orient: {}, occident: {}"},
                     {"to: east", "to: orient"},
                     {"from: east, to: west", "from: orient, to: occident"}},
                    "moves: { from: 1, job: { states: { east: orient, west: occident } } }\n"));
    const Record record = moved(number, 2);
    EXPECT_EQ(record.state, "occident");
    ASSERT_EQ(record.timers.size(), 1U);
    EXPECT_EQ(record.timers.front().due, testing::at("2014-01-23 08:00"));
}

}  // namespace
}  // namespace reeve::records
