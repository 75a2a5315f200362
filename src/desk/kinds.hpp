#pragma once
// What changed, in a word each, for whoever follows a record: "state", "holder", "comment" …

#include <string>
#include <string_view>
#include <vector>

#include "records/change.hpp"

namespace reeve::desk {

// "" for what nobody needs to be told of.
[[nodiscard]] std::string_view kind_of(const records::Change& change);
// Adds what is not yet there.
void add_kinds(const records::Changes& changes, std::vector<std::string>& onto);

}  // namespace reeve::desk
