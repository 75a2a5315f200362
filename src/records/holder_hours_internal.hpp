#pragma once
// Where a record is held, and in whose hours.

#include <string>
#include <string_view>

#include "records/decision_internal.hpp"

namespace reeve::records {

// That which the custody itself names: the holder's own, else its team's. Empty when it names none.
[[nodiscard]] Id named_organisation(const Directory& directory, const Holder& holder);
// The organisation at which the holder works: its own, else its team's, else its person's, else the one at
// which all who have the role have it. Empty when there is no such one.
[[nodiscard]] Id holder_organisation(const Directory& directory, std::string_view process,
                                     const Holder& holder);

// The calendar of the team that holds the record, else of the holder's organisation; null when neither has
// one. `whose` becomes who was asked last, as people know it.
[[nodiscard]] const WorkingCalendar* holder_hours(Decision& decision, const Holder& holder,
                                                  std::string& whose);

}  // namespace reeve::records
