#include "http/custody_views.hpp"

#include "base/instant.hpp"
#include "process/words.hpp"
#include "records/sub_legs.hpp"
#include "records/why_refused.hpp"

namespace reeve::http {
namespace {

std::int64_t held_s(Instant from, std::optional<Instant> to, Instant now) {
    return std::max<std::int64_t>(0, (to.value_or(now) - from).micros / 1'000'000);
}

Json assigned_json(const Viewer& viewer, const records::Leg& leg, Instant now) {
    JsonArray parts;
    for (const auto& [person, from, to] : records::sub_legs(leg))
        parts.push_back(JsonObject{{"person", person_reference(viewer.world, person)},
                                   {"from", text(from)},
                                   {"to", to ? Json(text(*to)) : Json()},
                                   {"held_s", held_s(from, to, now)}});
    return parts;
}

}  // namespace

Json reason_json(const Viewer& viewer, const records::Record& record, const std::string& reason) {
    const process::Process* process = viewer.world.of(record);
    const process::RecordType* type = viewer.world.type_of(record);
    std::string title = reason;
    if (process && type && type->custody.reasons) {
        const process::Choice& choice = process->choices[*type->custody.reasons];
        if (const auto value = choice.find(reason))
            title = process::shown(choice.values[*value].title, reason, viewer.language);
    }
    return JsonObject{{"value", reason}, {"title", title}};
}

Json legs_json(const Viewer& viewer, const records::Record& record, Instant now) {
    JsonArray legs;
    for (const records::Leg& leg : record.legs) {
        JsonObject json{{"leg", leg.number},
                        {"role", leg.holder.role},
                        {"team", team_reference(viewer.world, leg.holder.team)},
                        {"organisation", organisation_reference(viewer.world, leg.holder.organisation)},
                        {"person", person_reference(viewer.world, leg.holder.person)},
                        {"from", text(leg.from)},
                        {"to", leg.to ? Json(text(*leg.to)) : Json()},
                        {"held_s", held_s(leg.from, leg.to, now)},
                        {"assigned", assigned_json(viewer, leg, now)},
                        {"cause", leg.cause}};
        if (!leg.reason.empty()) json.set("reason", reason_json(viewer, record, leg.reason));
        if (!leg.act.empty()) json.set("act", leg.act);
        if (!leg.by.empty()) json.set("by", person_reference(viewer.world, leg.by));
        legs.emplace_back(std::move(json));
    }
    return legs;
}

Json why_refused_json(const Viewer& viewer, const records::Record& record, const records::DeedRefused& deed) {
    JsonArray why;
    for (std::string& sentence :
         records::why_refused(viewer.world.of(record), viewer.world.type_of(record), deed, viewer.language))
        why.emplace_back(std::move(sentence));
    return why;
}

Json refused_json(const Viewer& viewer, const records::Record& record) {
    const process::RecordType* type = viewer.world.type_of(record);
    JsonArray list;
    for (const auto& [deed, at] : record.refused) {
        const auto act = type ? type->act(deed.act) : std::nullopt;
        list.push_back(JsonObject{{"act", deed.act},
                                  {"title", process::shown(act ? type->acts[*act].title : process::Words{},
                                                           deed.act, viewer.language)},
                                  {"clock", deed.clock.empty() ? Json() : Json(deed.clock)},
                                  {"at", text(at)},
                                  {"due", text(deed.due)},
                                  {"why", why_refused_json(viewer, record, deed)}});
    }
    return list;
}

}  // namespace reeve::http
