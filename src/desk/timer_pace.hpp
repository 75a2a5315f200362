#pragma once
// How many timers one step does, so that it takes about as long as people may wait for it: while more is due
// their commands wait for the step under way, and have the next one for themselves.

#include <array>
#include <chrono>
#include <cstddef>

namespace reeve::desk {

class TimerPace {
public:
    static constexpr std::chrono::duration<double> wanted = std::chrono::milliseconds(170);
    static constexpr std::size_t first = 256, fewest = 64, most = 4096;

    [[nodiscard]] std::size_t timers() const { return timers_; }
    // A step has done so many, in so long with all else that it did. One of few tells nothing. The slowest of
    // the last ones counts: a quick one may have been lucky.
    void took(std::size_t timers, std::chrono::duration<double> time);

private:
    std::size_t timers_ = first;
    std::array<double, 3> fitting_{first, first, first};  // into `wanted`, by each of the last steps
    std::size_t next_ = 0;
};

}  // namespace reeve::desk
