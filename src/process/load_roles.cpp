// Roles and choices: who there is, and which words there are.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

constexpr std::array<std::string_view, 8> reserved_roles{"holder",        "assignee", "desk", "linked",
                                                         "administrator", "actor",    "any",  "none"};
// Words that cells of tables and CEL read as something else.
constexpr std::array<std::string_view, 7> reserved_values{"any",  "none",  "but", "or",
                                                          "true", "false", "null"};

template <std::size_t n>
bool among(const std::array<std::string_view, n>& words, std::string_view name) {
    return std::find(words.begin(), words.end(), name) != words.end();
}

Sees sees_of(Reading& reading, const YamlNode* node) {
    if (!node) return Sees::all;
    const auto word = reading.word(*node, "`sees`");
    if (!word || *word == "all") return Sees::all;
    if (*word == "organisation") return Sees::organisation;
    if (*word == "own") return Sees::own;
    const std::vector<std::string> known{"all", "organisation", "own"};
    reading.unknown(*node, "value of `sees`", *word, known);
    return Sees::all;
}

void declare_role(Loading& loading, const Entry& entry) {
    Reading& reading = loading.reading;
    Role role;
    role.name = entry.name();
    reading.check_name("role", *entry.key, role.name);
    if (among(reserved_roles, role.name))
        reading.error(*entry.key, fmt::format("'{}' means something else in `by`", role.name),
                      "another name");
    if (!entry.node->is_null() && reading.is_map(*entry.node, "a role")) {
        const YamlNode& map = *entry.node;
        reading.check_keys(map, "a role", {"title", "sees", "at", "is", "reads_internal", "disjoint"},
                           {"on_call", "also", "rota", "members", "stand_in"});
        role.title = reading.words(map.find("title"), "a title");
        role.sees = sees_of(reading, map.find("sees"));
        role.reads_internal =
            map.find("reads_internal") ? reading.flag(map, "reads_internal") : role.sees != Sees::own;
        if (const YamlNode* at = map.find("at")) role.at_name = reading.word(*at, "`at`").value_or("");
        if (const YamlNode* is = map.find("is")) {
            const auto word = reading.word(*is, "`is`");
            if (word && *word != "reporter")
                reading.error(*is, fmt::format("a role `is` '{}'", *word), "reporter");
            role.is_reporter = word == "reporter";
        }
    }
    loading.process.roles.push_back(std::move(role));
}

// Of one role after all are known: whichever of two says it, it holds for both.
void define_disjoint(Loading& loading, const Entry& entry, Index own) {
    Reading& reading = loading.reading;
    const YamlNode* node = entry.node->is_map() ? entry.node->find("disjoint") : nullptr;
    if (!node) return;
    std::vector<Role>& roles = loading.process.roles;
    for (const Reading::Word& word : reading.words_of(*node, "`disjoint`")) {
        const auto other = find_named(reading, "role", roles, word.text, word.at);
        if (!other) continue;
        if (*other == own) {
            reading.error(word.at, fmt::format("'{}' is disjoint from itself", word.text), "another role");
            continue;
        }
        if (roles[own].is_reporter || roles[*other].is_reporter) {
            reading.error(word.at,
                          fmt::format("'{}' is everybody who reports",
                                      roles[roles[own].is_reporter ? own : *other].name),
                          "two roles that people are given");
            continue;
        }
        if (are_disjoint(roles, own, *other)) continue;
        roles[own].disjoint.push_back(*other);
        roles[*other].disjoint.push_back(own);
    }
}

bool is_value_name(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !text.empty() && text.size() <= 63 && letter(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

// The values as a list of names, or as a map of name and title; both as entries, so that they are checked as
// one.
void declare_values(Loading& loading, Choice& choice, const Entry& entry) {
    Reading& reading = loading.reading;
    std::vector<YamlKey> names;
    std::vector<const YamlNode*> titles;
    if (entry.node->is_list()) {
        for (const YamlNode& item : entry.node->items) {
            const auto word = reading.word(item, "a value");
            if (!word) continue;
            names.push_back({*word, item.line, item.column});
            titles.push_back(nullptr);
        }
    } else if (reading.is_map(*entry.node, "a choice")) {
        names = entry.node->keys;
        for (const YamlNode& item : entry.node->items) titles.push_back(item.is_null() ? nullptr : &item);
    }
    std::vector<Entry> values;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!is_value_name(names[i].name) || among(reserved_values, names[i].name))
            reading.error(names[i], fmt::format("'{}' is no name for a value", names[i].name),
                          "a letter, then letters, digits and _, at most 63 in all; not any, none, but, or");
        choice.values.push_back({names[i].name, reading.words(titles[i], "a title")});
        values.push_back({&names[i], entry.node, entry.file});
    }
    reading.check_apart("value", values);
    if (choice.values.size() > 1000)
        reading.error(*entry.key, "a choice has more than 1,000 values",
                      "a record type for what is that many");
    if (entry.node->items.empty() && !entry.node->is_null())
        reading.error(*entry.node, fmt::format("the choice '{}' has no values", choice.name), "at least one");
}

}  // namespace

void declare_roles(Loading& loading) {
    const Entry* reporter = nullptr;
    for (const Entry& entry : loading.roles) {
        loading.reading.set_file(entry.file);
        declare_role(loading, entry);
        if (!loading.process.roles.back().is_reporter) continue;
        if (reporter)
            loading.reading.error(*entry.key, "two roles are the reporter",
                                  fmt::format("one (the other is '{}')", reporter->name()));
        reporter = &entry;
    }
    for (std::size_t i = 0; i < loading.roles.size(); ++i) {
        loading.reading.set_file(loading.roles[i].file);
        define_disjoint(loading, loading.roles[i], static_cast<Index>(i));
    }
    for (Role& role : loading.process.roles) std::sort(role.disjoint.begin(), role.disjoint.end());
    loading.reading.check_apart("role", loading.roles);
}

void declare_choices(Loading& loading) {
    constexpr std::array<std::string_view, 7> column_words{"role",     "boolean", "integer", "text",
                                                           "duration", "maybe",   "state"};
    for (const Entry& entry : loading.choices) {
        loading.reading.set_file(entry.file);
        Choice choice;
        choice.name = entry.name();
        loading.reading.check_name("choice", *entry.key, choice.name);
        if (among(column_words, choice.name))
            loading.reading.error(*entry.key, fmt::format("'{}' is a type of its own", choice.name),
                                  "another name");
        declare_values(loading, choice, entry);
        loading.process.choices.push_back(std::move(choice));
    }
    loading.reading.check_apart("choice", loading.choices);
}

}  // namespace reeve::process
