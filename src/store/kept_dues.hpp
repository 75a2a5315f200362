#pragma once
// When a record is due for somebody: by the clocks that everybody sees, and by those that are kept for her.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "records/record.hpp"
#include "store/query.hpp"

namespace reeve::store {

// Who sees every clock, among the words that clocks are kept for.
inline constexpr std::string_view sees_all_clocks = "*";

// By the clocks that everybody sees.
[[nodiscard]] std::optional<Instant> public_due(const records::Record& record);
// Where clocks that are kept for some make it due before that: for whom, and when.
[[nodiscard]] std::map<std::string, Instant> kept_dues(const records::Record& record);
// For whom clocks are kept that she sees, in that process.
[[nodiscard]] std::vector<std::string> audiences_in(const Sight& sight, std::string_view process);
// Whether she is one of those for whom something of that process is kept; so is everybody where it is kept
// for nobody alone.
[[nodiscard]] bool is_kept_for(const Sight& sight, std::string_view process,
                               const std::vector<std::string>& whom);
// By all clocks that she sees.
[[nodiscard]] std::optional<Instant> due_for(const records::Record& record, const Sight& sight);

}  // namespace reeve::store
