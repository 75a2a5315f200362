#include "desk/timer_pace.hpp"

#include <algorithm>

namespace reeve::desk {

void TimerPace::took(std::size_t timers, std::chrono::duration<double> time) {
    if (timers < fewest) {
        return;
    }
    const double fitting = static_cast<double>(timers) * (wanted / time);
    fitting_.at(next_) = std::min(fitting, static_cast<double>(most));
    next_ = (next_ + 1) % fitting_.size();
    timers_ =
        std::clamp(static_cast<std::size_t>(std::ranges::min(fitting_)), fewest, std::min(most, timers_ * 2));
}

}  // namespace reeve::desk
