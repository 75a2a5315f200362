#include <array>
#include <charconv>
#include <cmath>

#include "cel/number_internal.hpp"

namespace reeve::cel {
namespace {

// Whether a number beyond double's range is beyond it at the small end: decided by its decimal exponent.
bool is_tiny(std::string_view text) {
    const auto e = text.find_first_of("eE");
    const std::string_view mantissa = text.substr(0, e);
    const auto point = std::min(mantissa.find('.'), mantissa.size());
    const auto first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos) return true;
    long magnitude = static_cast<long>(point) - static_cast<long>(first);
    if (e != std::string_view::npos) {
        std::string_view digits = text.substr(e + 1);
        if (digits.starts_with('+')) digits.remove_prefix(1);
        long exponent = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (read.ec != std::errc{}) return digits.starts_with('-');
        if (exponent > 1'000'000 || exponent < -1'000'000) return exponent < 0;
        magnitude += exponent;
    }
    return magnitude < 0;
}

}  // namespace

std::optional<double> parse_double(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const bool plain = !text.empty() && text.find_first_not_of("0123456789.eE+-") == std::string_view::npos &&
                       text.front() != '+' && text.front() != '-';
    if (!plain) return std::nullopt;
    double value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ptr != end) return std::nullopt;
    if (read.ec == std::errc::result_out_of_range) {
        if (!is_tiny(text)) return std::nullopt;
        value = 0;
    } else if (read.ec != std::errc{}) {
        return std::nullopt;
    }
    return negative ? -value : value;
}

std::string double_text(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
    // Plain between 0.0001 and 1e21, as people write numbers; with an exponent beyond.
    const double size = std::abs(value);
    const auto format =
        size != 0 && (size < 1e-4 || size >= 1e21) ? std::chars_format::scientific : std::chars_format::fixed;
    std::array<char, 64> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
    return {buffer.data(), written.ptr};
}

}  // namespace reeve::cel
