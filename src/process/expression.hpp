#pragma once
// CEL in a process: which names an expression may use, as slots and function ids that the engine answers.

#include <cstdint>
#include <string>
#include <vector>

#include "cel/program.hpp"

namespace reeve::process {

// The variables that an expression on a record sees. Fields follow: slot first_field + index of the field.
enum class Slot : std::uint8_t {
    record,  // object: see record_members below; its fields too
    old,     // the record before the act (only in an act's own expressions, and not in the act that creates)
    actor,   // object person: id, name, organisation (of a default, an act and the first holder)
    now,     // timestamp (where there is an actor)
    state,   // choice of the type's states
    holder,  // choice of the process's roles; null before creation and in an end state
    reporter,   // object person
    leg,        // object: number, since (timestamp), cause
    links,      // object: one list of linked records per link of the type
    round,      // integer: 1, and one more with each act that sends it back to its start or reopens it
    trees,      // object: what came of each question tree; null until it is walked
    registers,  // object: one list of records in effect per register
    row,        // of a need for links: the linked record; of a `for_each`: the row
    paired,     // of a `for_each`: what the row is taken together with
    first_field,
};

// record.X where X is: number, title, description, state, holder, priority, rank, reporter, logged_by,
// channel, created, updated, version, waiting, and every field.
enum class RecordMember : std::uint8_t {
    number,
    title,
    description,
    state,
    holder,
    rank,
    reporter,
    logged_by,
    channel,
    created,
    updated,
    version,
    waiting,
    first_field,
};

// person: id, name, organisation. team: the same. organisation: id, name, kind.
// linked: number, type, kind, open, then state where it is of the same process, outcome where there are any,
// and fields that are shared. The types themselves stand in process/types.hpp.
enum class PersonMember : std::uint8_t { id, name, organisation };
enum class TeamMember : std::uint8_t { id, name, organisation };
enum class OrganisationMember : std::uint8_t { id, name, kind };
enum class LinkedMember : std::uint8_t { number, type, kind, open, state };
enum class LegMember : std::uint8_t { number, since, cause };
// A span, as tables and durations carry it: micros and working_days (process::Span).
enum class SpanMember : std::uint8_t { micros, working_days };

// What `last(act)` gives, where the act was done.
enum class LastMember : std::uint8_t { at, by };

// Functions that the engine answers. Tables follow: first_table + index of the table. Questions about the
// past come four times, in one order: over the whole life, in this leg, in this round, and since an act.
enum class Function : std::uint8_t {
    done,   // done(act) -> bool
    times,  // times(act) -> int
    by,     // by(act) -> list of person ids (string)
    ever,   // ever(state) -> bool
    was,    // was(field, value) -> bool: the choice field ever held the value
    last,   // last(act) -> maybe object: at, by
    leg_done,
    leg_times,
    leg_by,
    leg_ever,
    leg_was,
    leg_last,
    round_done,
    round_times,
    round_by,
    round_ever,
    round_was,
    round_last,
    since_done,  // since(act).done(act): the receiver comes first
    since_times,
    since_by,
    since_ever,
    since_was,
    since_last,
    since,      // since(act) -> object that the six are asked of
    inside,     // within(state) -> bool: in one of the states within that one
    staffed,    // staffed(role, organisation) -> bool: the role has a member there
    acting_as,  // acting_as(role) -> bool: the actor holds that role for this record
    approved,  // approved(approval) -> bool: its last round said yes to the record as it is, and still counts
    approval,  // approval(approval) -> "none", "open", "yes", "no", "void"
    derived,   // derived(link) -> bool: what is owed over the link was worked out
    first_table,
};

struct Expression {
    cel::Program program;
    std::string source;
    int line = 0;
    int column = 0;
};

}  // namespace reeve::process
