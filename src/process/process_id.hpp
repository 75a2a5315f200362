#pragma once
// What a process may be called: its folder, and its id in the API.

#include <string_view>

namespace reeve::process {

// "epts-support"
[[nodiscard]] bool is_process_id(std::string_view text);
inline constexpr std::string_view process_id_rule =
    "a process is called by lower-case letters, digits, '-' and '_', beginning with a letter, at most 63";

}  // namespace reeve::process
