// What a process must make sense of beyond its names: states, acts, clocks, escalation, fields.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Lifecycle, AStateThatNoActLeadsToIsAMistake) {
    EXPECT_THAT(
        Draft().with("      done: {}", "      done: {}\n      lost: {}").problems(),
        ElementsAre("40:7: no act leads to the state 'lost' (expected an act with this state as `to`)"));
}

TEST(Lifecycle, AnOpenStateWithoutAWayOutIsATrap) {
    const auto draft = Draft()
                           .with("      done: {}", "      done: {}\n      stuck: { open: true }")
                           .with("answer: { from: wait, to: work, by: caller }",
                                 "answer: { from: wait, to: work, by: caller }\n      lose: { from: work, "
                                 "to: stuck, by: holder }");
    EXPECT_THAT(draft.problems(), ElementsAre(HasSubstr("'stuck' is a trap")));
    EXPECT_THAT(Draft(draft)
                    .with("      lose: {", "      find: { from: stuck, to: work, by: holder }\n      lose: {")
                    .problems(),
                ElementsAre("loaded"));
}

TEST(Lifecycle, ThereIsOneStartAndAnEnd) {
    EXPECT_THAT(Draft().with("new: { open: true, start: true }", "new: { open: true }").problems(),
                Contains(HasSubstr("no state of 'issue' is the start")));
    EXPECT_THAT(Draft().with("work: { open: true }", "work: { open: true, start: true }").problems(),
                ElementsAre(HasSubstr("two states are the start (expected one (the other is 'new'))")));
    EXPECT_THAT(Draft().with("closed: { end: true }", "closed: {}").problems(),
                ElementsAre(HasSubstr("no state of 'issue' is an end")));
    EXPECT_THAT(Draft().with("log: { to: new,", "log: { to: work,").problems(),
                ElementsAre(HasSubstr("'log' creates a record in 'work' (expected the start, new)")));
    EXPECT_THAT(Draft().with("closed: { end: true }", "closed: { end: true, open: true }").problems(),
                Contains(HasSubstr("the state 'closed' is open and an end")));
}

TEST(Lifecycle, AnEndIsLeftOnlyByReopening) {
    const auto draft = [](std::string_view act) {
        return Draft().with("close: { from: done, to: closed, by: caller }",
                            "close: { from: done, to: closed, by: caller }\n      more: " + std::string(act));
    };
    EXPECT_THAT(draft("{ from: closed, to: work, by: caller }").problems(),
                ElementsAre(HasSubstr("'more' leaves the end 'closed' (expected `reopens: true`")));
    EXPECT_THAT(draft("{ from: closed, to: work, by: caller, reopens: true }").problems(),
                ElementsAre("loaded"));
    EXPECT_THAT(draft("{ from: closed, by: caller, form: [note] }").problems(), ElementsAre("loaded"));
    EXPECT_THAT(draft("{ from: closed, by: caller, hand_over: \"'expert'\" }").problems(),
                ElementsAre(HasSubstr("'more' leaves the end 'closed'")));
    EXPECT_THAT(
        draft("{ from: closed, to: work, by: caller, reopens: true, hand_over: tables.next(holder).to }")
            .problems(),
        ElementsAre(HasSubstr("unguarded use of 'holder'")));
}

TEST(Lifecycle, OneActCreates) {
    EXPECT_THAT(
        Draft().with("close: { from: done, to", "close: { to").problems(),
        Contains(HasSubstr(
            "the act 'close' has no `from`, so it would create a record (expected `from`; 'log' creates")));
    EXPECT_THAT(Draft().with("log: { to: new,", "log: { from: new, to: work,").problems(),
                Contains(HasSubstr("no act creates a record of the type 'issue'")));
}

TEST(Lifecycle, WarnsWhereOnlyAPersonEndsTheWaiting) {
    EXPECT_THAT(Draft().with("lapse: { from: wait,", "lapse: { from: work,").warnings(),
                Contains(HasSubstr("only a person ends the waiting in 'wait'")));
}

TEST(Acts, NothingComesByItselfBeforeItIsPossible) {
    const Draft early = Draft().with("auto: { after: 14d }", "auto: { after: 14d }, after: 15d");
    EXPECT_THAT(early.problems(),
                ElementsAre(HasSubstr("'lapse' comes by itself before it is possible: `after` outside `auto` "
                                      "is 15d (expected 15d or more)")));
    EXPECT_TRUE(load_process("draft", early.files(), Text::in_use).has_value());
    EXPECT_THAT(Draft().with("auto: { after: 14d }", "auto: { after: 14d }, after: 14d").problems(),
                ElementsAre("loaded"));
}

