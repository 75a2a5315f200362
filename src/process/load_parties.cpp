// Parties of a record type (G4): whose record it is that somebody logs, and through whom it came.
#include <fmt/format.h>

#include <algorithm>

#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

std::optional<Index> party_of(const Defining& in, std::string_view name, Spot at, FieldKind kind) {
    std::vector<std::string> known;
    for (const Index party : in.type.parties) {
        const Field& field = in.type.fields[party];
        if (field.kind != kind) continue;
        if (field.name == name) return party;
        known.push_back(field.name);
    }
    in.reading().unknown(
        at, kind == FieldKind::person ? "person among the parties" : "organisation among the parties", name,
        known);
    return std::nullopt;
}

bool is_asked_for(const Act& act, Index field) {
    return std::any_of(act.form.begin(), act.form.end(), [&](const FormItem& item) {
        return item.kind == FormItem::Kind::field && item.field == field;
    });
}

void read_for(const Defining& in, Act& act, const YamlNode& node) {
    const auto word = in.reading().word(node, "`for`");
    act.on_behalf = word ? party_of(in, *word, node, FieldKind::person) : std::nullopt;
    if (act.on_behalf && !is_asked_for(act, *act.on_behalf))
        in.reading().error(node, fmt::format("the form of '{}' does not ask for '{}'", act.name, *word),
                           "the party in `form`");
}

// The one role that is held at the party.
std::optional<Index> role_at(const Defining& in, const Reading::Word& word) {
    std::vector<Index> found;
    const std::vector<Role>& roles = in.process().roles;
    for (Index role = 0; role < roles.size(); ++role)
        if (roles[role].at_name == word.text) found.push_back(role);
    if (found.size() == 1) return found.front();
    in.reading().error(word.at,
                       fmt::format("{} role is `at: {}`", found.empty() ? "no" : "more than one", word.text),
                       "one role that has it there");
    return std::nullopt;
}

void read_via(const Defining& in, Act& act, const YamlNode& node) {
    for (const Reading::Word& word : in.reading().words_of(node, "`via`")) {
        const auto party = party_of(in, word.text, word.at, FieldKind::organisation);
        const auto role = party ? role_at(in, word) : std::nullopt;
        if (!role) continue;
        const auto& holders = in.type.custody.holders;
        if (std::find(holders.begin(), holders.end(), *role) == holders.end())
            in.reading().error(word.at,
                               fmt::format("'{}' is not among the holders", in.process().roles[*role].name),
                               "the role in `custody.holders`");
        act.via.push_back({*party, *role});
    }
}

}  // namespace

void define_parties(const Defining& in, Act& act, const YamlNode& map) {
    for (const std::string_view key : {"for", "via"}) {
        const YamlNode* node = map.find(key);
        if (!node) continue;
        if (!act.creates_record)
            in.reading().error(*node, fmt::format("`{}` of an act that creates no record", key),
                               "it in the act without `from`");
        else if (key == "for")
            read_for(in, act, *node);
        else
            read_via(in, act, *node);
    }
}

}  // namespace reeve::process
