#pragma once
// Equality and order of values, as `==` and `<` of CEL have them.

#include <compare>
#include <optional>

#include "cel/budget_internal.hpp"
#include "cel/value.hpp"

namespace reeve::cel {

// Of any two values; false once the budget is empty. Values of different kinds are unequal, numbers excepted.
[[nodiscard]] bool equal(const Value& a, const Value& b, Budget& budget);
// Nothing when the two have no order (a list, or an int and a string). NaN is unordered.
[[nodiscard]] std::optional<std::partial_ordering> order(const Value& a, const Value& b);

}  // namespace reeve::cel