TEST(Acts, WhatComesByItselfLeavesItsStateAndAsksNothing) {
    EXPECT_THAT(Draft().with("by: desk, auto", "by: desk, form: [note], auto").problems(),
                ElementsAre(HasSubstr("the desk does 'lapse', and fills in no form")));
    EXPECT_THAT(
        Draft().with("by: desk, auto", "by: desk, needs: [ { comment: public, why: x } ], auto").problems(),
        ElementsAre(HasSubstr("the desk does 'lapse', and writes no comment")));
    EXPECT_THAT(Draft()
                    .with("{ from: wait, to: done, by: desk", "{ from: [wait, done], to: done, by: desk")
                    .problems(),
                ElementsAre(HasSubstr("'lapse' comes by itself, from and to the same state")));
    EXPECT_THAT(Draft().with("{ from: wait, to: done, by: desk", "{ from: wait, by: desk").problems(),
                ElementsAre(HasSubstr("'lapse' comes by itself and leaves the state as it is")));
    EXPECT_THAT(Draft().with("after: 14d", "after: 2wd").problems(),
                ElementsAre(HasSubstr("`wd` for the act 'lapse', which counts in no calendar")));
    EXPECT_THAT(Draft()
                    .with("refer: { from: [new, work], by: holder",
                          "refer: { from: [new, work], by: holder, form: [note]")
                    .problems(),
                ElementsAre(HasSubstr("the desk does 'refer', and fills in no form")));
}

TEST(Acts, NeedsMustBePossibleToMeet) {
    const auto ask = [](std::string_view need) {
        return Draft().with("{ comment: public, why: Ask. }", need).problems();
    };
    EXPECT_THAT(ask("{ field: note, min: 5, why: What }"), ElementsAre("loaded"));
    EXPECT_THAT(ask("{ field: seen, comment: public, why: x }"),
                ElementsAre(HasSubstr("a need that asks for two things")));
    EXPECT_THAT(ask("{ why: x }"), ElementsAre(HasSubstr("a need that asks for nothing")));
    EXPECT_THAT(ask("{ field: note }"), ElementsAre(HasSubstr("the need 'note' has no `why`")));
    EXPECT_THAT(ask("{ field: count, min: 5, why: x }"), ElementsAre(HasSubstr("`min` counts characters")));
    EXPECT_THAT(ask("{ field: note, why: x }\n          - { field: note, why: y }"),
                ElementsAre(HasSubstr("'ask' has two needs 'note' (expected `name`, to tell them apart)")));
    EXPECT_THAT(ask("{ comment: everybody, why: x }"),
                ElementsAre(HasSubstr("unknown audience 'everybody'")));
}

TEST(Acts, AConditionThatHoldsForNoStateAndHolderIsAMistake) {
    const auto when = [](std::string_view condition) {
        return Draft()
            .with("close: { from: done, to: closed, by: caller }",
                  "close: { from: done, to: closed, by: caller, why: x, when: \"" + std::string(condition) +
                      "\" }")
            .problems();
    };
    EXPECT_THAT(when("holder == 'caller'"), ElementsAre(HasSubstr("'close' can never be done")));
    EXPECT_THAT(when("state == 'work'"), ElementsAre(HasSubstr("'close' can never be done")));
    EXPECT_THAT(when("tables.next(holder).to == null"), ElementsAre("loaded"));
    EXPECT_THAT(when("state == 'done' && level == 'low'"), ElementsAre("loaded"));
    const auto reopened = [](std::string_view condition) {
        return Draft()
            .after("      close: { from: done, to: closed, by: caller }",
                   "      reopen: { from: closed, to: new, by: agent, reopens: true, hand_over: \"'agent'\", "
                   "why: "
                   "x, when: \"" +
                       std::string(condition) + "\" }")
            .problems();
    };
    EXPECT_THAT(reopened("holder == null"), ElementsAre("loaded")) << "nobody holds what has ended";
    EXPECT_THAT(reopened("state == 'done'"), ElementsAre(HasSubstr("'reopen' can never be done")));
}

