#include <fmt/format.h>

#include "records/settling_internal.hpp"

namespace reeve::records {
namespace {

// What the condition gave before; false where there was nothing.
cel::Value before(const Decision& decision, const Draft& draft, const process::Edge& edge) {
    if (draft.before == nullptr) return false;
    return decision.view_before(draft, *draft.process, *draft.type).evaluate(edge.becomes);
}

}  // namespace

void cross_edges(Decision& decision, Draft& draft, const Deed& deed) {
    // What follows on other records is not tried while this one lacks something.
    if (!decision.unmet.empty()) return;
    for (std::size_t i = 0; i < draft.type->on.size(); ++i) {
        const process::Edge& edge = draft.type->on[i];
        if (draft.edges_crossed.contains(i)) continue;
        const cel::Value holds = decision.view_after(draft).evaluate(edge.becomes);
        if (!holds.is_true() && !holds.is_error()) continue;
        const cel::Value held = before(decision, draft, edge);
        if (holds.is_error()) {
            if (held.is_error()) continue;
            const std::string why = Decision::cannot_evaluate(edge.becomes, holds);
            decision.change(draft, Finding{"edge_failed", JsonObject{{"line", edge.line}, {"why", why}}});
            draft.edges_crossed.insert(i);
            continue;
        }
        if (held.is_true()) continue;
        draft.edges_crossed.insert(i);
        carry_out_effects(decision, draft, deed, edge.then);
    }
}

}  // namespace reeve::records
