#pragma once
// An expression as a decision diagram over the dimensions of a model: each node asks one dimension, each leaf
// says what the expression may come to. Made once by the real evaluator; asked by following a few numbers.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "verify/vector.hpp"

namespace reeve::verify {

// What an expression may come to, a bit for each: its reader says which is which.
using Mask = std::uint64_t;
inline constexpr Mask anything = ~Mask{0};

// Of a condition.
inline constexpr Mask may_hold = 1;
inline constexpr Mask may_fail = 2;
inline constexpr Mask may_err = 4;

// What a node asks: a dimension of the present or of the former vector, or a free choice that belongs to no
// dimension (such a node stands in no finished diagram).
struct Asked {
    enum class Of : std::uint8_t { present, former, free } of = Of::present;
    std::uint32_t index = 0;
    bool operator==(const Asked&) const = default;
    auto operator<=>(const Asked&) const = default;
};

using Root = std::uint32_t;
// A row of a table that was looked up: (table, row).
using RowSet = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

class Diagrams {
public:
    struct Leaf {
        Mask mask = 0;
        std::uint32_t rows = 0;  // into row_sets
        bool operator==(const Leaf&) const = default;
        auto operator<=>(const Leaf&) const = default;
    };

    Diagrams();
    [[nodiscard]] Root leaf(Mask mask, RowSet rows = {});
    [[nodiscard]] Root node(Asked asked, std::span<const Root> children);
    // What either may come to.
    [[nodiscard]] Root unite(Root a, Root b);
    // The diagram where the dimension has that value, present and former alike.
    [[nodiscard]] Root where(Root root, DimensionIndex dimension, std::uint32_t value);
    [[nodiscard]] bool asks(Root root, DimensionIndex dimension, Asked::Of of) const;
    // What it comes to where it asks nothing.
    [[nodiscard]] std::optional<Mask> constant(Root root) const;

    // After the layout was placed: nodes know where their dimensions lie.
    void settle(const Layout& layout);

    // `value`: of a dimension, by where it lies and of which vector it is asked.
    template <class Value>
    [[nodiscard]] Mask evaluate(Root root, const Value& value) const {
        while ((root & leaf_bit) == 0) {
            const Node& node = nodes_[root];
            root = children_[node.first + value(node.at, node.asked.of)];
        }
        touched_[root & ~leaf_bit] = 1;
        return leaves_[root & ~leaf_bit].mask;
    }

    // To which leaves evaluations came, a one for each; and those of before, for the ones that follow.
    [[nodiscard]] std::vector<std::uint8_t> exchange_touched(std::vector<std::uint8_t> before) const {
        return std::exchange(touched_, std::move(before));
    }
    void touch(std::uint32_t leaf) const { touched_[leaf] = 1; }
    [[nodiscard]] std::size_t leaves() const { return leaves_.size(); }
    // The rows of the leaves that some evaluation came to.
    [[nodiscard]] RowSet rows_touched() const;
    [[nodiscard]] std::size_t nodes() const { return nodes_.size(); }
    // About so much memory.
    [[nodiscard]] std::size_t bytes() const;

private:
    static constexpr Root leaf_bit = Root{1} << 31;
    struct Node {
        Asked asked;
        Slice at;
        std::uint32_t first = 0, count = 0;
    };

    [[nodiscard]] std::vector<Root> children_of(Root root) const;
    [[nodiscard]] Root restrict(Root root, Asked asked, std::uint32_t value);

    std::vector<Node> nodes_;
    std::vector<Root> children_;
    std::vector<Leaf> leaves_;
    mutable std::vector<std::uint8_t> touched_;
    std::vector<RowSet> row_sets_;
    std::map<std::pair<Asked, std::vector<Root>>, Root> known_nodes_;
    std::map<Leaf, Root> known_leaves_;
    std::map<RowSet, std::uint32_t> known_rows_;
};

}  // namespace reeve::verify
