#pragma once
// What an event that moves a record says of its past, among its facts: {SCOPE: {"acts": …, "states": […],
// "values": …}}, the whole life under "". Frozen, like apply.cpp.

#include <map>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/outcome.hpp"
#include "records/record_constructs.hpp"

namespace reeve::records {

using Past = std::map<std::string, Scope, std::less<>>;
inline constexpr std::string_view past_fact = "past";
inline constexpr std::string_view whole_life = "";

[[nodiscard]] Json encode_past(const Past& past);
// Refusal malformed when it is none.
[[nodiscard]] Outcome<Past> decode_past(const Json& json);

}  // namespace reeve::records
