// States and custody: where a record stands, who has it.
#include <fmt/format.h>

#include "base/text.hpp"
#include "process/load_internal.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t states_max = 500;

State declare_state(Reading& reading, const Entry& entry) {
    State state;
    state.name = entry.name();
    reading.check_name("state", *entry.key, state.name);
    if (entry.node->is_null() || !reading.is_map(*entry.node, fmt::format("the state '{}'", state.name)))
        return state;
    const YamlNode& map = *entry.node;
    reading.check_keys(map, "a state", {"title", "open", "start", "end", "waiting"},
                       {"enter", "exit", "states", "parallel", "history", "on", "after", "checklist"});
    state.title = reading.words(map.find("title"), "a title");
    state.open = reading.flag(map, "open");
    state.end = reading.flag(map, "end");
    if (state.open && state.end)
        reading.error(*map.find("end"), fmt::format("the state '{}' is open and an end", state.name),
                      "one of them");
    if (const YamlNode* waiting = map.find("waiting")) {
        const auto party = waiting_of(reading, *waiting);
        state.waiting = party.value_or(Waiting::none);
        if (!state.open)
            reading.error(*waiting, fmt::format("the state '{}' waits, but is not open", state.name),
                          "`open: true`");
    }
    return state;
}

}  // namespace

std::optional<Waiting> waiting_of(Reading& reading, const YamlNode& node) {
    const auto word = reading.word(node, "`waiting`");
    if (!word) return std::nullopt;
    if (*word == "reporter") return Waiting::reporter;
    if (*word == "vendor") return Waiting::vendor;
    if (*word == "date") return Waiting::date;
    const std::vector<std::string> known{"reporter", "vendor", "date"};
    reading.unknown(node, "party to wait for", *word, known);
    return std::nullopt;
}

void declare_states(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node) {
    Reading& reading = loading.reading;
    source.states = reading.entries(node, "states");
    if (source.states.size() > states_max) {
        reading.error(*node, fmt::format("a record type has more than {} states", states_max), "fewer");
        source.states.resize(states_max);
    }
    const Entry* start = nullptr;
    for (const Entry& entry : source.states) {
        const bool starts = entry.node->is_map() && reading.flag(*entry.node, "start");
        type.states.push_back(declare_state(reading, entry));
        if (!starts) continue;
        if (start)
            reading.error(*entry.key, "two states are the start",
                          fmt::format("one (the other is '{}')", start->name()));
        else
            type.start = static_cast<Index>(type.states.size() - 1);
        start = &entry;
    }
    if (!start && !type.states.empty())
        reading.error(*source.entry.key, fmt::format("no state of '{}' is the start", type.name),
                      "one state with `start: true`");
    reading.check_apart("state", source.states);
}

void define_custody(const Defining& in, const YamlNode* node) {
    Reading& reading = in.reading();
    if (in.type.is_register) {
        if (node) reading.error(*node, "nobody holds the records of a register", "no `custody`");
        return;
    }
    if (!node) {
        reading.error(*in.source.entry.key, fmt::format("'{}' has no `custody`", in.type.name),
                      "who holds its records: {holders: […], first: …}");
        return;
    }
    if (!reading.is_map(*node, "`custody`")) return;
    reading.check_keys(*node, "`custody`", {"holders", "first", "team", "arrives", "reasons"},
                       {"route", "via", "for"});
    Custody& custody = in.type.custody;
    if (const YamlNode* holders = node->find("holders")) {
        for (const Reading::Word& word : reading.words_of(*holders, "`holders`"))
            if (const auto role = find_named(reading, "role", in.process().roles, word.text, word.at))
                custody.holders.push_back(*role);
    } else {
        reading.error(*node, "`custody` has no `holders`", "the roles that may hold a record");
    }
    if (const YamlNode* first = node->find("first")) {
        if (auto compiled =
                in.scopes.compile(reading, *first, "`first`", Place::first, role_type(in.process())))
            custody.first = std::move(*compiled);
    } else {
        reading.error(*node, "`custody` has no `first`", "the role that holds a new record");
    }
    if (const YamlNode* team = node->find("team")) custody.team = team_field(in, *team);
    if (const YamlNode* arrives = node->find("arrives"))
        if (const auto word = reading.word(*arrives, "`arrives`"))
            custody.arrives = find_named(reading, "state", in.type.states, *word, *arrives);
    if (const YamlNode* reasons = node->find("reasons"))
        if (const auto word = reading.word(*reasons, "`reasons`"))
            custody.reasons = find_named(reading, "choice", in.process().choices, *word, *reasons);
}

std::optional<Index> team_field(const Defining& in, const YamlNode& node) {
    Reading& reading = in.reading();
    const auto word = reading.word(node, "`team`");
    if (!word) return std::nullopt;
    const auto field = find_named(reading, "field", in.type.fields, *word, node);
    if (!field) return std::nullopt;
    if (in.type.fields[*field].kind == FieldKind::team) return field;
    reading.error(node, fmt::format("the field '{}' holds no team", *word), "a field of the kind `team`");
    return std::nullopt;
}

}  // namespace reeve::process
