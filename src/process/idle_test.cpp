// What changes nothing is told: effects written twice, stops and pauses where a clock does not run, roles
// that nobody has there.
#include <gmock/gmock.h>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Idle, WarnsOfAnEffectThatIsWrittenTwice) {
    const auto begin = [](std::string_view effects) {
        return Draft().with("then: [ assign: actor ]", "then: [ " + std::string(effects) + " ]").warnings();
    };
    EXPECT_THAT(
        begin("assign: actor, assign: actor"),
        ElementsAre(
            "49:72: warning: this effect is written twice, and does nothing more (expected it once)"));
    EXPECT_THAT(begin("set: { note: \"'x'\", seen: now }, set: { note: \"'x'\", seen: now }"),
                ElementsAre(HasSubstr("written twice")));
    EXPECT_THAT(begin("set: { note: \"'x'\" }, set: { note: \"'y'\" }"), IsEmpty());
    // Another value each time, and two records.
    EXPECT_THAT(begin("set: { count: \"count == null ? 1 : 2\" }, set: { count: \"count == null ? 1 : 2\" }"),
                IsEmpty());
    const std::string made = "create: { type: memo, link: notes, title: \"'M'\", fields: { text: \"'x'\" } }";
    EXPECT_THAT(begin(made + ", " + made), IsEmpty());
    EXPECT_THAT(
        Draft()
            .with("      done: {}", "      done: { enter: [ set: { count: \"1\" }, set: { count: \"1\" } ] }")
            .warnings(),
        ElementsAre(HasSubstr("written twice")));
}

TEST(Idle, WarnsOfAnActOfLinkedRecordsThatIsWrittenTwiceWhereItLeadsAway) {
    const auto finish = [](std::string_view act) {
        const std::string done = "do: { act: " + std::string(act) + ", on: notes }";
        return Draft()
            .with("finish: { from: work, to: done, by: holder, form: [note, count] }",
                  "finish: { from: work, to: done, by: holder, form: [note, count], then: [ " + done + ", " +
                      done + " ] }")
            .with("shut: { from: open, to: shut, by: holder }",
                  "shut: { from: open, to: shut, by: [linked, holder] }\n"
                  "      stir: { from: open, by: [linked, holder] }")
            .warnings();
    };
    EXPECT_THAT(finish("shut"), ElementsAre(HasSubstr("written twice")));
    EXPECT_THAT(finish("stir"), IsEmpty());
}

TEST(Idle, WarnsOfAStopBehindWhichTheClockStoppedAlready) {
    const auto late = [](std::string_view stops) {
        return Draft().with("stops: [ state: done ]", "stops: [ " + std::string(stops) + " ]").warnings();
    };
    // Only what is done is closed, and nothing begins in an end.
    EXPECT_THAT(late("state: done, state: closed"),
                ElementsAre(HasSubstr("the clock 'late' has stopped before a record comes to 'closed'")));
    EXPECT_THAT(late("state: closed"), IsEmpty());
    EXPECT_THAT(late("state: done, state: work"), IsEmpty());
    // By an act on every way to the state; a leg begins with a hand-over.
    const auto answer = [](std::string_view stops) {
        return Draft().with("stops: [ act: begin, hand_over ]", "stops: [ " + std::string(stops) + " ]");
    };
    EXPECT_THAT(answer("act: begin, state: work").warnings(),
                ElementsAre(HasSubstr("'answer' has stopped before a record comes to 'work'")));
    EXPECT_THAT(answer("act: begin, state: work")
                    .with("answer: { from: wait, to: work, by: caller }",
                          "answer: { from: wait, to: work, by: caller, hand_over: \"'agent'\" }")
                    .warnings(),
                IsEmpty());
    EXPECT_THAT(answer("act: finish, state: work").warnings(), IsEmpty());
}

TEST(Idle, WarnsOfAPauseWhereTheClockNeverRuns) {
    const auto late = [](std::string_view pauses) {
        return Draft().with("pauses: [ state: wait,", "pauses: [ " + std::string(pauses) + ",").warnings();
    };
    EXPECT_THAT(late("state: wait, state: closed"),
                ElementsAre(HasSubstr("the clock 'late' never runs in 'closed'")));
    EXPECT_THAT(late("state: wait, state: done"), ElementsAre(HasSubstr("never runs in 'done'")));
    EXPECT_THAT(late("state: wait, state: new"), IsEmpty());
}

TEST(Idle, WarnsOfARoleThatNobodyHasWhereTheRecordsAre) {
    const auto shut = [](std::string_view by) {
        return Draft()
            .with("  expert: {}", "  expert: { at: place }")
            .with("shut: { from: open, to: shut, by: holder }",
                  "shut: { from: open, to: shut, by: " + std::string(by) + " }")
            .warnings();
    };
    EXPECT_THAT(shut("[holder, expert]"),
                ElementsAre(HasSubstr("'expert' is had at a record's 'place', which a record of the type "
                                      "'memo' does not name: nobody may 'shut' by it")));
    EXPECT_THAT(shut("holder"), IsEmpty());
}

}  // namespace
}  // namespace reeve::process
