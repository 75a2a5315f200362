// What is refused, at load, of edges, effects of states, acts of the desk, rules, limits and notices.
#include <gmock/gmock.h>

#include "process/describe.hpp"
#include "process/draft_test.hpp"
#include "process/own_notices.hpp"

namespace reeve::process {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view type_line = "    kind: incident";
constexpr std::string_view act_line = "      answer: { from: wait, to: work, by: caller }";
constexpr std::string_view rule_line = "        answers: [R1]";

struct Wrong {
    std::string_view name;
    std::string_view behind;  // a line of the draft
    std::string_view lines;   // what is added behind it
    std::string_view problem;
};
void PrintTo(const Wrong& wrong, std::ostream* out) {
    *out << wrong.name;
}

class AutomationIsRefused : public testing::TestWithParam<Wrong> {};

TEST_P(AutomationIsRefused, AtLoad) {
    const Wrong& wrong = GetParam();
    EXPECT_THAT(Draft().after(wrong.behind, wrong.lines).problems(),
                Contains(HasSubstr(std::string(wrong.problem))));
}

const Wrong wrong_ones[] = {
    {"EdgeWritesItself", type_line,
     "    on: [ { becomes: \"count != null && count == 1\", then: [ set: { count: \"2\" } ] } ]",
     "writes 'count', on which its own condition rests"},
    {"EdgeWritesBackwards", type_line,
     "    on:\n      - { becomes: \"count != null && count == 1\", then: [ set: { note: \"'x'\" } ] }\n"
     "      - { becomes: \"note != null && note == 'y'\", then: [ set: { count: \"1\" } ] }",
     "writes 'count', on which the condition in line"},
    {"EdgeWritesWhatWasAsked", type_line,
     "    on: [ { becomes: \"was('level', 'low')\", then: [ set: { level: \"'low'\" } ] } ]",
     "writes 'level', on which its own condition rests"},
    {"EdgeWritesWhatWasAskedSince", type_line,
     "    on: [ { becomes: \"since('ask').was('level', 'low')\", then: [ set: { level: \"'low'\" } ] } ]",
     "writes 'level', on which its own condition rests"},
    {"EdgeWritesTheRank", type_line,
     "    on: [ { becomes: \"record.rank == 1\", then: [ set: { level: \"'low'\" } ] } ]",
     "writes 'level', on which its own condition rests"},
    {"EdgeWritesWhatWasAgreed", type_line,
     "    approvals: { fit: { seats: expert, covers: [note], opens: work } }\n"
     "    on: [ { becomes: \"approved('fit')\", then: [ set: { note: \"'x'\" } ] } ]",
     "writes 'note', on which its own condition rests"},
    {"EdgeOpensWhatItAsks", type_line,
     "    approvals: { fit: { seats: expert, covers: [note], opens: work } }\n"
     "    on: [ { becomes: \"approval('fit') != 'open'\", then: [ open: fit ] } ]",
     "writes 'fit', on which its own condition rests"},
    {"EdgeOpensWhatWasAskedBefore", type_line,
     "    approvals: { fit: { seats: expert, covers: [note], opens: work } }\n"
     "    on:\n      - { becomes: \"approval('fit') == 'open'\", then: [ unassign: true ] }\n"
     "      - { becomes: \"count != null && count == 1\", then: [ open: fit ] }",
     "writes 'fit', on which the condition in line"},
    {"EdgeDerivesWhatWasAsked", type_line,
     "    on: [ { becomes: \"derived('notes')\", then: [ create: { type: memo, link: notes, title: \"'x'\", "
     "fields: { text: \"'x'\" } } ] } ]",
     "writes 'notes', on which its own condition rests"},
    {"EdgeWithoutEffects", type_line, "    on: [ { becomes: \"count != null && count == 1\" } ]",
     "nothing follows from this"},
    {"EdgeWithoutCondition", type_line, "    on: [ { then: [ set: { note: \"'x'\" } ] } ]",
     "does not say what is to happen"},
    {"EdgeReadsNow", type_line,
     "    on: [ { becomes: \"seen != null && seen < now\", then: [ unassign: true ] } ]", "'now'"},
    {"EdgeHasNobodyToAssign", type_line,
     "    on: [ { becomes: \"count != null && count == 1\", then: [ assign: actor ] } ]", "nobody who acts"},
    {"EdgeHasNoActor", type_line,
     "    on: [ { becomes: \"count != null && count == 1\", then: [ set: { note: actor.name } ] } ]",
     "'actor'"},
    {"PromptWithForm", act_line,
     "      more: { from: work, to: done, by: desk, as_soon_as: 'count != null && count == 1', form: [note] "
     "}",
     "fills in no form"},
    {"PromptFromToTheSame", act_line,
     "      more: { from: [work, done], to: done, by: desk, as_soon_as: 'count != null && count == 1' }",
     "from and to the same state"},
    {"PromptThatStays", act_line,
     "      more: { from: work, by: desk, as_soon_as: 'count != null && count == 1' }",
     "leaves the state as it is"},
    {"PromptNotByTheDesk", act_line,
     "      more: { from: work, to: done, by: agent, as_soon_as: 'count != null && count == 1' }",
     "not among those who may"},
    {"PromptTwice", act_line,
     "      more: { from: work, to: done, by: desk, as_soon_as: 'count != null && count == 1', auto: { "
     "after: 1d } }",
     "by itself in two ways"},
    {"NotBeforeInWorkingDaysOfNothing", act_line,
     "      more: { from: work, to: done, by: agent, after: 2wd }",
     "`wd` for the act 'more', which counts in no calendar"},
    {"NotBeforeInDaysOfACalendar", act_line,
     "      more: { from: work, to: done, by: agent, after: 2d, calendar: place.hours }",
     "`d` is 24 hours, but the act 'more' counts working time"},
    {"ACalendarForNothing", act_line,
     "      more: { from: work, to: done, by: agent, calendar: place.hours }",
     "nothing of 'more' counts in a calendar"},
    {"ByItselfInWorkingDaysOfNothing", act_line,
     "      more: { from: work, to: done, by: desk, auto: { after: 2wd } }",
     "`wd` for the act 'more', which counts in no calendar"},
    {"ByItselfInHoursOfNobody", act_line,
     "      more: { from: work, to: done, by: desk, auto: { after: 2wd, calendar: level.hours } }",
     "the field 'level' holds no organisation"},
    {"ByItselfInHoursOfSomethingUnknown", act_line,
     "      more: { from: work, to: done, by: desk, auto: { after: 2wd, calendar: plac.hours } }",
     "unknown field 'plac'"},
    {"InTheHoursOfNobodyAfterAnEnd", act_line,
     "      more: { from: closed, to: work, by: agent, reopens: true, hand_over: \"'agent'\", after: 2wd, "
     "calendar: holder.hours }",
     "nobody holds a record in 'closed'"},
    {"AnInstantInACalendar", act_line,
     "      more: { from: work, to: done, by: desk, auto: { at: seen, calendar: place.hours } }",
     "an instant is counted in no calendar"},
    {"ByItselfSoonerThanPossible", act_line,
     "      more: { from: work, to: done, by: desk, after: 3wd, calendar: place.hours, auto: { after: 2wd, "
     "calendar: place.hours } }",
     "comes by itself before it is possible"},
    {"OtherwiseElsewhere", act_line, "      more: { from: work, to: done, by: agent, otherwise: close }",
     "does not create a record"},
    {"RuleBeforeNothing", rule_line, "        before: done", "two conditions"},
    {"UnknownEnforcement", rule_line, "        enforce: audt", "way to enforce a rule"},
    {"LimitWithoutMax", type_line, "    limits: { one: { by: count, why: x } }", "does not say how many"},
    {"LimitWithoutWhy", type_line, "    limits: { one: { by: count, max: 1 } }", "has no `why`"},
    {"LimitByOrganisation", type_line, "    limits: { one: { by: place, max: 1, why: x } }",
     "a part of the key is a"},
    {"LimitWithTwoNamesAlike", type_line,
     "    limits: { one: { by: count, max: 1, why: x }, One: { by: count, max: 1, why: x } }", "One"},
    {"NoticeToNobody", "version: 1", "notices: { late: { text: x } }", "goes to nobody"},
    {"NoticeThatSaysNothing", "version: 1", "notices: { late: { to: holder } }", "says nothing"},
    {"NoticeToUnknown", "version: 1", "notices: { late: { to: holdr, text: x } }",
     "unknown audience 'holdr'"},
    {"NoticeWithUnknownPlace", "version: 1", "notices: { late: { to: holder, text: \"{record.numbr}\" } }",
     "unknown place of a notice 'record.numbr'"},
    {"PlaceOfAnotherOwnNotice", "version: 1",
     "notices: { seat_empty: { text: \"{desk.why} {desk.seats}\" } }",
     "unknown place of a notice 'desk.why'"},
    {"OwnPlaceOfWhatTheProcessSends", "version: 1", "notices: { late: { to: holder, text: \"{desk.why}\" } }",
     "unknown place of a notice 'desk.why'"},
    {"NoticeThatLacksALanguage", "version: 1",
     "title: { en: Draft, pt: Esboço }\nnotices: { late: { to: holder, text: { en: Late } } }",
     "has no text in pt"},
    {"UnknownNotice", act_line, "      more: { from: work, by: agent, then: [ notify: late ] }",
     "unknown notice 'late'"},
    {"ParentIsTheStart", "      done: {}", "      more: { start: true, states: { inner: { open: true } } }",
     "no record begins there"},
    {"ParentWithoutStates", "      done: {}", "      more: { states: {} }", "no state is within 'more'"},
    {"UnknownInAnEffectOfAState", "      done: {}", "      more: { enter: [ set: { nte: \"'x'\" } ] }",
     "unknown field 'nte'"},
    {"ClockThatRepeatsAndHasALimit", "        starts: each_leg", "        repeats: 1h", "has two ends"},
    {"SinceAnUnknownAct", act_line,
     "      more: { from: work, to: done, by: agent, when: \"since('fnish').done('close')\", why: x }",
     "fnish"},
    {"LastWithoutAsking", act_line,
     "      more: { from: work, to: done, by: agent, when: \"last('begin').at < now\", why: x }", "null"},
    {"WithinALeaf", act_line,
     "      more: { from: work, to: done, by: agent, when: \"within('work')\", why: x }", "work"},
};

INSTANTIATE_TEST_SUITE_P(Load, AutomationIsRefused, testing::ValuesIn(wrong_ones),
                         [](const auto& wrong) { return std::string(wrong.param.name); });

TEST(Effects, WhoReportsIsNobodyToHaveARecordInPerson) {
    const auto answered = [](std::string_view act) {
        return Draft().with("answer: { from: wait, to: work, by: caller }", act);
    };
    const auto refused = Contains(
        HasSubstr("'answer' may be done by 'caller', and whoever reports has no role in which to have"));
    const std::string_view both =
        "answer: { from: wait, to: work, by: [agent, caller], then: [ assign: actor ] }";
    EXPECT_THAT(answered(both).problems(), refused);
    EXPECT_THAT(
        answered("answer: { from: wait, to: work, by: [agent, holder], then: [ assign: actor ] }").problems(),
        ElementsAre("loaded"));
    EXPECT_TRUE(load_process("draft", answered(both).files(), Text::in_use)) << "earlier releases took it";
}

TEST(Automation, WhatCountsInACalendarSaysWhich) {
    const ProcessPtr process =
        Draft()
            .after(act_line,
                   "      more: { from: wait, to: done, by: agent, after: 2wd, calendar: holder.hours }")
            .with("auto: { after: 14d }", "auto: { after: 1wd4h, calendar: place.hours }")
            .with("pauses: [ state: wait, link_open: notes ]", "pauses: [ waiting: outside ]")
            .process();
    const RecordType& issue = process->types[0];
    const Act& more = issue.acts[*issue.act("more")];
    EXPECT_EQ(more.not_before->after.working_days, 2);
    EXPECT_EQ(more.not_before->calendar.of, CalendarChoice::Of::holder);
    const Act& lapse = issue.acts[*issue.act("lapse")];
    EXPECT_EQ(lapse.automatic->after, (Span{Duration::hours(4), 1}));
    EXPECT_EQ(lapse.automatic->calendar,
              (CalendarChoice{CalendarChoice::Of::organisation_field, issue.organisation.value(), {}}));
    const Clock& late = issue.clocks[*issue.clock("late")];
    ASSERT_EQ(late.pauses.size(), 1U);
    EXPECT_EQ(late.pauses[0].kind, ClockPause::Kind::outside);
    const std::string told = write_json(describe(*process, "en"));
    EXPECT_THAT(told, AllOf(HasSubstr(R"("automatic":{"after":"1wd4h","calendar":"place.hours"})"),
                            HasSubstr(R"("not_before":"2wd","calendar":"holder.hours")"),
                            HasSubstr(R"("pauses":[{"what":"waiting","name":"outside"}])")));
}

TEST(Automation, NobodyHoldsTheRecordsOfARegister) {
    EXPECT_THAT(Draft()
                    .with("    custody: { holders: [agent], first: \"'agent'\" }", "    register: true")
                    .with("shut: { from: open, to: shut, by: holder }",
                          "shut: { from: open, to: shut, by: agent, after: 2wd, calendar: holder.hours }")
                    .problems(),
                Contains(HasSubstr("nobody holds the records of a register")));
}

TEST(Automation, AClockOfARegisterIsOneMistake) {
    const auto problems =
        Draft()
            .with("    custody: { holders: [agent], first: \"'agent'\" }", "    register: true")
            .with("      shut: { from: open, to: shut, by: holder }",
                  "      shut: { from: open, to: shut, by: agent }\n"
                  "    clocks: { news: { limit: \"duration('2h')\", calendar: holder.hours } }")
            .problems();
    EXPECT_THAT(problems, Contains(HasSubstr("the records of a register have no clocks")));
    EXPECT_THAT(problems, Not(Contains(HasSubstr("nobody holds"))));
}

TEST(Automation, WhoIsTurnedAwayIsSeenOffByTheDeskAtOnce) {
    const std::string_view log = "form: [title, description, level, place, note] }";
    const std::string_view by_finish = "form: [title, description, level, place, note], otherwise: finish }";
    EXPECT_THAT(Draft().with(log, by_finish).problems(),
                AllOf(Contains(HasSubstr("'finish' does not begin where records begin")),
                      Contains(HasSubstr("'finish' does not end the record")),
                      Contains(HasSubstr("the desk does 'finish', and is not among those who may"))));
    EXPECT_THAT(Draft()
                    .with(log, "form: [title, description, level, place, note], otherwise: turn }")
                    .after("      closed: { end: true }", "      turned: { end: true }")
                    .after(act_line, "      turn: { from: new, to: turned, by: desk }")
                    .problems(),
                ElementsAre("loaded"));
}

TEST(Automation, TheActThatCreatesComesAfterNothing) {
    EXPECT_THAT(Draft()
                    .with("form: [title, description, level, place, note] }",
                          "form: [title, description, level, place, note], after: 1d }")
                    .problems(),
                Contains(HasSubstr("the act that creates comes after nothing")));
}

TEST(Automation, WarnsOfANoticeThatNothingSends) {
    EXPECT_THAT(
        Draft().with("version: 1", "version: 1\nnotices: { late: { to: holder, text: x } }").warnings(),
        ElementsAre(HasSubstr("nothing sends the notice 'late'")));
}

TEST(Automation, ANoticeOfTheDesksOwnSaysOnlyWhatIsToBeOtherwise) {
    Draft draft;
    draft.with("version: 1",
               "version: 1\nnotices:\n  desk_refused: { text: \"{record.title}: {desk.act}, {desk.why}\" }\n"
               "  exhausted: { to: reporter }");
    EXPECT_THAT(draft.warnings(), IsEmpty()) << "the desk sends it";
    const ProcessPtr process = draft.process();
    ASSERT_TRUE(process);
    const Notice& refused = own_notice(*process, desk_refused);
    EXPECT_EQ(refused.text.in("en"), "{record.title}: {desk.act}, {desk.why}");
    EXPECT_EQ(refused.to.at(0).kind, Notice::To::Kind::holder);
    const Notice& further = own_notice(*process, exhausted);
    EXPECT_EQ(further.text.in("pt"), own_notice(exhausted)->text.in("pt"));
    EXPECT_EQ(further.to.at(0).kind, Notice::To::Kind::reporter);
    EXPECT_EQ(&own_notice(*process, seat_empty), own_notice(seat_empty));
}

TEST(Automation, OnlyTheInnermostStatesAreEntered) {
    Draft draft;
    draft.with("      work: { open: true }",
               "      work: { open: true, states: { doing: {}, testing: {} } }");
    EXPECT_THAT(draft.problems(), Contains(HasSubstr("and only these are entered")));
    draft.with("begin: { from: new, to: work", "begin: { from: new, to: doing")
        .with("      answer: { from: wait, to: work, by: caller }",
              "      answer: { from: wait, to: testing, by: caller }\n"
              "      go: { from: doing, to: testing, by: holder, when: \"within('work')\", why: x }");
    const ProcessPtr process = draft.process();
    ASSERT_TRUE(process);
    const RecordType& type = process->types[0];
    const Act& finish = type.acts[*type.act("finish")];
    EXPECT_THAT(finish.from, ElementsAre(*type.state("doing"), *type.state("testing")));
    EXPECT_TRUE(type.states[*type.state("doing")].open) << "as the one around it";
}

TEST(Automation, ARuleMakesAClockThatNamesIt) {
    const ProcessPtr process =
        Draft()
            .after(
                "    rules:",
                "      told: { answers: R2, after: ask, eventually: \"done('answer')\", within: 5d, why: x }")
            .process();
    ASSERT_TRUE(process);
    const RecordType& type = process->types[0];
    const Clock& clock = type.clocks[*type.clock("told")];
    EXPECT_EQ(type.rules[*clock.rule].name, "told");
    EXPECT_EQ(type.acts[*clock.starts_by].name, "ask");
}

TEST(Automation, WhatIsAskedSinceIsKnownOfTheType) {
    const ProcessPtr process =
        Draft()
            .after(
                "    rules:",
                "      r: { answers: R2, never: \"since('ask').done('begin') && leg.ever('work')\", why: x }")
            .process();
    ASSERT_TRUE(process);
    const RecordType& type = process->types[0];
    EXPECT_THAT(type.scopes, ElementsAre(*type.act("ask")));
    EXPECT_TRUE(type.scopes_leg);
    EXPECT_FALSE(type.scopes_round);
}

}  // namespace
}  // namespace reeve::process
