#pragma once
// What is said in events, by which their record is found: comments, in each language in which they are
// published, and the words of time entries.

#include <string_view>
#include <vector>

#include "records/event.hpp"

namespace reeve::store {

// Whether the text of that name says such a thing.
[[nodiscard]] bool is_said(std::string_view path);

// In the order of the texts' names, what was erased left out. Views of the event's own.
[[nodiscard]] std::vector<std::string_view> said_in(const records::Event& event);

}  // namespace reeve::store
