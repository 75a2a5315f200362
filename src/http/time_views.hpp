#pragma once
// How long people worked on a record, as JSON.

#include <optional>

#include "base/json.hpp"
#include "http/views.hpp"

namespace reeve::http {

// What counts in all, and every entry, those that were struck too.
[[nodiscard]] Json time_json(const Viewer& viewer, const desk::RecordView& view);

// Time that was logged or struck, as an entry of the timeline tells it; nothing for any other change.
[[nodiscard]] std::optional<JsonObject> told_time(const Viewer& viewer, const records::Record& record,
                                                  const records::Event& event, const records::Change& change);

}  // namespace reeve::http
