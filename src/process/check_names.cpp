// Names that would mean two things.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "process/load_internal.hpp"
#include "process/number.hpp"

namespace reeve::process {
namespace {

// What expressions call otherwise, and what a request says beside the fields.
constexpr std::array<std::string_view, 34> own_words{
    "record",      "old",     "actor",   "now",         "state",       "holder",    "reporter",
    "leg",         "links",   "tables",  "number",      "title",       "rank",      "channel",
    "created",     "updated", "version", "description", "waiting",     "logged_by", "done",
    "times",       "by",      "ever",    "was",         "staffed",     "acting_as", "comment",
    "attachments", "process", "clocks",  "occurred",    "occurred_at", "round"};
// That these mean something else was not said always.
constexpr std::array<std::string_view, 3> later_words{"audience", "trees", "registers"};
constexpr std::array<std::string_view, 35> cel_words{
    "in",   "true",     "false",     "null",   "as",   "break",     "const",    "continue",  "else",
    "for",  "function", "if",        "import", "let",  "loop",      "package",  "namespace", "return",
    "var",  "void",     "while",     "int",    "uint", "double",    "bool",     "string",    "bytes",
    "list", "map",      "null_type", "type",   "dyn",  "timestamp", "duration", "optional"};

template <std::size_t n>
bool among(const std::array<std::string_view, n>& words, std::string_view name) {
    return std::find(words.begin(), words.end(), name) != words.end();
}

void check_fields(Reading& reading, const TypeSource& source) {
    for (const Entry& field : source.fields) {
        std::optional<Reading::Mild> mild;
        if (among(later_words, field.name()))
            mild.emplace(reading);
        else if (!among(own_words, field.name()) && !among(cel_words, field.name()))
            continue;
        reading.error(*field.key,
                      fmt::format("'{}' means something else in expressions and requests", field.name()),
                      "another name");
    }
}

// Seen from the target, a link's inverse is a link like its own.
void check_inverses(Loading& loading) {
    std::map<std::pair<Index, std::string>, std::string> seen;
    for (Index i = 0; i < loading.process.types.size(); ++i)
        for (const Link& link : loading.process.types[i].links) seen[{i, link.name}] = "a link of its own";
    for (Index i = 0; i < loading.process.types.size(); ++i) {
        const TypeSource& source = loading.sources[i];
        loading.reading.set_file(source.entry.file);
        const RecordType& type = loading.process.types[i];
        for (std::size_t l = 0; l < type.links.size(); ++l) {
            const Link& link = type.links[l];
            if (link.inverse.empty() || link.is_remote()) continue;
            const auto [first, added] = seen.try_emplace({link.target_type, link.inverse},
                                                         fmt::format("the inverse of '{}'", link.name));
            if (!added)
                loading.reading.error(
                    *source.links[l].node->find("inverse"),
                    fmt::format("'{}' has '{}' already: {}", loading.process.types[link.target_type].name,
                                link.inverse, first->second),
                    "another name");
        }
    }
}

void check_numbers(Loading& loading) {
    std::map<std::string, std::string> series;
    for (Index i = 0; i < loading.process.types.size(); ++i) {
        const RecordType& type = loading.process.types[i];
        const auto format = parse_number_format(type.number);
        if (!format) continue;
        const auto [first, added] = series.emplace(format->before, type.name);
        if (added) continue;
        loading.reading.set_file(loading.sources[i].entry.file);
        loading.reading.error(
            *loading.sources[i].entry.node->find("number"),
            fmt::format("'{}' numbers its records with '{}' too", first->second, format->before),
            "a series of its own");
    }
}

// `at: facility` is a field of some record type; of which one is known only with the record.
void check_places_of_roles(Loading& loading) {
    std::vector<std::string> places;
    for (const RecordType& type : loading.process.types)
        for (const Field& field : type.fields)
            if (field.kind == FieldKind::organisation &&
                std::find(places.begin(), places.end(), field.name) == places.end())
                places.push_back(field.name);
    for (std::size_t i = 0; i < loading.process.roles.size(); ++i) {
        const std::string& at = loading.process.roles[i].at_name;
        if (at.empty() || std::find(places.begin(), places.end(), at) != places.end()) continue;
        loading.reading.set_file(loading.roles[i].file);
        loading.reading.unknown(*loading.roles[i].node->find("at"), "organisation field", at, places);
    }
}

}  // namespace

void check_names(Loading& loading) {
    for (const TypeSource& source : loading.sources) {
        loading.reading.set_file(source.entry.file);
        check_fields(loading.reading, source);
    }
    check_inverses(loading);
    check_numbers(loading);
    check_places_of_roles(loading);
}

}  // namespace reeve::process
