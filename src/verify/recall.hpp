#pragma once
// What the moves of a type came to, by what they asked of the state: for each move a tree of the dimensions
// that it asked in turn. Where one would be answered all along as it was before, it comes to the same and is
// not tried again.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "verify/asked_trees.hpp"

namespace reeve::verify {

inline constexpr std::uint32_t no_clocks = ~std::uint32_t{0};

// Ways of a move that are one up to where clocks are settled, and go on in so many. All of them are gone once
// for each way in which the clocks go.
struct Fork {
    std::uint32_t clocks = no_clocks;  // their courses together
    std::uint32_t ways = 0;
    std::uint32_t changes = 0;  // those of them that are no others' over again
    bool operator==(const Fork&) const = default;
};

// What one way of a move writes, clocks apart.
struct Change {
    std::uint32_t fork = 0, way = 0;
    Vector written{};  // a one for each bit
    Vector after{};
};

// All ways of a move, and what they come to.
struct Gone {
    std::vector<Fork> forks;
    std::vector<Change> changes;  // in turn
    void clear() {
        forks.clear();
        changes.clear();
    }
};

// The same, with those left out that change nothing, or the same as one before.
struct Course {
    std::span<const Fork> forks;
    // Of each change: its way, then for each word what is written and what stays there.
    const std::uint64_t* changes = nullptr;
};

class Recall {
public:
    // `words`: of a state.
    Recall(std::size_t moves, std::size_t words) : words_(words), trees_(moves), tallies_(moves) {}

    // Nothing where that is not known.
    [[nodiscard]] std::optional<std::uint32_t> find(std::uint32_t move, const Vector& state);
    // Courses that are the same have one number. It is good until something is added or forgotten.
    [[nodiscard]] Course operator[](std::uint32_t course) const;

    // Whether it is worth the while to remember what the move comes to.
    [[nodiscard]] bool minds(std::uint32_t move) const;
    // `asked`: in turn, by all ways together.
    std::uint32_t add(std::uint32_t move, const Vector& state, const std::vector<Slice>& asked, Gone& gone);
    // One that is not remembered; good until the next.
    [[nodiscard]] Course for_once(Gone& gone);
    // What is known is found out anew when it is wanted.
    void forget();
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Tally {
        std::uint64_t asked = 0, known = 0;
    };
    struct Place {
        std::size_t fork = 0, forks = 0;
        std::size_t word = 0, words = 0;
    };

    void write_down(const Gone& gone, std::vector<std::uint64_t>& to) const;
    [[nodiscard]] std::uint32_t course_of(const Gone& gone);
    [[nodiscard]] bool are_same(const Place& a, const Place& b) const;

    std::size_t words_;
    AskedTrees<Slice> trees_;     // by move
    std::vector<Tally> tallies_;  // by move
    std::vector<Place> courses_;
    std::vector<Fork> forks_;
    std::vector<std::uint64_t> changes_;
    std::vector<std::uint64_t> for_once_;
    std::unordered_multimap<std::uint64_t, std::uint32_t> known_;  // by what is in them
};

}  // namespace reeve::verify
