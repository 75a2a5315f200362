// What another version changes, in words.
#include "process/diff.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "process/bpmn.hpp"
#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

std::vector<std::string> said(const Draft& before, const Draft& after) {
    std::vector<std::string> sentences;
    for (const Difference& one : differences(*before.process(), *after.process(), "en"))
        sentences.push_back(one.sentence);
    return sentences;
}

TEST(Diff, TheSameProcessSaysNothing) {
    EXPECT_THAT(said(Draft(), Draft()), IsEmpty());
}

TEST(Diff, AFurtherValueOfAChoiceIsNew) {
    EXPECT_THAT(said(Draft(), Draft()
                                  .with("level: [high, low]", "level: [high, low, none_yet]")
                                  .with("- [ low, 2h, 4h ]", "- [ low or none_yet, 2h, 4h ]")),
                Contains("Value 'none_yet' of choice 'level' is new."));
}

TEST(Diff, TheKeyOfALimitIsNobodyWhoMayDoSomething) {
    const auto keyed = [](const std::string& by) {
        return Draft().with("    order: [ priority ]", "    order: [ priority ]\n    limits: { one: { by: [" +
                                                           by + "], max: 1, why: One. } }");
    };
    EXPECT_THAT(said(keyed("count"), keyed("count, level")), Contains(HasSubstr("counted by: level is new")));
}

TEST(Diff, WhoLoggedTimeIsNobodyWhoMayDoSomething) {
    const auto asking = [](const std::string& by) {
        return Draft().with("{ comment: public, why: Ask. }", "{ time_entry: true, " + by + "why: Ask. }");
    };
    EXPECT_THAT(
        said(asking(""), asking("by: actor, ")),
        ElementsAre("Need 'time_entry' of act 'ask' of issue: logged by: was nothing, is now actor."));
}

TEST(Diff, WhatIsOnlyAValueIsSaidWithoutItsQuotes) {
    const auto standing = [](std::string_view expression) {
        return Draft().with("      count: { integer: true }",
                            "      count: { integer: true }\n      extra: { choice: level, default: \"" +
                                std::string(expression) + "\" }");
    };
    EXPECT_THAT(said(standing("'high'"), standing("'low'")),
                ElementsAre("Field 'extra' of issue: when nothing was sent: was high, is now low."));
    EXPECT_THAT(said(standing("'high'"), standing("level")),
                ElementsAre("Field 'extra' of issue: when nothing was sent: was high, is now level."));
    const auto limited = [](std::string_view limit) {
        return Draft().with("limit: tables.limits(level).more", "limit: \"" + std::string(limit) + "\"");
    };
    EXPECT_THAT(said(limited("duration('4h')"), limited("duration('90m')")),
                Contains(HasSubstr("limit: was 4h, is now 1h30m.")));
}

TEST(Diff, AnActTellsWhoMayDoItAndFromWhichStates) {
    const auto found = differences(*Draft().process(),
                                   *Draft()
                                        .with("answer: { from: wait, to: work, by: caller }",
                                              "answer: { from: wait, to: work, by: [caller, agent] }")
                                        .process(),
                                   "en");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].sentence, "Act 'answer' of issue: who may do it: agent is new.");
    EXPECT_EQ(found[0].type, "issue");
    EXPECT_THAT(found[0].states, ElementsAre("wait"));
}

TEST(Diff, ALimitIsSaidAsItWasAndIs) {
    EXPECT_THAT(said(Draft(), Draft().with("- [ high, 1h, none ]", "- [ high, 30m, none ]")),
                Contains(HasSubstr("30m")));
}

TEST(Diff, AValueOfAnotherNameIsNeitherNewNorGone) {
    const Draft renamed =
        Draft()
            .with("version: 1\n",
                  "version: 2\nmoves: { from: 1, issue: { values: { level: { high: top } } } }\n")
            .with("level: [high, low]", "level: [top, low]")
            .with("- [ high, 1h, none ]", "- [ top, 1h, none ]");
    EXPECT_THAT(said(Draft(), renamed), ElementsAre("Value 'high' of choice 'level' is called 'top' now."));
}

TEST(Diff, TextsAreComparedInEveryLanguage) {
    const auto titled = [](std::string_view title) {
        return Draft().with("      work: { open: true }",
                            "      work: { open: true, title: " + std::string(title) + " }");
    };
    EXPECT_THAT(said(titled("{ en: At work, pt: Em curso }"), titled("{ en: At work, pt: A andar }")),
                ElementsAre("State 'work' of issue: called (pt): was Em curso, is now A andar."));
    EXPECT_THAT(said(titled("{ en: At work, pt: Em curso }"), titled("{ en: Working, pt: Em curso }")),
                ElementsAre("State 'work' of issue: called: was At work, is now Working."));
}

TEST(Diff, WhatIsGoneIsSaid) {
    const Draft with = Draft().with("      count: { integer: true }",
                                    "      count: { integer: true }\n      extra: { integer: true }");
    EXPECT_THAT(said(with, Draft()), Contains("Field 'extra' of issue is gone."));
}

