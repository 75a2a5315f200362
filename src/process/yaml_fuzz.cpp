// What the reader makes of any file holds together: every place lies in the file, every key is there once.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>

#include "base/check.hpp"
#include "base/text.hpp"
#include "process/yaml.hpp"

namespace {

using reeve::process::YamlNode;

struct Seen {
    int lines = 1;
    std::size_t nodes = 0;
};

void look_at(const YamlNode& node, Seen& seen, std::size_t depth) {
    const reeve::process::YamlLimits limits;
    REEVE_CHECK(depth <= limits.depth + 1);
    REEVE_CHECK(++seen.nodes <= limits.nodes);
    REEVE_CHECK(node.line >= 1 && node.line <= seen.lines && node.column >= 1);
    REEVE_CHECK(node.is_map() ? node.keys.size() == node.items.size() : node.keys.empty());
    REEVE_CHECK(node.is_map() || node.is_list() || node.items.empty());
    std::set<std::string> names;
    for (const auto& key : node.keys) REEVE_CHECK(names.insert(key.name).second && key.line <= seen.lines);
    for (const YamlNode& item : node.items) look_at(item, seen, depth + 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::vector<reeve::Problem> problems;
    const auto root = reeve::process::read_yaml("f.yaml", text, problems);
    REEVE_CHECK(root || !problems.empty());
    Seen seen;
    seen.lines += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    for (const auto& problem : problems)
        REEVE_CHECK(problem.line >= 1 && problem.line <= seen.lines && problem.column >= 1);
    if (!root) return 0;
    REEVE_CHECK(reeve::valid_utf8(text));
    look_at(*root, seen, 1);
    return 0;
}
