#pragma once
// What the moves of a type came to, by what they asked of the state: for each move a tree of the dimensions
// that it asked in turn. Where one would be answered all along as it was before, it comes to the same and is
// not tried again.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "verify/vector.hpp"

namespace reeve::verify {

// What one way of a move writes.
struct Change {
    std::uint32_t way = 0;
    Vector written{};  // a one for each bit
    Vector after{};
};

// All ways of a move. Those that change nothing, or the same as one before, are left out.
struct Course {
    std::uint32_t ways = 0;  // were tried
    std::uint32_t count = 0;
    std::uint64_t first = 0;  // into the changes
};

class Recall {
public:
    // `words`: of a state.
    Recall(std::size_t moves, std::size_t words) : words_(words), roots_(moves, unknown), tallies_(moves) {}

    // Null where that is not known.
    [[nodiscard]] const Course* find(std::uint32_t move, const Vector& state);
    [[nodiscard]] std::uint32_t way(const Course& course, std::uint32_t change) const {
        return static_cast<std::uint32_t>(changes_[place(course, change)]);
    }
    [[nodiscard]] Vector after(const Course& course, std::uint32_t change, const Vector& state) const;

    // Whether it is worth the while to remember what the move comes to.
    [[nodiscard]] bool minds(std::uint32_t move) const;
    // `asked`: in turn, by all ways together.
    void add(std::uint32_t move, const Vector& state, const std::vector<Slice>& asked, std::uint32_t ways,
             std::vector<Change>& changes);
    // What is known is found out anew when it is wanted.
    void forget();
    [[nodiscard]] std::size_t bytes() const;

private:
    using Root = std::uint32_t;
    static constexpr Root course_bit = Root{1} << 31;
    static constexpr Root unknown = course_bit - 1;
    struct Node {
        Slice at;
        std::uint32_t first = 0;  // into the children
    };
    struct Tally {
        std::uint64_t asked = 0, known = 0;
    };

    [[nodiscard]] std::size_t place(const Course& course, std::uint32_t change) const {
        return course.first + std::size_t{change} * (1 + 2 * words_);
    }
    // Where the way through the tree ends that such a state takes, made where it was not there; null where
    // other questions stand on it.
    [[nodiscard]] Root* end_of(std::uint32_t move, const Vector& state, const std::vector<Slice>& asked);

    std::size_t words_;
    std::vector<Root> roots_;     // by move
    std::vector<Tally> tallies_;  // by move
    std::vector<Node> nodes_;
    std::vector<Root> children_;
    std::vector<Course> courses_;
    std::vector<std::uint64_t>
        changes_;  // of each: its way, then for each word what stays and what is written
};

}  // namespace reeve::verify
