// States with states in them: what names one means those within it, or is refused where one must be entered.
#include <gmock/gmock.h>

#include "process/draft_test.hpp"
#include "process/import_mapping.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// `work` is around `busy` and `more`; the memos' end is around two ends.
Draft whole() {
    return Draft()
        .with("      work: { open: true }",
              "      work: { open: true, title: Working, states: { busy: {}, more: {}, off: { open: false, "
              "end: "
              "true } } }")
        .with("begin: { from: new, to: work, by: holder, then: [ assign: actor ] }",
              "begin: { from: new, to: busy, by: holder, then: [ assign: actor ] }\n"
              "      on_with: { from: busy, to: more, by: holder }\n"
              "      drop: { from: busy, to: off, by: holder }")
        .with("answer: { from: wait, to: work, by: caller }", "answer: { from: wait, to: busy, by: caller }")
        .with("refer: { from: [new, work]", "refer: { from: [new, busy, more]")
        .with("finish: { from: work", "finish: { from: [busy, more]")
        .with("        from: work\n        to: wait", "        from: busy\n        to: wait")
        .with("        from: work\n        by: holder", "        from: busy\n        by: holder");
}

bool loads_in_use(const Draft& draft) {
    return load_process("draft", draft.files(), Text::in_use).has_value();
}

TEST(WholeStates, Load) {
    EXPECT_THAT(whole().problems(), ElementsAre("loaded"));
}

TEST(WholeStates, ApprovalsOpenInThoseWithin) {
    const ProcessPtr process = whole()
                                   .after("    order: [ priority ]",
                                          "    approvals: { ok: { seats: [expert], opens: [work, more] } }")
                                   .process();
    const RecordType& type = process->types.front();
    ASSERT_EQ(type.approvals.size(), 1U);
    EXPECT_THAT(type.approvals.front().opens, ElementsAre(*type.state("busy"), *type.state("more")));
}

TEST(WholeStates, OutcomesAreThoseOfTheOneAround) {
    const ProcessPtr process =
        whole()
            .after("    kind: incident", "    outcomes: { doing: [work], nearly: [more], over: [closed] }")
            .process();
    const RecordType& type = process->types.front();
    const auto outcome = [&](std::string_view state) { return type.states[*type.state(state)].outcome; };
    EXPECT_EQ(outcome("busy"), "doing");
    EXPECT_EQ(outcome("more"), "nearly");
    EXPECT_EQ(outcome("work"), "");
}

TEST(WholeStates, NothingThatIsOwedIsPutAsideInOne) {
    const auto with = [](std::string_view superfluous) {
        return Draft()
            .with("      shut: { end: true }",
                  "      shut: { end: true }\n      gone: { end: true, states: { dropped: {}, lost: {} } }")
            .with("      shut: { from: open, to: shut, by: holder }",
                  "      shut: { from: open, to: shut, by: holder }\n      lose: { from: open, to: lost, by: "
                  "holder }")
            .after("      close: { from: done, to: closed, by: caller }",
                   "      plan: { from: work, by: holder, then: [ for_each: { rows: \"['a']\", as: row, key: "
                   "row, "
                   "create: { type: memo, link: notes, title: row, fields: { text: row } }, superfluous: " +
                       std::string(superfluous) + " } ] }");
    };
    EXPECT_THAT(with("dropped").problems(), ElementsAre("loaded"));
    EXPECT_THAT(with("gone").problems(), Contains(HasSubstr("'gone' has states in it")));
    // Nothing but that leads there; a text that is in use is told of it.
    EXPECT_TRUE(loads_in_use(with("gone")));
    // What is reached by that alone stops a clock, and while it runs.
    const Draft timed =
        with("dropped").after("    kind: task",
                              "    clocks: { read: { starts: once, stops: [ state: dropped ], limit: "
                              "\"duration('4h')\" } }");
    EXPECT_THAT(timed.problems(), ElementsAre("loaded"));
    EXPECT_THAT(timed.warnings(), Not(Contains(HasSubstr("has stopped before"))));
}

TEST(WholeStates, AMapOfMovesLeadsInto) {
    const auto moving = [](std::string_view states) {
        return whole().with("version: 1\n", "version: 2\nmoves: { from: 1, issue: { states: { " +
                                                std::string(states) + " } } }\n");
    };
    EXPECT_THAT(moving("old: busy").problems(), ElementsAre("loaded"));
    EXPECT_THAT(moving("old: work").problems(), Contains(HasSubstr("'work' has states in it")));
    EXPECT_TRUE(loads_in_use(moving("old: work")));
    EXPECT_THAT(moving("work: busy").problems(), ElementsAre("loaded")) << "once it was entered";
    EXPECT_THAT(moving("more: busy").problems(), Contains(HasSubstr("'more' is still there")));
}

TEST(WholeStates, AreNoWordsOfAnImportedFile) {
    const auto loaded = load_import(*whole().process(), {"imports/other.yaml", R"(import: other
type: issue
organisation: { name: other, title: Other, kind: customer, calendar: { name: o, zone: UTC, days: mon-fri, hours: "08:00-18:00" } }
key: number
at: when
title: "{t}"
state: state
fields: { level: level, place: place }
)"});
    ASSERT_TRUE(loaded.has_value());
    const StateFrom& from = (*loaded).state;
    EXPECT_FALSE(from.words.find("work").has_value());
    EXPECT_FALSE(from.words.find("Working").has_value());
    const auto busy = from.words.find("busy");
    ASSERT_TRUE(busy.has_value());
    const ProcessPtr process = whole().process();
    EXPECT_EQ(process->types[0].states[from.targets[*busy].state].name, "busy");
}

}  // namespace
}  // namespace reeve::process
