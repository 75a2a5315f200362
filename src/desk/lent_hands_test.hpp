#pragma once
// Second pairs of hands, of another thread and of none, and what it is that must not depend on them.

#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "desk/beside.hpp"
#include "desk/staged_test.hpp"

namespace reeve::desk {

class OnAThread : public Beside {
public:
    ~OnAThread() override {
        for (std::thread& thread : threads_) {
            thread.join();
        }
    }
    void give(std::function<void()> work) override { threads_.emplace_back(std::move(work)); }

private:
    std::vector<std::thread> threads_;
};

// Does it at once, and counts.
class AtOnce : public Beside {
public:
    void give(std::function<void()> work) override {
        ++given;
        work();
    }
    int given = 0;
};

// Keeps it until it is told to do it.
class Later : public Beside {
public:
    ~Later() override { do_it(); }
    void give(std::function<void()> work) override { kept.push_back(std::move(work)); }
    void do_it() {
        for (auto& work : std::exchange(kept, {})) {
            work();
        }
    }
    std::vector<std::function<void()>> kept;
};

// As `told`, with when each event happened and when it was recorded.
[[nodiscard]] std::vector<std::string> told_when(StagedDesk& desk);

// Lets time pass: `advance` by hand, or `live` by the real clock.
using Pass = void (StagedDesk::*)(Instant to);

// Lives `life` by hand and by the real clock, each on a SQLite of its own without a thread and with one: the
// same is told. `look` is shown what was told without one, so that there was something to compare.
void expect_the_same_on_a_thread(const std::string& process,
                                 const std::function<void(StagedDesk&, Pass)>& life,
                                 const std::function<void(const std::vector<std::string>&)>& look);

}  // namespace reeve::desk
