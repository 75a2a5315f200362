// What is remembered of moves is what they come to: each state is left once more by every step, and nothing
// remembered.
#include "verify/recall.hpp"

#include <gtest/gtest.h>

#include <set>

#include "verify/explore_all.hpp"
#include "verify/process_test.hpp"
#include "verify/small_test.hpp"
#include "verify/ways.hpp"

namespace reeve::verify {
namespace {

using Left = std::set<StateIndex>;

// To which states the steps lead from this one, and how many steps there are.
Left left_by_steps(const Exploration& found, StateIndex from, std::uint64_t& steps) {
    Left to;
    const Vector state = found.visited.at(from);
    for (const Move& move : found.moves) {
        if (!found.stepper->concerns(move, state)) continue;
        // Nobody can refuse these, whatever rule it breaks.
        const bool refusable = move.kind != Move::Kind::partner && move.kind != Move::Kind::lapse &&
                               move.kind != Move::Kind::expire && move.kind != Move::Kind::others;
        any_way(*found.stepper, move, state, [&](const Taken& taken, const Vector& next) {
            ++steps;
            if (!taken.done || (refusable && !taken.sound())) return false;
            if (const StateIndex at = found.visited.find(next); at != from) to.insert(at);
            return false;
        });
    }
    return to;
}

void expect_the_same(const process::Process& process) {
    const ExploredAll all = explore_all(process, {});
    for (const Exploration& found : all.types) {
        ASSERT_TRUE(found.complete);
        std::uint64_t steps = 0;
        for (StateIndex at = 0; at < found.visited.size(); ++at) {
            Left to;
            for (std::uint32_t i = found.edges_of[at]; i < found.edges_of[at + 1]; ++i)
                to.insert(StateIndex{found.edges[i].to});
            ASSERT_EQ(left_by_steps(found, at, steps), to) << found.model->type->name << ", state " << at;
        }
        // The rest began there, or answered expressions.
        EXPECT_LE(steps, found.steps);
    }
}

TEST(Recall, IsWhatEachStepComesTo) {
    for (const char* id : {"automatic", "board", "registered", "owed", "routed"}) {
        const auto process = process_in("tests/rehearsals", id);
        ASSERT_TRUE(process) << id;
        expect_the_same(*process);
    }
}

TEST(Recall, IsWhatEachStepComesToWherePeopleAreToldApart) {
    Small small;
    small
        .with_rule(
            "always: \"round < 9 || since('begin').ever('wait') || round.done('ask') || "
            "since('begin').was('level', 'low') || leg.last('begin') == null || leg.cause == 'breach'\"")
        .with("      reopen: { from: done, to: work, by: caller }",
              "      reopen: { from: [done, closed], to: work, by: caller, reopens: true }\n"
              "      back: { from: [new, work], by: holder, hand_over: back }\n"
              "      again: { from: work, to: new, by: holder, when: \"actor.id in by('finish')\", why: x }")
        .with("        breach: { do: escalate }",
              "        warn: [ { at: 50%, do: escalate } ]\n        breach: { do: escalate }");
    const auto process = small.process();
    ASSERT_TRUE(process);
    expect_the_same(*process);
}

// Each clock goes for itself, and comes to what a step comes to that settles them one after the other.
TEST(Recall, IsWhatEachStepComesToWithSeveralClocks) {
    Small small;
    small.with("        breach: { do: escalate }",
               "        warn: [ { at: 50%, do: escalate } ]\n        breach: { do: escalate }\n"
               "      word: { starts: once, stops: [ act: begin, state: done ], "
               "pauses: [ waiting: reporter ], limit: \"level == 'high' ? duration('1h') : null\", "
               "breach: { do: escalate } }\n"
               "      news: { starts: once, stops: [ act: ask ], while: \"told != null && told\", "
               "limit: \"duration('2h')\", breach: { do: escalate } }");
    const auto process = small.process();
    ASSERT_TRUE(process);
    expect_the_same(*process);
}

// A tree by hand: what was asked decides, and nothing else.
TEST(Recall, AsksOnlyWhatAStepAsked) {
    constexpr Slice kind{0, 0, 3}, flag{0, 2, 1}, other{0, 3, 1};
    Recall recall(1, 1);
    Vector state{};
    kind.set(state, 2);
    EXPECT_FALSE(recall.find(0, state));
    Vector written{}, after = state;
    written[0] = kind.bits() | flag.bits();
    kind.set(after, 1);
    // The second changes nothing, the third the same as the first.
    Gone gone{{{no_clocks, 3}}, {{0, 0, written, after}, {0, 1, {}, state}, {0, 2, written, after}}};
    recall.add(0, state, {kind}, gone);
    flag.set(state, 1);
    other.set(state, 1);
    const auto known = recall.find(0, state);
    ASSERT_TRUE(known);
    const Course course = recall[*known];
    ASSERT_EQ(course.forks.size(), 1U);
    EXPECT_EQ(course.forks[0].ways, 3U);
    ASSERT_EQ(course.forks[0].changes, 1U);
    EXPECT_EQ(course.changes[0], 0U);  // the first way
    const Vector next{(state[0] & ~course.changes[1]) | course.changes[2]};
    EXPECT_EQ(kind.of(next), 1U);
    EXPECT_EQ(flag.of(next), 0U);   // it was written, though nobody had asked what it was
    EXPECT_EQ(other.of(next), 1U);  // it was not
    kind.set(state, 3);
    EXPECT_FALSE(recall.find(0, state));
    recall.forget();
    kind.set(state, 2);
    EXPECT_FALSE(recall.find(0, state));
}

}  // namespace
}  // namespace reeve::verify
