#pragma once
// A record type as a finite model (semantics section 9): its dimensions, and every expression as a diagram
// over them.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "process/model.hpp"
#include "verify/diagram.hpp"
#include "verify/domain.hpp"
#include "verify/past.hpp"
#include "verify/vector.hpp"

namespace reeve::verify {

using process::Index;

// Bits of a mask that stands for a role or for a field's class: the values themselves, then these two.
inline constexpr unsigned null_bit = 62;
inline constexpr unsigned error_bit = 63;
// Of a clock's limit: it has one, it has none.
inline constexpr Mask has_target = 1;
inline constexpr Mask no_target = 2;

struct NeedModel {
    const process::Need* need = nullptr;
    std::optional<Root> when;
    std::optional<Root> met;  // absent: a person can always meet it (a comment, her turn)
};

struct EffectModel {
    const process::Effect* effect = nullptr;
    std::optional<Root> value;  // of set: classes of the field
    std::vector<Root> others;   // of create: looked at for the table rows they take
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

// How a clock stands, as far as the desk's deeds depend on it.
struct ClockStand {
    enum class Kind : std::uint8_t { none, untargeted, ended, running, paused, breached } kind = Kind::none;
    std::uint32_t level = 0;  // how many of its deeds (warnings, then overdue ones) were reached
    bool waits = false;       // the last deed was refused, and is tried again
    bool operator==(const ClockStand&) const = default;
};

struct ClockModel {
    const process::Clock* clock = nullptr;
    std::optional<Root> limit;
    std::optional<Root> alive;                // it counts only while this holds
    std::map<std::size_t, Root> conditions;   // of those of its stops that have one
    std::vector<Index> warnings, overdue;     // acts, in their order
    std::optional<DimensionIndex> dimension;  // where the desk does something because of it
    std::vector<ClockStand> stands;           // of the dimension's values
    [[nodiscard]] std::uint32_t value_of(ClockStand stand) const;
};

// What follows when a condition comes to hold.
struct EdgeModel {
    Root becomes = 0;
    std::vector<EffectModel> then;
};

// Others count under its key as well, and come and go: that it is full is no more than one way of a step, and
// changes nothing.
struct LimitModel {
    const process::Limit* limit = nullptr;
    std::vector<Root> counts;  // all must hold for the record to count
};

struct RuleModel {
    const process::Rule* rule = nullptr;
    Root root = 0;
};

// Records that one is linked to, counted by where they stand.
struct LinkModel {
    Index link = 0;
    std::vector<std::vector<Index>> classes;  // states of the target type that nothing here tells apart
    std::vector<DimensionIndex> counts;       // of each class; empty: nothing depends on this link
    std::vector<std::pair<std::uint32_t, std::uint32_t>> steps;  // from class to class, by its own acts
    std::uint32_t born = 0;                                      // the class of a new one
    [[nodiscard]] std::uint32_t class_of(Index state) const;
};

struct Model {
    const process::Process* process = nullptr;
    const process::RecordType* type = nullptr;
    Index type_index = 0;
    Layout layout;
    Diagrams diagrams;
    std::vector<Domain> domains;         // by field
    std::vector<DimensionIndex> fields;  // by field
    DimensionIndex state = 0, holder = 0, leg_open = 0, desk = 0, actor = 0;
    std::optional<DimensionIndex> previous;             // who had it before, where something is handed back
    std::optional<DimensionIndex> team, previous_team;  // whether a team has it, where that field goes along
    std::optional<DimensionIndex> assignee, reporter;   // tokens
    std::map<Index, DimensionIndex> acting;             // by role: whether the actor has it
    std::uint32_t tokens = 1;
    Monitors monitors;
    std::vector<LinkModel> links;
    std::vector<ActModel> acts;
    std::vector<std::pair<Index, Root>> computed;  // in an order in which each reads only earlier ones
    std::map<Index, Root> standards;               // defaults, by field
    Root first = 0;                                // roles
    std::vector<ClockModel> clocks;
    std::vector<RuleModel> rules;
    std::vector<LimitModel> keyed;                      // limits of the process
    std::vector<std::vector<EffectModel>> enter, exit;  // by state
    std::vector<EdgeModel> on;
    std::map<process::BuiltIn, Root> built_in;  // when it may be done, where the process says so
    std::set<std::uint32_t> tables;             // that some expression asks
    std::vector<std::string> limits;            // what was too large to be told exactly
    std::string beyond;                         // why nothing can be explored; empty: it can be

    [[nodiscard]] std::uint32_t of(DimensionIndex d, const Vector& v) const { return layout[d].at.of(v); }
    void set(DimensionIndex d, Vector& v, std::uint32_t value) const { layout[d].at.set(v, value); }
};

// From which state to which the records of each type go: what is known of partners.
using Outcomes = std::vector<std::vector<std::pair<Index, Index>>>;

// The states in which records of the type end that are no longer owed to anybody.
[[nodiscard]] std::vector<Index> put_aside_in(const process::Process& process, const process::RecordType& of);

// By the acts of the files alone, whatever guards say.
[[nodiscard]] Outcomes outcomes_of(const process::Process& process);

[[nodiscard]] Model model_of(const process::Process& process, Index type, const Outcomes& outcomes);

}  // namespace reeve::verify
