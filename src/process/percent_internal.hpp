#pragma once
// "75%" as it stands in files.

#include <optional>
#include <string_view>

#include "base/integer.hpp"

namespace reeve::process {

[[nodiscard]] inline std::optional<int> parse_percent(std::string_view text) {
    if (!text.ends_with('%')) return std::nullopt;
    return parse_integer<int>(text.substr(0, text.size() - 1));
}

}  // namespace reeve::process
