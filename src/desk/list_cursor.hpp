#pragma once
// The opaque cursor of a list: a position, bound to the filter and the caller it was given for. Nothing rests
// on its being secret: what a page shows is decided by the caller's sight each time.

#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/outcome.hpp"
#include "store/query.hpp"

namespace reeve::desk {

[[nodiscard]] std::string write_cursor(std::string_view position, const store::Filter& filter, Id caller);
// Of a list that no filter chooses: `list` says which.
[[nodiscard]] std::string write_cursor(std::string_view position, std::string_view list, Id caller);
// The position. Refusal malformed when it is none, or belongs to another filter or caller.
[[nodiscard]] Outcome<std::string> read_cursor(std::string_view cursor, const store::Filter& filter,
                                               Id caller);
[[nodiscard]] Outcome<std::string> read_cursor(std::string_view cursor, std::string_view list, Id caller);

}  // namespace reeve::desk
