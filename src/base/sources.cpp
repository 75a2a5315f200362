#include "base/sources.hpp"

#include <algorithm>
#include <array>

namespace reeve {
namespace {

// splitmix64 (Steele, Lea, Flood 2014): every seed gives a full period, one addition per number.
std::uint64_t next(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

}  // namespace

Id Entropy::id() {
    std::array<std::uint8_t, 16> bytes{};
    fill(bytes);
    return Id::from_bytes(bytes.data());
}

void SeededEntropy::fill(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        std::uint64_t word = next(state_);
        const std::size_t taken = std::min<std::size_t>(8, bytes.size());
        for (std::size_t i = 0; i < taken; ++i, word >>= 8) bytes[i] = static_cast<std::uint8_t>(word);
        bytes = bytes.subspan(taken);
    }
}

}  // namespace reeve
