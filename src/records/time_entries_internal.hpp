#pragma once
// How long people worked on a record: what they logged, and what of it counts.

#include <cstdint>

#include "records/permission_internal.hpp"

namespace reeve::records {

// Minutes that count for the need, which asks for time entries: of `actor` where it asks for hers.
[[nodiscard]] std::int64_t minutes_for(const Record& record, const process::RecordType& type,
                                       const process::Need& need, const Person* actor);

// Whether something that she logged counts still: that she may strike.
[[nodiscard]] bool has_logged(const Record& record, Id person);
// Why she may not strike time that another logged; empty where she may: the process says who does.
[[nodiscard]] std::string why_not_strike_others(const Asking& asking, const Record& record);

}  // namespace reeve::records
