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
inline std::vector<std::string> told_when(StagedDesk& desk) {
    const auto journal = desk.journal();
    std::vector<std::string> lines = told(journal);
    for (std::size_t i = 0; i < journal.size(); ++i) {
        lines[i] += " " + text(journal[i].occurred_at) + " " + text(journal[i].recorded_at);
    }
    return lines;
}

}  // namespace reeve::desk
