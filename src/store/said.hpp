#pragma once
// The words by which a comment is found.

#include <string_view>
#include <vector>

#include "records/event.hpp"

namespace reeve::store {

// What the event says as a comment, in each language in which it says it, or of time that it logs; by the names of the texts, as they
// are kept. Views of the event's own.
[[nodiscard]] std::vector<std::string_view> comments_of(const records::Event& event);

}  // namespace reeve::store
