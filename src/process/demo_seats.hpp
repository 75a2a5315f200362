#pragma once
// Whether the people of a demonstration can fill the roles of their process and the seats of its approvals.

#include <string>
#include <vector>

#include "process/demo.hpp"
#include "process/model.hpp"

namespace reeve::process {

[[nodiscard]] bool is_role(const DemoRole& held, const Process& process, Index role);
// Wherever she has it.
[[nodiscard]] bool has_role(const Process& process, const DemoPerson& person, Index role);

// A sentence for each seat that nobody could be left to fill: too few have the role, or those who are
// excluded may be all of them. Of a seat that is heard at an organisation: where that is so of every
// organisation that may be named.
[[nodiscard]] std::vector<std::string> empty_seats(const Process& process, const Demo& demo);

// Which organisations records name in the field: those of its kind; of a field for any kind those from which
// somebody reports.
[[nodiscard]] std::vector<const DemoOrganisation*> organisations_named(const Process& process,
                                                                       const RecordType& type,
                                                                       const Field& field, const Demo& demo);

// A sentence for each role that nobody has where it counts, and for each seat that too few fill at some of
// the organisations that may be named.
[[nodiscard]] std::vector<std::string> missing_people(const Process& process, const Demo& demo);

}  // namespace reeve::process
