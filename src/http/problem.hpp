#pragma once
// Refusals as RFC 9457 problem details.

#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/outcome.hpp"
#include "http/message.hpp"

namespace reeve::http {

[[nodiscard]] int status_of(RefusalKind kind);
[[nodiscard]] Response problem(const Refusal& refusal);
// Each as {"what", "field"?, "why"}.
[[nodiscard]] Json unmet_json(const std::vector<Unmet>& unmet);
// With more members, which this refusal alone has.
[[nodiscard]] Response problem_with(const Refusal& refusal, JsonObject more);
// For what no refusal says: 405, 415, 500, 501.
[[nodiscard]] Response problem(int status, std::string_view type, std::string_view detail);

}  // namespace reeve::http
