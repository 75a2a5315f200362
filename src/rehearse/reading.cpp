#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "rehearse/reading_internal.hpp"
#include "rehearse/when.hpp"

namespace reeve::rehearse {
namespace {

// "one of a, b and c"; the first dozen of many.
std::string one_of(std::span<const std::string> known) {
    if (known.empty()) return "none is known here";
    if (known.size() == 1) return "'" + known.front() + "'";
    if (known.size() > 12)
        return fmt::format("one of {} and {} more", join(known.first(12), ", "), known.size() - 12);
    return fmt::format("one of {} and {}", join(known.first(known.size() - 1), ", "), known.back());
}

}  // namespace

bool is_record_name(std::string_view text) {
    if (text.empty() || text.size() > 40 || text.front() < 'A' || text.front() > 'Z') return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

void Scene::report_unknown(int line, int column, std::string_view kind, std::string_view name,
                           std::span<const std::string> known) {
    problems_.push_back({file_, line, column, fmt::format("unknown {} '{}'", kind, name), one_of(known),
                         std::string(nearest(name, known)), false});
}

bool Scene::map_of(const YamlNode& node, std::string_view what,
                   std::initializer_list<std::string_view> known) {
    if (!node.is_map()) {
        wrong(node, fmt::format("{} is a map, not {}", what, node.shape()));
        return false;
    }
    const std::vector<std::string> names(known.begin(), known.end());
    bool good = true;
    for (const YamlKey& key : node.keys) {
        if (std::find(names.begin(), names.end(), key.name) != names.end()) continue;
        unknown(key, fmt::format("key of {}", what), key.name, names);
        good = false;
    }
    return good;
}

std::optional<std::string> Scene::word(const YamlNode& node, std::string_view what) {
    if (node.is_scalar()) return node.text;
    wrong(node, fmt::format("{} is a text, not {}", what, node.shape()));
    return std::nullopt;
}

std::vector<const YamlNode*> Scene::one_or_more(const YamlNode& node, std::string_view what) {
    std::vector<const YamlNode*> nodes;
    if (node.is_scalar()) return {&node};
    if (!node.is_list()) {
        wrong(node, fmt::format("{} is a text or a list of them, not {}", what, node.shape()));
        return nodes;
    }
    for (const YamlNode& item : node.items)
        if (word(item, what)) nodes.push_back(&item);
    return nodes;
}

std::optional<std::string> Scene::known_word(const YamlNode& node, std::string_view kind,
                                             std::span<const std::string> known) {
    const auto text = word(node, "the name of a " + std::string(kind));
    if (!text) return std::nullopt;
    if (std::find(known.begin(), known.end(), *text) != known.end()) return text;
    unknown(node, kind, *text, known);
    return std::nullopt;
}

std::optional<std::string> Scene::record(const YamlNode& node) {
    std::vector<std::string> known;
    for (const auto& [name, type] : records) known.push_back(name);
    return known_word(node, "record", known);
}

std::optional<Instant> Scene::instant(const YamlNode& node) {
    const auto text = word(node, "a time");
    if (!text) return std::nullopt;
    const auto at = parse_when(*text, now, zone);
    if (at) return *at;
    wrong(node, at.error().detail);
    return std::nullopt;
}

bool Scene::name_record(const YamlNode& node, const process::RecordType* type) {
    const auto name = word(node, "a record's name");
    if (!name) return false;
    if (!is_record_name(*name)) {
        wrong(node, fmt::format("'{}' is no name for a record", *name),
              "a name with an upper-case letter first, such as A");
        return false;
    }
    if (records.emplace(*name, type).second) {
        if (words_ == former)
            on_former_.insert(*name);
        else if (words_ != &vocabulary)
            elsewhere_[*name] = words_;
        return true;
    }
    wrong(node, fmt::format("there is a record '{}' already", *name));
    return false;
}

void Scene::speak_of(std::string_view record) {
    const bool before = former != nullptr && (record.empty() ? giving : on_former_.contains(record));
    words_ = before ? former : &vocabulary;
    if (const auto there = elsewhere_.find(record); there != elsewhere_.end()) words_ = there->second;
}

bool Scene::speak_with(std::string_view process) {
    const auto there = vocabulary.beside.find(process);
    if (there == vocabulary.beside.end()) return false;
    words_ = there->second.get();
    return true;
}

void Scene::move(const std::string& record, const process::RecordType* type) {
    on_former_.erase(record);
    records.insert_or_assign(record, type);
}

std::vector<Problem> Scene::take() {
    std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) {
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
    return std::move(problems_);
}

std::vector<std::string> acts_of(const process::RecordType& type) {
    std::vector<std::string> names = names_of(type.acts);
    names.insert(names.end(), built_in_acts().begin(), built_in_acts().end());
    return names;
}

std::vector<std::string> links_of(const process::RecordType& type) {
    std::vector<std::string> names = names_of(type.links);
    for (const process::Link& seen : type.inverses) names.push_back(seen.name);
    return names;
}

}  // namespace reeve::rehearse
