// A record type for the API: what a form, a picture and a list need to know of it.
#include <algorithm>
#include <utility>
#include <vector>

#include "process/describe_internal.hpp"
#include "process/field_word.hpp"
#include "process/moves.hpp"
#include "process/put_aside.hpp"

namespace reeve::process {
namespace {

Json field_json(const Process& process, const Field& field, std::string_view language) {
    JsonObject out = describe_asked(process, field, language);
    out.set("required", field.required);
    out.set("computed", field.is.has_value());
    if (field.personal) out.set("personal", true);
    if (field.is) out.set("is", field.is->source);
    if (field.standard) out.set("default", field.standard->source);
    return out;
}

JsonArray effects_json(const Process& process, const RecordType& type, const std::vector<Effect>& effects,
                       std::string_view language) {
    JsonArray list;
    for (const Effect& effect : effects) list.push_back(describe_effect(process, type, effect, language));
    return list;
}

Json state_json(const Process& process, const RecordType& type, Index index, std::string_view language) {
    const State& state = type.states[index];
    JsonObject out{{"name", state.name},
                   {"title", shown(state.title, state.name, language)},
                   {"open", state.open},
                   {"start", index == type.start},
                   {"end", state.end}};
    if (state.parent) out.set("within", type.states[*state.parent].name);
    if (!state.enter.empty()) out.set("enter", effects_json(process, type, state.enter, language));
    if (!state.exit.empty()) out.set("exit", effects_json(process, type, state.exit, language));
    if (state.waiting != Waiting::none) out.set("waiting", waiting_word(state.waiting));
    return out;
}

std::string_view word(Rule::Kind kind) {
    switch (kind) {
        case Rule::Kind::always: return "always";
        case Rule::Kind::never: return "never";
        case Rule::Kind::before: return "before";
        case Rule::Kind::eventually: break;
    }
    return "eventually";
}

Json rule_json(const RecordType& type, const Rule& rule, std::string_view language) {
    JsonArray answers;
    for (const std::string& row : rule.answers) answers.emplace_back(row);
    JsonObject out{{"name", rule.name},
                   {"title", shown(rule.title, rule.name, language)},
                   {"answers", std::move(answers)},
                   {"kind", word(rule.kind)},
                   {"text", rule.condition.source},
                   {"why", rule.why.in(language)}};
    if (rule.kind == Rule::Kind::before) out.set("state", type.states[rule.state].name);
    if (rule.kind == Rule::Kind::eventually) out.set("act", type.acts[rule.act].name);
    if (rule.audit) out.set("enforce", "audit");
    return out;
}

Json edge_json(const Process& process, const RecordType& type, const Edge& edge, std::string_view language) {
    return JsonObject{{"becomes", edge.becomes.source},
                      {"effects", effects_json(process, type, edge.then, language)}};
}

Json limit_json(const Limit& limit, std::string_view language) {
    JsonArray by;
    for (const Expression& part : limit.by) by.emplace_back(part.source);
    JsonObject out{{"name", limit.name},
                   {"title", shown(limit.title, limit.name, language)},
                   {"by", std::move(by)},
                   {"max", limit.max},
                   {"why", limit.why.in(language)}};
    if (limit.where) out.set("where", limit.where->source);
    return out;
}

Json link_json(const Link& link, std::string_view language) {
    return JsonObject{
        {"name", link.name},
        {"title", shown(link.title, link.name, language)},
        {"to", link.is_remote() ? link.target_process + "/" + link.target_name : link.target_name},
        {"inverse", link.inverse},
        {"max", link.max}};
}

// The leaves of every state that has states in it, the outer ones first.
std::vector<std::pair<Index, std::vector<Index>>> wholes_of(const RecordType& type) {
    std::vector<std::pair<Index, std::vector<Index>>> wholes;
    for (Index s = 0; s < type.states.size(); ++s)
        if (!type.states[s].leaf) wholes.emplace_back(s, leaves_of(type, s));
    return wholes;
}

// Names of these states: where all within another are among them, the name of that one alone. An act out of
// anywhere would else name hundreds.
JsonArray names_of_all(const RecordType& type, const std::vector<Index>& states,
                       const std::vector<std::pair<Index, std::vector<Index>>>& wholes) {
    std::vector<bool> wanted(type.states.size());
    for (const Index state : states) wanted[state] = true;
    JsonArray names;
    for (const auto& [whole, leaves] : wholes) {
        if (leaves.empty() || !std::ranges::all_of(leaves, [&](Index leaf) { return wanted[leaf]; }))
            continue;
        for (const Index leaf : leaves) wanted[leaf] = false;
        names.emplace_back(type.states[whole].name);
    }
    for (const Index state : states)
        if (wanted[state]) names.emplace_back(type.states[state].name);
    return names;
}

// States as nodes; each act as an edge.
Json diagram(const Process& process, const RecordType& type, std::string_view language) {
    JsonArray nodes, edges;
    for (Index s = 0; s < type.states.size(); ++s)
        if (type.states[s].leaf) nodes.push_back(state_json(process, type, s, language));
    const auto wholes = wholes_of(type);
    for (const Act& act : type.acts) {
        const std::optional<Index> to = target_of(type, act);
        edges.emplace_back(JsonObject{{"act", act.name},
                                      {"title", shown(act.title, act.name, language)},
                                      {"from", names_of_all(type, act.from, wholes)},
                                      {"to", to ? Json(type.states[*to].name) : Json()},
                                      {"automatic", act.automatic || act.as_soon_as},
                                      {"by_desk", by_desk_alone(act)},
                                      {"hand_over", act.moves_custody()}});
    }
    return JsonObject{{"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
}

JsonArray put_aside_json(const Process& process, const RecordType& type, std::string_view language) {
    JsonArray all;
    const auto wholes = wholes_of(type);
    for (const PutAside& aside : put_aside_in(process, type)) {
        JsonArray by;
        for (const Index other : aside.by) {
            const RecordType& maker = process.types[other];
            by.emplace_back(
                JsonObject{{"name", maker.name}, {"title", shown(maker.title, maker.name, language)}});
        }
        all.emplace_back(JsonObject{{"to", type.states[aside.to].name},
                                    {"from", names_of_all(type, aside.from, wholes)},
                                    {"by", std::move(by)}});
    }
    return all;
}

// Of custody what hand-overs read, of priority what each value ranks, of a register when its entries count;
// each where the process says it.
void describe_said(const Process& process, const RecordType& type, std::string_view language,
                   JsonObject& out) {
    if (type.priority) {
        JsonObject ranks;
        const Choice& choice = process.choices[type.fields[*type.priority].choice];
        for (std::size_t i = 0; i < choice.values.size() && i < type.ranks.size(); ++i)
            ranks.set(choice.values[i].name, type.ranks[i]);
        out.set("ranks", std::move(ranks));
    }
    if (type.custody.team) out.set("team", type.fields[*type.custody.team].name);
    if (type.custody.reasons) out.set("reasons", process.choices[*type.custody.reasons].name);
    if (type.effective_from) out.set("effective_from", type.fields[*type.effective_from].name);
    if (type.effective_until) out.set("effective_until", type.fields[*type.effective_until].name);
    if (JsonArray aside = put_aside_json(process, type, language); !aside.empty())
        out.set("put_aside", std::move(aside));
}

}  // namespace

JsonObject describe_asked(const Process& process, const Field& field, std::string_view language) {
    JsonObject out{{"name", field.name},
                   {"title", shown(field.title, field.name, language)},
                   {"type", word(field.kind)}};
    if (field.kind == FieldKind::choice) {
        const Choice& choice = process.choices[field.choice];
        out.set("choice", choice.name);
        JsonArray values;
        for (const ChoiceValue& value : choice.values)
            values.emplace_back(
                JsonObject{{"value", value.name}, {"title", shown(value.title, value.name, language)}});
        out.set("choices", std::move(values));
    }
    if (field.kind == FieldKind::text) {
        out.set("long", field.long_text);
        out.set("max", field.length_max);
    }
    if (!field.organisation_kind.empty()) out.set("organisation_kind", field.organisation_kind);
    return out;
}

std::string_view waiting_word(Waiting waiting) {
    switch (waiting) {
        case Waiting::none: return "none";
        case Waiting::reporter: return "reporter";
        case Waiting::vendor: return "vendor";
        case Waiting::date: break;
    }
    return "date";
}

Json describe_type(const Process& process, const RecordType& type, std::string_view language) {
    JsonArray fields, states, acts, clocks, links, rules, on, limits, wholes, holders;
    for (const Field& field : type.fields) fields.push_back(field_json(process, field, language));
    for (Index s = 0; s < type.states.size(); ++s)
        (type.states[s].leaf ? states : wholes).push_back(state_json(process, type, s, language));
    for (const Act& act : type.acts) acts.push_back(describe_act(process, type, act, language));
    for (const Clock& clock : type.clocks) clocks.push_back(describe_clock(process, type, clock, language));
    for (const Link& link : type.links) links.push_back(link_json(link, language));
    for (const Rule& rule : type.rules) rules.push_back(rule_json(type, rule, language));
    for (const Edge& edge : type.on) on.push_back(edge_json(process, type, edge, language));
    for (const Limit& limit : type.limits) limits.push_back(limit_json(limit, language));
    for (const Index role : type.custody.holders) holders.emplace_back(process.roles[role].name);
    JsonObject out{{"name", type.name},
                   {"title", shown(type.title, type.name, language)},
                   {"kind", type.kind},
                   {"number", type.number},
                   {"priority", type.priority ? Json(type.fields[*type.priority].name) : Json()},
                   {"organisation", type.organisation ? Json(type.fields[*type.organisation].name) : Json()}};
    out.set("holders", std::move(holders));
    out.set("first_holder", type.custody.first.source);
    out.set("arrives", type.custody.arrives ? Json(type.states[*type.custody.arrives].name) : Json());
    out.set("fields", std::move(fields));
    out.set("states", std::move(states));
    out.set("acts", std::move(acts));
    out.set("clocks", std::move(clocks));
    out.set("links", std::move(links));
    JsonArray approvals;
    for (const Approval& approval : type.approvals)
        approvals.push_back(describe_approval(process, type, approval, language));
    out.set("approvals", std::move(approvals));
    out.set("rules", std::move(rules));
    for (auto& [name, value] : describe_shares(type)) out.set(name, value);
    out.set("checklists", describe_checklists(process, type, language));
    out.set("dossiers", describe_dossiers(process, type, language));
    if (!type.documents.empty()) out.set("documents", describe_named(type.documents, language));
    if (!wholes.empty()) out.set("wholes", std::move(wholes));
    if (!on.empty()) out.set("on", std::move(on));
    if (!limits.empty()) out.set("limits", std::move(limits));
    describe_said(process, type, language, out);
    out.set("decided_by", describe_uses(process, type));
    out.set("diagram", diagram(process, type, language));
    if (!type.restrictions.empty()) {
        JsonArray restrictions;
        for (const Act& act : type.restrictions)
            restrictions.push_back(describe_restriction(process, act, language));
        out.set("restrictions", std::move(restrictions));
    }
    return out;
}

}  // namespace reeve::process
