#pragma once
// What is measured inside the program: no socket, no desk. Each prints one JSON object on a line.

#include <chrono>
#include <cstdint>
#include <string>

namespace bench {

// Adds 80 working hours, beside one conversion of an instant by cctz.
void measure_working_time();
// Evaluates guards of a process's kind, beside the same test written in C++.
void measure_guards();
// Folds the events of a data folder's journal: apply alone, and all derived tables beside a bare insert of
// the same rows. `scratch` is a folder for files that go again.
void measure_replay(const std::string& data, const std::string& scratch);

// Nanoseconds a call: the best of three rounds of at least 0.12 seconds.
template <class Work>
[[nodiscard]] double nanoseconds_of(Work work) {
    using Clock = std::chrono::steady_clock;
    constexpr std::int64_t calls_at_once = 1000;
    double best = 0;
    for (int round = 0; round < 3; ++round) {
        std::int64_t calls = 0;
        const auto begun = Clock::now();
        double seconds = 0;
        while (seconds < 0.12) {
            for (std::int64_t i = 0; i < calls_at_once; ++i) work(calls + i);
            calls += calls_at_once;
            seconds = std::chrono::duration<double>(Clock::now() - begun).count();
        }
        const double each = seconds * 1e9 / static_cast<double>(calls);
        // The best round: what else runs on the machine only ever adds.
        best = best == 0 || each < best ? each : best;
    }
    return best;
}

}  // namespace bench