TEST(Diff, WhatIsCalledOtherwiseIsNeitherNewNorGone) {
    const Draft renamed =
        Draft()
            .with("version: 1\n",
                  "version: 2\nmoves: { from: 1, issue: { acts: { begin: start, finish: end_it }, "
                  "states: { wait: asked }, fields: { count: parts } } }\n")
            .with("      begin: { from: new", "      start: { from: new")
            .with("act: begin", "act: start")
            .with("finish: { from: work, to: done, by: holder, form: [note, count] }",
                  "end_it: { from: work, to: done, by: [holder, agent], form: [note, parts] }")
            .with("count: { integer", "parts: { integer")
            .with("wait: { open", "asked: { open")
            .with("to: wait", "to: asked")
            .with("{ from: wait, to: work", "{ from: asked, to: work")
            .with("{ from: wait, to: done", "{ from: asked, to: done")
            .with("state: wait", "state: asked");
    const std::vector<std::string> sentences = said(Draft(), renamed);
    EXPECT_THAT(sentences, IsSupersetOf({"Act 'begin' of issue is called 'start' now.",
                                         "Act 'finish' of issue is called 'end_it' now.",
                                         "Act 'end_it' of issue: who may do it: agent is new.",
                                         "State 'wait' of issue is called 'asked' now.",
                                         "Field 'count' of issue is called 'parts' now."}));
    for (const char* never : {"Act 'begin' of issue is gone.", "Act 'start' of issue is new.",
                              "State 'wait' of issue is gone.", "State 'asked' of issue is new.",
                              "Field 'count' of issue is gone.", "Field 'parts' of issue is new."})
        EXPECT_THAT(sentences, Not(Contains(never)));
    // What names them is no other for that.
    EXPECT_THAT(sentences, Not(Contains(HasSubstr("wait is gone"))));
    EXPECT_THAT(sentences, Not(Contains(HasSubstr("what act begin"))));
    EXPECT_THAT(sentences, Not(Contains(HasSubstr("of the form"))));
    const auto found = differences(*Draft().process(), *renamed.process(), "en");
    const auto state =
        std::ranges::find(found, "State 'wait' of issue is called 'asked' now.", &Difference::sentence);
    ASSERT_NE(state, found.end());
    EXPECT_THAT(state->states, ElementsAre("wait")) << "records are in it by that name";
    EXPECT_THAT(said(renamed, Draft()), Contains("Act 'start' of issue is gone."))
        << "the map is no way back";
}

// What answering leads to when `begin` is done.
std::vector<std::string> said_of_begin(const std::string& before, const std::string& after) {
    const auto doing = [](const std::string& then) {
        return Draft().with("then: [ assign: actor ]", "then: [ " + then + " ]");
    };
    return said(doing(before), doing(after));
}

TEST(Diff, WhatFollowsIsSaidInSentences) {
    EXPECT_THAT(said_of_begin("assign: actor", "assign: actor, stop: late"),
                ElementsAre("Act 'begin' of issue: after it, the clock 'late' is now stopped."));
    EXPECT_THAT(said_of_begin("assign: actor, stop: late", "assign: actor"),
                ElementsAre("Act 'begin' of issue: after it, the clock 'late' is no longer stopped."));
    EXPECT_THAT(said_of_begin("set: { seen: now }", "set: { seen: record.created }"),
                ElementsAre("Act 'begin' of issue: after it, field 'seen' is set to record.created and no "
                            "longer to now."));
    EXPECT_THAT(
        said_of_begin("publish: { text: Soon. }", "publish: { text: Now. }"),
        ElementsAre("Act 'begin' of issue: after it, an entry for all is written that says “Now.” and "
                    "no longer “Soon.”."));
    EXPECT_THAT(said_of_begin("assign: actor, stop: late", "stop: late, assign: actor"),
                ElementsAre("Act 'begin' of issue: what follows after it comes in another order: the clock "
                            "'late' is stopped; then it is assigned to whoever does this."));
}

TEST(Diff, WhatARecordThatIsMadeIsGivenIsSaid) {
    EXPECT_THAT(
        said(Draft(), Draft().with("fields: { text: \"'x'\" }", "fields: { text: \"'y'\" }")),
        ElementsAre("Act 'jot' of issue: after it, of the record 'memo' that is made field 'text' was "
                    "'x', is now 'y'."));
}

TEST(Diff, WhatComesToHoldIsSaidWithWhatFollows) {
    const auto when = [](const std::string& condition) {
        return Draft().with("    rules:\n      noted:",
                            "    on:\n      - becomes: \"" + condition +
                                "\"\n        then: [ unassign: true ]\n    rules:\n      noted:");
    };
    EXPECT_THAT(said(when("count != null && count == 1"), when("count != null && count == 2")),
                ElementsAre("Issue: what followed as soon as count != null && count == 1 follows now as soon "
                            "as count != null && count == 2: it "
                            "is taken from whom it is assigned to."));
    EXPECT_THAT(
        said(Draft(), when("count != null && count == 2")),
        ElementsAre(
            "Issue: as soon as count != null && count == 2, it is now taken from whom it is assigned to."));
}

