#pragma once
// Changes to the directory as events. The entry stands in the event whole; what is personal lies in its
// texts.
//
//   person        {"name", "language"?, "organisation"?, "teams"?: [id], "memberships"?: [{"process", "role",
//                  "organisation"?}], "administrator"?: true, "active"?: false}, texts "display", "email"
//   organisation  {"name", "display"?, "kind"?, "calendar"?: id}
//   team          {"name", "display"?, "organisation"?, "calendar"?: id}
//   calendar      {"name", "title"?, "spec": as calendar/read_working_times.hpp has one calendar,
//                  "effective"?: from when it holds; left out: from the event's instant}
//   agreement     {"name", "title"?, "kind": "sla" | "ola" | "contract", "process", "provider"?: id,
//                  "customer"?: id, "service"?, "calendar"?: id, "from": date, "until"?: date, "targets"?:
//                  [{"clock", "when"?: {field: value}, "limit", "warn"?: [percent]}], "agreed"?: {"by"?,
//                  "at", "reference"?}}

#include "records/directory.hpp"
#include "records/event.hpp"

namespace reeve::records {

// The event that makes the entry so: stream and stream kind, type, changes and texts, and the version after
// that of the entry. Its id, instants, actor and command are the caller's to fill in.
[[nodiscard]] Event person_set(const Person& person);
[[nodiscard]] Event organisation_set(const Organisation& organisation);
[[nodiscard]] Event team_set(const Team& team);
[[nodiscard]] Event calendar_set(const WorkingCalendar& calendar);
[[nodiscard]] Event agreement_set(const Agreement& agreement);

// A calendar's statement as working time. Refusal malformed with every mistake.
[[nodiscard]] Outcome<std::shared_ptr<const calendar::WorkingTime>> read_calendar(std::string_view name,
                                                                                  const Json& spec);

}  // namespace reeve::records
