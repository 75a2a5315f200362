#pragma once
// What an approval's round is about, seen from outside.

#include "process/model.hpp"
#include "records/record.hpp"

namespace reeve::records {

// Whether what its last round was put before the seats for is still what is there; false without one.
[[nodiscard]] bool is_unchanged(const process::RecordType& type, const process::Approval& approval,
                                const Record& record);

}  // namespace reeve::records
