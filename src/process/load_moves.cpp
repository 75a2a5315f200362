// What becomes of the records of an earlier version: names that are gone, and what they are called now.
#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "process/load_moves_internal.hpp"

namespace reeve::process {
namespace {

// A record can be in it, or be done with it; in a state with states in it none is any more.
template <class Named>
bool stays(const Named& one) {
    if constexpr (std::is_same_v<Named, State>)
        return one.leaf;
    else
        return true;
}

// Each old name and the name that is there now. A name that is still there has nowhere to go.
template <class Named>
MoveMap::Names read_names(Reading& reading, std::string_view kind, const YamlNode* node,
                          const std::vector<Named>& present) {
    MoveMap::Names names;
    for (const Entry& entry : reading.entries(node, fmt::format("{}s", kind))) {
        const auto is_old = [&](const Named& one) { return one.name == entry.name() && stays(one); };
        if (std::any_of(present.begin(), present.end(), is_old)) {
            reading.error(*entry.key, fmt::format("the {} '{}' is still there", kind, entry.name()),
                          "a name that this version no longer has");
            continue;
        }
        const auto word = reading.word(*entry.node, fmt::format("what '{}' is called now", entry.name()));
        if (word && find_named(reading, kind, present, *word, *entry.node))
            names.emplace(entry.name(), *word);
    }
    return names;
}

// A record arrives in a state that can be entered.
MoveMap::Names read_states(Reading& reading, const RecordType& type, const YamlNode* node) {
    MoveMap::Names names = read_names(reading, "state", node, type.states);
    const Reading::Mild mild(reading);  // earlier releases took one with states in it
    for (const auto& [before, now] : names) (void)entered_state(reading, type, now, *node->find(before));
    return names;
}

MoveMap::Names read_fields(Reading& reading, const RecordType& type, const YamlNode* node) {
    MoveMap::Names names = read_names(reading, "field", node, type.fields);
    for (const auto& [before, now] : names) {
        const Field& field = type.fields[*type.field(now)];
        const YamlNode& at = *node->find(before);
        if (field.is)
            reading.error(at, fmt::format("'{}' is computed; no value can be moved to it", now),
                          "a field that takes values");
        const auto same = [&](const auto& other) { return other.second == now && other.first < before; };
        if (std::any_of(names.begin(), names.end(), same))
            reading.error(at, fmt::format("two fields would become '{}'", now), "one for each");
    }
    return names;
}

void read_values(Loading& loading, const RecordType& type, const YamlNode* node, MoveMap::OfType& map) {
    Reading& reading = loading.reading;
    for (const Entry& entry : reading.entries(node, "values")) {
        const auto index = find_named(reading, "field", type.fields, entry.name(), *entry.key);
        if (!index) continue;
        const Field& field = type.fields[*index];
        if (field.kind != FieldKind::choice) {
            reading.error(*entry.key, fmt::format("'{}' is no choice", entry.name()),
                          "a field with `choice`");
            continue;
        }
        if (field.choice >= loading.process.choices.size()) continue;  // of an unknown one: that was said
        map.values.emplace(entry.name(), read_names(reading, "value", entry.node,
                                                    loading.process.choices[field.choice].values));
    }
}

}  // namespace

void define_moves(Loading& loading, const YamlNode& node) {
    Reading& reading = loading.reading;
    Process& process = loading.process;
    if (!reading.is_map(node, "`moves`")) return;
    MoveMap moves;
    if (const YamlNode* from = node.find("from")) {
        if (process.version < 2)
            reading.error(*from, "no version comes before the first", "`moves` in a later version");
        else if (const auto number = reading.integer(*from, "`from`", 1, process.version - 1))
            moves.from = static_cast<int>(*number);
    } else {
        reading.error(node, "`moves` does not say of which version's records",
                      fmt::format("`from: {}`", std::max(1, process.version - 1)));
    }
    for (const Entry& entry : reading.entries(&node, "moves")) {
        if (entry.name() == "from") continue;
        const auto type = find_named(reading, "record type", process.types, entry.name(), *entry.key);
        if (!type || !reading.is_map(*entry.node, fmt::format("the moves of '{}'", entry.name()))) continue;
        reading.check_keys(*entry.node, fmt::format("the moves of '{}'", entry.name()),
                           {"states", "fields", "values", "acts"}, {});
        MoveMap::OfType& map = moves.types[entry.name()];
        map.states = read_states(reading, process.types[*type], entry.node->find("states"));
        map.acts = read_names(reading, "act", entry.node->find("acts"), process.types[*type].acts);
        map.fields = read_fields(reading, process.types[*type], entry.node->find("fields"));
        read_values(loading, process.types[*type], entry.node->find("values"), map);
    }
    process.moves = std::move(moves);
}

}  // namespace reeve::process
