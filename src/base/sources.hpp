#pragma once
// What the pure parts are given instead of asking the world: time and chance.

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/id.hpp"
#include "base/instant.hpp"

namespace reeve {

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() = 0;
};

class Entropy {
public:
    virtual ~Entropy() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
    [[nodiscard]] Id id();  // 128 random bits
};

// Repeatable: for rehearsal seeds, simulation and tests. Not for secrets.
class SeededEntropy : public Entropy {
public:
    explicit SeededEntropy(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override;

private:
    std::uint64_t state_;
};

}  // namespace reeve
