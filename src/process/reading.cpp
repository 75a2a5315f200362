#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "process/reading_internal.hpp"

namespace reeve::process {
namespace {

// What two names have in common that look the same on a screen: case, 0 and o, 1 and l, one _ and two.
std::string look_of(std::string_view name) {
    std::string look;
    for (char c : name) {
        if (c == '0') c = 'o';
        if (c == '1' || c == 'I') c = 'l';
        if (c == '_' && !look.empty() && look.back() == '_') continue;
        look += c;
    }
    return lower_ascii(look);
}

bool is_language(std::string_view text) {
    const std::string_view first = split(text, '-').front();
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; };
    return first.size() >= 2 && first.size() <= 3 && text.size() <= 20 && lower_ascii(first) == first &&
           std::all_of(text.begin(), text.end(), plain) && text.back() != '-';
}

// A title stands in a list or on a button, a sentence in a refusal or a notice.
constexpr std::size_t title_max = 200, sentence_max = 4'000;  // characters

void check_length(Reading& reading, const YamlNode& node, std::string_view what) {
    const std::size_t most = what == "a title" ? title_max : sentence_max;
    const std::size_t length = length_utf8(node.text);
    if (length <= most) return;
    const Reading::Mild mild(reading);  // earlier releases took any length
    reading.error(node, fmt::format("{} of {} characters", what, length), fmt::format("at most {}", most));
}

}  // namespace

std::string one_of(std::span<const std::string> names) {
    constexpr std::size_t shown = 12;
    if (names.empty()) return "";
    if (names.size() == 1) return names.front();
    if (names.size() > shown)
        return "one of " + join(names.first(shown), ", ") + fmt::format(" and {} more", names.size() - shown);
    return "one of " + join(names.first(names.size() - 1), ", ") + " and " + names.back();
}

void Reading::error(Spot at, std::string what, std::string expected, std::string nearest) {
    problems_.push_back({file_, at.line, at.column, std::move(what), std::move(expected), std::move(nearest),
                         in_use_ && mild_});
}

void Reading::warning(Spot at, std::string what, std::string expected) {
    problems_.push_back({file_, at.line, at.column, std::move(what), std::move(expected), "", true});
}

void Reading::unknown(Spot at, std::string_view kind, std::string_view name,
                      std::span<const std::string> known) {
    error(at, fmt::format("unknown {} '{}'", kind, name), one_of(known), std::string(nearest(name, known)));
}

void Reading::later(Spot at, std::string_view what) {
    error(at, fmt::format("`{}` is not supported by this release", what));
}

bool Reading::is_map(const YamlNode& node, std::string_view what) {
    if (node.is_map()) return true;
    error(node, fmt::format("{} is {}", what, node.shape()), "a map");
    return false;
}

bool Reading::is_list(const YamlNode& node, std::string_view what) {
    if (node.is_list()) return true;
    error(node, fmt::format("{} is {}", what, node.shape()), "a list");
    return false;
}

void Reading::check_keys(const YamlNode& map, std::string_view what, Keys known, Keys later_keys) {
    for (const YamlKey& key : map.keys) {
        if (std::find(known.begin(), known.end(), key.name) != known.end()) continue;
        if (std::find(later_keys.begin(), later_keys.end(), key.name) != later_keys.end()) {
            later(key, key.name);
            continue;
        }
        const std::vector<std::string> names(known.begin(), known.end());
        error(key, fmt::format("unknown key '{}' in {}", key.name, what), one_of(names),
              std::string(nearest(key.name, names)));
    }
}

bool Reading::check_name(std::string_view kind, Spot at, std::string_view name) {
    if (is_name(name)) return true;
    error(at, fmt::format("'{}' is no name for a {}", name, kind),
          "a small letter, then small letters, digits and _, at most 63 in all");
    return false;
}

std::vector<Entry> Reading::entries(const YamlNode* node, std::string_view what) {
    std::vector<Entry> found;
    if (!node || !is_map(*node, fmt::format("`{}`", what))) return found;
    for (std::size_t i = 0; i < node->keys.size(); ++i)
        found.push_back({&node->keys[i], &node->items[i], file_});
    return found;
}

void Reading::too_many(const YamlNode& node, std::string_view what, std::size_t most) {
    error(node, fmt::format("a record type has more than {} {}", most, what), "fewer");
}

void Reading::limit(const YamlNode* node, std::string_view what, std::size_t most,
                    std::vector<Entry>& entries) {
    if (entries.size() <= most) return;
    too_many(*node, what, most);
    entries.resize(most);
}

