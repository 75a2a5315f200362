#pragma once
// What a record counts by in reports of how records went on: its states in order, who held it, how its clocks
// ended. Derived from the record alone, packed, so that a million of them are read in a moment.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "records/record.hpp"

namespace reeve::store {

// How a clock of a record ended, the worst first; of several instances of one clock the worst counts.
enum class ClockOutcome : std::uint8_t { breached, met_late, running, met, cancelled };
inline constexpr std::size_t clock_outcomes = 5;

// A row as it lies somewhere: nothing of it is owned.
struct FlowView {
    std::int64_t key = 0;  // of the store; orders records that began at one instant
    Instant created;
    std::string_view type, state, priority;  // no priority: empty
    std::int64_t rank = 0;
    bool open = false;
    std::optional<Instant> resolved;
    std::int64_t reopened = 0;
    std::string_view path, legs, clocks, movers, custody, lives;
};

struct FlowRow {
    std::string process, type, state, priority;
    std::int64_t rank = 0;
    bool open = false;
    Instant created;
    std::optional<Instant> resolved;  // left the open states, and has not come back
    std::int64_t reopened = 0;
    std::string path;     // states with a blank between them; staying in the same one is no step
    std::string legs;     // FlowLegs reads it
    std::string clocks;   // FlowClocks reads it
    std::string movers;   // 16 bytes for each state of the path; zeros: the desk, or not known
    std::string custody;  // CustodyStretches reads it
    std::string lives;    // ClockLives reads it
    bool operator==(const FlowRow&) const = default;

    [[nodiscard]] FlowView view(std::int64_t key) const;
};
[[nodiscard]] FlowRow flow_row(const records::Record& record);

// Custody as bytes: equal for equal custody.
[[nodiscard]] std::string pack_custody(const records::Holder& holder);
[[nodiscard]] records::Holder unpack_custody(std::string_view bytes);

// What is read back is data: what cannot be read ends the reading.
class FlowLegs {
public:
    explicit FlowLegs(std::string_view packed) : left_(packed) {}
    [[nodiscard]] bool next();

    std::string_view custody;      // packed
    bool handed_over = false;      // the leg before it was another's
    std::optional<Instant> since;  // of one that still lasts
    Duration length;               // of one that is over

private:
    std::string_view left_;
};

class FlowClocks {
public:
    explicit FlowClocks(std::string_view packed) : left_(packed) {}
    [[nodiscard]] bool next();

    std::string_view name;
    ClockOutcome outcome = ClockOutcome::running;

private:
    std::string_view left_;
};

// One of its clocks ran out.
[[nodiscard]] bool ran_out(std::string_view clocks);
// How often it came to somebody else.
[[nodiscard]] std::int64_t reassigned(std::string_view legs);
// Of the row's movers, who brought the record into the path's state at that place.
[[nodiscard]] Id mover(std::string_view movers, std::size_t place);

}  // namespace reeve::store
