// States, links and custody: where a record stands, what it is tied to, who has it.
#include <fmt/format.h>

#include "base/text.hpp"
#include "process/load_internal.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t states_max = 500;
constexpr std::int64_t links_max = 1000;

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

Link declare_link(Reading& reading, const Entry& entry) {
    Link link;
    link.name = entry.name();
    reading.check_name("link", *entry.key, link.name);
    if (!reading.is_map(*entry.node, fmt::format("the link '{}'", link.name))) return link;
    const YamlNode& map = *entry.node;
    reading.check_keys(map, "a link", {"to", "inverse", "max", "title"}, {"stale_after", "derived", "of"});
    link.title = reading.words(map.find("title"), "a title");
    if (const YamlNode* max = map.find("max"))
        link.max = static_cast<std::size_t>(reading.integer(*max, "`max`", 1, links_max).value_or(1));
    if (const YamlNode* inverse = map.find("inverse")) {
        link.inverse = reading.word(*inverse, "`inverse`").value_or("");
        if (!link.inverse.empty()) reading.check_name("link", *inverse, link.inverse);
    } else {
        reading.error(*entry.key, fmt::format("the link '{}' has no `inverse`", link.name),
                      "its name seen from the other record");
    }
    if (!map.find("to"))
        reading.error(*entry.key, fmt::format("the link '{}' leads nowhere", link.name), "`to`");
    return link;
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

void declare_links(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node) {
    source.links = loading.reading.entries(node, "links");
    for (const Entry& entry : source.links) type.links.push_back(declare_link(loading.reading, entry));
    loading.reading.check_apart("link", source.links);
}

void resolve_links(Loading& loading, Index index) {
    Reading& reading = loading.reading;
    RecordType& type = loading.process.types[index];
    reading.set_file(loading.sources[index].entry.file);
    for (std::size_t i = 0; i < type.links.size(); ++i) {
        Link& link = type.links[i];
        const YamlNode* to = loading.sources[index].links[i].node->find("to");
        const auto word = to ? reading.word(*to, "`to`") : std::nullopt;
        if (word && word->find('/') != std::string::npos) {
            reading.error(*to, "links to other processes are not supported by this release");
        } else if (word) {
            if (const auto target = find_named(reading, "record type", loading.process.types, *word, *to))
                link.target_type = *target;
        }
        link.linked = linked_object(loading.process.types[link.target_type]);
    }
    type.links_object = links_object(type);
}

void define_custody(const Defining& in, const YamlNode* node) {
    Reading& reading = in.reading();
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
