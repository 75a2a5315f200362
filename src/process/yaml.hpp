#pragma once
// YAML 1.2 as a tree of words with their places. Anchors, aliases and tags are refused, so what a file costs
// to read is bounded by its length; a plain `on`, `yes` or `no` is a word like any other.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace reeve::process {

struct YamlKey {
    std::string name;
    int line = 0;    // from 1
    int column = 0;  // from 1
};

struct YamlNode {
    enum class Kind : std::uint8_t { null, scalar, list, map } kind = Kind::null;
    std::string text;             // of a scalar, uninterpreted: "40", "true", "no"
    bool quoted = false;          // of a scalar: written in quotes or as a block, so surely meant as text
    std::vector<YamlKey> keys;    // of a map, in the file's order, each once; keys[i] belongs to items[i]
    std::vector<YamlNode> items;  // of a list or map
    int line = 0;                 // from 1
    int column = 0;               // from 1, in characters
    // Of a scalar: where its text begins, behind a quote or in the lines of a block, and how far those are
    // indented.
    int text_line = 0;
    int text_column = 0;
    int text_indent = 0;

    [[nodiscard]] bool is_null() const { return kind == Kind::null; }
    [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
    [[nodiscard]] bool is_list() const { return kind == Kind::list; }
    [[nodiscard]] bool is_map() const { return kind == Kind::map; }
    // The member of a map; null when this is no map or has none of that name.
    [[nodiscard]] const YamlNode* find(std::string_view key) const;
    // "nothing", "a text", "a list", "a map".
    [[nodiscard]] std::string_view shape() const;
};

struct YamlLimits {
    std::size_t bytes = 1u << 20;
    std::size_t nodes = 100'000;  // keys count as well
    std::size_t depth = 20;       // lists and maps within one another
};

// The file's one document. Every repeated key adds a problem (its first value stays in the tree); a mistake
// of syntax or a passed limit adds one and ends the reading, with nothing returned. So the tree is to be
// trusted only where no problem was added.
[[nodiscard]] std::optional<YamlNode> read_yaml(std::string_view file, std::string_view text,
                                                std::vector<Problem>& problems, YamlLimits limits = {});

// What the reader of a place makes of a scalar. Nothing for a quoted one, and for what is written otherwise.
[[nodiscard]] std::optional<bool> yaml_boolean(const YamlNode& node);          // true, false
[[nodiscard]] std::optional<std::int64_t> yaml_integer(const YamlNode& node);  // decimal, an optional '-'

}  // namespace reeve::process
