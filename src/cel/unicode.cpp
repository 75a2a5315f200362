#include "cel/unicode_internal.hpp"

namespace reeve::cel {

std::u32string decode_utf8(std::string_view text) {
    std::u32string points;
    points.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t point = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t i = 1; i < length && at + i < text.size(); ++i)
            point = point << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
        points += point;
        at += length;
    }
    return points;
}

void append_utf8(std::string& onto, char32_t point) {
    const auto put = [&onto](char32_t byte) { onto += static_cast<char>(byte); };
    if (point < 0x80) return put(point);
    if (point < 0x800) {
        put(0xC0 | point >> 6);
    } else {
        if (point < 0x10000) {
            put(0xE0 | point >> 12);
        } else {
            put(0xF0 | point >> 18);
            put(0x80 | (point >> 12 & 0x3F));
        }
        put(0x80 | (point >> 6 & 0x3F));
    }
    put(0x80 | (point & 0x3F));
}

std::string encode_utf8(std::u32string_view points) {
    std::string text;
    text.reserve(points.size());
    for (const char32_t point : points) append_utf8(text, point);
    return text;
}

}  // namespace reeve::cel
