#pragma once
// Pieces of JSON text, for whoever writes it without building a value first.

#include <cstdint>
#include <string>
#include <string_view>

namespace reeve {

// In quotes, with only the escapes that RFC 8785 asks for. The text is valid UTF-8.
void write_json_string(std::string_view text, std::string& onto);
void write_json_integer(std::int64_t value, std::string& onto);

}  // namespace reeve
