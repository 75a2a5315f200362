// Fields: what a record is made of. Computed ones are put in an order in which each reads only earlier ones.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "process/load_internal.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t short_text = 400;
constexpr std::size_t long_text = 20'000;
constexpr std::size_t fields_max = 500;
constexpr Index no_choice = ~Index{0};

struct KindWord {
    std::string_view word;
    FieldKind kind;
};
constexpr std::array<KindWord, 9> kind_words{{{"text", FieldKind::text},
                                              {"choice", FieldKind::choice},
                                              {"integer", FieldKind::integer},
                                              {"boolean", FieldKind::boolean},
                                              {"instant", FieldKind::instant},
                                              {"duration", FieldKind::duration},
                                              {"person", FieldKind::person},
                                              {"team", FieldKind::team},
                                              {"organisation", FieldKind::organisation}}};

void read_text_kind(Reading& reading, const YamlNode& node, Field& field) {
    const auto word = reading.word(node, "`text`");
    if (!word) return;
    const std::vector<std::string> known{"short", "long"};
    if (*word != "short" && *word != "long") reading.unknown(node, "length of a text", *word, known);
    field.long_text = *word == "long";
    field.length_max = field.long_text ? long_text : short_text;
}

// Reads what is written beside the kind's word: `choice: urgency`, `organisation: facility`, `instant: true`.
void read_kind(Loading& loading, const YamlNode& node, Field& field, bool& broken) {
    Reading& reading = loading.reading;
    if (field.kind == FieldKind::text) return read_text_kind(reading, node, field);
    if (field.kind == FieldKind::choice) {
        const auto word = reading.word(node, "`choice`");
        const auto index = word ? loading.process.choice(*word) : std::nullopt;
        if (word && !index) reading.unknown(node, "choice", *word, names_of(loading.process.choices));
        broken = !index;
        field.choice = index.value_or(0);
        return;
    }
    if (yaml_boolean(node) == true) return;
    if (field.kind == FieldKind::organisation && node.is_scalar() && is_name(node.text)) {
        field.organisation_kind = node.text;
        return;
    }
    const bool organisation = field.kind == FieldKind::organisation;
    reading.error(
        node,
        node.is_scalar() ? fmt::format("'{}' does not fit here", node.text) : "no map or list fits here",
        organisation ? "true, or the kind of organisation" : "true");
}

