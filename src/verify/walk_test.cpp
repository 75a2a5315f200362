// Of which processes records live beside the model.
#include <gtest/gtest.h>

#include "verify/process_test.hpp"
#include "verify/small_test.hpp"
#include "verify/walks_test.hpp"

namespace reeve::verify {
namespace {

process::ProcessPtr shipped(const std::string& id) {
    return process_in("processes", id);
}

// What follows by itself: edges, effects of states, acts as soon as something holds, parts of the past.
TEST(Walks, OfWhatFollowsByItself) {
    const auto process = process_in("tests/rehearsals", "automatic");
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 4, 4);
}

// What comes, and is possible, after working time, and clocks that stand while somebody outside has the move.
TEST(Walks, OfWhatCountsInWorkingTime) {
    const auto process = process_in("tests/rehearsals", "hours");
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 4, 14);
}

// It stands still while its condition does not hold, and has no limit at times.
TEST(Walks, OfClocksThatCountAtTimes) {
    Small small;
    small
        .with("        limit: \"duration('4h')\"\n        calendar: always\n",
              "        limit: \"level == 'low' ? null : duration('4h')\"\n        calendar: always\n"
              "        while: \"told == null || !told\"\n        pauses: [ waiting: reporter ]\n")
        .with("begin: { from: new, to: work, by: holder }",
              "begin: { from: new, to: work, by: holder, form: [told, level] }")
        .with("ask: { from: work, to: wait, by: holder }",
              "ask: { from: work, to: wait, by: holder, form: [told] }")
        .with("answer: { from: wait, to: work, by: caller }",
              "answer: { from: wait, to: work, by: caller, form: [told] }");
    const auto process = small.process();
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 4, 15);
}

TEST(Walks, OfPartsOfThePast) {
    Small small;
    small
        .with_rule(
            "always: \"round < 9 || since('begin').ever('wait') || round.done('ask') || leg.ever('work') || "
            "since('begin').was('level', 'low') || since('reopen').times('finish') > 1 || "
            "round.times('ask') < 3 || leg.last('begin') == null\"")
        .with("      begin: { from: new, to: work, by: holder }",
              "      begin: { from: new, to: work, by: holder, form: [level] }\n"
              "      again: { from: work, to: new, by: holder, when: \"last('begin') == null || "
              "(last('begin').by != null && last('begin').by == actor.id) || actor.id in "
              "since('reopen').by('finish')\", why: x }")
        .with(
            "      work: { open: true }",
            "      work: { open: true, enter: [ set: { count: \"2\" } ], exit: [ set: { told: \"true\" } ] }")
        .with("    acts:\n      log: { to: new, by: [caller, agent]",
              "    on:\n      - { becomes: \"since('begin').done('ask')\", then: [ set: { note: \"'asked'\" "
              "} ] }\n"
              "    acts:\n      log: { to: new, by: [caller, agent]");
    const auto process = small.process();
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 4, 5);
}

// Agents and experts are never the same people, and who did what is asked.
TEST(Walks, OfRolesThatNobodyHasTogether) {
    Small small;
    small.with("  expert: {}", "  expert: { disjoint: agent }")
        .with("begin: { from: new, to: work, by: holder }", "begin: { from: new, to: work, by: agent }")
        .with("refer: { from: [new, work], by: holder,", "refer: { from: [new, work], by: expert,")
        .with("reopen: { from: done, to: work, by: caller }",
              "reopen: { from: done, to: work, by: [caller, agent], when: \"acting_as('agent') || "
              "!acting_as('expert')\", why: x, exclude: \"act refer\" }")
        .with_rule("always: \"by('begin').size() < 9 || by('refer').size() < 9\"");
    const auto process = small.process();
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 4, 7);
}

// What is linked is read from both ends, with a field that it shares.
TEST(Walks, OfLinkedRecords) {
    Small small;
    small.with("    priority: level\n", "    priority: level\n    shares: [level, told]\n")
        .with_rule(
            "never: \"state == 'closed' && links.notes.exists(n, n.state == 'open' && n.size != null && "
            "n.size == 'low')\"")
        .with("  memo:\n    kind: task\n",
              "  memo:\n    kind: task\n    fields: { size: { choice: level } }\n    shares: [size]\n")
        .with("      log: { to: open, by: [agent, expert] }",
              "      log: { to: open, by: [agent, expert], form: [size] }\n      size: { from: open, by: "
              "agent, form: [size] }")
        .with("      drop: { from: open, to: gone, by: [agent, linked] }",
              "      drop: { from: open, to: gone, by: [agent, linked] }\n"
              "      end: { from: open, to: gone, by: agent, needs: [ { name: there, condition: "
              "\"links.issue.exists(i, i.open && i.level == 'low' && (i.told == null || !i.told))\", why: x "
              "} ] }\n"
              "      leave: { from: open, to: gone, by: desk, as_soon_as: \"links.issue.size() > 1\" }")
        .with("      finish:\n        from: work\n        to: done\n        by: holder\n",
              "      finish:\n        from: work\n        to: done\n        by: holder\n"
              "        then: [ do: { act: drop, on: notes } ]\n")
        .with("          - { field: note, min: 5, why: Say it. }",
              "          - { link: notes, linked: \"linked.open || linked.size == null\", min: 1, why: x }");
    const auto process = small.process();
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 2, 7);
}

