// Record types: their head, and the sections that others read.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "process/load_internal.hpp"
#include "process/number.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t documents_max = 100;

// The ITIL kinds: what a record is to those who do not know the process.
const std::vector<std::string>& kinds() {
    static const std::vector<std::string> known{
        "incident",   "request",      "problem", "change",      "release", "deployment",
        "report",     "announcement", "article", "visit",       "check",   "improvement",
        "obligation", "question",     "task",    "maintenance", "event"};
    return known;
}

void read_kind(Reading& reading, RecordType& type, const Entry& entry) {
    const YamlNode* kind = entry.node->find("kind");
    if (!kind) {
        reading.error(*entry.key, fmt::format("the record type '{}' has no `kind`", type.name),
                      one_of(kinds()));
        return;
    }
    type.kind = reading.word(*kind, "`kind`").value_or("");
    if (!type.kind.empty() && std::find(kinds().begin(), kinds().end(), type.kind) == kinds().end())
        reading.unknown(*kind, "kind", type.kind, kinds());
}

void read_number(Reading& reading, RecordType& type, const Entry& entry) {
    const YamlNode* number = entry.node->find("number");
    if (!number) {
        reading.error(*entry.key, fmt::format("the record type '{}' has no `number`", type.name),
                      "such as \"ISS-{seq:5}\"");
        return;
    }
    type.number = reading.word(*number, "`number`").value_or("");
    if (!type.number.empty() && !parse_number_format(type.number))
        reading.error(*number, fmt::format("'{}' is no format of a number", type.number),
                      "capitals and digits, a hyphen, then {seq:DIGITS}, such as \"ISS-{seq:5}\"");
}

// A name to be looked up among the fields.
std::optional<Index> field_of(Reading& reading, const RecordType& type, const YamlNode& map,
                              std::string_view key, FieldKind kind) {
    const YamlNode* node = map.find(key);
    if (!node) return std::nullopt;
    const auto word = reading.word(*node, fmt::format("`{}`", key));
    const auto field = word ? find_named(reading, "field", type.fields, *word, *node) : std::nullopt;
    if (!field || type.fields[*field].kind == kind) return field;
    reading.error(
        *node, fmt::format("the field '{}' is of another kind", *word),
        kind == FieldKind::choice ? "a field of the kind `choice`" : "a field of the kind `organisation`");
    return std::nullopt;
}

// 1 is the most pressing. More than five values share the last rank, unless `ranks` says otherwise.
void read_priority(Loading& loading, RecordType& type, Index index, const YamlNode& map) {
    Reading& reading = loading.reading;
    type.priority = field_of(reading, type, map, "priority", FieldKind::choice);
    const YamlNode* ranks = map.find("ranks");
    if (!type.priority || loading.broken.fields.contains({index, *type.priority})) {
        if (ranks && !map.find("priority"))
            reading.error(*ranks, "`ranks` without `priority`", "`priority`, the name of a field");
        type.priority.reset();
        return;
    }
    const Choice& choice = loading.process.choices[type.fields[*type.priority].choice];
    for (std::size_t i = 0; i < choice.values.size(); ++i)
        type.ranks.push_back(static_cast<int>(std::min<std::size_t>(i + 1, 5)));
    if (!ranks) return;
    for (const Entry& entry : reading.entries(ranks, "ranks")) {
        const auto value =
            find_named(reading, "value of " + choice.name, choice.values, entry.name(), *entry.key);
        const auto rank = reading.integer(*entry.node, "a rank", 1, 5);
        if (value && rank) type.ranks[*value] = static_cast<int>(*rank);
    }
    for (const ChoiceValue& value : choice.values)
        if (ranks->is_map() && !ranks->find(value.name))
            reading.error(*ranks, fmt::format("no rank for '{}'", value.name), "a rank for every value");
}

// What a document may be said to be: `report: { title: Test report }`.
void declare_documents(Reading& reading, RecordType& type, const YamlNode* node) {
    std::vector<Entry> entries = reading.entries(node, "documents");
    reading.limit(node, "kinds of documents", documents_max, entries);
    for (const Entry& entry : entries) {
        reading.check_name("kind of document", *entry.key, entry.name());
        DocumentKind kind{entry.name(), {}};
        if (reading.is_map(*entry.node, fmt::format("the kind of document '{}'", kind.name))) {
            reading.check_keys(*entry.node, "a kind of document", {"title"},
                               {"media_type", "max", "template"});
            kind.title = reading.words(entry.node->find("title"), "a title");
        }
        type.documents.push_back(std::move(kind));
    }
    reading.check_apart("kind of document", entries);
}

void declare_type(Loading& loading, const Entry& entry) {
    Reading& reading = loading.reading;
    const auto index = static_cast<Index>(loading.process.types.size());
    RecordType type;
    TypeSource source;
    source.entry = entry;
    type.name = entry.name();
    reading.check_name("record type", *entry.key, type.name);
    if (reading.is_map(*entry.node, fmt::format("the record type '{}'", type.name))) {
        const YamlNode& map = *entry.node;
        reading.check_keys(
            map, "a record type",
            {"title",    "kind",   "number",     "priority", "ranks",    "organisation", "fields",
             "states",   "links",  "custody",    "acts",     "clocks",   "order",        "rules",
             "outcomes", "shares", "checklists", "dossiers", "register", "effective",    "approvals",
             "on",       "limits", "parties",    "documents"},
            {"duties", "ties", "overlays", "versioned", "notices", "measures", "monitors", "trees", "texts",
             "outcome", "service", "time"});
        type.title = reading.words(map.find("title"), "a title");
        read_kind(reading, type, entry);
        read_number(reading, type, entry);
        declare_fields(loading, type, source, map.find("fields"), map.find("parties"));
        const YamlNode* states = map.find("states");
        if (states == nullptr || (states->is_map() && states->items.empty()))
            reading.error(*entry.key, fmt::format("the record type '{}' has no `states`", type.name),
                          "at least two");
        declare_states(loading, type, source, states);
        declare_shares(loading, type, map);
        declare_register(loading, type, map);
        declare_documents(reading, type, map.find("documents"));
        declare_links(loading, type, source, map.find("links"));
        declare_approvals(loading, type, source, map.find("approvals"));
        declare_checklists(loading, type, source, map);
        if (!map.find("acts"))
            reading.error(*entry.key, fmt::format("the record type '{}' has no `acts`", type.name),
                          "the act that creates it");
        else
            declare_acts(loading, type, source, map.find("acts"));
        declare_clocks(loading, type, source, map.find("clocks"));
        read_priority(loading, type, index, map);
        type.organisation = field_of(reading, type, map, "organisation", FieldKind::organisation);
    }
    loading.process.types.push_back(std::move(type));
    loading.sources.push_back(std::move(source));
}

}  // namespace

void declare_types(Loading& loading) {
    for (const Entry& entry : loading.types) {
        loading.reading.set_file(entry.file);
        declare_type(loading, entry);
    }
    loading.reading.check_apart("record type", loading.types);
    for (Index i = 0; i < loading.process.types.size(); ++i) resolve_links(loading, i);
}

}  // namespace reeve::process