TEST(Acts, FormsAskForWhatIsThereAndRequired) {
    EXPECT_THAT(Draft().with("form: [note, count]", "form: [note, counts]").problems(),
                ElementsAre(HasSubstr("unknown field 'counts'")));
    EXPECT_THAT(
        Draft().with("form: [title, description, level, place, note]", "form: [title, place]").problems(),
        ElementsAre(HasSubstr("'level' is required, but the form of 'log' does not ask for it")));
    EXPECT_THAT(Draft().with("count: { integer: true }", "count: { integer: true, is: \"1\" }").problems(),
                ElementsAre(HasSubstr("'count' is computed, so it cannot be sent")));
    EXPECT_THAT(Draft().with("form: [note, count]", "form: [note, count, note]").problems(),
                ElementsAre(HasSubstr("'note' is given twice")));
}

TEST(Acts, WhatIsCreatedMustBePossibleToCreate) {
    EXPECT_THAT(Draft().with(", fields: { text: \"'x'\" }", "").problems(),
                ElementsAre(HasSubstr("the memo is not given 'text', which it requires")));
    EXPECT_THAT(Draft().with("form: [title, text] }", "form: [title] }").problems(),
                Contains(HasSubstr("'text' is not in the form of 'log' that creates the memo")));
    EXPECT_THAT(Draft().with("fields: { text: \"'x'\" }", "fields: { text: note }").problems(),
                ElementsAre(HasSubstr("note")));
    EXPECT_THAT(
        Draft().with("create: { type: memo, link: notes", "create: { type: issue, link: notes").problems(),
        Contains(HasSubstr("the link 'notes' leads to 'memo'")));
}

TEST(Acts, WarnsOfThoseWhoMayNotDoWhatTheirActCauses) {
    EXPECT_THAT(
        Draft().with("log: { by: [agent, expert], form", "log: { by: agent, form").warnings(),
        ElementsAre(
            "65:13: warning: 'expert' may do 'jot', but not 'log' of the memo that it causes (expected the "
            "role in its `by`, or `linked`)"));
    EXPECT_THAT(
        Draft().with("log: { by: [agent, expert], form", "log: { by: [agent, linked], form").warnings(),
        ElementsAre());
}

TEST(Acts, TheFirstInOrderNeedsAnOrder) {
    const auto draft =
        Draft().with("{ comment: public, why: Ask. }", "{ first_in_order: true, unless: comment, why: x }");
    EXPECT_THAT(draft.problems(), ElementsAre("loaded"));
    EXPECT_THAT(Draft(draft).with("    order: [ priority ]\n", "").problems(),
                ElementsAre(HasSubstr("'issue' has no order")));
    EXPECT_THAT(Draft(draft).with("[ priority ]", "[]").problems(),
                ElementsAre(HasSubstr("`order` is empty")));
}

TEST(Acts, AnOrderIsThatOfPriority) {
    EXPECT_THAT(Draft().with("[ priority ]", "priority").problems(), ElementsAre("loaded"));
    EXPECT_THAT(
        Draft().with("[ priority ]", "[ priority, clocks.answer.due, created ]").problems(),
        ElementsAre(HasSubstr("'clocks.answer.due' orders nothing"), HasSubstr("'created' orders nothing")));
    EXPECT_THAT(Draft().with("[ priority ]", "[ prioriy ]").problems(),
                ElementsAre(HasSubstr("did you mean 'priority'")));
}

TEST(Acts, CausingEachOtherMustEnd) {
    const auto problems =
        Draft()
            .with("shut: { from: open, to: shut, by: holder }",
                  "shut: { from: open, to: shut, by: holder, then: [ do: { act: finish, on: about } ] }")
            .with("      text: { text: short, required: true }\n",
                  "      text: { text: short, required: true }\n    links:\n      about: { to: issue, "
                  "inverse: told_by }\n")
            .with("finish: { from: work, to: done, by: holder,",
                  "finish: { from: work, to: done, by: holder, then: [ do: { act: shut, on: notes } ],")
            .problems();
    EXPECT_THAT(problems,
                ElementsAre(HasSubstr(
                    "acts cause each other in a circle: issue.finish -> memo.shut -> issue.finish")));
}

