#pragma once
// Opaque 128-bit identifiers. As text: 32 lower-case hexadecimal digits.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace reeve {

struct Id {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    auto operator<=>(const Id&) const = default;
    [[nodiscard]] bool empty() const { return high == 0 && low == 0; }
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::array<std::uint8_t, 16> bytes() const;  // big-endian: byte order is value order

    // Nothing unless the text is exactly 32 lower-case hexadecimal digits.
    [[nodiscard]] static std::optional<Id> parse(std::string_view text);
    [[nodiscard]] static Id from_bytes(const std::uint8_t* sixteen);
    // A stable id made from a name: the first half of SHA-256("reeve-id:" + name). For shipped people
    // and organisations, so that demonstration and rehearsals name the same ones every time.
    [[nodiscard]] static Id of_name(std::string_view name);
};

}  // namespace reeve

template <>
struct std::hash<reeve::Id> {
    std::size_t operator()(const reeve::Id& id) const noexcept {
        return static_cast<std::size_t>(id.high ^ (id.low * 0x9E3779B97F4A7C15ULL));
    }
};
