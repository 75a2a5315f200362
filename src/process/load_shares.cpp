// What other processes may know of a type's records: outcomes, and fields that it shares. Registers too:
// types whose records are data.
#include <fmt/format.h>

#include <algorithm>

#include "process/load_internal.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

// A state that says nothing of its own means what the one around it does.
void hand_down_outcomes(RecordType& type) {
    for (State& state : type.states)  // one that is within another stands behind it
        if (state.outcome.empty() && state.parent) state.outcome = type.states[*state.parent].outcome;
    for (State& state : type.states)
        if (!state.leaf) state.outcome.clear();
}

void read_outcomes(Reading& reading, RecordType& type, const YamlNode* node) {
    const std::vector<Entry> entries = reading.entries(node, "outcomes");
    for (const Entry& entry : entries) {
        reading.check_name("outcome", *entry.key, entry.name());
        type.outcomes.push_back(entry.name());
        const std::vector<Reading::Word> states = reading.words_of(*entry.node, "an outcome's states");
        if (states.empty())
            reading.error(*entry.node, fmt::format("no state means '{}'", entry.name()),
                          "at least one state");
        for (const Reading::Word& word : states) {
            const auto state = find_named(reading, "state", type.states, word.text, word.at);
            if (!state) continue;
            std::string& outcome = type.states[*state].outcome;
            if (!outcome.empty())
                reading.error(word.at, fmt::format("'{}' means '{}' already", word.text, outcome),
                              "one outcome for a state");
            outcome = entry.name();
        }
    }
    reading.check_apart("outcome", entries);
    hand_down_outcomes(type);
}

void read_shares(Reading& reading, RecordType& type, const YamlNode* node) {
    if (!node) return;
    for (const Reading::Word& word : reading.words_of(*node, "`shares`")) {
        const auto index = find_named(reading, "field", type.fields, word.text, word.at);
        if (!index) continue;
        const Field& field = type.fields[*index];
        if (field.kind == FieldKind::text || field.personal)
            reading.error(word.at,
                          fmt::format("'{}' can be erased, so it is not copied elsewhere", word.text),
                          "a field that is neither a text nor personal");
        else if (field.name == "outcome" || field.name == "open" || field.name == "state")
            reading.error(word.at, fmt::format("'{}' means something else of a linked record", word.text),
                          "a field of another name");
        else if (std::find(type.shares.begin(), type.shares.end(), *index) != type.shares.end())
            reading.error(word.at, fmt::format("'{}' is shared twice", word.text), "once");
        else
            type.shares.push_back(*index);
    }
}

std::optional<Index> instant_of(Reading& reading, const RecordType& type, const YamlNode& map,
                                std::string_view key) {
    const YamlNode* node = map.find(key);
    const auto word = node ? reading.word(*node, key) : std::nullopt;
    const auto field = word ? find_named(reading, "field", type.fields, *word, *node) : std::nullopt;
    if (field && type.fields[*field].kind != FieldKind::instant)
        reading.error(*node, fmt::format("'{}' is no instant", *word), "a field with `instant: true`");
    return field;
}

}  // namespace

void declare_shares(Loading& loading, RecordType& type, const YamlNode& map) {
    read_outcomes(loading.reading, type, map.find("outcomes"));
    read_shares(loading.reading, type, map.find("shares"));
}

void declare_register(Loading& loading, RecordType& type, const YamlNode& map) {
    Reading& reading = loading.reading;
    type.is_register = reading.flag(map, "register");
    const YamlNode* effective = map.find("effective");
    if (!effective) return;
    if (!type.is_register) reading.error(*effective, "`effective` is for registers", "`register: true`");
    if (!reading.is_map(*effective, "`effective`")) return;
    reading.check_keys(*effective, "`effective`", {"from", "until"}, {});
    type.effective_from = instant_of(reading, type, *effective, "from");
    type.effective_until = instant_of(reading, type, *effective, "until");
    if (!effective->keys.empty()) return;
    const Reading::Mild mild(reading);  // earlier releases took it
    reading.error(*effective, "`effective` says nothing", "`from`, `until` or both");
}

void settle_registers(Loading& loading) {
    std::vector<cel::Field> lists;
    for (const RecordType& type : loading.process.types)
        if (type.is_register)
            lists.push_back({type.name, cel::Type::list(register_entry(loading.process, type))});
    loading.process.registers_object = cel::Type::object("registers", std::move(lists));
}

}  // namespace reeve::process
