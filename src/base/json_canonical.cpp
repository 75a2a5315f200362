#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/check.hpp"
#include "base/json.hpp"
#include "base/json_text.hpp"

namespace reeve {
namespace {

// ECMAScript holds every integer up to here exactly; beyond, RFC 8785 speaks of the nearest double.
constexpr std::int64_t exact_max = std::int64_t{1} << 53;

// By UTF-16 code units: as bytes, save that what takes two units (lead bytes F0 to F4) comes before
// U+E000 to U+FFFF (lead bytes EE and EF).
bool before_utf16(std::string_view a, std::string_view b) {
    const auto [at_a, at_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (at_a == a.end() || at_b == b.end()) return at_b != b.end();
    const auto byte_a = static_cast<unsigned char>(*at_a);
    const auto byte_b = static_cast<unsigned char>(*at_b);
    if (byte_a >= 0xEE && byte_b >= 0xEE && (byte_a >= 0xF0) != (byte_b >= 0xF0)) return byte_a >= 0xF0;
    return byte_a < byte_b;
}

// ECMA-262, Number::toString: the shortest digits that read back the same, in its own choice of form.
void write_ecmascript(double value, std::string& onto) {
    REEVE_CHECK(std::isfinite(value));
    if (value == 0) {
        onto += '0';
        return;
    }
    char written[32];
    char* end =
        std::to_chars(std::begin(written), std::end(written), value, std::chars_format::scientific).ptr;
    const std::string_view text(written, static_cast<std::size_t>(end - written));
    const std::size_t mark = text.find('e');
    int exponent = 0;
    std::from_chars(text.data() + mark + (text[mark + 1] == '+' ? 2 : 1), end, exponent);
    std::string digits;
    for (const char c : text.substr(0, mark)) {
        if (c == '-')
            onto += '-';
        else if (c != '.')
            digits += c;
    }
    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1;  // digits before the decimal point
    if (point >= count && point <= 21) {
        onto += digits;
        onto.append(static_cast<std::size_t>(point - count), '0');
    } else if (point > 0 && point <= 21) {
        onto.append(digits, 0, static_cast<std::size_t>(point));
        onto += '.';
        onto.append(digits, static_cast<std::size_t>(point));
    } else if (point > -6 && point <= 0) {
        onto += "0.";
        onto.append(static_cast<std::size_t>(-point), '0');
        onto += digits;
    } else {
        onto += digits[0];
        if (count > 1) onto.append(1, '.').append(digits, 1);
        onto += exponent < 0 ? "e-" : "e+";
        write_json_integer(std::abs(exponent), onto);
    }
}

void write_canonical(const Json& value, std::string& onto);

void write_members(const JsonObject& object, std::string& onto) {
    std::vector<const JsonObject::Member*> sorted;
    sorted.reserve(object.size());
    for (const JsonObject::Member& member : object) sorted.push_back(&member);
    std::sort(sorted.begin(), sorted.end(),
              [](const auto* a, const auto* b) { return before_utf16(a->first, b->first); });
    onto += '{';
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0) onto += ',';
        write_json_string(sorted[i]->first, onto);
        onto += ':';
        write_canonical(sorted[i]->second, onto);
    }
    onto += '}';
}

void write_canonical(const Json& value, std::string& onto) {
    if (value.is_object()) {
        write_members(value.object(), onto);
    } else if (value.is_array()) {
        onto += '[';
        for (std::size_t i = 0; i < value.array().size(); ++i) {
            if (i > 0) onto += ',';
            write_canonical(value.array()[i], onto);
        }
        onto += ']';
    } else if (value.is_real() ||
               (value.is_integer() && (value.integer() > exact_max || value.integer() < -exact_max))) {
        write_ecmascript(value.real(), onto);
    } else {
        write_json(value, onto);
    }
}

}  // namespace

std::string canonical_json(const Json& value) {
    std::string text;
    write_canonical(value, text);
    return text;
}

}  // namespace reeve
