#include <algorithm>

#include "process/yaml.hpp"
#include "verify/finding.hpp"

namespace reeve::verify {

struct Places::Tree {
    std::string file;
    process::YamlNode root;
};

std::string_view word(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::note: return "note";
        case Severity::limit: return "limit";
    }
    return "";
}

Places::Places(const std::vector<process::SourceFile>& files) {
    for (const process::SourceFile& file : files) {
        if (!process::is_process_file(file.path) && file.path != "demo.yaml") continue;
        std::vector<Problem> problems;
        if (auto root = process::read_yaml(file.path, file.text, problems))
            trees_.push_back(std::make_shared<const Tree>(Tree{file.path, std::move(*root)}));
    }
    // What is nowhere to be found is said of the process.
    std::ranges::stable_partition(trees_, [](const auto& tree) { return tree->file != "demo.yaml"; });
}

void Places::locate(Finding& finding, const std::vector<std::string>& keys) const {
    std::size_t best = 0;
    for (const auto& tree : trees_) {
        const process::YamlNode* at = &tree->root;
        for (std::size_t depth = 0; depth < keys.size() && at != nullptr && at->is_map(); ++depth) {
            const process::YamlNode* next = nullptr;
            for (std::size_t i = 0; i < at->keys.size(); ++i) {
                if (at->keys[i].name != keys[depth]) continue;
                next = &at->items[i];
                if (depth + 1 <= best) break;
                best = depth + 1;
                finding.file = tree->file;
                finding.line = at->keys[i].line;
                finding.column = at->keys[i].column;
                break;
            }
            at = next;
        }
    }
    if (finding.file.empty() && !trees_.empty()) finding.file = trees_.front()->file;
}

}  // namespace reeve::verify
