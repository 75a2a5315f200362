#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/tree.hpp"
#include "records/perform_internal.hpp"

namespace reeve::records {
namespace {

const process::Tree* asked(const Decision& decision, const process::Act& act, std::string_view name) {
    for (const process::Index index : act.asks)
        if (decision.process().trees[index]->name == name) return decision.process().trees[index].get();
    return nullptr;
}

void take_tree(Decision& decision, Draft& draft, const process::Act& act, const TreePart& part) {
    const process::Tree* tree = asked(decision, act, part.tree);
    if (tree == nullptr) {
        decision.ill_formed = true;
        return decision.miss(draft, "tree", part.tree,
                             fmt::format("'{}' does not ask the questions '{}'.",
                                         process::shown(act.title, act.name, decision.language), part.tree));
    }
    auto walked = process::walk(decision.process(), *tree, part.answers, decision.language);
    if (!walked) return decision.miss(draft, "tree", part.tree, std::move(walked.error()));
    decision.change(draft, TreeWalked{tree->name, std::move(walked->answers), std::move(walked->result)});
}

}  // namespace

void take_trees(Decision& decision, Draft& draft, const Deed& deed) {
    for (const TreePart& part : deed.trees) take_tree(decision, draft, *deed.act, part);
    // What the desk makes, or another act, asks nobody.
    if (!deed.act->creates_record || deed.doer.person == nullptr || deed.depth > 0) return;
    for (const process::Index index : deed.act->asks) {
        const process::Tree& tree = *decision.process().trees[index];
        const auto sent = [&](const TreePart& part) { return part.tree == tree.name; };
        if (std::any_of(deed.trees.begin(), deed.trees.end(), sent)) continue;
        decision.miss(draft, "tree", tree.name,
                      fmt::format("{}: answer the questions.",
                                  process::shown(tree.title, tree.name, decision.language)));
    }
}

}  // namespace reeve::records
