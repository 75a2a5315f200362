#pragma once
// The one thread that steps the desk: woken by what is submitted and by what falls due.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/sources.hpp"
#include "desk/desk.hpp"
#include "desk/timer_pace.hpp"

namespace reeve::app {

class WriterThread {
public:
    // `clock` is the desk's; `moves` says that it goes by itself (not turned by hand).
    WriterThread(desk::Desk& desk, Clock& clock, bool moves);
    ~WriterThread();
    void start();
    void stop();
    // Called on this thread about once a minute: for what must be tidied up in real time.
    std::function<void()> on_minute;
    // Called once, on this thread, when the desk cannot write any more.
    std::function<void()> on_broken;

private:
    void run();
    void keep_pace(std::chrono::steady_clock::duration took);
    void wake();
    [[nodiscard]] bool wait_until(Instant next);

    desk::Desk& desk_;
    Clock& clock_;
    bool moves_;
    desk::TimerPace pace_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool submitted_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace reeve::app
