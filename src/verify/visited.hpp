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
    Found add(const Vector& vector) { return add(vector.data(), hash(vector.data())); }
    // The same in two parts, for many at a time: what memory is asked for comes while the others are looked
    // at.
    [[nodiscard]] std::uint64_t hash(const std::uint64_t* words) const;
    void expect(std::uint64_t hash) const {
        __builtin_prefetch(slots_.data() + (hash & (slots_.size() - 1)));
    }
    void expect_state(std::uint64_t hash) const;
    Found add(const std::uint64_t* words, std::uint64_t hash);
    [[nodiscard]] Vector at(StateIndex index) const;
    [[nodiscard]] StateIndex find(const Vector& vector) const;  // no_state when it was never come to
    [[nodiscard]] StateIndex size() const { return count_; }
    [[nodiscard]] std::size_t bytes() const;

private:
    [[nodiscard]] std::size_t slot_of(const std::uint64_t* words, std::uint64_t hash) const;
    void grow();

    std::size_t words_;
    StateIndex count_ = 0;
    std::vector<std::uint64_t> arena_;  // words_ of each state
    std::vector<StateIndex> slots_;     // open addressing
};

}  // namespace reeve::verify
