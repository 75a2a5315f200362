#pragma once
// Whose step comes next while more is due than a step does: what is due and people take turns, and whatever
// else takes as long as a step of timers stands between two of people's (decision 0013).

#include <utility>

namespace reeve::desk {

class Turns {
public:
    // A step did what is due, or as much of it as it may.
    void due_was_done(bool more_left) { behind_ = people_next_ = more_left; }
    // A step did something else for as long.
    void other_was_done() { people_next_ = behind_; }

    [[nodiscard]] bool people_next() const { return people_next_; }
    // Begins a step: whether it is people's alone. Where nobody waits, what is due goes on.
    [[nodiscard]] bool is_peoples(bool somebody_waits) {
        if (!std::exchange(people_next_, false)) {
            return false;
        }
        people_waited_ = somebody_waits;
        return somebody_waits;
    }
    // Whether somebody did when people were last asked.
    [[nodiscard]] bool people_waited() const { return people_waited_; }

private:
    bool behind_ = false, people_next_ = false, people_waited_ = false;
};

}  // namespace reeve::desk
