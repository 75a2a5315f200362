#include "verify/recall.hpp"

#include <algorithm>
#include <tuple>

namespace reeve::verify {
namespace {

constexpr std::size_t bytes_most = std::size_t{64} << 20;
// A move of which less than one in so many was known when so many were asked for is not remembered.
constexpr std::uint64_t known_least = 4, asked_first = 4096;

// Leaves out what writes only what is there already, and what is the same as a way before.
void keep_those_that_differ(std::vector<Change>& changes, const Vector& state, const Vector& known,
                            std::size_t words) {
    for (Change& change : changes)
        for (std::size_t i = 0; i < words; ++i) {
            change.written[i] &= ~known[i] | (change.after[i] ^ state[i]);
            change.after[i] &= change.written[i];
        }
    std::erase_if(changes, [&](const Change& change) {
        return std::all_of(change.written.begin(),
                           change.written.begin() + static_cast<std::ptrdiff_t>(words),
                           [](std::uint64_t word) { return word == 0; });
    });
    const auto what = [](const Change& change) { return std::tie(change.written, change.after); };
    std::stable_sort(changes.begin(), changes.end(),
                     [&](const Change& a, const Change& b) { return what(a) < what(b); });
    const auto same = [&](const Change& a, const Change& b) { return what(a) == what(b); };
    changes.erase(std::unique(changes.begin(), changes.end(), same), changes.end());
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.way < b.way; });
}

}  // namespace

const Course* Recall::find(std::uint32_t move, const Vector& state) {
    Tally& tally = tallies_[move];
    ++tally.asked;
    Root root = roots_[move];
    while (root < unknown) {
        const Node& node = nodes_[root];
        root = children_[node.first + node.at.of(state)];
    }
    if (root == unknown) return nullptr;
    ++tally.known;
    return &courses_[root & ~course_bit];
}

Vector Recall::after(const Course& course, std::uint32_t change, const Vector& state) const {
    Vector after = state;
    const std::uint64_t* words = changes_.data() + place(course, change) + 1;
    for (std::size_t i = 0; i < words_; ++i) after[i] = (after[i] & ~words[2 * i]) | words[2 * i + 1];
    return after;
}

bool Recall::minds(std::uint32_t move) const {
    const Tally& tally = tallies_[move];
    return tally.asked < asked_first || tally.known * known_least >= tally.asked;
}

Recall::Root* Recall::end_of(std::uint32_t move, const Vector& state, const std::vector<Slice>& asked) {
    Root* end = &roots_[move];
    for (const Slice& at : asked) {
        const Root root = *end == unknown ? static_cast<Root>(nodes_.size()) : *end;
        if (*end == unknown) {
            *end = root;
            nodes_.push_back({at, static_cast<std::uint32_t>(children_.size())});
            children_.resize(children_.size() + at.mask + 1, unknown);
        }
        if (root >= nodes_.size() || nodes_[root].at != at) return nullptr;
        end = &children_[nodes_[root].first + at.of(state)];
    }
    return *end == unknown ? end : nullptr;
}

void Recall::add(std::uint32_t move, const Vector& state, const std::vector<Slice>& asked, std::uint32_t ways,
                 std::vector<Change>& changes) {
    Vector known{};
    for (const Slice& at : asked) known[at.word] |= at.bits();
    keep_those_that_differ(changes, state, known, words_);
    if (bytes() > bytes_most) forget();
    Root* end = end_of(move, state, asked);
    // It asks otherwise from now on: of what was seen once there is no need to ask again.
    if (end == nullptr) {
        roots_[move] = unknown;
        end = end_of(move, state, asked);
    }
    *end = course_bit | static_cast<Root>(courses_.size());
    courses_.push_back({ways, static_cast<std::uint32_t>(changes.size()), changes_.size()});
    for (const Change& change : changes) {
        changes_.push_back(change.way);
        for (std::size_t i = 0; i < words_; ++i) {
            changes_.push_back(change.written[i]);
            changes_.push_back(change.after[i]);
        }
    }
}

void Recall::forget() {
    std::fill(roots_.begin(), roots_.end(), unknown);
    nodes_ = {};
    children_ = {};
    courses_ = {};
    changes_ = {};
}

std::size_t Recall::bytes() const {
    return nodes_.capacity() * sizeof(Node) + children_.capacity() * sizeof(Root) +
           courses_.capacity() * sizeof(Course) + changes_.capacity() * sizeof(std::uint64_t);
}

}  // namespace reeve::verify
