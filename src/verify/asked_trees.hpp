#pragma once
// Trees of questions about states: what would be answered all along as it was before ends where that ended.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "verify/vector.hpp"

namespace reeve::verify {

// A question is a slice, or one with what else belongs to it.
template <class Question>
class AskedTrees {
public:
    explicit AskedTrees(std::size_t trees) : roots_((trees + in_a_shelf - 1) / in_a_shelf) {}

    // Nothing where it is not known.
    template <class Answer>
    [[nodiscard]] std::optional<std::uint32_t> find(std::size_t tree, const Answer& answer) const {
        const Shelf* shelf = roots_[tree / in_a_shelf].get();
        if (shelf == nullptr) return std::nullopt;
        Root root = (*shelf)[tree % in_a_shelf];
        while (root < unknown) {
            const Node& node = nodes_[root];
            root = children_[node.first + answer(node.asked)];
        }
        if (root == unknown) return std::nullopt;
        return root & ~end_bit;
    }

    // `asked`: in turn. Where other questions stand on the way, it asks otherwise from now on: of what was
    // seen once there is no need to ask again.
    template <class Answer>
    void add(std::size_t tree, std::span<const Question> asked, const Answer& answer, std::uint32_t end) {
        Root* place = place_of(tree, asked, answer);
        if (place == nullptr) {
            root_of(tree) = unknown;
            place = place_of(tree, asked, answer);
        }
        *place = end_bit | end;
    }

    void forget() {
        for (std::unique_ptr<Shelf>& shelf : roots_) shelf.reset();
        nodes_ = {};
        children_ = {};
    }
    [[nodiscard]] std::size_t bytes() const {
        const auto there = std::ranges::count_if(roots_, [](const auto& shelf) { return shelf != nullptr; });
        return nodes_.capacity() * sizeof(Node) + children_.capacity() * sizeof(Root) +
               static_cast<std::size_t>(there) * sizeof(Shelf);
    }

private:
    using Root = std::uint32_t;
    static constexpr Root end_bit = Root{1} << 31;
    static constexpr Root unknown = end_bit - 1;
    // Of most trees nothing is ever asked: roots are there by shelves.
    static constexpr std::size_t in_a_shelf = 64;
    using Shelf = std::array<Root, in_a_shelf>;
    struct Node {
        Question asked;
        std::uint32_t first = 0;  // into the children
    };

    [[nodiscard]] Root& root_of(std::size_t tree) {
        std::unique_ptr<Shelf>& shelf = roots_[tree / in_a_shelf];
        if (shelf == nullptr) {
            shelf = std::make_unique<Shelf>();
            shelf->fill(unknown);
        }
        return (*shelf)[tree % in_a_shelf];
    }

    // Made where it was not there; null where other questions stand on the way.
    template <class Answer>
    [[nodiscard]] Root* place_of(std::size_t tree, std::span<const Question> asked, const Answer& answer) {
        Root* place = &root_of(tree);
        for (const Question& question : asked) {
            const Root root = *place == unknown ? static_cast<Root>(nodes_.size()) : *place;
            if (*place == unknown) {
                *place = root;
                nodes_.push_back({question, static_cast<std::uint32_t>(children_.size())});
                children_.resize(children_.size() + question.mask + 1, unknown);
            }
            if (root >= nodes_.size() || nodes_[root].asked != question) return nullptr;
            place = &children_[nodes_[root].first + answer(question)];
        }
        return *place == unknown ? place : nullptr;
    }

    std::vector<std::unique_ptr<Shelf>> roots_;
    std::vector<Node> nodes_;
    std::vector<Root> children_;
};

}  // namespace reeve::verify