TEST(Walks, OfWhatIsOwed) {
    const auto process = process_in("tests/rehearsals", "owed");
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 4, 8);
}

TEST(Walks, OfTieredSupport) {
    const auto process = shipped("epts-support");
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 2, 1);
}

TEST(Walks, OfTheStarter) {
    const auto process = shipped("itil-starter");
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 4, 2);
}

TEST(Walks, OfABoard) {
    const auto process = process_in("tests/rehearsals", "board");
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 4, 4, 10);
}

// A round that expires, where what follows is refused by a rule, and where the rule is broken anyway.
TEST(Walks, OfWhatExpiryBringsAbout) {
    for (const std::string rule :
         {"never: \"told != null && told\"", "always: \"approval('board') != 'void'\""}) {
        Small small;
        small
            .with("    custody:\n      holders: [agent, expert]",
                  "    approvals:\n      board: { seats: expert, expires: 1h, opens: [new, work] }\n"
                  "    on: [ { becomes: \"approval('board') == 'void'\", then: [ set: { told: \"true\" } ] } "
                  "]\n    custody:\n      holders: [agent, expert]")
            .with("form: [title, level, told] }", "form: [title, level] }")
            .with_rule(rule);
        const auto process = small.process();
        ASSERT_TRUE(process);
        walk_all(*process, walks() / 8, 6);
    }
}

// Clocks that are started, stopped, paused and resumed by effects, and links to what there is.
TEST(Walks, OfWhatActsCauseBesides) {
    Small small;
    small
        .with("      notes: { to: memo, inverse: issue, max: 5 }",
              "      notes: { to: memo, inverse: issue, max: 5 }\n"
              "      kept: { to: memo, inverse: keeper, max: 2 }\n"
              "      last: { to: memo, inverse: last_of, max: 9 }")
        .with("      work: { open: true }",
              "      work: { open: true, exit: [ stop: aside ], enter: [ start: aside ] }")
        .with(
            "      begin: { from: new, to: work, by: holder }",
            "      begin: { from: new, to: work, by: holder, then: [ start: news, pause: answer ] }\n"
            "      keep: { from: work, by: holder, then: [ link: { links: kept, to: links.notes } ] }\n"
            "      mark: { from: work, by: holder, then: [ link: { links: last, to: \"links.notes.size() > 0 "
            "? "
            "links.notes[0] : null\" } ] }\n"
            "      hold: { from: [new, work], by: holder, form: [level], then: [ pause: answer, pause: aside "
            "] }\n"
            "      go_on: { from: [new, work, wait], by: holder, then: [ resume: answer, resume: aside ] }\n"
            "      anew: { from: [new, work], by: holder, then: [ stop: answer, start: answer ] }\n"
            "      quiet: { from: work, by: [holder, desk], then: [ stop: news ] }")
        .with("        breach: { do: escalate }",
              "        breach: { do: escalate }\n"
              "      aside:\n        starts: act\n        stops: [ state: closed ]\n        limit: \"level "
              "== 'low' ? "
              "duration('2h') : null\"\n        breach: { do: quiet }\n"
              "      news:\n        starts: act\n        stops: [ act: ask ]\n        repeats: 3h\n        "
              "breach: { do: "
              "quiet }")
        .with_rule(
            "always: \"links.kept.filter(k, k.open).size() < 9 && links.last.size() < 9 && "
            "links.notes.size() < 9\"");
    const auto process = small.process();
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 2, 7);
}

TEST(Walks, OfASmallProcessWithMemory) {
    Small small;
    small
        .with_rule(
            "always: \"times('begin') < 9 || ever('wait') || leg.done('begin') || leg.cause == 'breach' || "
            "was('level', 'low')\"")
        .with("      reopen: { from: done, to: work, by: caller }",
              "      reopen: { from: [done, closed], to: work, by: caller, reopens: true }\n"
              "      back: { from: [new, work], by: holder, hand_over: back }")
        .with("        breach: { do: escalate }",
              "        warn: [ { at: 50%, do: escalate } ]\n        breach: { do: escalate }");
    const auto process = small.process();
    ASSERT_TRUE(process);
    walk_all(*process, walks() / 4, 3);
}

}  // namespace
}  // namespace reeve::verify
