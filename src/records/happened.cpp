// What nobody can refuse: time that is over, what another record shows. It is kept whatever becomes of what
// follows from it.
#include <algorithm>

#include "records/deeds_internal.hpp"
#include "records/notices_internal.hpp"
#include "records/settling_internal.hpp"

namespace reeve::records {
namespace {

// It happened, and what followed; or nothing did by conditions of `on`.
struct Course {
    std::unique_ptr<Decision> decision;
    std::vector<Unmet> unmet;
    bool settled = false;  // nothing was missing before the rules were asked

    [[nodiscard]] Draft& draft() const { return *decision->drafts().front(); }
};

enum class Edges : std::uint8_t { crossed, left_out };

Course course(Situation& situation, const Command& command, const Happening& happening, Edges edges) {
    Course taken{std::make_unique<Decision>(situation, command), {}};
    Decision& decision = *taken.decision;
    Draft& draft = decision.draft(*situation.record);
    if (edges == Edges::left_out)
        for (std::size_t i = 0; i < draft.type->on.size(); ++i) draft.edges_crossed.insert(i);
    happening(decision, draft);
    taken.settled = decision.unmet.empty();
    if (edges == Edges::left_out) decision.unmet.clear();
    if (decision.unmet.empty()) check_rules(decision);
    taken.unmet = std::exchange(decision.unmet, {});
    return taken;
}

void note_left_out(const Course& kept, const Course& whole) {
    Draft& draft = kept.draft();
    if (draft.events.empty()) return;
    JsonObject detail;
    JsonArray lines, unmet;
    for (const std::size_t edge : whole.draft().edges_crossed) lines.emplace_back(draft.type->on[edge].line);
    const std::vector<std::string> names = names_of(whole.unmet);
    for (const std::string& name : names) unmet.emplace_back(name);
    detail.set("lines", std::move(lines));
    detail.set("unmet", std::move(unmet));
    detail.set("told", true);
    Finding finding{"effects_refused", std::move(detail)};
    Decision& decision = *kept.decision;
    const bool is_news = draft.record.left_out != finding.detail;
    decision.begin(draft, "finding", Doer{}, "internal", draft.last_event());
    decision.change(draft, std::move(finding));
    if (is_news) tell_left_out(decision, draft, names);
    decision.finish(draft);
    // What waits was not tried while what followed failed.
    decision.retried = decision.command.depth < prompts_max;
}

}  // namespace

std::unique_ptr<Decision> take_what_happened(Situation& situation, const Command& command,
                                             const Happening& happening) {
    Course whole = course(situation, command, happening, Edges::crossed);
    if (whole.unmet.empty()) return std::move(whole.decision);
    Course alone = course(situation, command, happening, Edges::left_out);
    const auto broken_anyway = [&](const Unmet& missing) {
        return std::find(alone.unmet.begin(), alone.unmet.end(), missing) != alone.unmet.end();
    };
    // What follows is not to blame for a rule that is broken without it.
    const bool blameless =
        whole.settled && std::all_of(whole.unmet.begin(), whole.unmet.end(), broken_anyway);
    Course& kept = blameless ? whole : alone;
    note_rules(*kept.decision);
    if (!blameless) note_left_out(kept, whole);
    return std::move(kept.decision);
}

}  // namespace reeve::records
