// What exploring says of what follows by itself, and of what is asked of the past.
#include <gmock/gmock.h>

#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

using testing::Contains;
using testing::IsEmpty;

constexpr std::string_view work_line = "      work: { open: true }";
constexpr std::string_view begin_line = "begin: { from: new, to: work, by: holder }";

TEST(Follows, EffectsOfStatesCountWhoeverCausesThem) {
    Small small;
    small.with(work_line, "      work: { open: true, enter: [ set: { count: \"3\" } ] }")
        .with_rule("always: \"state != 'work' || count != null\"");
    EXPECT_THAT(small.found(), IsEmpty());
    Small other;
    other.with(work_line, "      work: { open: true, exit: [ set: { count: \"3\" } ] }")
        .with_rule("always: \"state != 'work' || count != null\"");
    EXPECT_THAT(other.found(), Contains("error rule_broken:issue.rules.noted.begin"));
}

TEST(Follows, StatesWithinAStateAreEnteredWithIt) {
    Small small;
    small
        .with(work_line, "      busy: { open: true, enter: [ set: { count: \"3\" } ], states: { work: {} } }")
        .with_rule("always: \"!within('busy') || count != null\"");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Follows, WhatIsAskedSinceAnActForgetsWithIt) {
    Small small;
    small.with("finish:\n        from: work",
               "finish:\n        from: work\n        "
               "when: \"since('begin').done('ask')\"\n        why: Ask first.");
    EXPECT_THAT(small.found(), IsEmpty());
    // Whoever comes out of 'new' begins, and with that what was before is forgotten.
    Small never;
    never.with("refer: { from: [new, work], by: holder, hand_over: tables.next(holder).to }",
               "refer: { from: [new, work], by: holder, hand_over: tables.next(holder).to }\n"
               "      undo: { from: work, to: done, by: holder, when: \"since('begin').ever('new')\", "
               "why: x }");
    EXPECT_THAT(never.found(), Contains("error act_never_possible:issue.acts.undo"));
}

TEST(Follows, TheRoundIsCounted) {
    Small small;
    small.with("refer: { from: [new, work], by: holder,",
               "third: { from: work, to: done, by: holder, when: \"round == 3\", why: x }\n"
               "      over: { from: work, to: done, by: holder, when: \"round == 0\", why: x }\n"
               "      back: { from: work, to: new, by: holder }\n"
               "      refer: { from: [new, work], by: holder,");
    EXPECT_THAT(small.found(), testing::ElementsAre("error act_never_possible:issue.acts.over"));
}

TEST(Follows, AnEdgeIsCrossedByWhatThePastSays) {
    Small small;
    small
        .with("    acts:\n      log: { to: new, by: [caller, agent]",
              "    on:\n      - { becomes: \"done('ask')\", then: [ set: { count: \"1\" } ] }\n"
              "    acts:\n      log: { to: new, by: [caller, agent]")
        .with_rule("always: \"!done('ask') || (count != null && count == 1)\"");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Follows, WhatTheDeskDoesAtOnceIsDoneAgainWithARealRecord) {
    Small small;
    small
        .with("      ask: { from: work, to: wait, by: holder }",
              "      ask: { from: work, to: wait, by: holder }\n"
              "      skip: { from: work, to: done, by: desk, as_soon_as: \"level == 'low'\" }")
        .with_rule("never: \"state == 'done' && level == 'low'\"");
    EXPECT_THAT(small.found(), Contains("error rule_broken:issue.rules.noted.skip"));
}

TEST(Follows, ARuleBeforeAStateIsAskedWhereItIsEntered) {
    Small small;
    small.with_rule("before: done\n        require: \"ever('work')\"");
    EXPECT_THAT(small.found(), IsEmpty());
    Small broken;
    broken.with_rule("before: done\n        require: \"done('ask')\"");
    EXPECT_THAT(broken.found(), Contains("error rule_broken:issue.rules.noted.finish"));
}

TEST(Follows, WhatMustComeAfterAnActCan) {
    Small small;
    small.with_rule("after: ask\n        eventually: \"done('answer')\"\n        within: 5d");
    EXPECT_THAT(small.found(), IsEmpty());
    Small never;
    never.with_rule(
        "after: reopen\n        eventually: \"state == 'new' && state == 'done'\"\n        within: 5d");
    EXPECT_THAT(never.found(), Contains("error rule_never_kept:issue.rules.noted"));
}

TEST(Follows, ALimitUnderWhichNothingCountsIsSaid) {
    Small small;
    small.after("    kind: incident",
                "    limits: { one: { where: \"state == 'done'\", by: level, max: 1, why: x } }");
    EXPECT_THAT(small.found(), IsEmpty());
    Small never;
    never.after("    kind: incident",
                "    limits: { one: { where: \"state == 'done' && !ever('work')\", by: level, "
                "max: 1, why: x } }");
    EXPECT_THAT(never.found(), Contains("error limit_never_counts:issue.limits.one"));
}

TEST(Follows, WhoIsTurnedAwayIsSeenOff) {
    Small small;
    small
        .with("log: { to: new, by: [caller, agent], form: [title, level, told] }",
              "log: { to: new, by: [caller, agent], otherwise: turn, form: [title, level, told] }\n"
              "      turn: { from: new, to: gone, by: desk }")
        .with("      closed: { end: true }", "      closed: { end: true }\n      gone: { end: true }");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Follows, AHandOverToWhoeverHasItIsNoOtherLeg) {
    Small small;
    small
        .with("      jot:\n",
              "      keep: { from: work, by: holder, hand_over: holder, keeps_state: true }\n      jot:\n")
        .with_rule("never: \"leg.number > 1 && !done('refer') && !done('escalate')\"");
    EXPECT_THAT(small.found(), IsEmpty());
}

}  // namespace
}  // namespace reeve::verify
