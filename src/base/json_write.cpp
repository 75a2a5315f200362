#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/json.hpp"
#include "base/json_text.hpp"

namespace reeve {
namespace {

// The letter after the backslash; 'u' for the long form, 0 for what needs no escape.
constexpr std::array<char, 256> make_escapes() {
    std::array<char, 256> escapes{};
    for (std::size_t c = 0; c < 0x20; ++c) escapes[c] = 'u';
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
}
constexpr std::array<char, 256> escapes = make_escapes();

void write_real(double value, std::string& onto) {
    // JSON has no word for these; a report may meet one (0.0 / 0.0), and null is what ECMAScript writes.
    if (!std::isfinite(value)) {
        onto += "null";
        return;
    }
    char digits[32];
    const char* end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
    const std::string_view written(digits, static_cast<std::size_t>(end - digits));
    onto += written;
    // A real that is whole stays a real when it is read again.
    if (written.find_first_of(".e") == std::string_view::npos) onto += ".0";
}

// How many bytes from `at` on need no escape, in steps of eight; the rest is looked at one by one.
std::size_t plain_words(const char* at, std::size_t size) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highs = 0x8080808080808080;
    const auto has_zero = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
    std::size_t plain = 0;
    for (; plain + sizeof(std::uint64_t) <= size; plain += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, at + plain, sizeof word);
        // Below 0x20: no bit of the upper three is set. UTF-8 beyond ASCII has the highest.
        const std::uint64_t control = has_zero(word & (ones * 0xe0));
        if ((control | has_zero(word ^ (ones * '"')) | has_zero(word ^ (ones * '\\'))) != 0) break;
    }
    return plain;
}

}  // namespace

void write_json_string(std::string_view text, std::string& onto) {
    static constexpr char digits[] = "0123456789abcdef";
    onto += '"';
    std::size_t plain = 0;
    for (std::size_t i = plain_words(text.data(), text.size()); i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const char escape = escapes[byte];
        if (escape == 0) continue;
        onto.append(text, plain, i - plain);
        plain = i + 1;
        onto += '\\';
        onto += escape;
        if (escape == 'u') {
            onto += "00";
            onto += digits[byte >> 4];
            onto += digits[byte & 15];
        }
        i += plain_words(text.data() + plain, text.size() - plain);
    }
    onto.append(text, plain);
    onto += '"';
}

void write_json_integer(std::int64_t value, std::string& onto) {
    char digits[24];
    onto.append(digits, std::to_chars(std::begin(digits), std::end(digits), value).ptr);
}

void write_json(const Json& value, std::string& onto) {
    if (value.is_null()) {
        onto += "null";
    } else if (value.is_bool()) {
        onto += value.boolean() ? "true" : "false";
    } else if (value.is_integer()) {
        write_json_integer(value.integer(), onto);
    } else if (value.is_real()) {
        write_real(value.real(), onto);
    } else if (value.is_string()) {
        write_json_string(value.string(), onto);
    } else if (value.is_array()) {
        char before = '[';
        for (const Json& item : value.array()) {
            onto += before;
            write_json(item, onto);
            before = ',';
        }
        onto += value.array().empty() ? "[]" : "]";
    } else {
        char before = '{';
        for (const auto& [key, member] : value.object()) {
            onto += before;
            write_json_string(key, onto);
            onto += ':';
            write_json(member, onto);
            before = ',';
        }
        onto += value.object().empty() ? "{}" : "}";
    }
}

std::string write_json(const Json& value) {
    std::string text;
    write_json(value, text);
    return text;
}

}  // namespace reeve
