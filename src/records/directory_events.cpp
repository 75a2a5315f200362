#include "records/directory_events.hpp"

#include "calendar/read_working_times.hpp"
#include "records/directory_members_internal.hpp"
#include "records/writer_internal.hpp"

namespace reeve::records {
namespace {

template <class Entry>
Event entry_set(const Entry& entry, std::string_view kind) {
    Event event;
    event.stream = entry.id;
    event.stream_kind = kind;
    event.version = entry.version + 1;
    event.type = std::string(kind) + "_set";
    event.audience = "internal";
    Writer writer;
    members(writer, entry);
    event.changes.push_back(EntrySet{writer.finish()});
    return event;
}

void add_text(Event& event, const char* path, const std::string& value) {
    if (value.empty()) return;
    EventText text;
    text.path = path;
    text.value = value;
    event.texts.push_back(std::move(text));
}

}  // namespace

Event person_set(const Person& person) {
    Event event = entry_set(person, "person");
    add_text(event, "display", person.display);
    add_text(event, "email", person.email);
    return event;
}

Event organisation_set(const Organisation& organisation) {
    return entry_set(organisation, "organisation");
}

Event team_set(const Team& team) {
    return entry_set(team, "team");
}

Event calendar_set(const WorkingCalendar& calendar) {
    return entry_set(calendar, "calendar");
}

Event agreement_set(const Agreement& agreement) {
    return entry_set(agreement, "agreement");
}

Outcome<std::shared_ptr<const calendar::WorkingTime>> read_calendar(std::string_view name, const Json& spec) {
    auto built = calendar::build_working_times(JsonObject{{std::string(name), spec}});
    if (!built) return std::unexpected(std::move(built.error()));
    return std::make_shared<const calendar::WorkingTime>(std::move(built->front()));
}

}  // namespace reeve::records
