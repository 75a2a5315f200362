#pragma once
// The types of what expressions see. A value that answers a slot is an object of the type given here, its
// fields in the order of the enumeration that process/expression.hpp names for it.

#include "cel/type.hpp"
#include "process/model.hpp"

namespace reeve::process {

[[nodiscard]] const cel::Type& organisation_type();  // OrganisationMember
[[nodiscard]] const cel::Type& person_type();        // PersonMember
[[nodiscard]] const cel::Type& team_type();          // TeamMember
[[nodiscard]] const cel::Type& leg_type();           // LegMember
[[nodiscard]] const cel::Type& span_type();          // SpanMember
[[nodiscard]] const cel::Type& last_type();          // LastMember
[[nodiscard]] const cel::Type& since_type();         // the act's name

[[nodiscard]] cel::Type choice_type(const Choice& choice);
[[nodiscard]] cel::Type role_type(const Process& process);
[[nodiscard]] cel::Type state_type(const RecordType& type);
// What the field holds when it holds something.
[[nodiscard]] cel::Type value_type(const Process& process, const Field& field);
// The same, or `maybe` of it where a record may lack the field: one neither required nor computed from what
// is always there.
[[nodiscard]] cel::Type field_type(const Process& process, const Field& field);
[[nodiscard]] cel::Type column_type(const Process& process, const ColumnType& column);

// Of `record` and `old`: RecordMember, then the fields. The number is a maybe: it is drawn when nothing can
// refuse any more. So is the holder: there is none before the beginning and after the end.
[[nodiscard]] cel::Type record_object(const Process& process, const RecordType& type);
// LinkedMember, then what else is known of what the link leads to.
[[nodiscard]] cel::Type linked_object(const Process& process, const Link& link);
// An entry of a register: number, title, then its fields.
[[nodiscard]] cel::Type register_entry(const Process& process, const RecordType& type);
[[nodiscard]] cel::Type links_object(const RecordType& type);  // a list per link and inverse, in their order

}  // namespace reeve::process
