// Whatever a version changes is told: each node of the shipped processes and of one with every key is changed
// by itself, and what loads then is not the same.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/json.hpp"
#include "process/diff.hpp"
#include "process/load.hpp"
#include "process/yaml.hpp"

namespace reeve::process {
namespace {

std::string read_file(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(std::filesystem::path(REEVE_ROOT) / path, std::ios::binary).rdbuf();
    return text.str();
}

void write(const YamlNode& node, std::size_t indent, std::string& out) {
    const std::string before(indent, ' ');
    if (node.is_scalar()) {
        out += " " + (node.quoted ? write_json(Json(node.text)) : node.text) + "\n";
    } else if (node.items.empty()) {
        out += node.is_map() ? " {}\n" : node.is_list() ? " []\n" : "\n";
    } else {
        out += "\n";
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            out += before + (node.is_map() ? node.keys[i].name + ":" : "-");
            write(node.items[i], indent + 2, out);
        }
    }
}

// The words of the language, so that what people name themselves is told from them.
void add_words(const Json& schema, std::set<std::string, std::less<>>& words) {
    if (schema.is_array())
        for (const Json& one : schema.array()) add_words(one, words);
    if (!schema.is_object()) return;
    for (const auto& [key, value] : schema.object()) {
        if (key == "properties" && value.is_object())
            for (const auto& [word, unused] : value.object()) words.insert(word);
        add_words(value, words);
    }
}

class Mutants {
public:
    explicit Mutants(const std::set<std::string, std::less<>>& words) : words_(words) {}

    void look(const std::string& id, const std::string& text) {
        std::vector<Problem> problems;
        auto root = read_yaml("process.yaml", text, problems);
        ASSERT_TRUE(root.has_value()) << id;
        id_ = id;
        root_ = std::move(*root);
        base_ = load();
        ASSERT_NE(base_, nullptr) << id;
        gather(root_, "");
        visit(root_, "");
    }

    // What was changed where, and told by nobody.
    std::set<std::string> untold;
    int loaded = 0;

private:
    static constexpr int tried_most = 6, loaded_most = 1;

    const std::set<std::string, std::less<>>& words_;
    std::string id_;
    YamlNode root_;
    ProcessPtr base_;
    std::map<std::string, std::set<std::string>> seen_;  // what is written at a place
    std::map<std::string, std::pair<int, int>> counts_;  // how often something was tried, and loaded

    [[nodiscard]] ProcessPtr load() const {
        std::string text;
        write(root_, 0, text);
        const auto loaded = load_process(id_, {{"process.yaml", text}});
        return loaded ? loaded->process : nullptr;
    }

    [[nodiscard]] std::string below(const std::string& path, const YamlNode& node, std::size_t i) const {
        if (!node.is_map()) return path + "[]";
        return path + "." + (words_.contains(node.keys[i].name) ? node.keys[i].name : "*");
    }

    void gather(const YamlNode& node, const std::string& path) {
        if (node.is_scalar() && !node.quoted) seen_[path].insert(node.text);
        for (std::size_t i = 0; i < node.items.size(); ++i) gather(node.items[i], below(path, node, i));
    }

    // The tree is another now; whether more of this is worth trying.
    bool judge(const std::string& path, const std::string& what) {
        auto& [tried, fit] = counts_[what + " " + path];
        if (tried >= tried_most || fit >= loaded_most) return false;
        ++tried;
        const ProcessPtr mutant = load();
        if (mutant == nullptr) return true;
        ++fit;
        ++loaded;
        if (differences(*base_, *mutant, "en").empty() && !says_the_same(what, path))
            untold.insert(what + " " + path);
        return true;
    }

    // What may be left out says what its absence does; the version is the number alone, and `order` no more
    // than that there is a priority.
    [[nodiscard]] static bool says_the_same(const std::string& what, const std::string& path) {
        static const std::set<std::string> may_be_left_out{"order", "reasons", "comment",        "hit",
                                                           "min",   "at",      "reads_internal", "title"};
        const std::string key = path.substr(path.rfind('.') + 1);
        return what == "without" ? may_be_left_out.contains(key) : path == ".version";
    }

    [[nodiscard]] std::vector<std::string> others(const YamlNode& node, const std::string& path) const {
        if (const auto truth = yaml_boolean(node)) return {*truth ? "false" : "true"};
        if (const auto number = yaml_integer(node)) return {std::to_string(*number + 1)};
        std::vector<std::string> list;
        if (!node.text.empty() && node.text[0] >= '1' && node.text[0] <= '8') {
            std::string more = node.text;
            ++more[0];
            list.push_back(more);
        }
        const auto seen = seen_.find(path);
        if (!node.quoted && seen != seen_.end())
            for (const std::string& other : seen->second)
                if (other != node.text) list.push_back(other);
        list.push_back("!(" + node.text + ")");
        list.push_back("(" + node.text + ") + 'x'");
        list.push_back(node.text + " x");
        return list;
    }

    void visit(YamlNode& node, const std::string& path) {
        if (node.is_scalar()) {
            const std::string text = node.text;
            for (const std::string& other : others(node, path)) {
                node.text = other;
                const bool more = judge(path, "changed");
                node.text = text;
                if (!more) break;
            }
        }
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            const std::string inner = below(path, node, i);
            visit(node.items[i], inner);
            const YamlNode whole = node;
            node.items.erase(node.items.begin() + static_cast<std::ptrdiff_t>(i));
            if (node.is_map()) node.keys.erase(node.keys.begin() + static_cast<std::ptrdiff_t>(i));
            judge(inner, "without");
            node = whole;
        }
    }
};

TEST(DiffMutants, WhateverIsChangedIsTold) {
    std::set<std::string, std::less<>> words;
    add_words(*parse_json(read_file("docs/processes/process.schema.json")), words);
    Mutants mutants(words);
    mutants.look("whole", read_file("src/process/diff_mutants_test.yaml"));
    for (const char* id : {"epts-support", "itil-starter"})
        mutants.look(id, read_file("processes/" + std::string(id) + "/process.yaml"));
    for (const std::string& one : mutants.untold) ADD_FAILURE() << one;
    EXPECT_GT(mutants.loaded, 200) << "else next to nothing was changed";
}

}  // namespace
}  // namespace reeve::process
