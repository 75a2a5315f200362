#pragma once
// The states that were come to, each once, in the order in which they were.

#include <cstdint>
#include <vector>

#include "verify/vector.hpp"

namespace reeve::verify {

using StateIndex = std::uint32_t;
inline constexpr StateIndex no_state = ~StateIndex{0};

class Visited {
public:
    explicit Visited(std::size_t words);

    struct Found {
        StateIndex index = 0;
        bool is_new = false;
    };
    Found add(const Vector& vector);
    [[nodiscard]] Vector at(StateIndex index) const;
    [[nodiscard]] StateIndex find(const Vector& vector) const;  // no_state when it was never come to
    [[nodiscard]] StateIndex size() const { return count_; }
    [[nodiscard]] std::size_t bytes() const;

private:
    [[nodiscard]] std::uint64_t hash(const std::uint64_t* words) const;
    [[nodiscard]] std::size_t slot_of(const std::uint64_t* words) const;
    void grow();

    std::size_t words_;
    StateIndex count_ = 0;
    std::vector<std::uint64_t> arena_;  // words_ of each state
    std::vector<StateIndex> slots_;     // open addressing
};

}  // namespace reeve::verify