TEST(Clocks, MustBePossibleToStop) {
    EXPECT_THAT(Draft().with("        stops: [ state: done ]\n", "").problems(),
                ElementsAre(HasSubstr("nothing stops the clock 'late'")));
    EXPECT_THAT(Draft().with("stops: [ state: done ]", "stops: [ state: dun ]").problems(),
                ElementsAre(HasSubstr("unknown state 'dun'")));
    EXPECT_THAT(Draft().with("stops: [ state: done ]", "stops: [ whenever ]").problems(),
                ElementsAre(HasSubstr("'whenever' stops no clock")));
    EXPECT_THAT(Draft().with("        starts: once\n", "").problems(),
                ElementsAre(HasSubstr("the clock 'late' has no `starts`")));
}

TEST(Clocks, CountInUnitsThatTheirTimeHas) {
    EXPECT_THAT(
        Draft().with("[ high, 1h, none ]", "[ high, 1d, none ]").problems(),
        ElementsAre(
            "14:17: `d` is 24 hours, but the clock 'answer' counts working time (expected wd, the calendar's "
            "day, or h)"));
    EXPECT_THAT(Draft().with("[ low, 2h, 4h ]", "[ low, 2h, 4wd ]").problems(),
                ElementsAre(HasSubstr("`wd` for the clock 'late', which counts in no calendar")));
    EXPECT_THAT(Draft().with("[ low, 2h, 4h ]", "[ low, 2wd, 4d ]").problems(), ElementsAre("loaded"));
    // A column whose name begins as another's is not the other.
    EXPECT_THAT(Draft()
                    .with("out: { answer: duration, more: maybe duration }",
                          "out: { answer: duration, more: maybe duration, answer_days: duration }")
                    .with("[ high, 1h, none ]", "[ high, 1d, none, 1h ]")
                    .with("[ low, 2h, 4h ]", "[ low, 2h, 4h, 1h ]")
                    .with("limit: tables.limits(level).answer", "limit: tables.limits(level).answer_days")
                    .problems(),
                ElementsAre("loaded"));
}

TEST(Clocks, ThatRepeatCountInUnitsOfTheirCalendarAndNothingInFractions) {
    const auto repeating = [](std::string_view length) {
        return Draft().with("        limit: tables.limits(level).answer\n",
                            "        repeats: " + std::string(length) + "\n");
    };
    EXPECT_THAT(repeating("8h").problems(), ElementsAre("loaded"));
    EXPECT_THAT(repeating("1d").problems(),
                ElementsAre(HasSubstr("`d` is 24 hours, but the clock 'answer' counts working time")));
    EXPECT_THAT(repeating("1500ms").problems(),
                ElementsAre(HasSubstr("`repeats` has a fraction of a second (expected whole seconds)")));
    EXPECT_THAT(Draft().with("auto: { after: 14d }", "auto: { after: 500ms }").problems(),
                ElementsAre(HasSubstr("`after` has a fraction of a second")));
    // Earlier releases took these.
    for (const std::string length : {"1d", "1500ms"}) {
        const auto kept = load_process("draft", repeating(length).files(), Text::in_use);
        ASSERT_TRUE(kept.has_value()) << length;
        if (length == "1500ms") {
            EXPECT_EQ(kept->process->types[0].clocks[0].limit->source, "duration('1.500000s')");
        }
    }
}

TEST(Clocks, CountWhatTreesGiveInUnitsThatTheirTimeHas) {
    const auto given = [](std::string_view length, std::string_view clock) {
        return Draft()
            .with("records:\n",
                  "trees:\n  where:\n    out: { within: duration }\n    ask: Is it urgent?\n"
                  "    yes: { give: { within: " +
                      std::string(length) + " } }\n    no: { give: { within: 4h } }\nrecords:\n")
            .with("form: [title, description, level, place, note] }",
                  "form: [title, description, level, place, note], asks: where }")
            .with("limit: tables.limits(level)." + std::string(clock),
                  "limit: \"trees.where != null ? trees.where.within : null\"")
            .problems();
    };
    EXPECT_THAT(given("1h", "more"), ElementsAre("loaded"));
    EXPECT_THAT(given("1wd", "more"),
                ElementsAre(HasSubstr("`wd` for the clock 'late', which counts in no calendar")));
    EXPECT_THAT(given("1wd", "answer"), ElementsAre("loaded"));
    EXPECT_THAT(given("1d", "answer"),
                ElementsAre(HasSubstr("`d` is 24 hours, but the clock 'answer' counts working time")));
}