Field declare_field(Loading& loading, const Entry& entry, bool& broken) {
    Reading& reading = loading.reading;
    const YamlNode& map = *entry.node;
    Field field;
    field.name = entry.name();
    reading.check_name("field", *entry.key, field.name);
    broken = true;
    if (!reading.is_map(map, fmt::format("the field '{}'", field.name))) return field;
    reading.check_keys(map, "a field",
                       {"title", "required", "default", "is", "personal", "max", "text", "choice", "integer",
                        "boolean", "instant", "duration", "person", "team", "organisation"},
                       {"service", "item", "attachment", "number", "money", "set_once", "unit", "frozen"});
    field.title = reading.words(map.find("title"), "a title");
    int kinds = 0;
    for (const KindWord& known : kind_words) {
        const YamlNode* node = map.find(known.word);
        if (!node) continue;
        broken = false;
        field.kind = known.kind;
        if (++kinds > 1) {
            reading.error(*node, fmt::format("the field '{}' is of two kinds", field.name), "one");
            continue;
        }
        read_kind(loading, *node, field, broken);
    }
    if (kinds == 0) {
        std::vector<std::string> words;
        for (const KindWord& known : kind_words) words.emplace_back(known.word);
        reading.error(*entry.key, fmt::format("the field '{}' has no kind", field.name), one_of(words));
    }
    field.required = reading.flag(map, "required");
    field.personal = reading.flag(map, "personal");
    if (const YamlNode* max = map.find("max")) {
        if (const auto length = reading.integer(*max, "`max`", 1, 100'000))
            field.length_max = static_cast<std::size_t>(*length);
        if (field.kind != FieldKind::text) reading.error(*max, "`max` of a field that is no text", "`text`");
    }
    // The expressions follow when every name is known; that there is one must be known before.
    if (map.find("is")) field.is.emplace();
    for (const std::string_view other : {"required", "default"})
        if (field.is && map.find(other))
            reading.error(*map.find(other), fmt::format("a computed field with `{}`", other), "only `is`");
    if (field.is) field.required = false;
    return field;
}

}  // namespace

std::optional<Field> declare_read(Loading& loading, const Entry& entry) {
    bool broken = false;
    Field field = declare_field(loading, entry, broken);
    if (broken) return std::nullopt;
    const bool more = field.is || field.required || entry.node->find("default");
    if (more || field.kind == FieldKind::text || field.personal) {
        loading.reading.error(*entry.node, fmt::format("'{}' is read of another process", field.name),
                              "its kind alone, and no text: texts are not shared");
        return std::nullopt;
    }
    return field;
}

namespace {

// Orders the computed fields of a type; a circle is a problem.
class ComputedOrder {
public:
    ComputedOrder(Loading& loading, Index type)
        : loading_(loading), type_(loading.process.types[type]), index_(type) {}

    std::vector<Index> order() {
        find_readings();
        for (Index i = 0; i < type_.fields.size(); ++i)
            if (type_.fields[i].is) visit(i);
        return order_;
    }

private:
    // With every computed field as `dyn`, an expression says what it reads before any type is known.
    void find_readings() {
        reads_.resize(type_.fields.size());
        marks_.resize(type_.fields.size(), Mark::unseen);
        const Scopes scopes(loading_.process, index_, loading_.broken, loading_.table_functions);
        cel::Environment environment = scopes.of(Place::computed);
        constexpr int first = static_cast<int>(Slot::first_field);
        for (Index i = 0; i < type_.fields.size(); ++i)
            if (type_.fields[i].is)
                environment.add({type_.fields[i].name, cel::Type::dyn(), first + static_cast<int>(i)});
        for (Index i = 0; i < type_.fields.size(); ++i) {
            if (!type_.fields[i].is) continue;
            Reading unheard;  // mistakes are said when the expression is compiled for good
            const YamlNode& node = *loading_.sources[index_].fields[i].node->find("is");
            const auto compiled = compile_in(unheard, node, "`is`", environment, std::nullopt);
            if (!compiled) continue;
            for (const int slot : compiled->program.reads().variables)
                if (slot >= first && type_.fields[static_cast<std::size_t>(slot - first)].is)
                    reads_[i].push_back(static_cast<Index>(slot - first));
        }
    }

    void visit(Index field) {
        if (marks_[field] == Mark::done) return;
        path_.push_back(field);
        if (marks_[field] == Mark::open) {
            say_circle(field);
        } else {
            marks_[field] = Mark::open;
            for (const Index read : reads_[field]) visit(read);
            if (marks_[field] == Mark::open) order_.push_back(field);
            marks_[field] = Mark::done;
        }
        path_.pop_back();
    }

    void say_circle(Index field) {
        std::string circle;
        auto at = std::find(path_.begin(), path_.end() - 1, field);
        for (; at != path_.end(); ++at) {
            if (!circle.empty()) circle += " -> ";
            circle += type_.fields[*at].name;
        }
        for (auto broken = std::find(path_.begin(), path_.end() - 1, field); broken != path_.end(); ++broken)
            loading_.broken.fields.insert({index_, *broken});
        const Entry& entry = loading_.sources[index_].fields[field];
        loading_.reading.error(*entry.node->find("is"),
                               "computed fields read each other in a circle: " + circle,
                               "fields that in the end read only fields which are sent");
    }

    enum class Mark : std::uint8_t { unseen, open, done };
    Loading& loading_;
    const RecordType& type_;
    Index index_;
    std::vector<std::vector<Index>> reads_;
    std::vector<Mark> marks_;
    std::vector<Index> path_;
    std::vector<Index> order_;
};

void declare_party(Reading& reading, RecordType& type, const Entry& entry, bool broken) {
    const Field& field = type.fields.back();
    type.parties.push_back(static_cast<Index>(type.fields.size() - 1));
    if (!broken && field.kind != FieldKind::person && field.kind != FieldKind::organisation)
        reading.error(*entry.node, fmt::format("'{}' is no party", field.name),
                      "a person or an organisation");
}

}  // namespace

void declare_fields(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node,
                    const YamlNode* parties) {
    source.fields = loading.reading.entries(node, "fields");
    const std::size_t plain = source.fields.size();
    for (const Entry& party : loading.reading.entries(parties, "parties")) source.fields.push_back(party);
    loading.reading.limit(node != nullptr ? node : parties, "fields", fields_max, source.fields);
    const auto type_index = static_cast<Index>(loading.process.types.size());
    for (const Entry& entry : source.fields) {
        bool broken = false;
        type.fields.push_back(declare_field(loading, entry, broken));
        if (type.fields.size() > plain) declare_party(loading.reading, type, entry, broken);
        if (!broken) continue;
        type.fields.back().kind = FieldKind::choice;
        type.fields.back().choice = no_choice;  // what is of no choice is of any type
        loading.broken.fields.insert({type_index, static_cast<Index>(type.fields.size() - 1)});
    }
    loading.reading.check_apart("field", source.fields);
}

void define_fields(Loading& loading, Index index) {
    RecordType& type = loading.process.types[index];
    const TypeSource& source = loading.sources[index];
    loading.reading.set_file(source.entry.file);
    const std::vector<Index> order = ComputedOrder(loading, index).order();
    cel::Environment environment =
        Scopes(loading.process, index, loading.broken, loading.table_functions).of(Place::computed);
    for (const Index i : order) {
        Field& field = type.fields[i];
        std::optional<cel::Type> expected;
        if (!loading.broken.fields.contains({index, i}))
            expected = cel::Type::maybe(value_type(loading.process, field));
        auto compiled =
            compile_in(loading.reading, *source.fields[i].node->find("is"), "`is`", environment, expected);
        if (compiled)
            field.is = std::move(compiled);
        else
            loading.broken.fields.insert({index, i});
        const bool broken = loading.broken.fields.contains({index, i});
        environment.add({field.name, broken ? cel::Type::dyn() : field_type(loading.process, field),
                         static_cast<int>(Slot::first_field) + static_cast<int>(i)});
        type.computed.push_back(i);
    }
    const Scopes scopes(loading.process, index, loading.broken, loading.table_functions);
    for (Index i = 0; i < type.fields.size(); ++i) {
        if (!source.fields[i].node->is_map()) continue;
        const YamlNode* node = source.fields[i].node->find("default");
        if (!node || type.fields[i].is || loading.broken.fields.contains({index, i})) continue;
        type.fields[i].standard =
            scopes.compile(loading.reading, *node, "`default`", Place::standard,
                           cel::Type::maybe(value_type(loading.process, type.fields[i])));
    }
    type.object = record_object(loading.process, type);
}

}  // namespace reeve::process
