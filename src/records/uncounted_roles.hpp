#pragma once
// Roles that somebody has where they then have nobody's hours.

#include <string>
#include <string_view>
#include <vector>

#include "process/model.hpp"
#include "records/directory.hpp"

namespace reeve::records {

// Of the person's roles in the process those whose clocks count in the holder's hours, of which there are
// none because she has the role, while nobody has taken a record and no team holds it: a sentence each.
[[nodiscard]] std::vector<std::string> uncounted_roles(const Directory& directory,
                                                       const process::Process& process, const Person& person,
                                                       std::string_view language);

}  // namespace reeve::records
