#include "verify/visited.hpp"

#include <algorithm>

namespace reeve::verify {

Visited::Visited(std::size_t words) : words_(words), slots_(std::size_t{1} << 12, no_state) {}

std::uint64_t Visited::hash(const std::uint64_t* words) const {
    std::uint64_t mixed = 0x9E3779B97F4A7C15ull;
    for (std::size_t i = 0; i < words_; ++i) {
        mixed ^= words[i];
        mixed *= 0xBF58476D1CE4E5B9ull;
        mixed ^= mixed >> 29;
    }
    mixed *= 0x94D049BB133111EBull;
    return mixed ^ (mixed >> 32);
}

std::size_t Visited::slot_of(const std::uint64_t* words, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        const StateIndex there = slots_[slot];
        if (there == no_state) return slot;
        const std::uint64_t* known = arena_.data() + std::size_t{there} * words_;
        std::size_t same = 0;
        while (same < words_ && words[same] == known[same]) ++same;
        if (same == words_) return slot;
    }
}

void Visited::expect_state(std::uint64_t hash) const {
    const StateIndex there = slots_[hash & (slots_.size() - 1)];
    if (there != no_state) __builtin_prefetch(arena_.data() + std::size_t{there} * words_);
}

void Visited::grow() {
    slots_.assign(slots_.size() * 2, no_state);
    for (StateIndex i = 0; i < count_; ++i) {
        const std::uint64_t* words = arena_.data() + std::size_t{i} * words_;
        slots_[slot_of(words, hash(words))] = i;
    }
}

Visited::Found Visited::add(const std::uint64_t* words, std::uint64_t hash) {
    if (std::size_t{count_} * 10 > slots_.size() * 6) grow();
    const std::size_t slot = slot_of(words, hash);
    if (slots_[slot] != no_state) return {slots_[slot], false};
    arena_.insert(arena_.end(), words, words + words_);
    slots_[slot] = count_;
    return {count_++, true};
}

StateIndex Visited::find(const Vector& vector) const {
    return slots_[slot_of(vector.data(), hash(vector.data()))];
}

Vector Visited::at(StateIndex index) const {
    Vector vector{};
    std::copy_n(arena_.begin() + static_cast<std::ptrdiff_t>(std::size_t{index} * words_), words_,
                vector.begin());
    return vector;
}

std::size_t Visited::bytes() const {
    return arena_.capacity() * sizeof(std::uint64_t) + slots_.capacity() * sizeof(StateIndex);
}

}  // namespace reeve::verify
