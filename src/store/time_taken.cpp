#include "store/time_taken.hpp"

#include <algorithm>

namespace reeve::store {
namespace {

// Where `tenths` of the way from the least to the greatest lies, between two of them in proportion.
std::int64_t at_tenths(std::vector<std::int64_t>& micros, std::int64_t tenths) {
    const std::int64_t place = tenths * (static_cast<std::int64_t>(micros.size()) - 1);
    const auto lower = micros.begin() + place / 10;
    std::nth_element(micros.begin(), lower, micros.end());
    const std::int64_t part = place % 10;
    const std::int64_t upper = part == 0 ? *lower : *std::min_element(lower + 1, micros.end());
    const std::int64_t apart = upper - *lower;
    return *lower + apart / 10 * part + apart % 10 * part / 10;
}

std::int64_t seconds(std::int64_t micros) {
    constexpr std::int64_t second = 1'000'000;
    const std::int64_t whole = micros / second - (micros % second < 0 ? 1 : 0);
    return whole + (micros - whole * second >= second / 2 ? 1 : 0);
}

}  // namespace

std::optional<std::int64_t> median_s(std::vector<std::int64_t>& micros) {
    return micros.empty() ? std::nullopt : std::optional(seconds(at_tenths(micros, 5)));
}

TimeTaken time_taken(std::vector<std::int64_t>& micros) {
    TimeTaken taken{static_cast<std::int64_t>(micros.size()), median_s(micros), {}};
    if (!micros.empty()) {
        taken.p90_s = seconds(at_tenths(micros, 9));
    }
    return taken;
}

}  // namespace reeve::store
