#pragma once
// Approvals as the API shows them: on a record, and in its timeline.

#include <optional>

#include "http/views.hpp"

namespace reeve::http {

[[nodiscard]] Json approvals_json(const Viewer& viewer, const desk::RecordView& view);
// What happened to an approval; nothing for other changes. Who voted how is for who reads internal entries.
[[nodiscard]] std::optional<JsonObject> approval_change_json(const Viewer& viewer,
                                                             const records::Record& record,
                                                             const records::Event& event,
                                                             const records::Change& change);

}  // namespace reeve::http
