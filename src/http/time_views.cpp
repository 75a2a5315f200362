#include "http/time_views.hpp"

#include <algorithm>

#include "base/instant.hpp"

namespace reeve::http {
namespace {

using records::TimeEntry;

Json entry_json(const Viewer& viewer, const TimeEntry& entry, bool strikable) {
    JsonObject json{{"entry", entry.entry},
                    {"person", person_reference(viewer.world, entry.person)},
                    {"day", entry.day},
                    {"minutes", entry.minutes},
                    {"text", entry.text.empty() ? Json() : Json(entry.text)},
                    {"at", text(entry.at)},
                    {"struck", Json()},
                    {"may_strike", strikable}};
    if (entry.struck)
        json.set("struck", JsonObject{{"at", text(*entry.struck)},
                                      {"by", person_reference(viewer.world, entry.struck_by)}});
    return json;
}

}  // namespace

Json time_json(const Viewer& viewer, const desk::RecordView& view) {
    JsonArray entries;
    std::int64_t minutes = 0;
    for (const TimeEntry& entry : view.record.time_entries) {
        if (!entry.struck) minutes += entry.minutes;
        entries.push_back(entry_json(viewer, entry,
                                     std::ranges::find(view.strikable, entry.entry) != view.strikable.end()));
    }
    return JsonObject{{"minutes", minutes}, {"entries", std::move(entries)}};
}

std::optional<JsonObject> told_time(const Viewer& viewer, const records::Record& record,
                                    const records::Event& event, const records::Change& change) {
    if (const auto* logged = std::get_if<records::TimeLogged>(&change)) {
        const records::EventText* said = event.text("time");
        return JsonObject{{"what", "time_logged"},
                          {"entry", logged->entry},
                          {"value", person_reference(viewer.world, logged->person)},
                          {"day", logged->day},
                          {"minutes", logged->minutes},
                          {"text", said && !said->erased ? Json(said->value) : Json()}};
    }
    const auto* struck = std::get_if<records::TimeStruck>(&change);
    if (!struck) return std::nullopt;
    JsonObject json{{"what", "time_struck"}, {"entry", struck->entry}};
    const auto entry = std::ranges::find(record.time_entries, struck->entry, &TimeEntry::entry);
    if (entry != record.time_entries.end()) {
        json.set("value", person_reference(viewer.world, entry->person));
        json.set("day", entry->day);
        json.set("minutes", entry->minutes);
    }
    return json;
}

}  // namespace reeve::http
