#pragma once
// How records went on: figures of those that began in a period, what moved them from state to state, and the
// records behind each figure.

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "store/custody_flow.hpp"
#include "store/flow_row.hpp"
#include "store/hours.hpp"

namespace reeve::store {

struct Page;
struct Sight;

struct FlowQuestion {
    std::string process;
    std::string type;  // empty = any
    Instant from{std::numeric_limits<std::int64_t>::min()};
    Instant to = Instant::never();     // began in [from, to)
    Instant now;                       // so long whoever holds a record has held it
    std::vector<std::string> waiting;  // states in which a record waits for somebody else than its holder
};

// Of how many; from the beginning to having been resolved for good. Where the middle lies between two of
// them it is between their times, and likewise nine tenths: as spreadsheets have it. Whole seconds, rounded.
struct TimeTaken {
    std::int64_t records = 0;
    std::optional<std::int64_t> median_s, p90_s;
    bool operator==(const TimeTaken&) const = default;
};

struct FlowMonth {
    std::string month;                                  // "2016-03", in UTC
    std::int64_t records = 0, within = 0, outside = 0;  // resolved, with no clock that ran out, with one
    TimeTaken resolved;
    std::vector<std::pair<std::string, std::int64_t>> states;  // where they are now
    bool operator==(const FlowMonth&) const = default;
};
struct FlowPriority {
    std::string value;  // empty: none
    std::int64_t rank = 0;
    TimeTaken resolved;
    bool operator==(const FlowPriority&) const = default;
};
struct FlowStep {
    std::string from, to;
    std::int64_t times = 0, records = 0;
    bool operator==(const FlowStep&) const = default;
};
struct FlowVariant {
    std::string path;  // states, a blank between them
    std::int64_t records = 0;
    std::optional<std::int64_t> median_s;  // to resolve
    bool operator==(const FlowVariant&) const = default;
};
struct FlowTarget {
    std::string clock;
    std::array<std::int64_t, clock_outcomes> records{};  // by outcome
    bool operator==(const FlowTarget&) const = default;
};

struct Flow {
    std::int64_t records = 0, open = 0;
    std::vector<FlowMonth> months;  // those in which some began, in order
    TimeTaken to_resolve;
    std::vector<FlowPriority> priorities;  // of what was resolved, by rank
    std::vector<FlowHolder> holders;       // who had records longest first, no more than holders_most
    FlowRepeats reassigned, reopened;
    std::vector<FlowStep> steps;        // the most frequent first
    std::vector<FlowVariant> variants;  // likewise, no more than variants_most
    std::int64_t variants_total = 0;
    std::vector<FlowTarget> targets;  // by name
    bool partial = false;             // it would have cost too much to look at all of them
    bool operator==(const Flow&) const = default;
};
inline constexpr std::size_t holders_most = 500;
inline constexpr std::size_t variants_most = 100;

// A step from state to state, by whom, and where it was seen.
struct Move {
    FlowStep step;
    std::vector<std::pair<Id, std::int64_t>> by;  // most often first, no more than movers_most; empty: nobody
    std::vector<std::string> examples;            // numbers of the newest, no more than examples_most
    bool operator==(const Move&) const = default;
};
struct Moves {
    std::int64_t records = 0;
    std::vector<Move> moves;                                   // the most frequent first
    std::vector<std::pair<std::string, std::int64_t>> starts;  // states in which records began, likewise
    bool partial = false;
    bool operator==(const Moves&) const = default;
};
inline constexpr std::size_t movers_most = 20;
inline constexpr std::size_t examples_most = 5;

// Whether a figure counts the record.
using FlowTest = std::function<bool(const FlowView&)>;

// A row that a walk comes by, and its record whole where that is wanted: nothing where it cannot be read.
using WholeRecord = std::function<std::optional<records::Record>()>;
using FlowVisit = std::function<void(const FlowView&, const WholeRecord&)>;
struct FlowWalk {
    std::string next;             // the position after the last; empty at the end
    bool wrong_position = false;  // what was given as `after` is none: nothing was visited
};

class FlowReader {
public:
    virtual ~FlowReader() = default;
    [[nodiscard]] virtual Flow flow(const Sight& sight, const FlowQuestion& question) = 0;
    [[nodiscard]] virtual Moves moves(const Sight& sight, const FlowQuestion& question) = 0;
    [[nodiscard]] virtual CustodyFlow custody(const Sight& sight, const FlowQuestion& question) = 0;
    [[nodiscard]] virtual Hours hours(const Sight& sight, const HoursQuestion& question) = 0;
    // The newest first. `after` is a position that an earlier page gave; empty = from the start.
    [[nodiscard]] virtual Page records(const Sight& sight, const FlowQuestion& question, const FlowTest& test,
                                       std::string_view after, std::size_t limit, bool count) = 0;
    // At most so many, the newest first, after a position that an earlier walk gave. For who sees the process
    // wholly; who sees parts of it comes by none.
    [[nodiscard]] virtual FlowWalk walk(const Sight& sight, const FlowQuestion& question,
                                        std::string_view after, std::int64_t most,
                                        const FlowVisit& visit) = 0;
};

}  // namespace reeve::store
