#include "http/views.hpp"

#include "base/instant.hpp"
#include "desk/clock_view.hpp"
#include "http/approval_views.hpp"
#include "http/clock_figures.hpp"
#include "http/custody_views.hpp"
#include "http/field_views.hpp"
#include "http/structure_views.hpp"
#include "http/time_views.hpp"
#include "process/words.hpp"
#include "records/next_step.hpp"
#include "records/priority_why.hpp"

namespace reeve::http {
namespace {

using records::ClockState;
using records::Record;

Json instant_or_null(const std::optional<Instant>& at) {
    return at ? Json(text(*at)) : Json();
}

std::int64_t whole_seconds(Duration span) {
    return span.micros / 1'000'000;
}

// On which agreement it rests.
Json agreement_of(const desk::ClockView& view) {
    if (view.agreement == nullptr) return {};
    return JsonObject{{"name", view.agreement->name},
                      {"title", view.agreement->title},
                      {"kind", process::word(view.agreement->kind)},
                      {"version", view.agreement->version}};
}

Json clock_json(const desk::ClockView& view, bool explained) {
    const records::ClockSet& clock = view.now;
    JsonObject json{{"name", clock.clock}, {"leg", clock.leg}};
    // A clock stopped after its breach is still a breached one for whoever reads; `stopped` says that it has
    // ended.
    json.set("state", clock.state == ClockState::met_late ? "breached" : records::word(clock.state));
    json.set("started", text(clock.started));
    json.set("due", instant_or_null(clock.due));
    json.set("stopped", instant_or_null(clock.stopped));
    if (clock.breached_at) json.set("breached", text(*clock.breached_at));
    json.set("limit_s", clock.limit == Duration{} ? Json() : Json(whole_seconds(clock.limit)));
    json.set("elapsed_s", whole_seconds(view.elapsed));
    json.set("remaining_s", view.remaining ? Json(whole_seconds(*view.remaining)) : Json());
    json.set("calendar", view.calendar);
    json.set("calendar_version", clock.calendar_version);
    json.set("agreement", agreement_of(view));
    if (!explained) return json;
    JsonArray why;
    for (const auto& stretch : view.why) why.push_back(stretch_json(stretch));
    if (const auto sum = desk::summed(view)) why.front().object().set("sum_s", whole_seconds(*sum));
    json.set("why", std::move(why));
    return json;
}

Json links_json(const Record& record) {
    JsonArray links;
    for (const records::LinkEnd& end : record.links) {
        JsonObject link{{"link", end.link}, {"number", end.number}, {"type", end.type},
                        {"kind", end.kind}, {"state", end.state},   {"open", end.open}};
        if (!end.outcome.empty()) link.set("outcome", end.outcome);
        if (!end.key.empty()) link.set("key", end.key);
        links.emplace_back(std::move(link));
    }
    return links;
}

Json attachments_json(const Viewer& viewer, const Record& record) {
    JsonArray list;
    for (const records::Attachment& file : record.attachments) {
        if (file.audience != "public" && !viewer.internal) continue;
        JsonObject one{{"id", file.id.text()}, {"name", file.name},         {"media_type", file.media_type},
                       {"size", file.size},    {"audience", file.audience}, {"added", text(file.added)}};
        if (!file.kind.empty()) one.set("kind", file.kind);
        list.emplace_back(std::move(one));
    }
    return list;
}

Json acts_json(const desk::RecordView& view, const process::RecordType* type, const Viewer& viewer) {
    const process::Process* process = viewer.world.of(view.record);
    JsonArray acts;
    for (const records::ActView& act : view.acts) {
        JsonArray needs;
        for (const records::NeedView& need : act.needs) {
            JsonObject item{{"what", need.what}};
            if (!need.field.empty()) item.set("field", need.field);
            item.set("why", need.why);
            item.set("type", need.type);
            item.set("met", need.met);
            needs.emplace_back(std::move(item));
        }
        JsonObject json{{"name", act.name},
                        {"title", act.act ? process::shown(act.act->title, act.name, viewer.language)
                                          : process::shown({}, act.name, viewer.language)},
                        {"needs", std::move(needs)},
                        {"allowed", act.allowed},
                        {"why_not", act.why_not.empty() ? Json() : Json(act.why_not)}};
        if (act.act && type && process) json.set("form", form_json(*process, *type, *act.act, viewer));
        acts.emplace_back(std::move(json));
    }
    return acts;
}

Json next_step_json(const Viewer& viewer, const Record& record, const process::RecordType* type) {
    using Kind = records::NextStep::Kind;
    const records::NextStep step = records::next_step(viewer.world.of(record), type, record, viewer.language);
    JsonObject json{{"kind", step.kind == Kind::act         ? "act"
                             : step.kind == Kind::vote      ? "vote"
                             : step.kind == Kind::wait      ? "wait"
                             : step.kind == Kind::automatic ? "auto"
                                                            : "none"},
                    {"title", step.title}};
    if (!step.act.empty()) json.set("act", step.act);
    if (step.at) json.set("at", text(*step.at));
    // Who was heard already is not for all; whose turn it is would say so.
    const bool is_told = step.kind != Kind::vote || viewer.internal;
    if (!step.whom.empty() && is_told) json.set("for", step.whom);
    return json;
}

JsonObject common_json(const Viewer& viewer, const desk::RecordView& view) {
    const Record& record = view.record;
    const desk::World& world = viewer.world;
    const process::RecordType* type = world.type_of(record);
    JsonObject json{{"number", record.number},
                    {"type", record.type},
                    {"kind", record.kind},
                    {"process", record.process},
                    {"process_version", record.process_version},
                    {"state", record.state},
                    {"open", record.open},
                    {"waiting", record.waiting.empty() ? Json() : Json(record.waiting)}};
    json.set("reopened", record.reopened);
    if (record.origin)
        json.set("origin", JsonObject{{"source", record.origin->source},
                                      {"key", record.origin->key},
                                      {"adopted", record.origin->adopted}});
    json.set("priority",
             record.rank == 0 ? Json() : Json(JsonObject{{"value", record.priority}, {"rank", record.rank}}));
    json.set("title", record.title);
    json.set("fields", fields_json(viewer, record, type));
    json.set("reporter", person_reference(world, record.reporter));
    json.set("logged_by", person_reference(world, record.logged_by));
    json.set("channel", record.channel.empty() ? Json() : Json(record.channel));
    json.set("holder", holder_json(world, record));
    json.set("organisation", organisation_reference(world, record.organisation));
    json.set("service", Json());
    json.set("due", instant_or_null(record.due()));
    json.set("next_step", next_step_json(viewer, record, type));
    return json;
}

void set_ending(JsonObject& json, const Record& record) {
    json.set("version", record.version);
    json.set("created", text(record.created));
    json.set("updated", text(record.updated));
}

}  // namespace

Json person_reference(const desk::World& world, Id id) {
    if (id.empty()) return {};
    const records::Person* person = world.directory->person(id);
    return JsonObject{{"id", id.text()}, {"name", person ? person->display : ""}};
}

Json organisation_reference(const desk::World& world, Id id) {
    if (id.empty()) return {};
    const records::Organisation* organisation = world.directory->organisation(id);
    return JsonObject{{"id", id.text()}, {"name", organisation ? organisation->display : ""}};
}

Json team_reference(const desk::World& world, Id id) {
    if (id.empty()) return {};
    const records::Team* team = world.directory->team(id);
    return JsonObject{{"id", id.text()}, {"name", team ? team->display : ""}};
}

Json holder_json(const desk::World& world, const Record& record) {
    if (record.holder.role.empty()) return {};
    JsonObject holder{{"role", record.holder.role}};
    if (!record.holder.team.empty()) holder.set("team", team_reference(world, record.holder.team));
    if (!record.holder.person.empty()) holder.set("person", person_reference(world, record.holder.person));
    if (!record.holder.organisation.empty())
        holder.set("organisation", organisation_reference(world, record.holder.organisation));
    if (!record.legs.empty()) {
        holder.set("since", text(record.legs.back().from));
        holder.set("leg", record.legs.back().number);
    }
    return holder;
}

Json priority_why_json(const Viewer& viewer, const Record& record) {
    const process::Process* process = viewer.world.of(record);
    const process::RecordType* type = viewer.world.type_of(record);
    if (!process || !type) return {};
    const auto why = records::priority_why(*process, *type, record, *viewer.world.directory);
    if (!why) return {};
    JsonArray inputs;
    for (const process::Index index : why->inputs) {
        const process::Field& field = type->fields[index];
        const Json* stored = record.field(field.name);
        const Json value = stored ? value_json(viewer, &field, *stored) : Json();
        inputs.push_back(JsonObject{{"field", field.name},
                                    {"title", process::shown(field.title, field.name, viewer.language)},
                                    {"value", value},
                                    {"value_title", value_title(viewer, *process, field, value)}});
    }
    return JsonObject{{"table", why->table->name},
                      {"title", process::shown(why->table->title, why->table->name, viewer.language)},
                      {"row", static_cast<std::int64_t>(why->row)},
                      {"inputs", std::move(inputs)}};
}

Json record_json(const Viewer& viewer, const desk::RecordView& view) {
    const process::RecordType* type = viewer.world.type_of(view.record);
    JsonObject json = common_json(viewer, view);
    if (view.record.rank != 0)
        json.set("priority", JsonObject{{"value", view.record.priority},
                                        {"rank", view.record.rank},
                                        {"why", priority_why_json(viewer, view.record)}});
    json.set("description", view.record.description);
    JsonArray clocks;
    for (const desk::ClockView& clock : view.clocks) clocks.push_back(clock_json(clock, true));
    json.set("clocks", std::move(clocks));
    json.set("links", links_json(view.record));
    json.set("approvals", approvals_json(viewer, view));
    json.set("checklists", checklists_json(viewer.world, view));
    json.set("dossiers", dossiers_json(view));
    if (viewer.internal) json.set("time", time_json(viewer, view));
    json.set("trees", trees_json(viewer, view.record));
    json.set("attachments", attachments_json(viewer, view.record));
    json.set("legs", legs_json(viewer, view.record, view.now));
    json.set("refused", refused_json(viewer, view.record));
    JsonArray watchers;
    for (const Id& watcher : view.record.watchers)
        watchers.push_back(person_reference(viewer.world, watcher));
    json.set("watchers", std::move(watchers));
    set_ending(json, view.record);
    json.set("acts", acts_json(view, type, viewer));
    return json;
}

Json row_json(const Viewer& viewer, const desk::RecordView& view) {
    JsonObject json = common_json(viewer, view);
    JsonArray clocks;
    for (const desk::ClockView& clock : view.clocks)
        if (!clock.now.stopped) clocks.push_back(clock_json(clock, false));
    json.set("clocks", std::move(clocks));
    set_ending(json, view.record);
    return json;
}

Json person_json(const desk::World& world, const records::Person& person) {
    JsonArray roles;
    for (const records::Membership& membership : person.memberships) {
        JsonObject role{{"process", membership.process}, {"role", membership.role}};
        role.set("organisation", organisation_reference(world, membership.organisation));
        roles.emplace_back(std::move(role));
    }
    JsonArray teams;
    for (const Id& team : person.teams) teams.push_back(team_reference(world, team));
    return JsonObject{{"id", person.id.text()},
                      {"name", person.name},
                      {"display", person.display},
                      {"language", person.language},
                      {"organisation", organisation_reference(world, person.organisation)},
                      {"teams", std::move(teams)},
                      {"roles", std::move(roles)},
                      {"administrator", person.administrator},
                      {"active", person.active},
                      {"version", person.version}};
}

Json delegate_json(const desk::World& world, const records::Person& person) {
    if (!person.delegate) return {};
    const records::Delegation& to = *person.delegate;
    return JsonObject{{"person", person_reference(world, to.person)},
                      {"from", to.from == Instant{} ? Json() : Json(text(to.from))},
                      {"until", to.until == Instant::never() ? Json() : Json(text(to.until))}};
}

Json organisation_json(const desk::World& world, const records::Organisation& organisation) {
    const records::WorkingCalendar* calendar = world.directory->calendar(organisation.calendar);
    return JsonObject{{"id", organisation.id.text()},
                      {"name", organisation.name},
                      {"display", organisation.display},
                      {"kind", organisation.kind},
                      {"calendar", calendar ? Json(calendar->name) : Json()},
                      {"version", organisation.version}};
}

Json team_json(const desk::World& world, const records::Team& team) {
    const records::WorkingCalendar* calendar = world.directory->calendar(team.calendar);
    return JsonObject{{"id", team.id.text()},
                      {"name", team.name},
                      {"display", team.display},
                      {"calendar", calendar ? Json(calendar->name) : Json()},
                      {"organisation", organisation_reference(world, team.organisation)},
                      {"version", team.version}};
}

}  // namespace reeve::http