TEST(Clocks, HaveALengthOrAnInstant) {
    EXPECT_THAT(Draft().with("        limit: tables.limits(level).more\n", "").problems(),
                ElementsAre(HasSubstr("the clock 'late' has no end")));
    EXPECT_THAT(Draft().with("limit: tables.limits(level).more", "due: seen").problems(),
                ElementsAre("loaded"));
    EXPECT_THAT(Draft().with("limit: tables.limits(level).more", "due: count").problems(),
                ElementsAre(HasSubstr("the field 'count' holds no instant")));
    EXPECT_THAT(Draft().with("limit: tables.limits(level).more", "limit: \"4\"").problems(),
                ElementsAre(HasSubstr("`limit` is a int")));
    EXPECT_THAT(Draft().with("limit: tables.limits(level).more", "limit: duration('4h')").problems(),
                ElementsAre("loaded"));
    EXPECT_THAT(Draft().with("calendar: place.hours", "calendar: crew.hours").problems(),
                ElementsAre(HasSubstr("the field 'crew' holds no organisation")));
    EXPECT_THAT(Draft().with("breach: { do: refer }", "breach: { do: refer }\n        warn: 75").problems(),
                ElementsAre(HasSubstr("'75' is no share of the limit (expected 1% to 99%)")));
}

TEST(Clocks, SharesBeforeAndAfterTheBreach) {
    const auto late = [](std::string_view lines) {
        return Draft().with("        breach: { do: refer }\n", lines).problems();
    };
    EXPECT_THAT(late("        warn: [ 50%, { at: 75%, do: refer } ]\n        overdue: [ 150%, 200% ]\n"),
                ElementsAre("loaded"));
    EXPECT_THAT(late("        warn: [ 75%, 50% ]\n"),
                ElementsAre(HasSubstr("50% comes after 75% (expected ascending shares, each once)")));
    EXPECT_THAT(late("        warn: { do: refer }\n"),
                ElementsAre(HasSubstr("an entry of `warn` has no `at`")));
    EXPECT_THAT(late("        warn: { at: 75%, do: log }\n"),
                ElementsAre(HasSubstr("'log' creates a record")));
    EXPECT_THAT(late("        overdue: 75%\n"),
                ElementsAre(HasSubstr("'75%' is no share of the limit (expected 101% to 1000%)")));
    EXPECT_THAT(Draft()
                    .with("limit: tables.limits(level).more", "due: seen")
                    .with("breach: { do: refer }", "warn: 75%")
                    .problems(),
                ElementsAre(HasSubstr("a share of no length")));
    const auto due = [](std::string_view calendar) {
        return Draft().with("limit: tables.limits(level).more",
                            fmt::format("due: seen\n        calendar: {}", calendar));
    };
    EXPECT_THAT(due("holder.hours").problems(), ElementsAre(HasSubstr("a calendar for an instant")));
    EXPECT_TRUE(load_process("draft", due("place.hours").files(), Text::in_use))
        << "earlier releases took it";
    EXPECT_THAT(due("always").problems(), ElementsAre("loaded"));
    EXPECT_THAT(Draft()
                    .with("[ agent, expert ]", "[ agent, expert ]\n      - [ expert, agent ]")
                    .with("any but agent,", "caller,")
                    .with("breach: { do: refer }", "overdue: { at: 150%, do: refer }")
                    .problems(),
                ElementsAre(HasSubstr("the escalation of 'late' runs in a circle")));
}

TEST(Clocks, RestOnAgreements) {
    const auto late = [](std::string_view line) {
        return Draft().with("limit: tables.limits(level).more", line).problems();
    };
    EXPECT_THAT(late("agreement: sla"), ElementsAre("loaded"));
    EXPECT_THAT(late("agreement: contract\n        limit: tables.limits(level).more"), ElementsAre("loaded"));
    EXPECT_THAT(late("agreement: promise"), ElementsAre(HasSubstr("unknown kind of agreement 'promise'")));
    EXPECT_THAT(late("agreement: sla\n        due: seen"),
                ElementsAre(HasSubstr("an agreement about no length")));
    EXPECT_THAT(late("title: No end"), ElementsAre(HasSubstr("the clock 'late' has no end")));
}

