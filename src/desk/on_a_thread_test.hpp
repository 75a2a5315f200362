#pragma once
// A second pair of hands that is another thread's, and what it is that must not depend on it.

#include <string>
#include <thread>
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
