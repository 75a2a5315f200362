#pragma once
// What changed, in a word each, for whoever follows a record: "state", "holder", "comment" …

#include <bitset>
#include <string_view>
#include <vector>

#include "records/change.hpp"

namespace reeve::desk {

// Places in the list of words.
using Kinds = std::bitset<32>;

[[nodiscard]] Kinds kinds_of(const records::Changes& changes);
// Those that may be named to who reads no internal entries (decision 0004).
[[nodiscard]] Kinds public_kinds(Kinds kinds);
[[nodiscard]] std::vector<std::string_view> words_of(Kinds kinds);

}  // namespace reeve::desk
