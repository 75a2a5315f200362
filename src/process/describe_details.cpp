// What of a process the API does not tell, for comparing two of its versions.
#include "process/describe_internal.hpp"
#include "process/field_word.hpp"
#include "process/table.hpp"

namespace reeve::process {
namespace {

std::string shown_kind(const Process& process, const Field& field) {
    return field.kind == FieldKind::choice ? "choice " + process.choices[field.choice].name
                                           : std::string(word(field.kind));
}

JsonArray names_of_fields(const RecordType& type, const std::vector<Index>& fields) {
    JsonArray names;
    for (const Index field : fields) names.emplace_back(type.fields[field].name);
    return names;
}

JsonArray names_of_states(const RecordType& type, const std::vector<Index>& states) {
    JsonArray names;
    for (const Index state : states) names.emplace_back(type.states[state].name);
    return names;
}

JsonArray acts_json(const RecordType& type) {
    JsonArray acts;
    for (const Act& act : type.acts) {
        JsonObject out{{"name", act.name}, {"keeps_state", act.keeps_state}, {"reopens", act.reopens}};
        JsonArray via;
        for (const Via& one : act.via) via.emplace_back(type.fields[one.field].name);
        out.set("via", std::move(via));
        out.set("from", names_of_states(type, act.from));
        acts.emplace_back(std::move(out));
    }
    return acts;
}

JsonArray links_json(const Process& process, const RecordType& type) {
    JsonArray links;
    for (const Link& link : type.links) {
        JsonArray reads, outcomes;
        for (const Field& field : link.reads)
            reads.emplace_back(JsonObject{{"name", field.name},
                                          {"kind", shown_kind(process, field)},
                                          {"organisation_kind", field.organisation_kind}});
        for (const std::string& outcome : link.outcomes) outcomes.emplace_back(outcome);
        links.emplace_back(
            JsonObject{{"name", link.name}, {"reads", std::move(reads)}, {"outcomes", std::move(outcomes)}});
    }
    return links;
}

Json type_json(const Process& process, const RecordType& type) {
    JsonObject out{{"name", type.name}};
    out.set("parties", names_of_fields(type, type.parties));
    out.set("acts", acts_json(type));
    out.set("links", links_json(process, type));
    return out;
}

Json names_json(const MoveMap::Names& names) {
    JsonObject out;
    for (const auto& [before, now] : names) out.set(before, now);
    return out;
}

Json moves_json(const MoveMap& moves) {
    JsonObject out{{"from", moves.from}};
    for (const auto& [type, map] : moves.types) {
        JsonObject values;
        for (const auto& [field, names] : map.values) values.set(field, names_json(names));
        out.set(type, JsonObject{{"states", names_json(map.states)},
                                 {"fields", names_json(map.fields)},
                                 {"acts", names_json(map.acts)},
                                 {"values", std::move(values)}});
    }
    return out;
}

}  // namespace

Json describe_details(const Process& process, std::string_view language, bool with_moves) {
    JsonArray choices, trees, types;
    for (const Choice& choice : process.choices)
        choices.emplace_back(
            JsonObject{{"name", choice.name}, {"title", shown(choice.title, choice.name, language)}});
    for (const auto& tree : process.trees) {
        JsonArray out;
        for (const Column& column : tree->out)
            out.emplace_back(JsonObject{{"name", column.name}, {"kind", column_text(process, column.type)}});
        trees.emplace_back(JsonObject{{"name", tree->name}, {"gives", std::move(out)}});
    }
    for (const RecordType& type : process.types) types.push_back(type_json(process, type));
    JsonObject all{{"choices", std::move(choices)}, {"trees", std::move(trees)}, {"types", std::move(types)}};
    if (with_moves && process.moves) all.set("moves", moves_json(*process.moves));
    return all;
}

}  // namespace reeve::process
