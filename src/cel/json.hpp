#pragma once
// Between CEL values and JSON.

#include <expected>
#include <string>

#include "base/json.hpp"
#include "cel/value.hpp"

namespace reeve::cel {

// Integers as integers (a uint beyond int64 and a double as a real), timestamps as RFC 3339, durations as
// "5400s", bytes as base64, objects and maps as objects (keys as text), an optional as its value or null.
// An error, a type and a non-finite double have no JSON: null.
[[nodiscard]] Json to_json(const Value& value);

// By what the JSON itself says: an object becomes a map.
[[nodiscard]] Value from_json(const Json& json);
// As a value of that type, or why it is none: "expected a timestamp such as 2024-01-31T08:00:00Z, found 3".
[[nodiscard]] std::expected<Value, std::string> from_json(const Json& json, const Type& type);

}  // namespace reeve::cel
