#pragma once
// What a role lets people see of a type's records, whoever has it and wherever (decision 0004).

#include "process/model.hpp"

namespace reeve::verify {

// Whether who has that role alone sees any: it sees more than its own, it reports, logs or makes them, is
// heard on them or is told of them. Somebody may still have them follow a record.
[[nodiscard]] bool sees_any(const process::Process& process, const process::RecordType& type,
                            process::Index role);

// Whether who has the role sees what comes to the role only where the organisation is a party otherwise: the
// role names none of the record's at which it is had.
[[nodiscard]] bool sees_by_chance(const process::RecordType& type, const process::Role& role);

}  // namespace reeve::verify
