#pragma once
// At which organisation a record is held.

#include <string_view>

#include "records/directory.hpp"
#include "records/record.hpp"

namespace reeve::records {

// The one organisation at which all active people have the role, `except` left out; empty when they have it
// at several.
[[nodiscard]] Id shared_organisation(const Directory& directory, std::string_view process,
                                     std::string_view role, Id except = {});
// That which the custody itself names: the holder's own, else its team's. Empty when it names none.
[[nodiscard]] Id named_organisation(const Directory& directory, const Holder& holder);
// The organisation at which the holder works: its own, else its team's, else its person's, else the one at
// which all who have the role have it. Empty when there is no such one.
[[nodiscard]] Id holder_organisation(const Directory& directory, std::string_view process,
                                     const Holder& holder);

}  // namespace reeve::records
