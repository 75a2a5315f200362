#pragma once
// The operators + - * / % and unary minus. An overflow, a division by zero and operands that have no such
// operation are error values.

#include "cel/budget_internal.hpp"
#include "cel/value.hpp"

namespace reeve::cel {

[[nodiscard]] Value add(const Value& a, const Value& b, Budget& budget);
[[nodiscard]] Value subtract(const Value& a, const Value& b);
[[nodiscard]] Value multiply(const Value& a, const Value& b);
[[nodiscard]] Value divide(const Value& a, const Value& b);
[[nodiscard]] Value modulo(const Value& a, const Value& b);
[[nodiscard]] Value negate(const Value& a);
// The error that the budget is spent.
[[nodiscard]] Value spent();

}  // namespace reeve::cel
