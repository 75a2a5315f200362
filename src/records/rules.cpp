#include <fmt/format.h>

#include <algorithm>

#include "process/moves.hpp"
#include "records/perform_internal.hpp"

namespace reeve::records {
namespace {

// A rule on a field that is known to be missing would only say the same again.
bool is_about_missing(const process::Rule& rule, const std::vector<Unmet>& unmet) {
    const auto& paths = rule.condition.program.reads().paths;
    return std::any_of(paths.begin(), paths.end(), [&](const std::vector<std::string>& path) {
        const std::string& name = path.size() > 1 && path.front() == "record" ? path[1] : path.front();
        return std::any_of(unmet.begin(), unmet.end(),
                           [&](const Unmet& missing) { return missing.field == name; });
    });
}

// Whether the rule speaks of the draft as it is now.
bool concerns(const Draft& draft, const process::Rule& rule) {
    using Kind = process::Rule::Kind;
    if (rule.kind == Kind::eventually) return false;  // its clock keeps it
    if (rule.kind != Kind::before) return true;
    const auto entered = [&](const Change& change) {
        const auto* into = std::get_if<StateEntered>(&change);
        const auto state = into != nullptr ? draft.type->state(into->state) : std::nullopt;
        return state && process::is_within(*draft.type, *state, rule.state);
    };
    return std::any_of(draft.events.begin(), draft.events.end(), [&](const Event& event) {
        return std::any_of(event.changes.begin(), event.changes.end(), entered);
    });
}

// What the outside does is told of, once: it was not broken before.
void note_broken(Decision& decision, Draft& draft, const process::Rule& rule) {
    if (draft.before != nullptr && rule.kind != process::Rule::Kind::before) {
        View before(decision.process(), *draft.type, decision.directory(), *draft.before, nullptr, nullptr,
                    decision.at);
        const cel::Value value = before.evaluate(rule.condition);
        if (!value.is(cel::ValueKind::boolean) ||
            value.boolean() == (rule.kind == process::Rule::Kind::never))
            return;
    }
    decision.begin(draft, "finding", Doer{}, "internal", draft.last_event());
    decision.change(draft, Finding{"rule_broken", JsonObject{{"rule", rule.name}}});
    decision.finish(draft);
}

void check_rule(Decision& decision, Draft& draft, const process::Rule& rule) {
    if (!concerns(draft, rule)) return;
    View view = decision.view(draft, nullptr);
    const cel::Value value = view.evaluate(rule.condition);
    if (value.is(cel::ValueKind::boolean) && value.boolean() != (rule.kind == process::Rule::Kind::never))
        return;
    if (rule.audit) return note_broken(decision, draft, rule);
    if (is_about_missing(rule, decision.unmet)) return;
    const std::string_view words = rule.why.in(decision.language);
    std::string why =
        words.empty() ? fmt::format("The rule '{}' would be broken.", rule.name) : std::string(words);
    if (!value.is(cel::ValueKind::boolean))
        why = fmt::format("{} {}", why, Decision::cannot_evaluate(rule.condition, value));
    decision.miss(draft, "rule:" + rule.name, "", std::move(why));
}

}  // namespace

void check_rules(Decision& decision) {
    for (const auto& draft : decision.drafts()) {
        // A draft whose event is still open lacks something: what it would become is not known.
        if (draft->event || draft->events.empty()) continue;
        // Another version of the process has rules of its own.
        if (draft->record.process_version != draft->process->version) continue;
        check_entry(decision, *draft);
        for (const process::Rule& rule : draft->type->rules) check_rule(decision, *draft, rule);
    }
}

}  // namespace reeve::records