void Reading::check_apart(std::string_view kind, std::span<const Entry> list) {
    std::map<std::string, const Entry*> seen;
    for (const Entry& entry : list) {
        const auto [first, added] = seen.emplace(look_of(entry.name()), &entry);
        if (added) continue;
        set_file(entry.file);
        const std::string where =
            fmt::format("line {}{}", first->second->key->line,
                        first->second->file == entry.file ? "" : fmt::format(" of {}", first->second->file));
        if (first->second->name() == entry.name())
            error(*entry.key, fmt::format("a second {} '{}'; the first is in {}", kind, entry.name(), where),
                  "one");
        else
            error(*entry.key,
                  fmt::format("the {} '{}' looks like '{}' in {}", kind, entry.name(), first->second->name(),
                              where),
                  "names that can be told apart");
    }
}

std::optional<std::string> Reading::word(const YamlNode& node, std::string_view what) {
    if (node.is_scalar() && !node.text.empty()) return node.text;
    error(node, fmt::format("{} is {}", what, node.is_scalar() ? "empty" : node.shape()), "a word");
    return std::nullopt;
}

std::optional<std::int64_t> Reading::integer(const YamlNode& node, std::string_view what, std::int64_t least,
                                             std::int64_t most) {
    const auto value = yaml_integer(node);
    if (value && *value >= least && *value <= most) return value;
    error(node,
          fmt::format("{} is {}", what, node.is_scalar() ? "'" + node.text + "'" : std::string(node.shape())),
          fmt::format("a whole number from {} to {}", least, most));
    return std::nullopt;
}

bool Reading::flag(const YamlNode& map, std::string_view key) {
    const YamlNode* node = map.find(key);
    if (!node) return false;
    const auto value = yaml_boolean(*node);
    if (!value)
        error(*node,
              fmt::format("`{}` is {}", key,
                          node->is_scalar() ? "'" + node->text + "'" : std::string(node->shape())),
              "true or false");
    return value.value_or(false);
}

std::vector<Reading::Word> Reading::words_of(const YamlNode& node, std::string_view what) {
    std::vector<Word> found;
    if (!node.is_list()) {
        if (auto text = word(node, what)) found.push_back({std::move(*text), node});
        return found;
    }
    for (const YamlNode& item : node.items) {
        auto text = word(item, what);
        if (!text) continue;
        const auto same = [&](const Word& other) { return other.text == *text; };
        if (std::any_of(found.begin(), found.end(), same))
            error(item, fmt::format("'{}' is given twice", *text), "each once");
        else
            found.push_back({std::move(*text), item});
    }
    return found;
}

Words Reading::words(const YamlNode* node, std::string_view what) {
    Words words;
    if (!node) return words;
    if (node->is_scalar()) {
        if (trim(node->text).empty()) error(*node, fmt::format("{} is empty", what), "a text");
        check_length(*this, *node, what);
        words.by_language.emplace_back("", node->text);
        return words;
    }
    if (!node->is_map()) {
        error(*node, fmt::format("{} is {}", what, node->shape()), "a text, or a text per language: {en: …}");
        return words;
    }
    if (node->keys.empty()) {
        const Mild mild(*this);  // earlier releases took it
        error(*node, fmt::format("{} is empty", what), "a text, or a text per language: {en: …}");
        return words;
    }
    Titled titled{file_, *node, {}};
    for (std::size_t i = 0; i < node->keys.size(); ++i) {
        const std::string& language = node->keys[i].name;
        const YamlNode& text = node->items[i];
        if (!is_language(language))
            error(node->keys[i], fmt::format("'{}' is no language", language),
                  "a code such as en, pt or pt-BR");
        if (!text.is_scalar() || trim(text.text).empty())
            error(text,
                  fmt::format("{} in '{}' is {}", what, language, text.is_scalar() ? "empty" : text.shape()),
                  "a text");
        check_length(*this, text, what);
        words.by_language.emplace_back(language, text.text);
        titled.languages.push_back(language);
        if (std::find(languages_.begin(), languages_.end(), language) == languages_.end())
            languages_.push_back(language);
    }
    titled_.push_back(std::move(titled));
    return words;
}

void Reading::warn_of_missing_languages() {
    for (const Titled& titled : titled_) {
        std::vector<std::string> missing;
        for (const std::string& language : languages_)
            if (std::find(titled.languages.begin(), titled.languages.end(), language) ==
                titled.languages.end())
                missing.push_back(language);
        if (missing.empty()) continue;
        set_file(titled.file);
        warning(titled.at, fmt::format("no text in {}", join(missing, ", ")),
                "every language that others have");
    }
}

void Reading::note(const cel::Reads& reads) {
    for (const std::vector<std::string>& path : reads.paths) read_.insert(path.begin(), path.end());
}

std::vector<Problem> Reading::take(bool warnings) {
    std::vector<Problem> taken;
    for (const Problem& problem : problems_)
        if (problem.warning == warnings) taken.push_back(problem);
    std::sort(taken.begin(), taken.end(), [](const Problem& a, const Problem& b) {
        return std::tie(a.file, a.line, a.column, a.what) < std::tie(b.file, b.line, b.column, b.what);
    });
    return taken;
}

}  // namespace reeve::process
