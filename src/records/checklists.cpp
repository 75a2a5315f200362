// Checklists: steps ticked by the built-in act `tick` (G13), and what a need for a whole list asks.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/owed.hpp"
#include "records/checklists_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/timers_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

using process::Checklist;
using process::ChecklistStep;

std::string text_of(const JsonObject& fields, std::string_view name) {
    const Json* value = fields.find(name);
    return value != nullptr && value->is_string() ? value->string() : std::string();
}

std::unexpected<Refusal> unknown(std::string field, std::string why) {
    return refuse(RefusalKind::unmet, why, {{"tick", std::move(field), why}});
}

Outcome<Tickable> wanted(const process::RecordType& type, const JsonObject& fields) {
    for (const auto& [name, value] : fields)
        if (name != "checklist" && name != "step" && name != "on")
            return unknown(name, fmt::format("'tick' takes checklist, step and on, not '{}'.", name));
    Tickable found;
    const std::string list = text_of(fields, "checklist");
    for (const Checklist& one : type.checklists)
        if (one.name == list) found.checklist = &one;
    if (found.checklist == nullptr)
        return unknown("checklist", fmt::format("There is no checklist '{}'.", list));
    const std::string step = text_of(fields, "step");
    const auto& steps = found.checklist->steps;
    const auto at =
        std::find_if(steps.begin(), steps.end(), [&](const ChecklistStep& one) { return one.name == step; });
    if (at == steps.end())
        return unknown("step", fmt::format("The checklist '{}' has no step '{}'.", list, step));
    found.step = static_cast<std::size_t>(at - steps.begin());
    const Json* on = fields.find("on");
    if (on != nullptr && !on->is_bool()) return unknown("on", "`on` is true or false.");
    found.on = on == nullptr || on->boolean();
    return found;
}

std::string title_of(const ChecklistStep& step, std::string_view language) {
    return process::shown(step.title, step.name, language);
}

// Ticked in order, and taken back in the other.
void check_order(Decision& decision, const Draft& draft, const Tickable& want) {
    const Checklist& list = *want.checklist;
    if (!list.ordered) return;
    const auto ticked = [&](std::size_t step) {
        return is_ticked(draft.record, list.name, list.steps[step].name);
    };
    if (want.on) {
        View view = decision.view(draft, nullptr);
        for (std::size_t i = 0; i < want.step; ++i)
            if (!ticked(i) && is_owed(view, list.steps[i]))
                return decision.miss(
                    draft, "order", "step",
                    fmt::format("'{}' comes first.", title_of(list.steps[i], decision.language)));
        return;
    }
    for (std::size_t i = list.steps.size(); i-- > want.step + 1;)
        if (ticked(i))
            return decision.miss(
                draft, "order", "step",
                fmt::format("'{}' was ticked after it.", title_of(list.steps[i], decision.language)));
}

}  // namespace

bool is_ticked(const Record& record, std::string_view checklist, std::string_view step) {
    return std::any_of(record.ticks.begin(), record.ticks.end(),
                       [&](const Tick& tick) { return tick.checklist == checklist && tick.step == step; });
}

bool is_ticked(const Record& record, const process::RecordType& type, const process::ClockStop& stop) {
    const Checklist& list = type.checklists[stop.index];
    return is_ticked(record, list.name, list.steps[stop.step].name);
}

bool is_owed(View& view, const ChecklistStep& step) {
    const process::Expression* condition = process::owed_while(step);
    if (condition == nullptr) return true;
    const cel::Value holds = view.evaluate(*condition);
    return !holds.is(cel::ValueKind::boolean) || holds.boolean();
}

bool is_its_turn(const Decision& decision, const Draft& draft, const process::Clock& clock) {
    const process::ClockStop* due = clock.step();
    if (due == nullptr || !draft.type->checklists[due->index].ordered) return true;
    const Checklist& list = draft.type->checklists[due->index];
    View view = decision.view_after(draft);
    return std::all_of(list.steps.begin(), list.steps.begin() + due->step, [&](const ChecklistStep& step) {
        return is_ticked(draft.record, list.name, step.name) || !is_owed(view, step);
    });
}

std::vector<std::string> steps_left(View& view, const Record& record, const Checklist& checklist,
                                    std::string_view language) {
    std::vector<std::string> left;
    for (const ChecklistStep& step : checklist.steps)
        if (!is_ticked(record, checklist.name, step.name) && is_owed(view, step))
            left.push_back(title_of(step, language));
    return left;
}

Outcome<void> may_tick(const Asking& asking, const Record& record, const ChecklistStep& step) {
    if (step.act.by.empty() && !handles(asking, record))
        return refuse(RefusalKind::not_allowed, "Only those who work on such records may tick this.");
    if (!step.act.by.empty() && !may_do(asking, step.act, record))
        return refuse(RefusalKind::not_allowed, why_not(asking, step.act, record));
    if (record.end) return refuse(RefusalKind::wrong_state, fmt::format("{} has ended.", record.number));
    return check_adopted(record);
}

void check_tick(Decision& decision, Draft& draft, const Tickable& tickable) {
    const ChecklistStep& step = tickable.checklist->steps[tickable.step];
    const process::Act& act = step.act;
    View view = decision.view(draft, nullptr);
    // Of a step that is not owed nothing else is asked.
    if (tickable.on && !is_owed(view, step))
        return check_condition(decision, draft, *act.when, act.when_why, "step", nullptr);
    check_order(decision, draft, tickable);
    if (!tickable.on) return;
    if (act.when) check_condition(decision, draft, *act.when, act.when_why, "step", decision.doer.person);
    check_needs(decision, draft, act, decision.doer.person, {});
}

Outcome<Plan> decide_tick(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto person = acting_person(situation, command);
    if (!person) return std::unexpected(person.error());
    const auto want = wanted(type, command.fields);
    if (!want) return std::unexpected(want.error());
    const ChecklistStep& step = want->checklist->steps[want->step];
    const Asking asking{*situation.process, type, *situation.directory, **person, (*person)->language};
    if (auto allowed = may_tick(asking, record, step); !allowed) return std::unexpected(allowed.error());
    const auto brought = settle_brought(*situation.process, **person, command, "internal");
    if (!brought) return std::unexpected(brought.error());
    if (auto version = check_version(record, command); !version)
        return std::unexpected(std::move(version.error()));
    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    const bool was = is_ticked(record, want->checklist->name, step.name);
    draft.documents_coming = kinds_of(brought->attachments);
    decision.begin(draft, "ticked", decision.doer, "internal", {});
    if (was != want->on) {
        check_tick(decision, draft, *want);
        decision.change(draft, StepTicked{want->checklist->name, step.name, want->on});
        settle_clocks(decision, draft, nullptr);
        settle_timers(decision, draft, false);
    }
    if (draft.event->changes.empty())
        draft.event.reset();
    else
        decision.finish(draft);
    say(decision, draft, decision.doer, brought->said, brought->attachments, {});
    check_rules(decision);
    return decision.conclude();
}

}  // namespace reeve::records
