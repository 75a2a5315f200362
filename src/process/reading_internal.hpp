#pragma once
// Reads words, numbers and lists out of the tree of a file, and keeps what was found wrong and where.

#include <functional>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "cel/program.hpp"
#include "process/words.hpp"
#include "process/yaml.hpp"

namespace reeve::process {

// A place in the file that is being read.
struct Spot {
    int line = 0;
    int column = 0;
    Spot() = default;
    Spot(int at_line, int at_column) : line(at_line), column(at_column) {}
    Spot(const YamlNode& node) : line(node.line), column(node.column) {}
    Spot(const YamlKey& key) : line(key.line), column(key.column) {}
};

// A named thing in a map of the file: `resolved: {…}`.
struct Entry {
    const YamlKey* key = nullptr;
    const YamlNode* node = nullptr;
    std::string_view file;
    [[nodiscard]] const std::string& name() const { return key->name; }
};

using Keys = std::initializer_list<std::string_view>;

class Reading {
public:
    // The file of the spots that are named from now on.
    void set_file(std::string_view file) { file_ = file; }
    [[nodiscard]] std::string_view file() const { return file_; }

    // Of a text that is in use already what later releases came to refuse is told, and no error (Mild).
    void set_in_use(bool in_use) { in_use_ = in_use; }
    [[nodiscard]] bool in_use() const { return in_use_; }
    // While it lives, mistakes of a text in use are warnings.
    class Mild {
    public:
        explicit Mild(Reading& reading) : reading_(reading), before_(reading.mild_) { reading.mild_ = true; }
        ~Mild() { reading_.mild_ = before_; }
        Mild(const Mild&) = delete;
        Mild& operator=(const Mild&) = delete;

    private:
        Reading& reading_;
        bool before_;
    };

    void error(Spot at, std::string what, std::string expected = {}, std::string nearest = {});
    void warning(Spot at, std::string what, std::string expected = {});
    void add(Problem problem) { problems_.push_back(std::move(problem)); }
    // "unknown KIND 'name'", what there is, and the nearest of it.
    void unknown(Spot at, std::string_view kind, std::string_view name, std::span<const std::string> known);
    // "`what` is not supported by this release".
    void later(Spot at, std::string_view what);

    // False, with a problem, when the node is no map.
    bool is_map(const YamlNode& node, std::string_view what);
    bool is_list(const YamlNode& node, std::string_view what);
    // Every key must be among `known`; one that a later release knows is refused by name.
    void check_keys(const YamlNode& map, std::string_view what, Keys known, Keys later);
    // The entries of a map of named things; none when absent or no map. Names are checked as names and as
    // apart.
    std::vector<Entry> entries(const YamlNode* node, std::string_view what);
    // A record type has more of something than it may have.
    void too_many(const YamlNode& node, std::string_view what, std::size_t most);
    // Those beyond what a record type may have are not read.
    void limit(const YamlNode* node, std::string_view what, std::size_t most, std::vector<Entry>& entries);
    // No two of them may differ only by case or by letters that look alike.
    void check_apart(std::string_view kind, std::span<const Entry> entries);
    bool check_name(std::string_view kind, Spot at, std::string_view name);

    // A scalar's text; nothing, with a problem, for anything else.
    std::optional<std::string> word(const YamlNode& node, std::string_view what);
    std::optional<std::int64_t> integer(const YamlNode& node, std::string_view what, std::int64_t least,
                                        std::int64_t most);
    // The member `key` of the map: true or false; false when absent.
    bool flag(const YamlNode& map, std::string_view key);
    // One word, or a list of them, each with its place.
    struct Word {
        std::string text;
        Spot at;
    };
    std::vector<Word> words_of(const YamlNode& node, std::string_view what);
    // A text for every language, or one per language: {en: …, pt: …}. Empty when absent.
    Words words(const YamlNode* node, std::string_view what);

    [[nodiscard]] std::vector<std::string>& languages() { return languages_; }
    // Titles that lack a language which others have: a warning each.
    void warn_of_missing_languages();
    // Errors and warnings, in the order of the file.
    [[nodiscard]] std::vector<Problem> take(bool warnings);

    // What expressions read, and whether one reads something of that name.
    void note(const cel::Reads& reads);
    [[nodiscard]] bool reads(std::string_view name) const { return read_.contains(name); }

private:
    struct Titled {
        std::string file;
        Spot at;
        std::vector<std::string> languages;
    };

    std::string file_;
    std::set<std::string, std::less<>> read_;
    bool in_use_ = false, mild_ = false;
    std::vector<Problem> problems_;
    std::vector<std::string> languages_;  // in the order in which they first came up
    std::vector<Titled> titled_;
};

// "one of a, b and c"; the first dozen of many.
[[nodiscard]] std::string one_of(std::span<const std::string> names);

template <class Named>
[[nodiscard]] std::vector<std::string> names_of(const std::vector<Named>& list) {
    std::vector<std::string> names;
    names.reserve(list.size());
    for (const Named& entry : list) names.push_back(entry.name);
    return names;
}

}  // namespace reeve::process