TEST(Clocks, AreSeenByPartiesOrRoles) {
    const auto seen_by = [](std::string_view who) {
        return Draft().with("breach: { do: refer }", "seen_by: " + std::string(who));
    };
    using Who = ClockSight::Who;
    EXPECT_EQ(Draft().process()->types[0].clocks[1].sight.who, Who::all);
    EXPECT_EQ(seen_by("parties").process()->types[0].clocks[1].sight.who, Who::parties);
    EXPECT_EQ(seen_by("[agent, expert]").process()->types[0].clocks[1].sight.roles.size(), 2u);
    EXPECT_THAT(seen_by("nobody").problems(), ElementsAre(HasSubstr("unknown role 'nobody'")));
}

TEST(Clocks, WarnsWhereABreachCanDoNothing) {
    EXPECT_THAT(Draft().with("refer: { from: [new, work], by", "refer: { from: work, by").warnings(),
                ElementsAre(HasSubstr("'refer' cannot be done in new, where the clock may run")));
}

TEST(HandOvers, EscalationInACircleIsRefused) {
    EXPECT_THAT(
        Draft()
            .with("[ agent, expert ]", "[ agent, expert ]\n      - [ expert, agent ]")
            .with("any but agent,", "caller,")
            .problems(),
        ElementsAre(HasSubstr("the escalation of 'late' runs in a circle: agent -> expert -> agent")));
    EXPECT_THAT(Draft()
                    .with("[ agent, expert ]", "[ agent, expert ]\n      - [ expert, agent ]")
                    .with("any but agent,", "caller,")
                    .with("        breach: { do: refer }\n", "")
                    .problems(),
                ElementsAre("loaded"));
}

TEST(HandOvers, GoToThoseWhoMayHold) {
    EXPECT_THAT(Draft().with("[ any but agent, none ]", "[ caller or expert, caller ]").problems(),
                ElementsAre(HasSubstr(
                    "'refer' hands over from 'expert' to 'caller', which holds no record of this type")));
    EXPECT_THAT(Draft().with("hand_over: tables.next(holder).to", "hand_over: \"'caller'\"").problems(),
                Contains(HasSubstr("to 'caller', which holds no record of this type")));
}

TEST(HandOvers, ATeamComesFromATeamField) {
    const auto over = [](std::string_view to) {
        return Draft().with("hand_over: tables.next(holder).to", to);
    };
    EXPECT_THAT(over("hand_over: { role: holder, team: crew }").problems(), ElementsAre("loaded"));
    EXPECT_THAT(over("hand_over: { role: holder, team: place }").problems(),
                ElementsAre(HasSubstr("the field 'place' holds no team")));
    EXPECT_THAT(over("hand_over: { team: crew }").problems(),
                ElementsAre(HasSubstr("`hand_over` has no `role`")));
    const auto process = over("hand_over: { role: holder, team: crew }").process();
    const RecordType& issue = process->types[0];
    EXPECT_EQ(issue.acts[*issue.act("refer")].hand_over_team, issue.field("crew"));
}

TEST(Fields, AreOfOneKindAndKnownWords) {
    const auto field = [](std::string_view body) {
        return Draft()
            .with("count: { integer: true }", "count: { integer: true }\n      more: " + std::string(body))
            .problems();
    };
    EXPECT_THAT(field("{ text: short, integer: true }"),
                ElementsAre(HasSubstr("the field 'more' is of two kinds")));
    EXPECT_THAT(field("{ title: x }"), ElementsAre(HasSubstr("the field 'more' has no kind")));
    EXPECT_THAT(field("{ integer: 5 }"), ElementsAre(HasSubstr("'5' does not fit here (expected true)")));
    EXPECT_THAT(field("{ integer: true, max: 5 }"),
                ElementsAre(HasSubstr("`max` of a field that is no text")));
    EXPECT_THAT(field("{ integer: true, is: \"1\", required: true }"),
                ElementsAre(HasSubstr("a computed field with `required`")));
    EXPECT_THAT(field("{ integer: true, is: \"'x'\" }"), ElementsAre(HasSubstr("the result is string here")));
    EXPECT_THAT(field("{ integer: true, is: more + 1 }"),
                ElementsAre(HasSubstr("in a circle: more -> more")));
    EXPECT_THAT(field("{ integer: true, default: count }"), ElementsAre("loaded"));
    EXPECT_THAT(field("{ integer: true, is: now }"), ElementsAre(HasSubstr("unknown name 'now'")));
}

