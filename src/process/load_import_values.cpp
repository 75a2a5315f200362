// Import mappings: what becomes of the file's values: states, fields, channel and priority.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/load_import_internal.hpp"

namespace reeve::process {
namespace {

bool is_dated(const Field& field) {
    return field.kind == FieldKind::instant;
}

}  // namespace

std::optional<std::string> ImportReader::choice_value(const Choice& choice, const YamlNode& node) {
    const auto word = reading_.word(node, "a value of " + choice.name);
    if (!word) return std::nullopt;
    if (choice.find(*word)) return word;
    reading_.unknown(node, "value of " + choice.name, *word, names_of(choice.values));
    return std::nullopt;
}

// Without words of its own a choice is known by its values' names and titles.
void ImportReader::add_choice_words(const Choice& choice, ValueMap& onto) {
    for (const ChoiceValue& value : choice.values) {
        const std::size_t target = onto.targets.size();
        onto.targets.push_back(value.name);
        // A title that another value has already is no word for this one.
        (void)onto.words.add(value.name, target);
        for (const auto& [language, title] : value.title.by_language) (void)onto.words.add(title, target);
    }
}

void ImportReader::read_otherwise(const YamlNode& map, Otherwise& otherwise,
                                  const std::function<void(const YamlNode&)>& value) {
    const YamlNode* node = map.find("otherwise");
    if (!node) return;
    if (node->is_scalar() && node->text == "keep") {
        otherwise = Otherwise::keep;
    } else if (node->is_scalar() && node->text == "reject") {
        otherwise = Otherwise::reject;
    } else if (node->is_scalar() && node->text == "none") {
        otherwise = Otherwise::nothing;
    } else {
        otherwise = Otherwise::value;
        value(*node);
    }
}

void ImportReader::read_values(const YamlNode& map, ValueMap& onto, const TargetOf& target) {
    onto.words = SourceWords(mapping_.separator);
    if (const YamlNode* values = map.find("values"); values && reading_.is_map(*values, "`values`")) {
        for (std::size_t i = 0; i < values->keys.size(); ++i) {
            auto found = target(values->items[i]);
            if (!found) continue;
            const auto same = std::find(onto.targets.begin(), onto.targets.end(), *found);
            const auto index = static_cast<std::size_t>(same - onto.targets.begin());
            if (same == onto.targets.end()) onto.targets.push_back(std::move(*found));
            if (!onto.words.add(values->keys[i].name, index))
                reading_.error(values->keys[i],
                               fmt::format("'{}' already stands for another value", values->keys[i].name),
                               "each once");
        }
    }
    read_otherwise(map, onto.otherwise,
                   [&](const YamlNode& node) { onto.otherwise_value = target(node).value_or(""); });
}

void ImportReader::read_channel(const YamlNode* node) {
    if (!node) return;
    if (!node->is_map()) {
        mapping_.channel = columns(node, "`channel`");
        return;
    }
    reading_.check_keys(*node, "`channel`", {"column", "values", "otherwise"}, {});
    mapping_.channel = required_columns(*node, "column", "where the channel stands");
    read_values(*node, mapping_.channels,
                [&](const YamlNode& value) { return reading_.word(value, "a channel"); });
}

const Choice* ImportReader::priority_choice() const {
    return type().priority ? &process_.choices[type().fields[*type().priority].choice] : nullptr;
}

void ImportReader::read_priority(const YamlNode* node) {
    if (!node) return;
    const Choice* choice = priority_choice();
    if (!choice) {
        reading_.error(*node, fmt::format("records of the type '{}' have no priority", type().name),
                       "no `priority`");
        return;
    }
    if (node->is_map()) {
        reading_.check_keys(*node, "`priority`", {"column", "values", "otherwise"}, {});
        mapping_.priority = required_columns(*node, "column", "where the priority stands");
        read_values(*node, mapping_.priorities,
                    [&](const YamlNode& value) { return choice_value(*choice, value); });
    } else {
        mapping_.priority = columns(node, "`priority`");
        mapping_.priorities.words = SourceWords(mapping_.separator);
    }
    if (mapping_.priorities.words.empty()) add_choice_words(*choice, mapping_.priorities);
}

// Text, choice, number, truth: what can be written beside a name. References are handles.
std::optional<Json> ImportReader::constant_of(const Field& field, const YamlNode& node) {
    switch (field.kind) {
        case FieldKind::choice: {
            const auto value = choice_value(process_.choices[field.choice], node);
            return value ? std::optional<Json>(*value) : std::nullopt;
        }
        case FieldKind::integer:
        case FieldKind::boolean: {
            if (field.kind == FieldKind::integer)
                if (const auto number = yaml_integer(node)) return Json(*number);
            if (field.kind == FieldKind::boolean)
                if (const auto truth = yaml_boolean(node)) return Json(*truth);
            reading_.error(node, fmt::format("this is no value of the field '{}'", field.name),
                           field.kind == FieldKind::integer ? "a whole number" : "true or false");
            return std::nullopt;
        }
        default: {
            const auto word = reading_.word(node, fmt::format("the value of '{}'", field.name));
            return word ? std::optional<Json>(*word) : std::nullopt;
        }
    }
}

void ImportReader::read_sets(const YamlNode& node, ImportedState& state) {
    if (!reading_.is_map(node, "`set`")) return;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const auto field = find_named(reading_, "field", type().fields, node.keys[i].name, node.keys[i]);
        if (!field) continue;
        if (type().fields[*field].is)
            reading_.error(node.keys[i], fmt::format("the field '{}' is computed", node.keys[i].name),
                           "a field that can be set");
        auto value = constant_of(type().fields[*field], node.items[i]);
        if (!value) continue;
        state.sets.emplace_back(*field, std::move(*value));
        auto& all = mapping_.state.set_by_states;
        if (std::find(all.begin(), all.end(), *field) == all.end()) all.push_back(*field);
    }
}

