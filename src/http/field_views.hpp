#pragma once
// Field values and forms as the API shows them: instants in RFC 3339, people and organisations as {id, name}.

#include "base/json.hpp"
#include "http/views.hpp"
#include "process/model.hpp"

namespace reeve::http {

// A stored value of that field. Shown as stored when the field is not known (any more).
[[nodiscard]] Json value_json(const Viewer& viewer, const process::Field* field, const Json& stored);
// A value as value_json gives it, in words: null where it has no other words than itself.
[[nodiscard]] Json value_title(const Viewer& viewer, const process::Process& process,
                               const process::Field& field, const Json& value);
// Every field of the type, null where it has no value.
[[nodiscard]] Json fields_json(const Viewer& viewer, const records::Record& record,
                               const process::RecordType* type);
// What an act may be sent: [{name, title, type, required, choices?}].
[[nodiscard]] Json form_json(const process::Process& process, const process::RecordType& type,
                             const process::Act& act, const Viewer& viewer);

}  // namespace reeve::http
