#pragma once
// The thread that is lent to the desk for what can be prepared beside the writing.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "desk/beside.hpp"

namespace reeve::app {

class BesideThread : public desk::Beside {
public:
    // Started when it is first given something. `gives_way`: where all want the machine, others get more of
    // it.
    explicit BesideThread(bool gives_way = false) : gives_way_(gives_way) {}
    // What was given is done first.
    ~BesideThread() override;
    BesideThread(const BesideThread&) = delete;
    BesideThread& operator=(const BesideThread&) = delete;

    void give(std::function<void()> work) override;

private:
    void run();

    std::mutex mutex_;
    std::condition_variable given_;
    std::deque<std::function<void()>> work_;
    bool stopping_ = false;
    bool gives_way_;
    std::thread thread_;
};

}  // namespace reeve::app