// `waiting`, or `{ state: waiting, set: { waiting_for: caller } }`.
ImportedState ImportReader::state_of(const YamlNode& node) {
    ImportedState state;
    const YamlNode* name = &node;
    if (node.is_map()) {
        reading_.check_keys(node, "a state here", {"state", "set"}, {});
        name = node.find("state");
        if (!name) reading_.error(node, "there is no `state` here", one_of(names_of(type().states)));
        if (const YamlNode* set = node.find("set")) read_sets(*set, state);
    }
    const auto word = name ? reading_.word(*name, "a state") : std::nullopt;
    if (word) state.state = entered_state(reading_, type(), *word, *name).value_or(0);
    return state;
}

void ImportReader::read_state(const YamlNode& root) {
    const YamlNode* node = root.find("state");
    StateFrom& from = mapping_.state;
    from.words = SourceWords(mapping_.separator);
    if (!node) {
        reading_.error(root, "the mapping does not say the records' `state`",
                       "`state: { column: …, values: {…} }`");
        return;
    }
    if (node->is_map()) {
        reading_.check_keys(*node, "`state`", {"column", "values", "otherwise"}, {});
        from.columns = required_columns(*node, "column", "where the state stands");
        if (const YamlNode* values = node->find("values"); values && reading_.is_map(*values, "`values`"))
            for (std::size_t i = 0; i < values->keys.size(); ++i) {
                from.targets.push_back(state_of(values->items[i]));
                if (!from.words.add(values->keys[i].name, i))
                    reading_.error(values->keys[i],
                                   fmt::format("'{}' already stands for another state", values->keys[i].name),
                                   "each once");
            }
        read_otherwise(*node, from.otherwise,
                       [&](const YamlNode& value) { from.otherwise_state = state_of(value); });
    } else {
        from.columns = columns(node, "`state`");
    }
    if (!from.targets.empty()) return;
    // Without words of its own a state is known by its name and titles. In one with states in it none is.
    for (Index i = 0; i < type().states.size(); ++i) {
        const State& state = type().states[i];
        if (!state.leaf) continue;
        const std::size_t target = from.targets.size();
        from.targets.push_back({i, {}});
        (void)from.words.add(state.name, target);
        for (const auto& [language, title] : state.title.by_language) (void)from.words.add(title, target);
    }
}

