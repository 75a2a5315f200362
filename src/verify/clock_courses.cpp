#include "verify/clock_courses.hpp"

namespace reeve::verify {

ClockCourses::ClockCourses(const Model& model)
    : contexts_(static_cast<std::uint32_t>(model.acts.size() + 1) * contexts),
      trees_(model.clocks.size() * contexts_) {
    for (Index clock = 0; clock < model.clocks.size(); ++clock)
        if (model.clocks[clock].dimension) clocks_.push_back(clock);
}

std::uint32_t ClockCourses::together(const std::vector<std::uint32_t>& courses) {
    const auto [known, is_new] = known_.try_emplace(courses, static_cast<std::uint32_t>(sets_.size()));
    if (is_new) sets_.push_back(&known->first);
    return known->second;
}

void ClockCourses::forget() {
    trees_.forget();
    courses_ = {};
    sets_ = {};
    known_ = {};
}

std::size_t ClockCourses::bytes() const {
    constexpr std::size_t in_a_map = 96;  // of a tree's node, its list, and what the allocator keeps
    const std::size_t course = sizeof(ClockCourse) + 8 * (sizeof(ClockCourse::From) + in_a_map);
    return trees_.bytes() + courses_.size() * course + sets_.size() * (in_a_map + clocks_.size() * 4);
}

}  // namespace reeve::verify
