#include <algorithm>
#include <variant>

#include "base/instant.hpp"
#include "desk/clock_sight.hpp"
#include "http/approval_views.hpp"
#include "http/custody_views.hpp"
#include "http/field_views.hpp"
#include "http/structure_views.hpp"
#include "http/time_views.hpp"
#include "http/views.hpp"
#include "records/clock_audience.hpp"
#include "records/importing.hpp"

namespace reeve::http {
namespace {

using namespace records;

struct Telling {
    const Viewer& viewer;
    const Record& record;
    const process::RecordType* type;
    const Event& event;

    [[nodiscard]] const process::Field* field(std::string_view name) const {
        const auto index = type ? type->field(name) : std::nullopt;
        return index ? &type->fields[*index] : nullptr;
    }
    [[nodiscard]] Json value_of(const FieldSet& set) const {
        if (set.text_path.empty()) return value_json(viewer, field(set.field), set.value);
        const EventText* text = event.text(set.text_path);
        return text && !text->erased ? Json(text->value) : Json();
    }
};

Json holder_of(const Viewer& viewer, const Holder& holder) {
    JsonObject json{{"role", holder.role}};
    if (!holder.team.empty()) json.set("team", team_reference(viewer.world, holder.team));
    if (!holder.person.empty()) json.set("person", person_reference(viewer.world, holder.person));
    if (!holder.organisation.empty())
        json.set("organisation", organisation_reference(viewer.world, holder.organisation));
    return json;
}

std::optional<JsonObject> clock_json(const Telling& telling, const ClockSet& clock) {
    if (!desk::may_see(telling.viewer.world, telling.viewer.person, telling.record, clock))
        return std::nullopt;
    JsonObject json{{"what", "clock"},
                    {"clock", clock.clock},
                    {"value", records::word(clock.state)},
                    {"cause", clock.cause}};
    if (clock.due) json.set("due", text(*clock.due));
    return json;
}

// As the record tells it to this reader.
const std::string& cause_of(const Record& record, const LegOpened& opened) {
    const auto leg = std::ranges::find(record.legs, opened.leg, &Leg::number);
    return leg != record.legs.end() ? leg->cause : opened.cause;
}

// Because of a clock that this reader does not see: her record has it not.
bool is_of_unseen_deed(const Record& record, const Change& change) {
    const auto* refused = std::get_if<DeedRefused>(&change);
    const auto* settled = std::get_if<DeedSettled>(&change);
    const bool of_clock =
        (refused != nullptr && !refused->clock.empty()) || (settled != nullptr && !settled->clock.empty());
    return of_clock && records::clock_told(change, &record) == nullptr;
}

// One change as people read it, or nothing when it says nothing to them, or is not for this reader (decision
// 0004).
std::optional<JsonObject> told(const Telling& telling, const Change& change) {
    const bool internal = telling.viewer.internal;
    if (const auto* set = std::get_if<FieldSet>(&change))
        return JsonObject{{"what", "field"}, {"field", set->field}, {"value", telling.value_of(*set)}};
    if (const auto* priority = std::get_if<PrioritySet>(&change))
        return JsonObject{{"what", "priority"}, {"value", priority->value}, {"rank", priority->rank}};
    if (const auto* state = std::get_if<StateEntered>(&change))
        return JsonObject{{"what", "state"}, {"value", state->state}};
    if (const auto* leg = std::get_if<LegOpened>(&change)) {
        JsonObject json{{"what", "holder"}, {"leg", leg->leg}, {"cause", cause_of(telling.record, *leg)}};
        json.set("value", internal ? holder_of(telling.viewer, leg->holder)
                                   : Json(JsonObject{{"role", leg->holder.role}}));
        if (internal && !leg->reason.empty())
            json.set("reason", reason_json(telling.viewer, telling.record, leg->reason));
        return json;
    }
    if (const auto* linked = std::get_if<Linked>(&change))
        return JsonObject{{"what", "link"}, {"link", linked->link}, {"number", linked->number}};
    if (const auto* unlinked = std::get_if<Unlinked>(&change))
        return JsonObject{{"what", "unlink"}, {"link", unlinked->link}};
    if (const auto* file = std::get_if<Attached>(&change)) {
        const EventText* name = telling.event.text("attachment." + file->attachment.text());
        JsonObject json{{"what", "attachment"},
                        {"id", file->attachment.text()},
                        {"name", name ? name->value : ""},
                        {"size", file->size}};
        if (!file->kind.empty()) json.set("kind", file->kind);
        return json;
    }
    if (const auto* imported = std::get_if<Imported>(&change))
        return JsonObject{{"what", "imported"}, {"source", imported->source}, {"key", imported->key}};
    if (std::holds_alternative<Adopted>(change)) return JsonObject{{"what", "adopted"}};
    if (auto approval = approval_change_json(telling.viewer, telling.record, telling.event, change))
        return approval;
    if (!internal) return std::nullopt;
    if (auto time = told_time(telling.viewer, telling.record, telling.event, change)) return time;
    if (const auto* assigned = std::get_if<Assigned>(&change))
        return JsonObject{{"what", "assigned"},
                          {"value", person_reference(telling.viewer.world, assigned->person)}};
    if (const auto* clock = std::get_if<ClockSet>(&change)) return clock_json(telling, *clock);
    if (const auto* moved = std::get_if<Moved>(&change))
        return JsonObject{{"what", "moved"}, {"from", moved->from}, {"to", moved->version}};
    if (const auto* watching = std::get_if<Watching>(&change))
        return JsonObject{{"what", watching->on ? "watching" : "not_watching"},
                          {"value", person_reference(telling.viewer.world, watching->person)}};
    if (is_of_unseen_deed(telling.record, change)) return std::nullopt;
    if (const auto* refused = std::get_if<DeedRefused>(&change))
        return JsonObject{{"what", "refused"},
                          {"act", refused->act},
                          {"due", text(refused->due)},
                          {"why", why_refused_json(telling.viewer, telling.record, *refused)}};
    if (const auto* settled = std::get_if<DeedSettled>(&change))
        return JsonObject{{"what", "refused_no_more"}, {"act", settled->act}, {"done", settled->done}};
    if (const auto* finding = std::get_if<Finding>(&change))
        return JsonObject{{"what", "finding"}, {"kind", finding->kind}, {"detail", finding->detail}};
    return std::nullopt;
}

Json lines_json(std::string_view text) {
    JsonArray lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(std::string(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

Json actor_json(const Viewer& viewer, const Event& event) {
    switch (event.actor.kind) {
        case ActorKind::person: return person_reference(viewer.world, event.actor.id);
        case ActorKind::desk: return JsonObject{{"id", "desk"}, {"name", "Reeve"}};
        case ActorKind::import:
            if (!event.on_behalf.empty()) return person_reference(viewer.world, event.on_behalf);
            return JsonObject{{"id", "import"}, {"name", "Import"}};
        case ActorKind::bridge: return JsonObject{{"id", "bridge"}, {"name", "Bridge"}};
    }
    return {};
}

// What is published is there in each language of its process.
const EventText* comment_in(const Event& event, std::string_view language) {
    const EventText* own = event.text("comment." + std::string(language));
    return own != nullptr ? own : event.text("comment");
}

}  // namespace

Json entry_json(const Viewer& viewer, const records::Record& record, const store::TimelineRow& row) {
    const Event& event = row.event;
    const Telling telling{viewer, record, viewer.world.type_of(record), event};
    JsonObject json{{"seq", row.seq},
                    {"id", event.id.text()},
                    {"kind", event.type},
                    {"occurred_at", text(event.occurred_at)},
                    {"recorded_at", text(event.recorded_at)},
                    {"actor", actor_json(viewer, event)},
                    {"audience", event.audience}};
    if (event.actor.kind == ActorKind::import) json.set("imported", true);
    if (!event.act.empty()) json.set("act", event.act);
    // When it happened, as the caller said; clocks count from it only where a field says so.
    if (const Json* claimed = event.facts.find("claimed")) json.set("claimed_at", *claimed);
    if (const EventText* comment = comment_in(event, viewer.language); comment && !comment->erased)
        json.set("text", comment->value);
    // What an import found wrong with its row.
    if (const EventText* flags = event.text(flags_path); flags && !flags->erased && viewer.internal)
        json.set("flags", lines_json(flags->value));
    JsonArray changes;
    for (const Change& change : event.changes)
        if (auto structure = told_structure(viewer, record, telling.type, change))
            changes.emplace_back(std::move(*structure));
        else if (auto one = told(telling, change))
            changes.emplace_back(std::move(*one));
    if (!changes.empty()) json.set("changes", std::move(changes));
    return json;
}

}  // namespace reeve::http
