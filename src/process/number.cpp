#include "process/number.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/integer.hpp"

namespace reeve::process {

std::optional<NumberFormat> parse_number_format(std::string_view text) {
    constexpr std::string_view opening = "{seq:";
    const std::size_t brace = text.find(opening);
    if (brace == std::string_view::npos || brace < 2 || brace > 20 || !text.ends_with('}'))
        return std::nullopt;
    const std::string_view before = text.substr(0, brace);
    const auto plain = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    if (before.back() != '-' || before.front() < 'A' || before.front() > 'Z' ||
        !std::all_of(before.begin(), before.end() - 1, plain))
        return std::nullopt;
    std::string_view digits = text.substr(brace + opening.size());
    digits.remove_suffix(1);
    const auto count = parse_integer<int>(digits);
    if (!count || *count < 1 || *count > 12) return std::nullopt;
    return NumberFormat{std::string(before), *count};
}

std::string text(const NumberFormat& format, std::int64_t sequence) {
    return fmt::format("{}{:0{}}", format.before, sequence, format.digits);
}

}  // namespace reeve::process
