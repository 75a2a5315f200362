#pragma once
// The real clock, a clock turned by hand, and real chance.

#include <atomic>

#include "base/sources.hpp"

namespace reeve::app {

class SystemClock : public Clock {
public:
    [[nodiscard]] Instant now() override;
};

// Stands still, and is set by whoever holds it.
class ManualClock : public Clock {
public:
    explicit ManualClock(Instant start) : now_(start.micros) {}
    [[nodiscard]] Instant now() override { return {now_.load()}; }
    void set(Instant to) { now_.store(to.micros); }

private:
    std::atomic<std::int64_t> now_;
};

class SystemEntropy : public Entropy {
public:
    SystemEntropy();
    void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace reeve::app
