#pragma once
// Which changes to the directory leave seats of approvals empty, and which records wait for seats.

#include "records/directory.hpp"
#include "records/event.hpp"
#include "records/record.hpp"

namespace reeve::records {

// Whether with the event of the directory the last active person left a role, everywhere or at an
// organisation.
[[nodiscard]] bool leaves_roles_empty(const Directory& before, const Directory& after, const Event& event);

// Whether a round of the record is open: somebody is to be heard.
[[nodiscard]] bool waits_for_seats(const Record& record);

}  // namespace reeve::records
