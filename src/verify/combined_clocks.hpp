#pragma once
// How the clocks of one state go together: each in any of its ways, beside any of the others'.

#include <cstdint>
#include <span>
#include <vector>

#include "verify/clock_courses.hpp"
#include "verify/step.hpp"

namespace reeve::verify {

class CombinedClocks {
public:
    CombinedClocks(ClockCourses& courses, Stepper& stepper, const Model& model);

    // Another state, as it stands before what is settled.
    void begin(const Vector& state);
    struct Ways {
        std::uint64_t count = 1;
        std::size_t first = 0;  // where their words begin; with more than `most` ways there are none
    };
    // `together`: their courses; of none there is one way, and nothing to write.
    [[nodiscard]] Ways of(std::uint32_t together, std::uint64_t most);
    // What is written in each word in one of the ways, and all bits that any may write.
    [[nodiscard]] const std::uint64_t* words(const Ways& ways, std::uint64_t way) const {
        return words_.data() + ways.first + way * bits_.size();
    }
    [[nodiscard]] std::span<const std::uint64_t> bits() const { return bits_; }
    // With the courses.
    void forget() { known_.clear(); }

private:
    struct Known {
        std::uint64_t turn = 0;  // of which state
        Ways ways;
    };
    ClockCourses& courses_;
    Stepper& stepper_;
    std::vector<Slice> at_;              // of each clock
    std::vector<std::uint64_t> bits_;    // of all clocks, by word
    std::vector<std::uint32_t> stands_;  // in the state at hand
    std::uint64_t turn_ = 0;
    std::vector<Known> known_;  // by the number of courses together
    std::vector<std::uint64_t> words_;

    void combine(std::span<const std::uint32_t> courses);
};

}  // namespace reeve::verify