TEST(Diff, OutcomesAreSaidByTheirStates) {
    const auto with = [](const std::string& outcomes) {
        return Draft().with("    kind: incident\n",
                            "    kind: incident\n    outcomes: { " + outcomes + " }\n");
    };
    EXPECT_THAT(said(with("good: [done]"), with("good: [done, closed], bad: [wait]")),
                ElementsAre("Issue: the state 'closed' now has the outcome 'good'.",
                            "Issue: the outcome 'bad' is new: wait."));
}

TEST(Diff, AConditionAndItsSentenceAreSaidApart) {
    const auto when = [](const std::string& condition, const std::string& why) {
        return Draft().with(
            "answer: { from: wait, to: work, by: caller }",
            "answer: { from: wait, to: work, by: caller, when: \"" + condition + "\", why: " + why + " }");
    };
    EXPECT_THAT(
        said(when("count != null && count == 1", "One."), when("count != null && count == 2", "One.")),
        ElementsAre("Act 'answer' of issue: only when: was count != null && count == 1, is now count != null "
                    "&& count == 2."));
    EXPECT_THAT(
        said(when("count != null && count == 1", "One."), when("count != null && count == 1", "Two.")),
        ElementsAre("Act 'answer' of issue: the sentence said: was One., is now Two."));
}

TEST(Diff, ATreeIsComparedByItsAnswers) {
    const auto tree = [](const std::string& no, const std::string& ask = "Is it urgent?") {
        return Draft().with("version: 1\n",
                            "version: 1\ntrees:\n  where:\n    out: { to: role, within: maybe duration }\n"
                            "    ask: " +
                                ask + "\n    yes: { give: { to: expert, within: 1h } }\n    no: " + no +
                                "\n");
    };
    const std::string asked = "{ ask: \"How bad is it?\", choice: level, high: { give: { to: expert } }, ";
    const Draft before = tree(asked + "any: { give: { to: agent } } }");
    EXPECT_THAT(
        said(before, tree(asked + "any: { give: { to: expert, within: 2h } } }")),
        ElementsAre("Question tree 'where': at Is it urgent? › No › How bad is it? › Any, 'to' was agent, "
                    "is now expert.",
                    "Question tree 'where': at Is it urgent? › No › How bad is it? › Any, 'within' was "
                    "nothing, is now 2h."));
    EXPECT_THAT(
        said(before, tree("{ give: { to: agent } }")),
        ElementsAre("Question tree 'where': at Is it urgent? › No, it gives to agent now; before, “How "
                    "bad is it?” was asked next."));
    EXPECT_THAT(said(before, tree(asked + "any: { give: { to: agent } } }", "Is it hot?")),
                ElementsAre("Question tree 'where': the question was “Is it urgent?”, is now “Is it hot?”."));
    EXPECT_THAT(
        said(before, tree(asked + "low: { give: { to: agent } } }")),
        ElementsAre("Question tree 'where': at Is it urgent? › No › How bad is it?, the answer “Low” is "
                    "new: it gives to agent.",
                    "Question tree 'where': at Is it urgent? › No › How bad is it?, the answer “Any” is "
                    "gone: it gave to agent."));
}

TEST(Bpmn, StatesAreTasksAndActsFlows) {
    const ProcessPtr process = Draft().process();
    const std::string xml = bpmn_of(*process, process->types[0], "en");
    EXPECT_THAT(xml, HasSubstr("<bpmn:userTask id=\"state_work\" name=\"Work\">"));
    EXPECT_THAT(xml, HasSubstr("<bpmn:endEvent id=\"state_closed\""));
    EXPECT_THAT(xml, HasSubstr("<bpmn:startEvent id=\"start_log\""));
    EXPECT_THAT(xml, HasSubstr("sourceRef=\"state_wait\" targetRef=\"state_work\""));
}

TEST(Diff, ADifferenceConcernsRecordsOfItsTypeInItsStatesOnWhichItsClockCounts) {
    const std::vector<std::string_view> clocks{"reply", "solve"};
    Difference one;
    EXPECT_TRUE(concerns(one, "ticket", "work", {}));
    one.type = "ticket";
    EXPECT_TRUE(concerns(one, "ticket", "work", {}));
    EXPECT_FALSE(concerns(one, "order", "work", {}));
    one.states = {"new", "wait"};
    EXPECT_FALSE(concerns(one, "ticket", "work", {}));
    EXPECT_TRUE(concerns(one, "ticket", "wait", {}));
    one.clock = "solve";
    EXPECT_FALSE(concerns(one, "ticket", "wait", {}));
    EXPECT_TRUE(concerns(one, "ticket", "wait", clocks));
}

}  // namespace
}  // namespace reeve::process
