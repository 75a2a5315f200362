#pragma once
// How much the desk takes on at once.

#include <cstddef>

namespace reeve::desk {

struct Limits {
    std::size_t queue = 4096;       // submissions that wait; more are refused at once
    std::size_t batch = 64;         // submissions of one step
    std::size_t timers = 256;       // timers and follow-ups of one step
    std::size_t ahead = 16;         // timers due at once from which on a second thread decides them
    std::size_t catch_up = 1000;    // timers that a command does first; more and it is to try later (busy)
    std::size_t imports = 4;        // that wait or are under way; more are refused at once
    std::size_t import_rows = 400;  // rows and new entries of one step: what people wait for at most
    std::size_t cached_records = 20'000;
    int retries = 5;  // of a decision whose records have moved
    int depth = 16;   // of follow-ups
};

}  // namespace reeve::desk
