#pragma once
// Record numbers in the order in which people count: EPTS-9 before EPTS-10, whatever the padding.

#include <string>
#include <string_view>

namespace reeve::store {

// The series, a zero byte, and the integer at the end in 8 bytes, the most significant first: comparing these
// bytes compares numbers. Of more than 18 digits the last 18 count as the integer.
[[nodiscard]] std::string number_key(std::string_view number);

}  // namespace reeve::store
