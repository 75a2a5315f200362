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

template <class Test>
bool any_change(const Draft& draft, Test test) {
    return std::any_of(draft.events.begin(), draft.events.end(), [&](const Event& event) {
        return std::any_of(event.changes.begin(), event.changes.end(), test);
    });
}

bool is_moved(const Draft& draft) {
    return any_change(draft, [](const Change& change) { return std::holds_alternative<Moved>(change); });
}

// Whether the rule speaks of the draft as it is now.
bool concerns(const Draft& draft, const process::Rule& rule) {
    using Kind = process::Rule::Kind;
    if (rule.kind == Kind::eventually) return false;  // its clock keeps it
    if (rule.kind != Kind::before) return true;
    const auto is_there = [&](const std::string& name) {
        const auto state = draft.type->state(name);
        return state && process::is_within(*draft.type, *state, rule.state);
    };
    // Whoever arrives by a move comes into the state in which it is, though it was there before.
    if (is_moved(draft) && is_there(draft.record.state)) return true;
    return any_change(draft, [&](const Change& change) {
        const auto* into = std::get_if<StateEntered>(&change);
        return into != nullptr && is_there(into->state);
    });
}

// Whether the rule was broken already as the record was; of one that moved, by the rules that it had there.
bool was_broken(const Decision& decision, const Draft& draft, const process::Rule& rule) {
    const bool moved = is_moved(draft);
    if (draft.before == nullptr || (!moved && rule.kind == process::Rule::Kind::before)) return false;
    const process::Process* process = draft.process;
    const process::RecordType* type = draft.type;
    const process::Rule* own = &rule;
    if (moved) {
        process = decision.situation.facts->process_of(*draft.before);
        const auto index = process != nullptr ? process->type(draft.record.type) : std::nullopt;
        if (!index) return false;
        type = &process->types[*index];
        const auto found = std::find_if(type->rules.begin(), type->rules.end(),
                                        [&](const process::Rule& one) { return one.name == rule.name; });
        if (found == type->rules.end() || found->kind != rule.kind) return false;
        own = &*found;
    }
    const cel::Value value = decision.view_before(draft, *process, *type).evaluate(own->condition);
    return !value.is(cel::ValueKind::boolean) || value.boolean() == (own->kind == process::Rule::Kind::never);
}

// What the outside does is told of, once.
void note_broken(Decision& decision, Draft& draft, const process::Rule& rule) {
    if (was_broken(decision, draft, rule)) return;
    decision.begin(draft, "finding", Doer{}, "internal", draft.last_event());
    decision.change(draft, Finding{"rule_broken", JsonObject{{"rule", rule.name}}});
    decision.finish(draft);
}

[[nodiscard]] bool is_kept(const process::Rule& rule, const cel::Value& value) {
    return value.is(cel::ValueKind::boolean) && value.boolean() != (rule.kind == process::Rule::Kind::never);
}

void check_rule(Decision& decision, Draft& draft, const process::Rule& rule) {
    if (!concerns(draft, rule)) return;
    View view = decision.view(draft, nullptr);
    const cel::Value value = view.evaluate(rule.condition);
    if (is_kept(rule, value)) return;
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

void note_rules(Decision& decision) {
    for (const auto& draft : decision.drafts()) {
        if (draft->event || draft->events.empty()) continue;
        if (draft->record.process_version != draft->process->version) continue;
        for (const process::Rule& rule : draft->type->rules)
            if (!rule.audit && concerns(*draft, rule) &&
                !is_kept(rule, decision.view(*draft, nullptr).evaluate(rule.condition)))
                note_broken(decision, *draft, rule);
    }
}

}  // namespace reeve::records
