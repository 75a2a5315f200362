#include "verify/combined_clocks.hpp"

namespace reeve::verify {

CombinedClocks::CombinedClocks(ClockCourses& courses, Stepper& stepper, const Model& model)
    : courses_(courses), stepper_(stepper), bits_(model.layout.kept_words()) {
    if (bits_.empty()) return;  // of a model that is beyond exploring no dimension has a place
    for (const Index clock : courses.clocks()) {
        at_.push_back(model.layout[*model.clocks[clock].dimension].at);
        bits_[at_.back().word] |= at_.back().bits();
    }
}

void CombinedClocks::begin(const Vector& state) {
    ++turn_;
    words_.clear();
    stands_.clear();
    for (const Slice& at : at_) stands_.push_back(at.of(state));
}

CombinedClocks::Ways CombinedClocks::of(std::uint32_t together, std::uint64_t most) {
    if (known_.size() <= together) known_.resize(courses_.sets());
    Known& known = known_[together];
    if (known.turn == turn_) return known.ways;
    known = {turn_, {1, words_.size()}};
    const std::span<const std::uint32_t> courses = courses_.apart(together);
    for (std::size_t i = 0; i < courses.size(); ++i) {
        ClockCourse::From& from = courses_[courses[i]].from[stands_[i]];
        stepper_.show(courses_.clocks()[i], from);
        if (known.ways.count <= most) known.ways.count *= from.ends.size();
    }
    if (known.ways.count <= most) combine(courses);
    return known.ways;
}

// The first goes slowest, as where they are settled one after the other.
void CombinedClocks::combine(std::span<const std::uint32_t> courses) {
    const std::size_t size = bits_.size(), first = words_.size();
    words_.resize(first + size);
    for (std::size_t i = 0; i < courses.size(); ++i) {
        const std::vector<std::uint32_t>& ends = courses_[courses[i]].from[stands_[i]].ends;
        const std::size_t ways = (words_.size() - first) / size;
        words_.resize(first + ways * ends.size() * size);
        // From behind, so that none is written over before it was read.
        for (std::size_t way = ways; way-- > 0;)
            for (std::size_t end = ends.size(); end-- > 0;) {
                const std::size_t to = first + (way * ends.size() + end) * size, of = first + way * size;
                for (std::size_t word = 0; word < size; ++word) words_[to + word] = words_[of + word];
                words_[to + at_[i].word] |= std::uint64_t{ends[end]} << at_[i].shift;
            }
    }
}

}  // namespace reeve::verify
