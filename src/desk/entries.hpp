#pragma once
// Entries of the directory as administrators write them, and as the desk answers them.
//
//   person        {name, display, email, language, organisation, teams: [team], roles: [{process, role,
//   organisation?}],
//                  administrator, active}
//   organisation  {name, display, kind, calendar}
//   team          {name, display, organisation, calendar}
//   calendar      {name, title, spec: as calendar/read_working_times.hpp has one calendar,
//                  effective: from when this version holds; where it is not sent: from now on with a
//                  spec, as before without one}
//   agreement     {name, title, kind, process, provider, customer, service, calendar, from, until,
//                  targets: [{clock, when: {field: value}, limit: "4h", warn: [percent]}]}
//
// `before` is the entry as it stands, or one with its id alone; members that are not sent stay as they were.
// A reference is a handle, an id, or an object with its `id`; null clears. Refusals: malformed (an unknown
// member, a wrong type), stale
// (`version` is another), unmet with everything that does not do.

#include "base/json.hpp"
#include "base/outcome.hpp"
#include "desk/world.hpp"
#include "records/directory.hpp"

namespace reeve::desk {

// What was sent, onto what there is; `now` tells what of calendars and agreements still holds, or will.
[[nodiscard]] Outcome<records::Person> read_entry(const World& world, const Json& value,
                                                  records::Person before, Instant now);
[[nodiscard]] Outcome<records::Organisation> read_entry(const World& world, const Json& value,
                                                        records::Organisation before, Instant now);
[[nodiscard]] Outcome<records::Team> read_entry(const World& world, const Json& value, records::Team before,
                                                Instant now);
[[nodiscard]] Outcome<records::WorkingCalendar> read_entry(const World& world, const Json& value,
                                                           records::WorkingCalendar before, Instant now);
// What is agreed is asked anew of every other wording: `agreed` is {by, at, reference} where the desk has it
// so.
[[nodiscard]] Outcome<records::Agreement> read_entry(const World& world, const Json& value,
                                                     records::Agreement before, Instant now);

// The active version of the process, or the newest where none is active yet; null when there is none.
[[nodiscard]] const process::Process* process_of(const World& world, std::string_view id);

// With `id` and `version`; references by id.
[[nodiscard]] Json entry_json(const records::Person& person);
[[nodiscard]] Json entry_json(const records::Organisation& organisation);
[[nodiscard]] Json entry_json(const records::Team& team);
[[nodiscard]] Json entry_json(const records::WorkingCalendar& calendar);
[[nodiscard]] Json entry_json(const records::Agreement& agreement);  // id, name and version alone

}  // namespace reeve::desk
