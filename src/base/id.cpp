#include "base/id.hpp"

#include "base/sha256.hpp"

namespace reeve {
namespace {

constexpr char digits[] = "0123456789abcdef";

void append_hex(std::uint64_t value, char* onto) {
    for (int i = 15; i >= 0; --i, value >>= 4) onto[i] = digits[value & 15];
}

std::optional<std::uint64_t> parse_hex(std::string_view text) {
    std::uint64_t value = 0;
    for (const char c : text) {
        unsigned digit = 0;
        if (c >= '0' && c <= '9')
            digit = static_cast<unsigned>(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = static_cast<unsigned>(c - 'a' + 10);
        else
            return std::nullopt;
        value = value << 4 | digit;
    }
    return value;
}

std::uint64_t big_endian(const std::uint8_t* eight) {
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) value = value << 8 | eight[i];
    return value;
}

}  // namespace

std::string Id::text() const {
    std::string text(32, '0');
    append_hex(high, text.data());
    append_hex(low, text.data() + 16);
    return text;
}

std::array<std::uint8_t, 16> Id::bytes() const {
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[i] = static_cast<std::uint8_t>(high >> (56 - 8 * i));
        bytes[i + 8] = static_cast<std::uint8_t>(low >> (56 - 8 * i));
    }
    return bytes;
}

std::optional<Id> Id::parse(std::string_view text) {
    if (text.size() != 32) return std::nullopt;
    const auto high = parse_hex(text.substr(0, 16));
    const auto low = parse_hex(text.substr(16));
    if (!high || !low) return std::nullopt;
    return Id{*high, *low};
}

Id Id::from_bytes(const std::uint8_t* sixteen) {
    return {big_endian(sixteen), big_endian(sixteen + 8)};
}

Id Id::of_name(std::string_view name) {
    std::string named = "reeve-id:";
    named += name;
    return from_bytes(sha256(named).data());
}

}  // namespace reeve
