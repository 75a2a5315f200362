#pragma once
// The query parameters that choose and sort records: read here alone, for lists, saved views, counts and
// reports.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/outcome.hpp"
#include "desk/world.hpp"
#include "store/query.hpp"

namespace reeve::http {

// Decoded names and values, each name at most once.
using QueryPairs = std::vector<std::pair<std::string, std::string>>;

// The names that list_filter reads. What pages a list (limit, cursor, count) is not among them.
[[nodiscard]] std::span<const std::string_view> list_parameters();

// `caller` is who "me" is. Names beyond list_parameters() are not looked at. Refusals: malformed.
[[nodiscard]] Outcome<store::Filter> list_filter(const QueryPairs& query, const desk::World& world,
                                                 Id caller);

}  // namespace reeve::http
