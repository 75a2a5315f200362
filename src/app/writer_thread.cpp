#include "app/writer_thread.hpp"

#include <algorithm>
#include <chrono>

namespace reeve::app {

WriterThread::WriterThread(desk::Desk& desk, Clock& clock, bool moves)
    : desk_(desk), clock_(clock), moves_(moves) {
    // While time is turned by hand everybody waits for the end.
    desk_.pace(moves ? pace_.timers() : desk::TimerPace::most);
}

WriterThread::~WriterThread() {
    stop();
}

void WriterThread::start() {
    desk_.on_submit([this] { wake(); });
    thread_ = std::thread([this] { run(); });
}

void WriterThread::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void WriterThread::wake() {
    {
        const std::lock_guard lock(mutex_);
        submitted_ = true;
    }
    woken_.notify_one();
}

bool WriterThread::wait_until(Instant next) {
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return submitted_ || stopping_; };
    const Instant now = clock_.now();
    if (next > now) {
        // At most a minute at once, so that a corrected system clock is noticed.
        const std::int64_t micros =
            moves_ ? std::min<std::int64_t>((next - now).micros, 60'000'000) : 60'000'000;
        woken_.wait_for(lock, std::chrono::microseconds(micros), ready);
    }
    submitted_ = false;
    return !stopping_;
}

void WriterThread::keep_pace(std::chrono::steady_clock::duration took) {
    if (!moves_) return;
    pace_.took(desk_.timers_done(), took);
    desk_.pace(pace_.timers());
}

void WriterThread::run() {
    bool told = false;
    auto minute = std::chrono::steady_clock::now();
    Instant next = clock_.now();
    while (wait_until(next)) {
        const auto begun = std::chrono::steady_clock::now();
        next = desk_.step(clock_.now());
        keep_pace(std::chrono::steady_clock::now() - begun);
        if (on_minute && std::chrono::steady_clock::now() - minute >= std::chrono::minutes(1)) {
            minute = std::chrono::steady_clock::now();
            on_minute();
        }
        if (!desk_.writable() && !told) {
            told = true;
            if (on_broken) on_broken();
        }
    }
    // What was queued before the end is still answered.
    while (desk_.writable() && desk_.queued() > 0) (void)desk_.step(clock_.now());
}

}  // namespace reeve::app
