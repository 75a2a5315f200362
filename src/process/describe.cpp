#include "process/describe.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/describe_internal.hpp"
#include "process/own_notices.hpp"

namespace reeve::process {
namespace {

std::string_view word(Sees sees) {
    switch (sees) {
        case Sees::all: return "all";
        case Sees::organisation: return "organisation";
        case Sees::own: break;
    }
    return "own";
}

Json role_json(const Process& process, const Role& role, std::string_view language) {
    JsonObject out{{"name", role.name},
                   {"title", shown(role.title, role.name, language)},
                   {"sees", word(role.sees)},
                   {"reads_internal", role.reads_internal}};
    if (role.is_reporter) out.set("is", "reporter");
    if (!role.at_name.empty()) out.set("at", role.at_name);
    if (!role.disjoint.empty()) {
        JsonArray apart;
        for (const Index other : role.disjoint) apart.emplace_back(process.roles[other].name);
        out.set("disjoint", std::move(apart));
    }
    return out;
}

Json choice_json(const Choice& choice, std::string_view language) {
    return JsonObject{{"name", choice.name}, {"values", describe_named(choice.values, language)}};
}

std::string audience(const Process& process, const Notice::To& to) {
    switch (to.kind) {
        case Notice::To::Kind::reporter: return "reporter";
        case Notice::To::Kind::holder: return "holder";
        case Notice::To::Kind::former_holder: return "former_holder";
        case Notice::To::Kind::assignee: return "assignee";
        case Notice::To::Kind::watchers: return "watchers";
        case Notice::To::Kind::seats: return "seats";
        case Notice::To::Kind::role: break;
    }
    return process.roles[to.role].name;
}

Json notice_json(const Process& process, const Notice& notice, std::string_view language) {
    JsonArray to;
    for (const Notice::To& one : notice.to) to.emplace_back(audience(process, one));
    return JsonObject{{"name", notice.name},
                      {"title", shown(notice.title, notice.name, language)},
                      {"to", std::move(to)},
                      {"text", notice.text.in(language)}};
}

}  // namespace

Json describe(const Process& process, std::string_view language) {
    JsonArray languages, roles, choices, tables, trees, notices, types;
    for (const std::string& known : process.languages) languages.emplace_back(known);
    for (const Role& role : process.roles) roles.push_back(role_json(process, role, language));
    for (const Choice& choice : process.choices) choices.push_back(choice_json(choice, language));
    for (const Table& table : process.tables) tables.push_back(describe_table(process, table, language));
    for (const auto& tree : process.trees) trees.push_back(describe_tree(process, *tree, language));
    for (const Notice& notice : process.notices) notices.push_back(notice_json(process, notice, language));
    for (const Notice& own : own_notices())
        if (std::ranges::find(process.notices, own.name, &Notice::name) == process.notices.end())
            notices.push_back(notice_json(process, own, language));
    for (const RecordType& type : process.types) types.push_back(describe_type(process, type, language));
    return JsonObject{{"id", process.id},
                      {"version", process.version},
                      {"title", shown(process.title, process.id, language)},
                      {"reference", process.reference},
                      {"digest", process.digest},
                      {"languages", std::move(languages)},
                      {"roles", std::move(roles)},
                      {"choices", std::move(choices)},
                      {"tables", std::move(tables)},
                      {"trees", std::move(trees)},
                      {"notices", std::move(notices)},
                      {"types", std::move(types)}};
}

std::vector<std::string> check_report(const Process& process) {
    const auto count = [](std::size_t n, std::string_view one) {
        return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s");
    };
    std::vector<std::string> lines;
    lines.push_back(fmt::format("{} version {}: {}, {}, {}, {}", process.id, process.version,
                                count(process.types.size(), "record type"),
                                count(process.roles.size(), "role"), count(process.choices.size(), "choice"),
                                count(process.tables.size(), "table")));
    for (const Table& table : process.tables)
        lines.push_back(fmt::format("table {}: {}{}", table.name, count(table.rows.size(), "row"),
                                    table.hit == Hit::collect  ? ", collected"
                                    : table.hit == Hit::unique ? ", no gap, no overlap"
                                                               : ", no gap"));
    for (const RecordType& type : process.types) {
        lines.push_back(fmt::format("{} ({}): {}, {}, {}, {}, {}", type.name, type.kind,
                                    count(type.fields.size(), "field"), count(type.states.size(), "state"),
                                    count(type.acts.size(), "act"), count(type.clocks.size(), "clock"),
                                    count(type.rules.size(), "rule")));
        for (const Rule& rule : type.rules)
            lines.push_back(fmt::format("rule {}.{}{}{}", type.name, rule.name,
                                        rule.answers.empty() ? "" : " answers ", join(rule.answers, ", ")));
    }
    return lines;
}

}  // namespace reeve::process
