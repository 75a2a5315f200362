#pragma once
// What starts, stops and pauses the measuring of time, and what follows when it is used up.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "process/calendar_choice.hpp"
#include "process/expression.hpp"
#include "process/field.hpp"
#include "process/index.hpp"
#include "process/words.hpp"

namespace reeve::process {

struct ClockStop {
    enum class Kind : std::uint8_t { act, state, hand_over, link_closed, condition, step };
    Kind kind = Kind::act;
    Index index = 0;                      // of the act, state, link or checklist
    std::optional<Expression> condition;  // that comes to hold
    Index step = 0;                       // of the checklist, which is ticked
};

struct ClockPause {
    // outside: whoever is waited for is not of the organisation that answers for the clock.
    enum class Kind : std::uint8_t { state, waiting, outside, link_open, condition };
    Kind kind = Kind::state;
    Index index = 0;  // of the state or link
    Waiting waiting = Waiting::none;
};

// What an agreement is: with a customer (service level), within the house (operational level), with a vendor.
enum class AgreementKind : std::uint8_t { sla, ola, contract };

[[nodiscard]] std::string_view word(AgreementKind kind);
[[nodiscard]] bool parse_word(std::string_view text, AgreementKind& kind);

// A share of the limit at which something follows: before the breach a warning, after it that it is overdue.
struct ClockShare {
    int percent = 0;
    std::optional<Index> deed;  // an act done by the desk
};

// Who may see a clock, besides administrators: everybody who may see clocks, people of the organisations that
// are party to its agreement, or holders of roles.
struct ClockSight {
    enum class Who : std::uint8_t { all, parties, roles } who = Who::all;
    std::vector<Index> roles;
};

// What effects ask of a clock: of one act, or anywhere in a process.
struct ClockOrders {
    bool starts = false, stops = false, pauses = false, resumes = false;
    bool operator==(const ClockOrders&) const = default;
};

struct Clock {
    std::string name;
    Words title;
    // asked: not by itself, only where an effect starts it.
    enum class Starts : std::uint8_t { once, each_leg, asked } starts = Starts::each_leg;
    ClockOrders orders;                     // what effects of its type ask of it
    std::vector<Index> holders;             // only legs held by one of these roles; empty = all
    std::optional<Index> starts_at;         // an instant field: counted from it, where set
    std::optional<Index> starts_by;         // an act: it begins each time that this is done
    std::optional<Index> rule;              // the rule that it keeps; a breach is a broken rule
    std::optional<Expression> alive_while;  // it counts only while this holds
    bool repeats = false;                   // begins again once it has ended or run out
    std::vector<ClockStop> stops;
    std::vector<ClockPause> pauses;
    std::optional<Expression> limit;  // span or duration, or maybe one: none = no clock for this leg
    std::optional<Index> due_field;   // or due at the instant in this field, while set
    CalendarChoice calendar;
    std::optional<AgreementKind> agreement;  // its limit is that of an agreement, where one is in force
    std::vector<ClockShare> warnings;        // ascending, below 100
    std::optional<Index> on_breach;          // an act done by the desk
    std::vector<ClockShare> overdue;         // ascending, above 100
    ClockSight sight;

    // The step that is due by it, where it is one of a checklist: the only thing that stops it then.
    [[nodiscard]] const ClockStop* step() const {
        return !stops.empty() && stops.front().kind == ClockStop::Kind::step ? &stops.front() : nullptr;
    }
    // All acts that the desk does because of it.
    [[nodiscard]] std::vector<Index> deeds() const;
    int line = 0;
};

}  // namespace reeve::process
