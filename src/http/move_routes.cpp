#include "http/move_routes.hpp"

#include <algorithm>
#include <set>

#include "base/instant.hpp"
#include "base/integer.hpp"
#include "desk/move_view.hpp"
#include "http/clock_figures.hpp"
#include "http/field_views.hpp"
#include "http/serving.hpp"
#include "process/words.hpp"

namespace reeve::http {
namespace {

// One side of what is compared: the record as it is, or as it would be, and the version that it goes by.
struct Side {
    const desk::RecordView& view;
    const process::Process* process;
    const process::RecordType* type;

    Side(const desk::World& world, const desk::RecordView& of)
        : view(of), process(world.of(of.record)), type(world.type_of(of.record)) {}
};

Json state_json(const Viewer& viewer, const Side& side) {
    const std::string& name = side.view.record.state;
    const auto index = side.type ? side.type->state(name) : std::nullopt;
    return JsonObject{
        {"name", name},
        {"title", index ? process::shown(side.type->states[*index].title, name, viewer.language) : name}};
}

// A value in words, as people read it; null where there is none.
Json shown_value(const Viewer& viewer, const Side& side, const std::string& name) {
    const Json* stored = side.view.record.field(name);
    if (stored == nullptr) return {};
    const auto index = side.type ? side.type->field(name) : std::nullopt;
    const process::Field* field = index ? &side.type->fields[*index] : nullptr;
    const Json value = value_json(viewer, field, *stored);
    const Json title = field ? value_title(viewer, *side.process, *field, value) : Json();
    if (title.is_string()) return title;
    if (value.is_object()) return std::string(value.string_or_empty("name"));
    return value.is_string() ? value : Json(write_json(value));
}

std::string field_title(const Viewer& viewer, const Side& before, const Side& after,
                        const std::string& name) {
    for (const Side* side : {&after, &before})
        if (const auto index = side->type ? side->type->field(name) : std::nullopt)
            return process::shown(side->type->fields[*index].title, name, viewer.language);
    return name;
}

Json fields_changed(const Viewer& viewer, const Side& before, const Side& after) {
    std::set<std::string> names;
    for (const Side* side : {&before, &after})
        for (const auto& [name, value] : side->view.record.fields) names.insert(name);
    JsonArray changed;
    for (const std::string& name : names) {
        Json was = shown_value(viewer, before, name), is = shown_value(viewer, after, name);
        if (was == is) continue;
        changed.push_back(JsonObject{{"name", name},
                                     {"title", field_title(viewer, before, after, name)},
                                     {"before", std::move(was)},
                                     {"after", std::move(is)}});
    }
    return changed;
}

const desk::ClockView* clock_of(const Side& side, const records::ClockSet& clock) {
    const auto found = std::find_if(side.view.clocks.begin(), side.view.clocks.end(), [&](const auto& one) {
        return one.now.clock == clock.clock && one.now.leg == clock.leg;
    });
    return found == side.view.clocks.end() ? nullptr : &*found;
}

// Those that count, on either side.
Json clocks_json(const Viewer& viewer, const Side& before, const Side& after) {
    JsonArray list;
    const auto add = [&](const desk::ClockView* was, const desk::ClockView* is) {
        const desk::ClockView& told = is ? *is : *was;
        const process::Clock* clock = told.clock ? told.clock : (was ? was->clock : nullptr);
        const Json figures_before = was ? clock_figures_json(*was) : Json();
        const Json figures_after = is ? clock_figures_json(*is) : Json();
        list.push_back(JsonObject{{"name", told.now.clock},
                                  {"leg", told.now.leg},
                                  {"title", process::shown(clock ? clock->title : process::Words{},
                                                           told.now.clock, viewer.language)},
                                  {"before", figures_before},
                                  {"after", figures_after},
                                  {"changes", figures_before != figures_after}});
    };
    for (const desk::ClockView& clock : before.view.clocks)
        if (!clock.now.stopped) add(&clock, clock_of(after, clock.now));
    for (const desk::ClockView& clock : after.view.clocks)
        if (clock_of(before, clock.now) == nullptr) add(nullptr, &clock);
    return list;
}

Json act_json(const Viewer& viewer, const records::ActView& act) {
    return JsonObject{
        {"name", act.name},
        {"title", process::shown(act.act ? act.act->title : process::Words{}, act.name, viewer.language)}};
}

// What she may do on both sides, on one and not on the other, and what of it is called otherwise.
Json acts_json(const Viewer& viewer, const desk::MoveView& view) {
    const auto find = [](const desk::RecordView& side, std::string_view name) {
        const auto found = std::find_if(side.acts.begin(), side.acts.end(), [&](const records::ActView& act) {
            return act.name == name && act.allowed;
        });
        return found == side.acts.end() ? nullptr : &*found;
    };
    JsonArray gone, added, renamed;
    std::set<std::string_view> kept;
    for (const records::ActView& act : view.before.acts) {
        if (!act.allowed) continue;
        const auto called = view.move.acts.find(act.name);
        const bool otherwise = called != view.move.acts.end();
        const records::ActView* now = find(view.after, otherwise ? called->second : act.name);
        if (now == nullptr) {
            gone.push_back(act_json(viewer, act));
            continue;
        }
        kept.insert(now->name);
        if (otherwise)
            renamed.push_back(
                JsonObject{{"before", act_json(viewer, act)}, {"after", act_json(viewer, *now)}});
    }
    for (const records::ActView& act : view.after.acts)
        if (act.allowed && !kept.contains(act.name)) added.push_back(act_json(viewer, act));
    return JsonObject{{"gone", std::move(gone)}, {"new", std::move(added)}, {"renamed", std::move(renamed)}};
}

Json approvals_voided(const Side& before, const Side& after) {
    JsonArray names;
    const auto& rounds = after.view.record.rounds;
    for (const records::Round& round : before.view.record.rounds) {
        const bool voided = std::any_of(rounds.begin(), rounds.end(), [&](const records::Round& now) {
            return now.opened.approval == round.opened.approval && now.opened.round == round.opened.round &&
                   now.outcome == "void";
        });
        if (round.outcome != "void" && voided) names.emplace_back(round.opened.approval);
    }
    return names;
}

Json move_json(const Viewer& viewer, const desk::MoveView& view) {
    const Side before(viewer.world, view.before), after(viewer.world, view.after);
    JsonArray lost(view.move.lost.begin(), view.move.lost.end());
    return JsonObject{
        {"number", view.before.record.number},
        {"from", view.before.record.process_version},
        {"to", view.move.to->version},
        {"state", JsonObject{{"before", state_json(viewer, before)}, {"after", state_json(viewer, after)}}},
        {"holder", JsonObject{{"before", holder_json(viewer.world, view.before.record)},
                              {"after", holder_json(viewer.world, view.after.record)}}},
        {"fields", fields_changed(viewer, before, after)},
        {"lost", std::move(lost)},
        {"clocks", clocks_json(viewer, before, after)},
        {"approvals_voided", approvals_voided(before, after)},
        {"acts", acts_json(viewer, view)},
        {"unmet", unmet_json(view.move.unmet)}};
}

}  // namespace

void read_move(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const std::string* to = call.parameter("to");
        const auto version = to ? parse_integer<std::int64_t>(*to) : std::nullopt;
        if (!version) return refuse(RefusalKind::malformed, "`to` is the number of the version to go to.");
        auto queries = api.queries();
        const std::string language = language_of(call);
        const auto view = desk::view_move(*queries, *call.world, call.person, call.path.at(0), *version,
                                          api.parts().clock.now(), language);
        if (!view) return std::unexpected(view.error());
        const Viewer viewer = viewer_of(call, view->before.record.process, language);
        return with_version(json_response(200, move_json(viewer, *view)), view->before.record.version);
    });
}

}  // namespace reeve::http
