#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>
#include <system_error>

namespace reeve {

// The whole text as a number in `base`, with a minus only where the type has one: nothing when there is
// anything else in it, or when the number does not fit.
template <std::integral Number>
[[nodiscard]] std::optional<Number> parse_integer(std::string_view text, int base = 10) {
    Number value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value, base);
    return error == std::errc() && stopped == end ? std::optional(value) : std::nullopt;
}

}  // namespace reeve
