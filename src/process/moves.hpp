#pragma once
// From which state to which the acts of a type lead: what its lifecycle allows, whatever guards say.

#include <optional>
#include <vector>

#include "process/index.hpp"

namespace reeve::process {

struct Act;
struct Effect;
struct RecordType;

struct Move {
    Index act = 0;
    Index from = 0, to = 0;  // the same where the act leaves the record where it is
};

// Where the act leads: its own state, else that in which a hand-over arrives; nothing where the record stays.
[[nodiscard]] std::optional<Index> target_of(const RecordType& type, const Act& act);
// Of every act that is done on a record, from each of its states; in the file's order.
[[nodiscard]] std::vector<Move> moves_of(const RecordType& type);
// The states within it that can be entered; of one that can, itself.
[[nodiscard]] std::vector<Index> leaves_of(const RecordType& type, Index state);
// The state and those around it, from the innermost outwards.
[[nodiscard]] std::vector<Index> around(const RecordType& type, Index state);
[[nodiscard]] bool is_within(const RecordType& type, Index state, Index whole);
// What the act's lengths of time count from the entering of, in the state: the outermost of the states around
// it that `from` names, else itself (semantics section 6).
[[nodiscard]] Index counted_in(const RecordType& type, const Act& act, Index state);
// How often it came to its start: acts of people and the desk that lead back there, and those that reopen.
[[nodiscard]] bool begins_round(const RecordType& type, const Act& act);
// Whatever follows from anything: of acts, of states and of edges.
[[nodiscard]] std::vector<const Effect*> effects_of(const RecordType& type);
// The states in which records may begin.
[[nodiscard]] std::vector<Index> starts_of(const RecordType& type);

}  // namespace reeve::process
