#pragma once
// The steps that one evaluation may still take. Everything whose work grows with a value spends from it.

#include <cstddef>
#include <cstdint>

namespace reeve::cel {

struct Budget {
    std::int64_t left = 0;

    // False, and empty from then on, when it does not suffice.
    bool spend(std::size_t steps) {
        if (left < 0 || static_cast<std::uint64_t>(left) < steps) {
            left = -1;
            return false;
        }
        left -= static_cast<std::int64_t>(steps);
        return true;
    }
    // For making or reading so many bytes.
    bool spend_bytes(std::size_t bytes) { return spend(bytes / 16); }
    [[nodiscard]] bool empty() const { return left < 0; }
};

}  // namespace reeve::cel