TEST(Fields, NamesThatExpressionsUseOtherwiseAreTaken) {
    for (const std::string name : {"holder", "leg", "title", "was", "in", "timestamp", "record", "tables"})
        EXPECT_THAT(Draft()
                        .with("count: { integer: true }",
                              "count: { integer: true }\n      " + name + ": { integer: true }")
                        .problems(),
                    Contains(HasSubstr("'" + name + "' means something else in expressions")))
            << name;
    // Earlier releases took these.
    for (const std::string name : {"audience", "trees", "registers"}) {
        const Draft draft = Draft().with("count: { integer: true }",
                                         "count: { integer: true }\n      " + name + ": { integer: true }");
        EXPECT_THAT(draft.problems(), Contains(HasSubstr("'" + name + "' means something else"))) << name;
        EXPECT_TRUE(load_process("draft", draft.files(), Text::in_use).has_value()) << name;
    }
}

TEST(Expressions, KnowActsStatesRolesAndValues) {
    const auto rule = [](std::string_view condition) {
        return Draft().with("state != 'done' || note != null", condition).problems();
    };
    EXPECT_THAT(rule("state != 'dne'"), ElementsAre(HasSubstr("did you mean 'done'?")));
    EXPECT_THAT(rule("done('finnish')"), ElementsAre(HasSubstr("did you mean 'finish'?")));
    EXPECT_THAT(rule("leg.done('begn')"), ElementsAre(HasSubstr("did you mean 'begin'?")));
    EXPECT_THAT(rule("ever('wrk')"), ElementsAre(HasSubstr("did you mean 'work'?")));
    EXPECT_THAT(rule("was('lvl', 'high')"), ElementsAre(HasSubstr("did you mean 'level'?")));
    EXPECT_THAT(rule("was('level', 'hgh')"), ElementsAre(HasSubstr("unknown value of level 'hgh'")));
    EXPECT_THAT(rule("level == 'hgh'"), ElementsAre(HasSubstr("did you mean 'high'?")));
    EXPECT_THAT(rule("links.notes.all(n, n.state == 'opn')"), ElementsAre(HasSubstr("did you mean 'open'?")));
    EXPECT_THAT(rule("count > 3"), ElementsAre(HasSubstr("unguarded use of 'count'")));
    EXPECT_THAT(rule("count == null || count > 3"), ElementsAre("loaded"));
    EXPECT_THAT(rule("actor.name == 'x'"), ElementsAre(HasSubstr("unknown name 'actor'")));
    EXPECT_THAT(rule("now > leg.since"), ElementsAre(HasSubstr("unknown name 'now'")));
    EXPECT_THAT(rule("done(record.channel)"), testing::Not(Contains("loaded")));
    EXPECT_THAT(rule("ever(state)"), ElementsAre(HasSubstr("a name here is worked out")));
}

TEST(Expressions, ArePlacedWithinBlocks) {
    const auto problems = Draft()
                              .with("always: \"state != 'done' || note != null\"",
                                    "always: |\n          state != 'done' ||\n          nte != null")
                              .problems();
    EXPECT_THAT(problems, ElementsAre(HasSubstr("unknown name 'nte'")));
    EXPECT_THAT(problems.front(), HasSubstr("84:11:"));
}

TEST(Checks, WarnsOfARuleThatAnswersNothing) {
    EXPECT_THAT(Draft().with("        answers: [R1]\n", "").warnings(), ElementsAre(HasSubstr("answers")));
}

TEST(Checks, ANoticeReachesSomebody) {
    const auto with = [](std::string_view to) {
        return Draft()
            .with("version: 1",
                  "version: 1\nnotices: { told: { to: " + std::string(to) + ", text: It is so. } }")
            .with("      shut: { from: open, to: shut, by: holder }",
                  "      shut: { from: open, to: shut, by: holder, then: [ notify: told ] }");
    };
    EXPECT_THAT(with("seats").problems(),
                ElementsAre(HasSubstr("of 'memo' the notice 'told' reaches nobody")));
    EXPECT_THAT(with("former_holder").problems(), ElementsAre(HasSubstr("reaches nobody")));
    EXPECT_THAT(with("[seats, watchers]").problems(), ElementsAre("loaded"));
    EXPECT_THAT(with("holder").problems(), ElementsAre("loaded"));
}

}  // namespace
}  // namespace reeve::process
