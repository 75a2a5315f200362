#include "app/writer_thread.hpp"

#include <algorithm>
#include <chrono>

namespace reeve::app {
namespace {

// A command waits for the step under way and then for its own.
constexpr std::chrono::duration<double> step_length = std::chrono::milliseconds(100);
constexpr std::size_t first_timers = 256;
constexpr std::size_t fewest_timers = 64;
constexpr std::size_t most_timers = 4096;

}  // namespace

WriterThread::WriterThread(desk::Desk& desk, Clock& clock, bool moves)
    : desk_(desk), clock_(clock), moves_(moves), timers_(moves ? first_timers : most_timers) {
    // While time is turned by hand everybody waits for the end.
    desk_.pace(timers_);
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

// As many timers in a step as fit into what people may wait for it.
void WriterThread::keep_pace(std::chrono::steady_clock::duration took) {
    const std::size_t done = desk_.timers_done();
    if (!moves_ || done < fewest_timers) return;
    const double fitting = static_cast<double>(done) * (step_length / std::chrono::duration<double>(took));
    // One step that was quick is no sign that many more would fit.
    timers_ =
        std::clamp(static_cast<std::size_t>(fitting), fewest_timers, std::min(most_timers, timers_ * 2));
    desk_.pace(timers_);
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
