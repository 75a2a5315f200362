#include "rehearse/write_yaml.hpp"

#include <algorithm>
#include <cstddef>

#include "base/json.hpp"

namespace reeve::rehearse {
namespace {

using process::YamlNode;

// What was written plain stays plain, so that a number stays one; everything else is quoted as in JSON, which
// is YAML.
std::string scalar(const YamlNode& node) {
    const bool plain = !node.quoted && !node.text.empty() && node.text.find('\n') == std::string::npos;
    return plain ? node.text : write_json(Json(node.text));
}

std::string key(const std::string& name) {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    });
    return plain && name.front() != '-' ? name : write_json(Json(name));
}

bool fits_the_line(const YamlNode& node) {
    return node.is_null() || node.is_scalar() || node.items.empty();
}

std::string in_line(const YamlNode& node) {
    if (node.is_null()) return "null";
    if (node.is_scalar()) return scalar(node);
    return node.is_list() ? "[]" : "{}";
}

void block(const YamlNode& node, std::size_t indent, std::string& out) {
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const YamlNode& item = node.items[i];
        out.append(indent, ' ');
        out += node.is_map() ? key(node.keys[i].name) + ":" : "-";
        if (fits_the_line(item)) {
            out += " " + in_line(item) + "\n";
        } else {
            out += '\n';
            block(item, indent + 2, out);
        }
    }
}

}  // namespace

std::string write_yaml(const YamlNode& root) {
    if (fits_the_line(root)) return in_line(root) + "\n";
    std::string out;
    block(root, 0, out);
    return out;
}

}  // namespace reeve::rehearse
