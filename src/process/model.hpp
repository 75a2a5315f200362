#pragma once
// The checked model of a process: what a folder of YAML means after every name in it has been resolved.
// Immutable once loaded; shared between threads.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "process/act.hpp"
#include "process/approval.hpp"
#include "process/built_in.hpp"
#include "process/clock.hpp"
#include "process/constructs.hpp"
#include "process/expression.hpp"
#include "process/field.hpp"
#include "process/index.hpp"
#include "process/link.hpp"
#include "process/move_map.hpp"
#include "process/onward.hpp"
#include "process/role.hpp"
#include "process/state.hpp"
#include "process/table.hpp"
#include "process/words.hpp"

namespace reeve::process {

// Who is told what, and when an effect says so.
struct Notice {
    std::string name;
    Words title;
    Words text;
    struct To {
        enum class Kind : std::uint8_t { reporter, holder, former_holder, assignee, watchers, role, seats };
        Kind kind = Kind::holder;
        Index role = 0;
    };
    std::vector<To> to;
    int line = 0;
};

struct Rule {
    std::string name;
    Words title;
    std::vector<std::string> answers;  // rows of the requirements, contract clauses
    // always and never: over every state in which a record comes to rest. before: when `state` is entered.
    // eventually: once `act` was done, the condition comes to hold within a time (a clock of its own).
    enum class Kind : std::uint8_t { always, never, before, eventually } kind = Kind::always;
    Index state = 0;
    Index act = 0;
    bool audit = false;  // a broken one is told of, and refuses nothing
    Expression condition;
    Words why;
    int line = 0;
};

struct Custody {
    std::vector<Index> holders;    // roles, in the file's order
    Expression first;              // role of the first leg
    std::optional<Index> team;     // a team field: its value becomes the team of the first leg's holder
    std::optional<Index> arrives;  // the state in which a hand-over arrives
    std::optional<Index> reasons;  // the choice with the coded reasons of hand-overs
};

struct RecordType {
    std::string name;
    Words title;
    std::string kind;                   // ITIL, from the closed list of the glossary
    std::string number;                 // "EPTS-{seq:5}"
    std::optional<Index> priority;      // the choice field that is the record's priority
    std::vector<int> ranks;             // of each value of that choice: 1 (most pressing) to 5
    std::optional<Index> organisation;  // the field that is the record's organisation
    std::vector<Field> fields;
    std::vector<Index> parties;  // those of them that are people and organisations concerned (G4)
    std::vector<State> states;
    Index start = 0;
    Custody custody;
    std::vector<Act> acts;
    // Acts that every record has of which the process says by whom (else as everywhere) or when. Theirs are
    // name, `by` and `when` alone.
    std::vector<Act> restrictions;
    std::vector<Clock> clocks;
    std::vector<Link> links;
    std::vector<Link> inverses;  // links of its process that lead to it, as they are seen from here
    std::vector<Rule> rules;
    std::vector<Approval> approvals;
    std::vector<Edge> on;
    std::vector<Limit> limits;
    std::vector<Checklist> checklists;
    std::vector<Dossier> dossiers;
    std::vector<DocumentKind> documents;
    std::vector<std::string> outcomes;  // what links from other types may know of its states
    std::vector<Index> shares;          // fields that they may read
    std::vector<Index> scopes;          // acts of which something asks what was done since
    bool scopes_leg = false;            // something asks what was done in this leg, in this round
    bool scopes_round = false;
    bool is_register = false;           // its records are data: nobody holds them (G2)
    std::optional<Index> effective_from, effective_until;  // of a register: instant fields
    std::vector<Index> computed;  // fields with `is`, in an order in which each reads only earlier ones
    OnwardTable onward;
    cel::Type object;        // of `record` and `old` in expressions
    cel::Type links_object;  // of `links`

    [[nodiscard]] std::optional<Index> field(std::string_view name) const;
    [[nodiscard]] std::optional<Index> state(std::string_view name) const;
    [[nodiscard]] std::optional<Index> act(std::string_view name) const;
    [[nodiscard]] const Act* restriction(BuiltIn act) const;  // null: nothing is said about it
    [[nodiscard]] std::optional<Index> clock(std::string_view name) const;
    [[nodiscard]] std::optional<Index> link(std::string_view name) const;
};

struct Process {
    std::string id;  // the folder's name
    int version = 1;
    std::string digest;  // SHA-256 over its files, hexadecimal
    Words title;
    std::string reference;
    std::vector<std::string> languages;
    std::vector<Role> roles;
    std::vector<Choice> choices;
    std::vector<Table> tables;
    std::vector<RecordType> types;
    std::vector<Notice> notices;
    std::optional<MoveMap> moves;  // of the records of an earlier version
    std::vector<std::shared_ptr<const Tree>> trees;
    cel::Type trees_object;      // of `trees` in expressions: what came of each, null until it is walked
    cel::Type registers_object;  // of `registers`: a list per register

    [[nodiscard]] std::optional<Index> role(std::string_view name) const;
    [[nodiscard]] std::optional<Index> choice(std::string_view name) const;
    [[nodiscard]] std::optional<Index> type(std::string_view name) const;
    [[nodiscard]] std::optional<Index> table(std::string_view name) const;
    [[nodiscard]] std::optional<Index> tree(std::string_view name) const;
};

using ProcessPtr = std::shared_ptr<const Process>;

}  // namespace reeve::process
