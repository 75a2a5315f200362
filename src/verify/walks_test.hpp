#pragma once
// Random lives of real records, by decide and apply, beside the model (walking_test.cpp).

#include <cstdint>

#include "process/model.hpp"

namespace reeve::verify {

// How many lives a test has: REEVE_WALKS, else 2,000.
[[nodiscard]] int walks();
// Fails where a record does what the model of its type cannot do.
void walk_all(const process::Process& process, int count, std::uint64_t salt,
              std::int64_t in_anothers_place_least = 0);

}  // namespace reeve::verify
