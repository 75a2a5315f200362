#include "verify/diagram.hpp"

#include <algorithm>
#include <set>

namespace reeve::verify {

Diagrams::Diagrams() {
    row_sets_.emplace_back();
    known_rows_[{}] = 0;
}

Root Diagrams::leaf(Mask mask, RowSet rows) {
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const auto [set, is_new] = known_rows_.try_emplace(rows, static_cast<std::uint32_t>(row_sets_.size()));
    if (is_new) row_sets_.push_back(std::move(rows));
    const Leaf leaf{mask, set->second};
    const auto [known, added] = known_leaves_.try_emplace(leaf, leaf_bit | static_cast<Root>(leaves_.size()));
    if (added) {
        leaves_.push_back(leaf);
        touched_.push_back(0);
    }
    return known->second;
}

Root Diagrams::node(Asked asked, std::span<const Root> children) {
    if (asked.of == Asked::Of::free) {
        Root all = children.front();
        for (const Root child : children.subspan(1)) all = unite(all, child);
        return all;
    }
    if (std::all_of(children.begin(), children.end(), [&](Root child) { return child == children.front(); }))
        return children.front();
    std::vector<Root> list(children.begin(), children.end());
    const auto known = known_nodes_.find({asked, list});
    if (known != known_nodes_.end()) return known->second;
    const auto root = static_cast<Root>(nodes_.size());
    nodes_.push_back(
        {asked, {}, static_cast<std::uint32_t>(children_.size()), static_cast<std::uint32_t>(list.size())});
    children_.insert(children_.end(), list.begin(), list.end());
    known_nodes_.emplace(std::pair(asked, std::move(list)), root);
    return root;
}

std::size_t Diagrams::bytes() const {
    constexpr std::size_t in_a_map = 48;  // of a tree's node, and what the allocator keeps
    const std::size_t node = 2 * sizeof(Node) + sizeof(std::vector<Root>) + in_a_map;
    const std::size_t leaf = 3 * sizeof(Leaf) + in_a_map;
    std::size_t rows = 0;
    for (const RowSet& set : row_sets_)
        rows += 2 * (sizeof(RowSet) + set.capacity() * sizeof(RowSet::value_type)) + in_a_map;
    return nodes_.size() * node + 2 * children_.size() * sizeof(Root) + leaves_.size() * leaf + rows;
}

std::vector<Root> Diagrams::children_of(Root root) const {
    const Node& node = nodes_[root];
    return {children_.begin() + node.first, children_.begin() + node.first + node.count};
}

Root Diagrams::restrict(Root root, Asked asked, std::uint32_t value) {
    if ((root & leaf_bit) != 0) return root;
    const Asked own = nodes_[root].asked;
    std::vector<Root> children = children_of(root);
    if (own == asked) return restrict(children[value], asked, value);
    for (Root& child : children) child = restrict(child, asked, value);
    return node(own, children);
}

Root Diagrams::where(Root root, DimensionIndex dimension, std::uint32_t value) {
    const Root present = restrict(root, {Asked::Of::present, dimension}, value);
    return restrict(present, {Asked::Of::former, dimension}, value);
}

Root Diagrams::unite(Root a, Root b) {
    if (a == b) return a;
    if ((a & leaf_bit) != 0 && (b & leaf_bit) != 0) {
        const Leaf left = leaves_[a & ~leaf_bit];
        const Leaf right = leaves_[b & ~leaf_bit];
        RowSet rows = row_sets_[left.rows];
        rows.insert(rows.end(), row_sets_[right.rows].begin(), row_sets_[right.rows].end());
        return leaf(left.mask | right.mask, std::move(rows));
    }
    if ((a & leaf_bit) != 0) std::swap(a, b);
    const Asked asked = nodes_[a].asked;
    std::vector<Root> children = children_of(a);
    for (std::uint32_t value = 0; value < children.size(); ++value)
        children[value] = unite(restrict(a, asked, value), restrict(b, asked, value));
    return node(asked, children);
}

bool Diagrams::asks(Root root, DimensionIndex dimension, Asked::Of of) const {
    std::set<Root> seen;
    std::vector<Root> left{root};
    while (!left.empty()) {
        const Root at = left.back();
        left.pop_back();
        if ((at & leaf_bit) != 0 || !seen.insert(at).second) continue;
        if (nodes_[at].asked == Asked{of, dimension}) return true;
        const std::vector<Root> children = children_of(at);
        left.insert(left.end(), children.begin(), children.end());
    }
    return false;
}

std::optional<Mask> Diagrams::constant(Root root) const {
    if ((root & leaf_bit) == 0) return std::nullopt;
    return leaves_[root & ~leaf_bit].mask;
}

void Diagrams::settle(const Layout& layout) {
    for (Node& node : nodes_) node.at = layout[node.asked.index].at;
    std::fill(touched_.begin(), touched_.end(), std::uint8_t{0});
}

RowSet Diagrams::rows_touched() const {
    RowSet rows;
    for (std::size_t i = 0; i < leaves_.size(); ++i)
        if (touched_[i] != 0)
            rows.insert(rows.end(), row_sets_[leaves_[i].rows].begin(), row_sets_[leaves_[i].rows].end());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

}  // namespace reeve::verify