// `changes: assignment_group`, `entered: closed`, or the word `reopenings`.
void ImportReader::read_compare(const YamlNode& node, FieldFrom& from) {
    Compare compare;
    const Field& field = type().fields[from.field];
    if (node.is_scalar() && node.text == "reopenings") {
        compare.what = Compare::What::reopenings;
    } else if (node.is_map() && node.keys.size() == 1 && node.keys.front().name == "changes") {
        const auto word = reading_.word(node.items.front(), "`changes`");
        const auto found =
            word ? find_named(reading_, "field", type().fields, *word, node.items.front()) : std::nullopt;
        compare.of = found.value_or(0);
    } else if (node.is_map() && node.keys.size() == 1 && node.keys.front().name == "entered") {
        compare.what = Compare::What::entered;
        const auto word = reading_.word(node.items.front(), "`entered`");
        const auto found = word ? entered_state(reading_, type(), *word, node.items.front()) : std::nullopt;
        compare.of = found.value_or(0);
    } else {
        reading_.error(node, "this is nothing to compare with",
                       "`{ changes: FIELD }`, `{ entered: STATE }` or reopenings");
        return;
    }
    const bool dated = compare.what == Compare::What::entered;
    if (dated != is_dated(field) || (!dated && field.kind != FieldKind::integer))
        reading_.error(node, fmt::format("the field '{}' cannot be compared with this", field.name),
                       dated ? "a field of the kind `instant`" : "a field of the kind `integer`");
    from.compare = compare;
}

void ImportReader::read_field_parts(const YamlNode& map, FieldFrom& from) {
    const Field& field = type().fields[from.field];
    reading_.check_keys(map, fmt::format("the field '{}'", field.name),
                        {"column", "text", "value", "values", "otherwise", "in", "compare"}, {});
    from.columns = columns(map.find("column"), "`column`");
    from.text = text_from(map.find("text"), "`text`");
    if (!from.text.empty() && field.kind != FieldKind::text)
        reading_.error(*map.find("text"), fmt::format("the field '{}' is no text", field.name), "`column`");
    if (const YamlNode* value = map.find("value")) from.constant = constant_of(field, *value);
    if (map.find("column") == nullptr && map.find("text") == nullptr && map.find("value") == nullptr)
        reading_.error(map, fmt::format("nothing says where the field '{}' comes from", field.name),
                       "`column`, `text` or `value`");
    read_values(map, from.values, [&](const YamlNode& node) -> std::optional<std::string> {
        if (field.kind == FieldKind::choice) return choice_value(process_.choices[field.choice], node);
        return reading_.word(node, "a value");
    });
    if (const YamlNode* states = map.find("in"))
        for (const Reading::Word& word : reading_.words_of(*states, "`in`"))
            if (const auto state = entered_state(reading_, type(), word.text, word.at))
                from.in.push_back(*state);
    if (const YamlNode* compare = map.find("compare")) read_compare(*compare, from);
}

void ImportReader::read_field(const YamlKey& key, const YamlNode& node) {
    const auto found = find_named(reading_, "field", type().fields, key.name, key);
    if (!found) return;
    FieldFrom from;
    from.field = *found;
    from.line = key.line;
    const Field& field = type().fields[*found];
    if (field.is) {
        const bool priority = type().priority == found;
        reading_.error(
            key, fmt::format("the field '{}' is computed, so nothing can be imported into it", field.name),
            priority ? "`priority:`, which compares it" : "a field that can be set");
    }
    from.values.words = SourceWords(mapping_.separator);
    if (node.is_map())
        read_field_parts(node, from);
    else
        from.columns = columns(&node, fmt::format("the column of '{}'", field.name));
    if (field.kind == FieldKind::choice && from.values.words.empty())
        add_choice_words(process_.choices[field.choice], from.values);
    mapping_.fields.push_back(std::move(from));
}

void ImportReader::read_fields(const YamlNode* node) {
    if (!node || !reading_.is_map(*node, "`fields`")) return;
    for (std::size_t i = 0; i < node->keys.size(); ++i) read_field(node->keys[i], node->items[i]);
}

void ImportReader::check_required(const YamlNode& root) {
    for (Index i = 0; i < type().fields.size(); ++i) {
        const Field& field = type().fields[i];
        const auto gives = [&](const FieldFrom& from) { return from.field == i; };
        if (field.required && !field.standard &&
            std::none_of(mapping_.fields.begin(), mapping_.fields.end(), gives))
            reading_.error(
                root.find("fields") ? Spot(*root.find("fields")) : Spot(root),
                fmt::format("nothing is imported into the field '{}', which is required", field.name),
                fmt::format("`{}: COLUMN` in `fields`", field.name));
    }
}

}  // namespace reeve::process
