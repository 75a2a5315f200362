#pragma once
// Registers: records that are data, in effect from and until an instant (G2).

#include "cel/value.hpp"
#include "records/decide.hpp"

namespace reeve::records {

inline constexpr std::size_t entries_max = 1000;

// Whether the entry of a register counts at that instant.
[[nodiscard]] bool in_effect(const process::RecordType& type, const Record& entry, Instant at);
// When it next begins or ceases to count after that; nothing where it never does.
[[nodiscard]] std::optional<Instant> effect_turns(const process::RecordType& type, const Record& entry,
                                                  Instant after);
// Whether there is an instant at which it would count.
[[nodiscard]] bool ever_in_effect(const process::RecordType& type, const Record& entry);
// Whether both would ever count at the same instant.
[[nodiscard]] bool in_effect_together(const process::RecordType& type, const Record& a, const Record& b);
// The entries in effect, as a list of objects; an error where there are more than entries_max.
[[nodiscard]] cel::Value seen_register(const process::Process& process, const process::RecordType& type,
                                       const Directory& directory, Facts& facts, Instant at);

// A table's rows as the entries in effect say them, and the numbers of these entries; nothing where there are
// too many.
struct EntryRows {
    std::vector<process::Row> rows;
    std::vector<std::string> numbers;
};
[[nodiscard]] std::optional<EntryRows> entry_rows(const process::Process& process,
                                                  const process::Table& table, const Directory& directory,
                                                  Facts& facts, Instant at);

}  // namespace reeve::records
