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
