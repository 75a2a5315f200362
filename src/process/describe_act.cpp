// An act for the API: who may do it, what it asks for, and what follows.
#include <algorithm>

#include "process/describe_internal.hpp"
#include "process/roles_and_states_internal.hpp"

namespace reeve::process {
namespace {

std::string_view word(Need::Kind kind) {
    switch (kind) {
        case Need::Kind::field: return "field";
        case Need::Kind::comment: return "comment";
        case Need::Kind::condition: return "condition";
        case Need::Kind::approval: return "approval";
        case Need::Kind::link: return "link";
        case Need::Kind::document: return "document";
        case Need::Kind::checklist: return "checklist";
        case Need::Kind::dossier: return "dossier";
        case Need::Kind::time_entry: return "time_entry";
        case Need::Kind::first_in_order: break;
    }
    return "first_in_order";
}

Json by_json(const Process& process, const Act& act) {
    JsonArray by;
    for (const By& who : act.by) by.emplace_back(by_word(process, who));
    return by;
}

Json form_json(const Process& process, const RecordType& type, const FormItem& item,
               std::string_view language) {
    JsonObject out;
    if (item.kind == FormItem::Kind::field) {
        out = describe_asked(process, type.fields[item.field], language);
    } else {
        const std::string name = item.kind == FormItem::Kind::title ? "title" : "description";
        out = JsonObject{{"name", name}, {"title", shown({}, name, language)}, {"type", "text"}};
        out.set("long", item.kind == FormItem::Kind::description);
    }
    out.set("required", item.required);
    return out;
}

// To whom it hands over from each holder, where that follows from the holder alone; null where nobody
// follows.
Json hands_json(const Process& process, const RecordType& type, const Expression& hand_over) {
    JsonArray to;
    if (follows_from_holder(hand_over.program))
        for (const Index role : type.custody.holders) {
            const std::string& holder = process.roles[role].name;
            const cel::Value next = value_for(process, hand_over.program, {"", holder});
            to.emplace_back(JsonObject{
                {"from", holder},
                {"to", next.is(cel::ValueKind::string) ? Json(std::string(next.string())) : Json()}});
        }
    return JsonObject{{"text", hand_over.source}, {"to", std::move(to)}};
}

// The record that is made, and what it is given.
void describe_made(const Process& process, const RecordType& type, const Create& create, JsonObject& out) {
    const RecordType& made = process.types[create.type];
    out.set("type", made.name);
    out.set("link", type.links[create.link].name);
    out.set("title", create.title.source);
    if (create.description) out.set("description", create.description->source);
    if (create.fields.empty()) return;
    JsonObject fields;
    for (const Set& set : create.fields) fields.set(made.fields[set.field].name, set.value.source);
    out.set("fields", std::move(fields));
}

Json create_json(const Process& process, const RecordType& type, const Create& create) {
    JsonObject out{{"what", "create"}};
    describe_made(process, type, create, out);
    return out;
}

Json for_each_json(const Process& process, const RecordType& type, const ForEach& each) {
    JsonObject out{{"what", "for_each"}, {"rows", each.rows.source}, {"as", each.as}};
    if (each.with) {
        out.set("with", each.with->list.source);
        out.set("with_as", each.with->as);
    }
    out.set("key", each.key.source);
    describe_made(process, type, each.create, out);
    if (each.superfluous)
        out.set("superfluous", process.types[each.create.type].states[*each.superfluous].name);
    return out;
}

std::string_view word(Audience audience) {
    return audience == Audience::internal ? "internal" : "public";
}

Json clock_json(const RecordType& type, std::string_view what, const Effect& effect) {
    return JsonObject{{"what", what}, {"clock", type.clocks[effect.index].name}};
}

}  // namespace

Json describe_effect(const Process& process, const RecordType& type, const Effect& effect,
                     std::string_view language) {
    switch (effect.kind) {
        case Effect::Kind::set:
            return JsonObject{{"what", "set"},
                              {"field", type.fields[effect.set->field].name},
                              {"text", effect.set->value.source}};
        case Effect::Kind::assign_actor: return JsonObject{{"what", "assign"}};
        case Effect::Kind::unassign: return JsonObject{{"what", "unassign"}};
        case Effect::Kind::create: return create_json(process, type, *effect.create);
        case Effect::Kind::for_each: return for_each_json(process, type, *effect.for_each);
        case Effect::Kind::watch:
            return JsonObject{{"what", "watch"}, {"role", process.roles[effect.watcher].name}};
        case Effect::Kind::unlink:
            return JsonObject{{"what", "unlink"}, {"link", type.links[effect.index].name}};
        case Effect::Kind::open_approval:
            return JsonObject{{"what", "open_approval"}, {"approval", type.approvals[effect.index].name}};
        case Effect::Kind::notify:
            return JsonObject{{"what", "notify"}, {"notice", process.notices[effect.index].name}};
        case Effect::Kind::link:
            return JsonObject{{"what", "link"},
                              {"link", type.links[effect.link_to->link].name},
                              {"text", effect.link_to->to.source}};
        case Effect::Kind::start_clock: return clock_json(type, "start", effect);
        case Effect::Kind::stop_clock: return clock_json(type, "stop", effect);
        case Effect::Kind::pause_clock: return clock_json(type, "pause", effect);
        case Effect::Kind::resume_clock: return clock_json(type, "resume", effect);
        case Effect::Kind::publish:
            return JsonObject{{"what", "publish"},
                              {"audience", word(effect.publish->audience)},
                              {"text", effect.publish->text.in(language)}};
        case Effect::Kind::act_on_linked: break;
    }
    const Link& link = type.links[effect.on_linked->link];
    return JsonObject{{"what", "act_on_linked"},
                      {"link", link.name},
                      {"type", process.types[link.target_type].name},
                      {"act", process.types[link.target_type].acts[effect.on_linked->act].name}};
}

Json when_json(const Act& act, std::string_view language) {
    return JsonObject{{"text", act.when->source}, {"why", act.when_why.in(language)}};
}

std::string by_word(const Process& process, const By& by) {
    switch (by.kind) {
        case By::Kind::role: return process.roles[by.role].name;
        case By::Kind::holder: return "holder";
        case By::Kind::assignee: return "assignee";
        case By::Kind::desk: return "desk";
        case By::Kind::linked: return "linked";
        case By::Kind::administrator: break;
    }
    return "administrator";
}

Json describe_need(const RecordType& type, const Need& need, std::string_view language) {
    JsonObject out{{"name", need.name}, {"what", word(need.kind)}};
    if (need.kind == Need::Kind::field) out.set("field", type.fields[need.field].name);
    if (need.kind == Need::Kind::comment) out.set("audience", word(need.audience));
    if (need.kind == Need::Kind::approval) out.set("approval", type.approvals[need.index].name);
    if (need.kind == Need::Kind::link) out.set("link", type.links[need.index].name);
    if (need.kind == Need::Kind::checklist) out.set("checklist", type.checklists[need.index].name);
    if (need.kind == Need::Kind::dossier) out.set("dossier", type.dossiers[need.index].name);
    if (need.linked) out.set("linked", need.linked->source);
    if (need.since) out.set("since", type.acts[*need.since].name);
    if (need.by_actor) out.set("by", "actor");
    if (need.document) out.set("document", type.documents[*need.document].name);
    if (need.count_min > 1) out.set("min", need.count_min);
    if (need.length_min > 1) out.set("min", need.length_min);
    if (need.when) out.set("when", need.when->source);
    if (need.condition) out.set("condition", need.condition->source);
    if (need.unless_comment) out.set("unless", "comment");
    out.set("why", need.why.in(language));
    return out;
}

namespace {

Json automatic_json(const RecordType& type, const Automatic& automatic) {
    if (automatic.at) return JsonObject{{"at", type.fields[*automatic.at].name}};
    JsonObject out{{"after", text(automatic.after)}};
    if (!automatic.calendar.always()) out.set("calendar", calendar_word(type, automatic.calendar));
    return out;
}

}  // namespace

bool by_desk_alone(const Act& act) {
    return !act.by.empty() &&
           std::all_of(act.by.begin(), act.by.end(), [](const By& by) { return by.kind == By::Kind::desk; });
}

Json describe_act(const Process& process, const RecordType& type, const Act& act, std::string_view language) {
    JsonArray from, form, needs, effects;
    for (const Index state : act.from) from.emplace_back(type.states[state].name);
    for (const FormItem& item : act.form) form.push_back(form_json(process, type, item, language));
    for (const Need& need : act.needs) needs.push_back(describe_need(type, need, language));
    for (const Effect& effect : act.then) effects.push_back(describe_effect(process, type, effect, language));
    JsonObject out{{"name", act.name},
                   {"title", shown(act.title, act.name, language)},
                   {"from", std::move(from)},
                   {"to", act.to ? Json(type.states[*act.to].name) : Json()},
                   {"by", by_json(process, act)},
                   {"form", std::move(form)},
                   {"needs", std::move(needs)},
                   {"effects", std::move(effects)},
                   {"creates", act.creates_record},
                   {"hand_over", act.moves_custody()},
                   {"comment", word(act.comment_audience)}};
    if (!act.exclude.empty()) out.set("exclude", describe_exclusions(type, act.exclude));
    if (act.hand_over) out.set("hands", hands_json(process, type, *act.hand_over));
    if (act.hand_over_team) out.set("team", type.fields[*act.hand_over_team].name);
    if (!act.asks.empty()) {
        JsonArray asks;
        for (const Index tree : act.asks) asks.emplace_back(process.trees[tree]->name);
        out.set("asks", std::move(asks));
    }
    if (act.on_behalf) out.set("for", type.fields[*act.on_behalf].name);
    if (!act.via.empty()) {
        JsonArray via;
        for (const Via& one : act.via) via.emplace_back(process.roles[one.role].name);
        out.set("via", std::move(via));
    }
    if (act.hand_back) out.set("hand_back", true);
    if (act.reason) out.set("reason", type.fields[*act.reason].name);
    if (act.automatic) out.set("automatic", automatic_json(type, *act.automatic));
    if (act.as_soon_as) out.set("as_soon_as", act.as_soon_as->source);
    if (act.not_before) {
        out.set("not_before", text(act.not_before->after));
        if (!act.not_before->calendar.always())
            out.set("calendar", calendar_word(type, act.not_before->calendar));
    }
    if (act.otherwise) out.set("otherwise", type.acts[*act.otherwise].name);
    if (act.offline) out.set("offline", true);
    if (act.when) out.set("when", when_json(act, language));
    return out;
}

Json describe_restriction(const Process& process, const Act& act, std::string_view language) {
    JsonObject out{{"name", act.name}, {"by", by_json(process, act)}};
    if (act.when) out.set("when", when_json(act, language));
    return out;
}

}  // namespace reeve::process
