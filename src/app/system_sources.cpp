#include "app/system_sources.hpp"

#include <sodium.h>

#include <chrono>
#include <stdexcept>

namespace reeve::app {

Instant SystemClock::now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

SystemEntropy::SystemEntropy() {
    if (sodium_init() < 0) throw std::runtime_error("the system gives no random numbers");
}

void SystemEntropy::fill(std::span<std::uint8_t> bytes) {
    randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace reeve::app
