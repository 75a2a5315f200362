#pragma once
// Code points in and out of UTF-8. CEL counts and indexes strings by code point.

#include <string>
#include <string_view>

namespace reeve::cel {

// Of valid UTF-8.
[[nodiscard]] std::u32string decode_utf8(std::string_view text);
void append_utf8(std::string& onto, char32_t point);
[[nodiscard]] std::string encode_utf8(std::u32string_view points);
// A code point that may stand in a string: no surrogate, not above U+10FFFF.
[[nodiscard]] constexpr bool is_scalar(char32_t point) {
    return point < 0xD800 || (point > 0xDFFF && point <= 0x10FFFF);
}

}  // namespace reeve::cel
