#pragma once
// A record type's lifecycle as BPMN 2.0 (OMG formal/2011-01-03) for other tools: states as user tasks, acts
// as sequence flows between them, what the desk does by time as timer events at the border of a task, with a
// picture. A picture of the process, not a program: needs, rules and clocks have no place in it.

#include <string>
#include <string_view>

#include "process/model.hpp"

namespace reeve::process {

// One <definitions> document; titles in the language, or the nearest there is.
[[nodiscard]] std::string bpmn_of(const Process& process, const RecordType& type, std::string_view language);

}  // namespace reeve::process
