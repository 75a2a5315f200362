#pragma once
// What the model of a record type consists of: its acts, clocks, links, approvals and rules, each expression
// a diagram.

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "process/model.hpp"
#include "verify/diagram.hpp"
#include "verify/vector.hpp"

namespace reeve::verify {

using process::Index;

struct NeedModel {
    const process::Need* need = nullptr;
    std::optional<Root> when;
    std::optional<Root> met;  // absent: a person can always meet it (a comment, her turn)
};

struct EffectModel {
    const process::Effect* effect = nullptr;
    std::optional<Root> value;   // of set: classes of the field
    bool refused_there = false;  // by the records that it makes or acts on, always
    // Looked at for the table rows they take: of what is created, of the rows, of what is linked.
    std::vector<Root> others;
};

struct ActModel {
    const process::Act* act = nullptr;
    std::vector<bool> from;  // by state
    std::optional<Index> to;
    std::vector<Index> form;  // fields that something may depend on
    std::optional<Root> when;
    std::vector<NeedModel> needs;
    std::vector<EffectModel> effects;
    std::optional<Root> hand_over;  // roles
    std::optional<Root> as_soon_as;
    std::vector<Index> roles_asked;  // by acting_as
};

// A step of a checklist that may be refused, or on whose clock something depends.
struct TickModel {
    Index checklist = 0, step = 0;
};

// How a clock stands, as far as the desk's deeds depend on it.
struct ClockStand {
    enum class Kind : std::uint8_t { none, untargeted, ended, running, paused, breached } kind = Kind::none;
    std::uint32_t level = 0;  // how many of its deeds (warnings, then overdue ones) were reached
    bool waits = false;       // the last deed was refused, and is tried again
    bool held = false;        // paused until an effect resumes it, also without a target meanwhile
    bool operator==(const ClockStand&) const = default;
};

struct ClockModel {
    const process::Clock* clock = nullptr;
    std::optional<Root> limit;
    std::vector<process::Span> limits;         // those that it can be, as far as they can be told
    std::optional<Root> alive;                 // it counts only while this holds
    std::map<std::size_t, Root> conditions;    // of those of its stops that have one
    std::vector<Index> warnings, overdue;      // acts, in their order
    std::optional<DimensionIndex> dimension;   // where the desk does something because of it
    std::vector<ClockStand> stands;            // of the dimension's values
    std::vector<DimensionIndex> share_inputs;  // what is written there may put its shares elsewhere
    bool shares_free = false;                  // and so may what has no dimension
    [[nodiscard]] std::uint32_t value_of(ClockStand stand) const;
    // What the limit came to once.
    void note_limit(const cel::Value& value);
};

// What follows when a condition comes to hold.
struct EdgeModel {
    Root becomes = 0;
    std::vector<EffectModel> then;
};

// No more than so many records count under one key. Others come to count under this one's as long as there is
// room, and go where any of them ever does.
struct LimitModel {
    const process::Limit* limit = nullptr;
    std::vector<Root> counts;  // all must hold for the record to count; those of the key's parts last
    std::optional<DimensionIndex>
        others;              // that count under the same key; absent: it may be full at any time
    std::vector<Index> key;  // fields that make it
    bool key_moves = false;  // it changes with more than these
    bool ceases = true;      // who counts may cease to
};

// How the last round of an approval stands, as far as acts and conditions tell it (semantics section 5).
enum class RoundStand : std::uint32_t {
    none,
    open,
    yes,
    no,
    voided,
    used,      // an act rests on its yes
    outdated,  // the same, and what was agreed to has changed since
    unknown    // any of these: what was asked and agreed in states in which nothing depends on it
};
inline constexpr std::uint32_t round_stands = 8;

struct ApprovalModel {
    Index approval = 0;
    std::optional<DimensionIndex> dimension;  // where an act or a condition asks for it
    bool void_is_none = true;                 // nothing tells a void round from none
    std::vector<bool> matters;                // by state: something there asks for it; else it is forgotten
    std::uint32_t seats = 0, reporter_seats = 0;
    // By act: a seat is heard of an organisation of which a record has surely none by then.
    std::vector<bool> unheard;
};

// A field of a form that can be filled in in too many ways to try them all: what was sent is found out where
// something asks for it.
struct LateField {
    Index field = 0;
    std::optional<DimensionIndex> open;  // how open it is, where it is remembered
    std::optional<std::uint32_t>
        none;  // the class of no value, where a new record has a default in its place
};
// Of a late field: its value is known, is any, is any but none.
inline constexpr std::uint32_t not_open = 0, open_to_any = 1, open_to_some = 2;

struct RuleModel {
    const process::Rule* rule = nullptr;
    Root root = 0;
};

}  // namespace reeve::verify
