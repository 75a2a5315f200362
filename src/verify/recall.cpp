#include "verify/recall.hpp"

#include <algorithm>
#include <tuple>

namespace reeve::verify {
namespace {

// A move of which less than one in so many was known when so many were asked for is not remembered.
constexpr std::uint64_t known_least = 4, asked_first = 4096;

// Leaves out what writes only what is there already, and what is the same as a way before.
void keep_those_that_differ(Gone& gone, const Vector& state, const Vector& known, std::size_t words) {
    std::vector<Change>& changes = gone.changes;
    for (Change& change : changes)
        for (std::size_t i = 0; i < words; ++i) {
            change.written[i] &= ~known[i] | (change.after[i] ^ state[i]);
            change.after[i] &= change.written[i];
        }
    std::erase_if(changes, [&](const Change& change) {
        return gone.forks[change.fork].clocks == no_clocks &&
               std::all_of(change.written.begin(),
                           change.written.begin() + static_cast<std::ptrdiff_t>(words),
                           [](std::uint64_t word) { return word == 0; });
    });
    const auto less = [&](const Change& a, const Change& b) {
        if (const auto clocks = gone.forks[a.fork].clocks <=> gone.forks[b.fork].clocks; clocks != 0)
            return clocks < 0;
        for (std::size_t i = 0; i < words; ++i) {
            if (a.written[i] != b.written[i]) return a.written[i] < b.written[i];
            if (a.after[i] != b.after[i]) return a.after[i] < b.after[i];
        }
        return false;
    };
    std::vector<std::uint32_t> order(changes.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        return less(changes[a], changes[b]) || (!less(changes[b], changes[a]) && a < b);
    });
    std::vector<bool> again(changes.size());
    for (std::size_t i = 1; i < order.size(); ++i)
        again[order[i]] = !less(changes[order[i - 1]], changes[order[i]]);
    std::size_t at = 0;
    std::erase_if(changes, [&](const Change&) { return bool{again[at++]}; });
}

// Forks that nothing comes of count together, where the clocks go alike.
void count_together(Gone& gone) {
    for (Fork& fork : gone.forks) fork.changes = 0;
    for (const Change& change : gone.changes) ++gone.forks[change.fork].changes;
    std::vector<Fork> forks;
    for (const Fork& fork : gone.forks) {
        const bool alike = !forks.empty() && forks.back().clocks == fork.clocks &&
                           forks.back().changes == 0 && fork.changes == 0;
        if (alike)
            forks.back().ways += fork.ways;
        else
            forks.push_back(fork);
    }
    gone.forks = std::move(forks);
}

}  // namespace

std::optional<std::uint32_t> Recall::find(std::uint32_t move, const Vector& state) {
    Tally& tally = tallies_[move];
    ++tally.asked;
    const auto known = trees_.find(move, [&](const Slice& at) { return at.of(state); });
    if (known) ++tally.known;
    return known;
}

Course Recall::operator[](std::uint32_t course) const {
    const Place& at = courses_[course];
    return {std::span(forks_).subspan(at.fork, at.forks), changes_.data() + at.word};
}

bool Recall::minds(std::uint32_t move) const {
    const Tally& tally = tallies_[move];
    return tally.asked < asked_first || tally.known * known_least >= tally.asked;
}

std::uint32_t Recall::add(std::uint32_t move, const Vector& state, const std::vector<Slice>& asked,
                          Gone& gone) {
    Vector known{};
    for (const Slice& at : asked) known[at.word] |= at.bits();
    keep_those_that_differ(gone, state, known, words_);
    count_together(gone);
    const std::uint32_t course = course_of(gone);
    trees_.add(
        move, asked, [&](const Slice& at) { return at.of(state); }, course);
    return course;
}

Course Recall::for_once(Gone& gone) {
    count_together(gone);
    for_once_.clear();
    for (Change& change : gone.changes)
        for (std::size_t i = 0; i < words_; ++i) change.after[i] &= change.written[i];
    write_down(gone, for_once_);
    return {gone.forks, for_once_.data()};
}

void Recall::write_down(const Gone& gone, std::vector<std::uint64_t>& to) const {
    for (const Change& change : gone.changes) {
        to.push_back(change.way);
        for (std::size_t i = 0; i < words_; ++i) {
            to.push_back(change.written[i]);
            to.push_back(change.after[i]);
        }
    }
}

std::uint32_t Recall::course_of(const Gone& gone) {
    Place place{forks_.size(), gone.forks.size(), changes_.size(), 0};
    forks_.insert(forks_.end(), gone.forks.begin(), gone.forks.end());
    write_down(gone, changes_);
    place.words = changes_.size() - place.word;
    std::uint64_t mixed = place.forks;
    const auto mix = [&](std::uint64_t number) {
        mixed = (mixed ^ number) * 0xBF58476D1CE4E5B9ull;
        mixed ^= mixed >> 31;
    };
    for (std::size_t i = place.fork; i < forks_.size(); ++i) {
        mix(forks_[i].clocks);
        mix(forks_[i].ways);
    }
    for (std::size_t i = place.word; i < changes_.size(); ++i) mix(changes_[i]);
    const auto [first, last] = known_.equal_range(mixed);
    for (auto known = first; known != last; ++known) {
        if (!are_same(courses_[known->second], place)) continue;
        forks_.resize(place.fork);
        changes_.resize(place.word);
        return known->second;
    }
    const auto course = static_cast<std::uint32_t>(courses_.size());
    courses_.push_back(place);
    known_.emplace(mixed, course);
    return course;
}

bool Recall::are_same(const Place& a, const Place& b) const {
    const auto list = [](const auto& all, std::size_t first, std::size_t count) {
        return std::span(all).subspan(first, count);
    };
    return std::ranges::equal(list(forks_, a.fork, a.forks), list(forks_, b.fork, b.forks)) &&
           std::ranges::equal(list(changes_, a.word, a.words), list(changes_, b.word, b.words));
}

void Recall::forget() {
    trees_.forget();
    courses_ = {};
    forks_ = {};
    changes_ = {};
    known_ = {};
}

std::size_t Recall::bytes() const {
    constexpr std::size_t in_a_map = 48;  // of an entry, and what the allocator keeps
    return trees_.bytes() + courses_.size() * (sizeof(Place) + in_a_map) + forks_.capacity() * sizeof(Fork) +
           changes_.capacity() * sizeof(std::uint64_t);
}

}  // namespace reeve::verify
