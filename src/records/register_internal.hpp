#pragma once
// Registers: records that are data, in effect from and until an instant (G2).

#include "cel/value.hpp"
#include "records/decide.hpp"

namespace reeve::records {

inline constexpr std::size_t entries_max = 1000;

// Whether the entry of a register counts at that instant.
[[nodiscard]] bool in_effect(const process::RecordType& type, const Record& entry, Instant at);
// The entries in effect, as a list of objects; an error where there are more than entries_max.
[[nodiscard]] cel::Value seen_register(const process::Process& process, const process::RecordType& type,
                                       const Directory& directory, Facts& facts, Instant at);

}  // namespace reeve::records
