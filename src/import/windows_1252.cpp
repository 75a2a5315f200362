#include <array>
#include <cstdint>

#include "import/windows_1252_internal.hpp"

namespace reeve::import {
namespace {

// 0x80 to 0x9F; all others are the code point of their number.
constexpr std::array<std::uint16_t, 32> upper{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                              0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                              0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                              0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append(std::string& onto, unsigned code) {
    if (code < 0x80) {
        onto += static_cast<char>(code);
        return;
    }
    if (code < 0x800) {
        onto += static_cast<char>(0xC0 | code >> 6);
    } else {
        onto += static_cast<char>(0xE0 | code >> 12);
        onto += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    }
    onto += static_cast<char>(0x80 | (code & 0x3F));
}

}  // namespace

std::string from_windows_1252(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        append(out, byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80u] : byte);
    }
    return out;
}

}  // namespace reeve::import
