#pragma once
// Clocks and timers as an event leaves them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"

namespace reeve::records {

enum class ClockState : std::uint8_t { waiting, running, paused, met, breached, cancelled, met_late };

[[nodiscard]] std::string_view word(ClockState state);
[[nodiscard]] bool parse_word(std::string_view text, ClockState& state);

// A clock as it stands after the event; whole, so that applying needs no arithmetic.
struct ClockSet {
    std::string clock;
    std::int64_t leg = 0;  // 0 for a clock that runs through
    ClockState state = ClockState::waiting;
    Instant started;
    std::optional<Instant> due;      // while running; of a met or breached one the last
    std::optional<Instant> stopped;  // met, cancelled, met late
    std::optional<Instant> breached_at;
    Duration limit;  // exact, in counted time; 0 when due comes from a field
    // How the limit was said where that has working days: "3wd4h". Empty: it has none, or an earlier release
    // kept only how long it was.
    std::string limit_said;
    Duration elapsed;  // counted up to `since`
    Instant since;     // of this state
    // When its next share is reached: a warning, or after the breach an overdue one.
    std::optional<Instant> warn;
    std::string calendar;  // id as hexadecimal, or "always"
    std::int64_t calendar_version = 0;
    int ordinal = 0;    // place in its process's file: breaks ties among timers of one instant
    std::string cause;  // why it changed: "act acknowledge", "state waiting", "visits open", "breach" …
    // Its whole life was counted anew with this calendar, whatever it was counted with before.
    bool recomputed = false;
    // Counted anew under the limits that it had; earlier releases took the last one for its whole life.
    bool limits_kept = false;
    // It stands still on, from now on because of `cause`.
    bool paused_anew = false;
    int warned = 0;  // how many of its shares have passed
    // On which agreement it rests, and in which version; empty where the process alone says how long.
    Id agreement;
    std::int64_t agreement_version = 0;
    // Paused until an effect resumes it, and what paused it; of one that is late, what it stands still for.
    std::string held;
    bool ordered = false;  // of one that is late: `held` is an effect's, and stands until another resumes it
    // Who alone may see it, besides administrators (clock_audience.hpp); empty: everybody who may see clocks.
    std::vector<std::string> kept_for;
    bool operator==(const ClockSet&) const = default;
};
// An act that the desk does by itself at `due`, unless the state is left before; or of which nobody does it
// before.
struct TimerArmed {
    std::string act;
    Instant due;
    int ordinal = 0;  // place in its process's file
    bool opens = false;
    // In which `due` was counted: an id as hexadecimal; empty: in days of 24 hours, or in none.
    std::string calendar = {};
    std::int64_t calendar_version = 0;
    bool operator==(const TimerArmed&) const = default;
};
struct TimerDisarmed {
    std::string act;
    bool opens = false;
    bool operator==(const TimerDisarmed&) const = default;
};

}  // namespace reeve::records
