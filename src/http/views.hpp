#pragma once
// What the API shows of things, as JSON (docs/openapi.yaml: schemas).

#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "desk/queries.hpp"
#include "desk/world.hpp"
#include "records/directory.hpp"
#include "records/record.hpp"
#include "store/query.hpp"

namespace reeve::http {

struct Viewer {
    const desk::World& world;
    const records::Person& person;
    std::string_view language;
    bool internal = false;  // reads internal entries of the record's process
};

[[nodiscard]] Json person_reference(const desk::World& world, Id id);        // {id, name}, or null
[[nodiscard]] Json organisation_reference(const desk::World& world, Id id);  // likewise
[[nodiscard]] Json team_reference(const desk::World& world, Id id);

// Why the record has its priority: {table, title, row, inputs}; null where no table gives it.
[[nodiscard]] Json priority_why_json(const Viewer& viewer, const records::Record& record);
[[nodiscard]] Json holder_json(const desk::World& world, const records::Record& record);
// The whole record, with clocks explained and the acts that are possible.
[[nodiscard]] Json record_json(const Viewer& viewer, const desk::RecordView& view);
// A row of a list: no acts, no explanations, no description.
[[nodiscard]] Json row_json(const Viewer& viewer, const desk::RecordView& view);
[[nodiscard]] Json entry_json(const Viewer& viewer, const records::Record& record,
                              const store::TimelineRow& row);

[[nodiscard]] Json person_json(const desk::World& world, const records::Person& person);
// Who votes in her place, {person, from, until}, or null: for herself and administrators.
[[nodiscard]] Json delegate_json(const desk::World& world, const records::Person& person);
[[nodiscard]] Json organisation_json(const desk::World& world, const records::Organisation& organisation);
[[nodiscard]] Json team_json(const desk::World& world, const records::Team& team);

}  // namespace reeve::http
