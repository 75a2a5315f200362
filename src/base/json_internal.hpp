#pragma once
// What the plain and the canonical writer share.

#include <cstdint>
#include <string>
#include <string_view>

namespace reeve::detail {

// In quotes, with only the escapes that RFC 8785 asks for. The text is valid UTF-8.
void write_string(std::string_view text, std::string& onto);
void write_integer(std::int64_t value, std::string& onto);

}  // namespace reeve::detail
