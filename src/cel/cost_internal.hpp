#pragma once
// How much work an expression may be, told before it is ever evaluated.

#include <cstdint>

#include "cel/expr_internal.hpp"

namespace reeve::cel {

// Steps that evaluating it takes at most, where each list or map of the host has `unknown_size` elements: a
// comprehension costs its body once for each element. What a call costs is known once the checker has been
// there; before it is one. Saturates instead of overflowing.
[[nodiscard]] std::int64_t cost_of(const Expr& expr);

inline constexpr std::int64_t unknown_size = 100;
// Of a text that a pattern is looked for in: so many times 16 bytes.
inline constexpr std::int64_t unknown_text = 10;

}  // namespace reeve::cel
