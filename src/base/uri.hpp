#pragma once

#include <string>
#include <string_view>

namespace reeve {

// As a part of a path or a query's value must be written (RFC 3986): bytes that are not unreserved become %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);
// A whole path: what parts it stays.
[[nodiscard]] std::string percent_encoded_path(std::string_view path);

}  // namespace reeve
