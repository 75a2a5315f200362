#pragma once
// Why a record has the priority that it has: the row of the table that gave it, and what was looked up.

#include <optional>
#include <vector>

#include "process/model.hpp"
#include "records/directory.hpp"
#include "records/record.hpp"

namespace reeve::records {

struct PriorityWhy {
    const process::Table* table = nullptr;
    std::size_t row = 0;                 // in the file's order, from 1
    std::vector<process::Index> inputs;  // the fields that it is computed from, in the type's order
};

// Nothing where the type has no priority, it is not computed, or no row of a table gives it now.
[[nodiscard]] std::optional<PriorityWhy> priority_why(const process::Process& process,
                                                      const process::RecordType& type, const Record& record,
                                                      const Directory& directory);

}  // namespace reeve::records
