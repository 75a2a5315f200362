#pragma once
// Checklists, dossiers and walked question trees of a record, as JSON.

#include "base/json.hpp"
#include "http/views.hpp"

namespace reeve::http {

[[nodiscard]] JsonArray checklists_json(const desk::World& world, const desk::RecordView& view);
[[nodiscard]] JsonArray dossiers_json(const desk::RecordView& view);
[[nodiscard]] JsonArray trees_json(const Viewer& viewer, const records::Record& record);

// A tree that was walked and a step that was ticked, as an entry tells them to this reader; nothing for any
// other change.
[[nodiscard]] std::optional<JsonObject> told_structure(const Viewer& viewer, const records::Record& record,
                                                       const process::RecordType* type,
                                                       const records::Change& change);

}  // namespace reeve::http
