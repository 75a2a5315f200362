#include "http/calendar_views.hpp"

#include <vector>

#include "http/views.hpp"
#include "records/calendar_line.hpp"

namespace reeve::http {
namespace {

using records::CalendarPeriod;
using records::WorkingCalendar;
using Line = std::vector<CalendarPeriod>;

// From when on another version holds: of one that another took the place of, its own instant.
Json until(const Line& line, const WorkingCalendar& version) {
    Instant end = version.effective;
    for (const CalendarPeriod& period : line)
        if (period.version == &version) end = period.until;
    return end == Instant::never() ? Json() : Json(text(end));
}

JsonObject shown(const Line& line, const WorkingCalendar& calendar, const WorkingCalendar& version) {
    return JsonObject{{"id", calendar.id.text()},
                      {"name", calendar.name},
                      {"title", calendar.title},
                      {"spec", version.spec},
                      {"effective", text(version.effective)},
                      {"until", until(line, version)},
                      {"version", version.version}};
}

Line line_of(const desk::World& world, const WorkingCalendar& calendar) {
    return records::calendar_line(world.directory->calendar_versions(calendar.id));
}

}  // namespace

Json calendar_json(const desk::World& world, const WorkingCalendar& calendar, Instant now) {
    const Line line = line_of(world, calendar);
    return shown(line, calendar, *records::period_at(line, now).version);
}

Json calendar_with_versions_json(const desk::World& world, const WorkingCalendar& calendar, Instant now) {
    const Line line = line_of(world, calendar);
    JsonObject json = shown(line, calendar, *records::period_at(line, now).version);
    JsonArray versions;
    for (const WorkingCalendar* one : world.directory->calendar_versions(calendar.id))
        versions.push_back(JsonObject{{"version", one->version},
                                      {"effective", text(one->effective)},
                                      {"until", until(line, *one)},
                                      {"entered", text(one->entered)},
                                      {"by", person_reference(world, one->by)},
                                      {"spec", one->spec}});
    json.set("versions", std::move(versions));
    return json;
}

Json entered_calendar_json(const desk::World& world, const WorkingCalendar& calendar) {
    return shown(line_of(world, calendar), calendar, calendar);
}

}  // namespace reeve::http
