#include "verify/vector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace reeve::verify {

DimensionIndex Layout::add(std::string name, std::vector<std::string> values, bool kept) {
    dimensions_.push_back({std::move(name), std::move(values), kept, true, {}});
    return static_cast<DimensionIndex>(dimensions_.size() - 1);
}

bool Layout::place() {
    std::size_t word = 0;
    unsigned used = 0;
    const auto place_all = [&](bool kept) {
        for (Dimension& dimension : dimensions_) {
            if (dimension.kept != kept) continue;
            const std::size_t most =
                dimension.used && dimension.values.size() > 1 ? dimension.values.size() - 1 : 0;
            const auto bits = static_cast<unsigned>(std::bit_width(most));
            if (bits == 0) {
                dimension.at = {};
                continue;
            }
            if (used + bits > 64) {
                ++word;
                used = 0;
            }
            dimension.at = {static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(used),
                            (std::uint64_t{1} << bits) - 1};
            used += bits;
            if (word >= words_max) return false;
        }
        return true;
    };
    if (!place_all(true)) return false;
    kept_words_ = word + 1;
    ++word;
    used = 0;
    return place_all(false);
}

std::vector<std::string> Layout::largest(std::size_t count) const {
    std::vector<const Dimension*> kept;
    for (const Dimension& dimension : dimensions_)
        if (dimension.kept && dimension.used && dimension.values.size() > 1) kept.push_back(&dimension);
    std::stable_sort(kept.begin(), kept.end(), [](const Dimension* a, const Dimension* b) {
        return a->values.size() > b->values.size();
    });
    if (kept.size() > count) kept.resize(count);
    std::vector<std::string> named;
    for (const Dimension* dimension : kept)
        named.push_back(fmt::format("{} ({} values)", dimension->name, dimension->values.size()));
    return named;
}

}  // namespace reeve::verify
