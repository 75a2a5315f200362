// Figures of how records went on, against figures worked out by hand.

#include <gtest/gtest.h>

#include "store/custody_tally.hpp"
#include "store/flow_figure.hpp"
#include "store/flow_tally.hpp"
#include "store/month.hpp"
#include "store/time_taken.hpp"

namespace reeve::store {
namespace {

using records::ClockState;

Instant at(std::string_view text) {
    return parse_instant(text).value();
}

std::vector<std::int64_t> hours(std::initializer_list<std::int64_t> list) {
    std::vector<std::int64_t> micros;
    for (const std::int64_t hour : list) {
        micros.push_back(Duration::hours(hour).micros);
    }
    return micros;
}

TEST(TimeTakenOfMany, IsWhatSpreadsheetsSay) {
    std::vector<std::int64_t> none;
    EXPECT_EQ(time_taken(none), (TimeTaken{0, {}, {}}));
    auto one = hours({5});
    EXPECT_EQ(time_taken(one), (TimeTaken{1, 18000, 18000}));
    auto even = hours({4, 1, 3, 2});  // between 2 and 3; 0.7 of the way from 3 to 4
    EXPECT_EQ(time_taken(even), (TimeTaken{4, 9000, 13320}));
    auto eleven = hours({11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
    EXPECT_EQ(time_taken(eleven), (TimeTaken{11, 21600, 36000}));
    std::vector<std::int64_t> odd{1'499'999, 1'500'000};
    EXPECT_EQ(median_s(odd), 1);
    std::vector<std::int64_t> half{1'500'000};
    EXPECT_EQ(median_s(half), 2);
}

TEST(MonthOfAReport, IsInUtc) {
    EXPECT_EQ(month_of(at("2016-03-31T23:59:59.999999Z")).name, "2016-03");
    EXPECT_EQ(month_of(at("2016-04-01T00:30:00+02:00")).name, "2016-03");
    EXPECT_EQ(month_of(at("2016-12-15T00:00:00Z")).to, at("2017-01-01T00:00:00Z"));
    EXPECT_EQ(month_of(at("1969-12-31T00:00:00Z")).name, "1969-12");
    EXPECT_EQ(read_month("2016-02")->from, at("2016-02-01T00:00:00Z"));
    for (const char* wrong : {"2016-13", "2016-2", "", "2016", "2016-02-01"}) {
        EXPECT_FALSE(read_month(wrong)) << wrong;
    }
}

// A record that lives through what is written; `by` is who moves it.
class Life {
public:
    explicit Life(std::string_view begins) {
        record_.process = "desk";
        record_.type = "incident";
        record_.created = at(begins);
    }
    Life& in(std::string_view state, bool open, std::string_view from, Id by = {}) {
        record_.path.push_back({std::string(state), at(from), by, "", open});
        record_.reopened += open && !record_.open && !record_.state.empty() ? 1 : 0;
        record_.state = state;
        record_.open = open;
        return *this;
    }
    Life& leg(std::string_view role, Id team, std::string_view from, std::string_view to = "",
              std::string_view reason = "") {
        records::Leg leg;
        leg.reason = reason;
        leg.holder = {std::string(role), {}, team, Id::of_name("somebody")};
        leg.from = at(from);
        leg.assigned.emplace_back(leg.from, leg.holder.person);
        if (!to.empty()) {
            leg.to = at(to);
        }
        record_.legs.push_back(std::move(leg));
        return *this;
    }
    Life& clock(std::string_view name, ClockState state) {
        records::ClockInstance clock;
        clock.now.clock = name;
        clock.now.state = state;
        record_.clocks.push_back(std::move(clock));
        return *this;
    }
    Life& priority(std::string_view value, int rank) {
        record_.priority = value;
        record_.rank = rank;
        return *this;
    }
    // The last leg has another person from then on.
    Life& assigned(std::string_view from, Id person) {
        record_.legs.back().assigned.emplace_back(at(from), person);
        return *this;
    }
    [[nodiscard]] FlowRow row() const { return flow_row(record_); }

private:
    records::Record record_;
};

const Id ann = Id::of_name("ann"), bob = Id::of_name("bob"), net = Id::of_name("net"), os = Id::of_name("os");

// Resolved, reopened, resolved for good after 4 hours, then closed; first with the net team, then twice with
// os.
Life came_back() {
    return Life("2016-03-31T20:00:00Z")
        .in("new", true, "2016-03-31T20:00:00Z", ann)
        .in("active", true, "2016-03-31T21:00:00Z", bob)
        .in("active", true, "2016-03-31T21:30:00Z", ann)
        .in("resolved", false, "2016-03-31T22:00:00Z", bob)
        .in("active", true, "2016-03-31T23:00:00Z", ann)
        .in("resolved", false, "2016-04-01T00:00:00Z", bob)
        .in("closed", false, "2016-04-06T00:00:00Z")
        .leg("agent", net, "2016-03-31T20:00:00Z", "2016-03-31T21:00:00Z")
        .leg("agent", os, "2016-03-31T21:00:00Z", "2016-03-31T22:00:00Z")
        .leg("agent", os, "2016-03-31T23:00:00Z", "2016-04-01T00:00:00Z")
        .clock("answer", ClockState::met)
        .clock("answer", ClockState::met_late)
        .clock("solve", ClockState::met)
        .priority("high", 2);
}

Life still_open() {
    return Life("2016-04-02T00:00:00Z")
        .in("new", true, "2016-04-02T00:00:00Z", ann)
        .in("active", true, "2016-04-02T10:00:00Z", bob)
        .leg("agent", net, "2016-04-02T00:00:00Z")
        .clock("answer", ClockState::met)
        .clock("solve", ClockState::paused)
        .priority("low", 4);
}

Life straight() {
    return Life("2016-04-03T00:00:00Z")
        .in("new", true, "2016-04-03T00:00:00Z", ann)
        .in("active", true, "2016-04-03T01:00:00Z", bob)
        .in("resolved", false, "2016-04-03T02:00:00Z", bob)
        .leg("agent", net, "2016-04-03T00:00:00Z", "2016-04-03T02:00:00Z")
        .clock("answer", ClockState::met)
        .clock("solve", ClockState::met)
        .priority("low", 4);
}

TEST(FlowRowOfARecord, SaysWhenItWasResolvedForGood) {
    EXPECT_EQ(came_back().row().resolved, at("2016-04-01T00:00:00Z"));
    EXPECT_EQ(came_back().row().path, "new active resolved active resolved closed");
    EXPECT_EQ(still_open().row().resolved, std::nullopt);
    EXPECT_EQ(Life("2016-04-02T00:00:00Z").in("done", false, "2016-04-02T00:00:00Z").row().resolved,
              at("2016-04-02T00:00:00Z"));
    EXPECT_EQ(Life("2016-04-02T00:00:00Z").row().path, "");
}

TEST(FlowRowOfARecord, KeepsWhoMovedItIntoEachStateOfThePath) {
    const FlowRow row = came_back().row();
    const std::array<Id, 6> movers{ann, bob, bob, ann, bob, Id{}};
    for (std::size_t i = 0; i < movers.size(); ++i) {
        EXPECT_EQ(mover(row.movers, i), movers[i]) << i;
    }
    EXPECT_EQ(mover(row.movers, movers.size()), Id{});
}

TEST(FlowRowOfARecord, KeepsCustodyExactly) {
    const records::Holder whole{"agent", Id::of_name("here"), net, {}};
    for (const records::Holder& holder :
         {whole, records::Holder{"agent", {}, net, {}}, records::Holder{"agent", Id::of_name("here"), {}, {}},
          records::Holder{"agent", {}, {}, {}}, records::Holder{}}) {
        EXPECT_EQ(unpack_custody(pack_custody(holder)), holder);
    }
    EXPECT_EQ(unpack_custody(""), records::Holder{});
    const std::string packed = came_back().row().legs;
    for (std::size_t cut = 0; cut < packed.size(); ++cut) {
        FlowLegs legs(std::string_view(packed).substr(0, cut));
        int read = 0;
        while (legs.next()) {
            ++read;
        }
        EXPECT_LT(read, 3);
    }
}

Flow flow_of_three() {
    FlowTally tally(at("2016-04-04T00:00:00Z"));
    for (const Life& life : {came_back(), still_open(), straight()}) {
        tally.add(life.row().view(1));
    }
    return tally.finish();
}

TEST(FlowOfThree, CountsMonthsAndTimes) {
    const Flow flow = flow_of_three();
    EXPECT_EQ(flow.records, 3);
    EXPECT_EQ(flow.open, 1);
    ASSERT_EQ(flow.months.size(), 2U);
    EXPECT_EQ(flow.months[0], (FlowMonth{"2016-03", 1, 0, 1, {1, 14400, 14400}, {{"closed", 1}}}));
    EXPECT_EQ(flow.months[1],
              (FlowMonth{"2016-04", 2, 1, 0, {1, 7200, 7200}, {{"active", 1}, {"resolved", 1}}}));
    EXPECT_EQ(flow.to_resolve, (TimeTaken{2, 10800, 13680}));
    ASSERT_EQ(flow.priorities.size(), 2U);
    EXPECT_EQ(flow.priorities[0], (FlowPriority{"high", 2, {1, 14400, 14400}}));
    EXPECT_EQ(flow.priorities[1], (FlowPriority{"low", 4, {1, 7200, 7200}}));
}

TEST(FlowOfThree, CountsHoldersReassignmentsAndReopenings) {
    const Flow flow = flow_of_three();
    ASSERT_EQ(flow.holders.size(), 2U);
    // One, forty-eight and two hours; two legs of one hour each.
    EXPECT_EQ(flow.holders[0], (FlowHolder{{"agent", {}, net, {}}, 3, 3, 51 * 3600, 2 * 3600}));
    EXPECT_EQ(flow.holders[1], (FlowHolder{{"agent", {}, os, {}}, 1, 2, 2 * 3600, 3600}));
    EXPECT_EQ(flow.reassigned, (FlowRepeats{1, 1, {{1, 1}}})) << "coming back to the same team is none";
    EXPECT_EQ(flow.reopened, (FlowRepeats{1, 1, {{1, 1}}}));
}

TEST(FlowOfThree, CountsStepsVariantsAndTargets) {
    const Flow flow = flow_of_three();
    const std::vector<FlowStep> steps{{"active", "resolved", 3, 2},
                                      {"new", "active", 3, 3},
                                      {"resolved", "active", 1, 1},
                                      {"resolved", "closed", 1, 1}};
    EXPECT_EQ(flow.steps, steps) << "staying in a state is no step";
    EXPECT_EQ(flow.variants_total, 3);
    EXPECT_EQ(flow.variants[0], (FlowVariant{"new active", 1, {}}));
    EXPECT_EQ(flow.variants[2], (FlowVariant{"new active resolved active resolved closed", 1, 14400}));
    ASSERT_EQ(flow.targets.size(), 2U);
    // Breached, met late, running, met, cancelled.
    EXPECT_EQ(flow.targets[0], (FlowTarget{"answer", {0, 1, 0, 2, 0}})) << "the worst of several counts";
    EXPECT_EQ(flow.targets[1], (FlowTarget{"solve", {0, 0, 1, 2, 0}}));
}

CustodyFlow custody_of(std::initializer_list<Life> lives) {
    FlowQuestion question;
    question.now = at("2016-04-04T00:00:00Z");
    question.waiting = {"active"};
    CustodyTally tally(question);
    for (const Life& life : lives) {
        tally.add(life.row().view(1));
    }
    return tally.finish();
}

TEST(CustodyOfThree, CountsWhoHadThemAndHowMuchOfThatTheyWaited) {
    const CustodyFlow custody = custody_of({came_back(), still_open(), straight()});
    EXPECT_EQ(custody.records, 3);
    ASSERT_EQ(custody.held_by.size(), 2U);
    const Id somebody = Id::of_name("somebody");
    EXPECT_EQ(custody.held_by[0],
              (CustodyHolder{{{"agent", {}, net, somebody}, 3, 3, 51 * 3600, 2 * 3600}, 39 * 3600}));
    EXPECT_EQ(custody.held_by[1],
              (CustodyHolder{{{"agent", {}, os, somebody}, 1, 2, 2 * 3600, 3600}, 2 * 3600}));
    EXPECT_EQ(custody.hand_overs, (FlowRepeats{1, 1, {{1, 1}}}));
    EXPECT_EQ(custody.returns, 0) << "staying with the same team is no return";
    EXPECT_TRUE(custody.reasons.empty());
}

TEST(CustodyOfOne, TellsPeopleApartAndWhatCameBack) {
    const CustodyFlow custody =
        custody_of({Life("2016-04-02T00:00:00Z")
                        .in("new", true, "2016-04-02T00:00:00Z")
                        .leg("agent", net, "2016-04-02T00:00:00Z", "2016-04-02T04:00:00Z")
                        .assigned("2016-04-02T00:00:00Z", ann)
                        .assigned("2016-04-02T01:00:00Z", bob)
                        .leg("agent", os, "2016-04-02T04:00:00Z", "2016-04-02T05:00:00Z", "lost")
                        .leg("agent", net, "2016-04-02T05:00:00Z", "2016-04-02T06:00:00Z", "wrong")
                        .leg("agent", os, "2016-04-02T06:00:00Z", "", "lost")});
    ASSERT_EQ(custody.held_by.size(), 4U) << "whoever was assigned at once had it from the beginning";
    const auto held = [&](Id team, Id person) -> std::int64_t {
        for (const CustodyHolder& one : custody.held_by) {
            if (one.holder.team == team && one.holder.person == person) {
                return one.held_s;
            }
        }
        return -1;
    };
    EXPECT_EQ(held(net, ann), 3600);
    EXPECT_EQ(held(net, bob), 3 * 3600);
    EXPECT_EQ(held(net, Id::of_name("somebody")), 3600);
    EXPECT_EQ(held(os, Id::of_name("somebody")), 3600 + 42 * 3600);
    EXPECT_EQ(custody.returns, 2) << "net had it again, and os again";
    EXPECT_EQ(custody.returned, 1);
    ASSERT_EQ(custody.pairs.size(), 1U) << "whoever began";
    EXPECT_EQ(custody.pairs[0].times, 2);
    EXPECT_EQ(custody.reasons, (std::vector<CustodyReason>{{"lost", 2, 1}, {"wrong", 1, 1}}));
    EXPECT_EQ(custody.hand_overs, (FlowRepeats{3, 1, {{3, 1}}}));
}

TEST(CustodyRow, IsReadAsFarAsItCanBe) {
    const std::string packed = came_back().row().custody;
    for (std::size_t cut = 0; cut < packed.size(); ++cut) {
        CustodyStretches stretches(std::string_view(packed).substr(0, cut));
        int read = 0;
        while (stretches.next()) {
            ++read;
        }
        EXPECT_LT(read, 3);
    }
}

TEST(MovesOfThree, SayByWhomAndWhere) {
    MovesTally tally;
    std::int64_t key = 0;
    for (const Life& life : {came_back(), still_open(), straight()}) {
        tally.add(life.row().view(++key));
    }
    const Moves moves = tally.finish([](std::int64_t which) { return "INC-" + std::to_string(which); });
    EXPECT_EQ(moves.records, 3);
    ASSERT_EQ(moves.moves.size(), 4U);
    EXPECT_EQ(moves.moves[0], (Move{{"active", "resolved", 3, 2}, {{bob, 3}}, {"INC-3", "INC-1"}}));
    EXPECT_EQ(moves.moves[2], (Move{{"resolved", "active", 1, 1}, {{ann, 1}}, {"INC-1"}}));
    EXPECT_EQ(moves.moves[3], (Move{{"resolved", "closed", 1, 1}, {{Id{}, 1}}, {"INC-1"}}));
    const std::vector<std::pair<std::string, std::int64_t>> starts{{"new", 3}};
    EXPECT_EQ(moves.starts, starts);
}

TEST(MovesOfMany, KeepTheNewestAsExamples) {
    MovesTally tally;
    for (const std::int64_t key : {4, 9, 1, 7, 3, 8, 2}) {
        tally.add(straight().row().view(key));
    }
    const Moves moves = tally.finish([](std::int64_t which) { return std::to_string(which); });
    EXPECT_EQ(moves.moves[0].examples, (std::vector<std::string>{"9", "8", "7", "4", "3"}));
}

TEST(FigureKeys, ThatAreNoneAreNotRead) {
    for (const char* key : {"",
                            ".",
                            "every",
                            "all.x",
                            "month",
                            "month.2016-13",
                            "month.2016-03.state",
                            "month.2016-03.late",
                            "month.2016-03.is.new",
                            "priority.low",
                            "priority.x.low",
                            "held",
                            "held.zz",
                            "reassigned.x",
                            "reopened.1.2",
                            "step.new",
                            "start",
                            "variant",
                            "target",
                            "target.answer.lost",
                            "target.a.met.x",
                            "kept",
                            "kept.zz",
                            "returned.00",
                            "returned.00.zz",
                            "reason",
                            "reason.a.b"}) {
        EXPECT_FALSE(read_figure(key)) << key;
    }
}

}  // namespace
}  // namespace reeve::store
