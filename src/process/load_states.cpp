// States and custody: where a record stands, who has it.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/load_internal.hpp"
#include "process/moves.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t states_max = 500;

// What a state says; what it does not say of `open` and `waiting` is as in the one around it.
State declare_state(Reading& reading, const Entry& entry, const State* around) {
    State state;
    state.name = entry.name();
    reading.check_name("state", *entry.key, state.name);
    if (around) {
        state.open = around->open;
        state.end = around->end;
        state.waiting = around->waiting;
    }
    if (entry.node->is_null() || !reading.is_map(*entry.node, fmt::format("the state '{}'", state.name)))
        return state;
    const YamlNode& map = *entry.node;
    reading.check_keys(map, "a state",
                       {"title", "open", "start", "end", "waiting", "enter", "exit", "states"},
                       {"parallel", "history", "on", "after", "checklist"});
    state.title = reading.words(map.find("title"), "a title");
    if (map.find("open")) state.open = reading.flag(map, "open");
    if (map.find("end")) state.end = reading.flag(map, "end");
    state.leaf = map.find("states") == nullptr;
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

// The states of a map and, behind each, those within it.
class StateReader {
public:
    StateReader(Reading& reading, RecordType& type, TypeSource& source)
        : reading_(reading), type_(type), source_(source) {}

    void read(const YamlNode* node, std::optional<Index> parent, int depth) {
        const std::vector<Entry> entries = reading_.entries(node, "states");
        if (node && parent && entries.empty())
            reading_.error(*node, fmt::format("no state is within '{}'", type_.states[*parent].name),
                           "at least one, or no `states`");
        for (const Entry& entry : entries) {
            if (type_.states.size() == states_max) return say_too_many();
            const State* around = parent ? &type_.states[*parent] : nullptr;
            State state = declare_state(reading_, entry, around);
            state.parent = parent;
            const auto index = static_cast<Index>(type_.states.size());
            type_.states.push_back(std::move(state));
            source_.states.push_back(entry);
            note_start(entry, index);
            if (type_.states[index].leaf) continue;
            if (depth == depth_most)
                reading_.error(*entry.key, fmt::format("states within states, {} deep", depth_most),
                               "fewer levels");
            else
                read(entry.node->find("states"), index, depth + 1);
        }
    }

    void check_start() {
        if (!start_ && !type_.states.empty())
            reading_.error(*source_.entry.key, fmt::format("no state of '{}' is the start", type_.name),
                           "one state with `start: true`");
    }

private:
    static constexpr int depth_most = 20;

    // At the place where they all stand: before what the rest of them would be said of.
    void say_too_many() {
        if (said_) return;
        said_ = true;
        reading_.too_many(*source_.entry.node->find("states"), "states", states_max);
    }

    void note_start(const Entry& entry, Index index) {
        if (!entry.node->is_map() || !reading_.flag(*entry.node, "start")) return;
        if (!type_.states[index].leaf)
            return reading_.error(
                *entry.key, fmt::format("'{}' has states in it, so no record begins there", entry.name()),
                "`start: true` with one of these");
        if (start_)
            reading_.error(*entry.key, "two states are the start",
                           fmt::format("one (the other is '{}')", type_.states[*start_].name));
        else
            type_.start = index;
        start_ = index;
    }

    Reading& reading_;
    RecordType& type_;
    TypeSource& source_;
    std::optional<Index> start_;
    bool said_ = false;
};

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
    StateReader reader(loading.reading, type, source);
    reader.read(node, std::nullopt, 1);
    reader.check_start();
    loading.reading.check_apart("state", source.states);
}

namespace {

// Whether one that is made comes to that state: there is none before it then.
bool begins_in(const RecordType& type, Index state) {
    const std::vector<Index> starts = starts_of(type);
    return std::any_of(starts.begin(), starts.end(),
                       [&](Index start) { return is_within(type, start, state); });
}

}  // namespace

void define_states(const Defining& in) {
    for (Index i = 0; i < in.type.states.size(); ++i) {
        const YamlNode& map = *in.source.states[i].node;
        if (!map.is_map()) continue;
        State& state = in.type.states[i];
        define_effects(in, state.enter, begins_in(in.type, i) ? Place::effect : Place::passage,
                       map.find("enter"), "`enter`");
        define_effects(in, state.exit, Place::passage, map.find("exit"), "`exit`");
    }
}

std::optional<Index> entered_state(Reading& reading, const RecordType& type, std::string_view name, Spot at) {
    const auto state = find_named(reading, "state", type.states, name, at);
    if (!state || type.states[*state].leaf) return state;
    std::vector<std::string> within;
    for (const Index leaf : leaves_of(type, *state)) within.push_back(type.states[leaf].name);
    reading.error(at, fmt::format("'{}' has states in it, and only these are entered", name), one_of(within));
    return std::nullopt;
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
            custody.arrives = entered_state(reading, in.type, *word, *arrives);
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
