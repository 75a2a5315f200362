#pragma once
// The parts of a figure's key.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/sha256.hpp"

namespace reeve::store {

using KeyParts = std::span<const std::string_view>;

// The bytes that a key of two parts names in hexadecimal digits.
[[nodiscard]] inline std::optional<std::string> bytes_in(KeyParts parts) {
    std::string bytes;
    return parts.size() == 2 && unhex(parts[1], bytes) ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace reeve::store
