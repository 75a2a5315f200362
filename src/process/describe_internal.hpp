#pragma once

#include <string_view>

#include "base/json.hpp"
#include "process/model.hpp"

namespace reeve::process {

[[nodiscard]] Json describe_type(const Process& process, const RecordType& type, std::string_view language);
[[nodiscard]] JsonArray describe_values(const Choice& choice, std::string_view language);

}  // namespace reeve::process
