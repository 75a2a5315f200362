#pragma once
// What an event that moves a record says of its past, among its facts. Frozen, like apply.cpp.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/outcome.hpp"
#include "records/record_constructs.hpp"

namespace reeve::records {

// {SCOPE: {"acts": …, "states": […], "values": …}}, the whole life under ""; null: what was noted in that
// scope is forgotten.
using Past = std::map<std::string, std::optional<Scope>, std::less<>>;
inline constexpr std::string_view past_fact = "past";
inline constexpr std::string_view whole_life = "";

[[nodiscard]] Json encode_past(const Past& past);
// Refusal malformed when it is none.
[[nodiscard]] Outcome<Past> decode_past(const Json& json);

// An instant: since when it is in the state that the version calls otherwise.
inline constexpr std::string_view state_since_fact = "state_since";

// {OLD: NEW}: what acts are called from here on that the desk is still to do.
inline constexpr std::string_view acts_fact = "acts";

// {OLD: NEW}: what states in which it was before are called from here on.
inline constexpr std::string_view states_fact = "states";

}  // namespace reeve::records
