#include <fmt/format.h>

#include <algorithm>

#include "records/candidate_internal.hpp"
#include "records/custody_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/settling_internal.hpp"

namespace reeve::records {
namespace {

std::optional<Id> id_in(const Record& record, const std::string& field) {
    const Json* value = record.field(field);
    return value != nullptr && value->is_string() ? Id::parse(value->string()) : std::nullopt;
}

std::string_view waiting_word(process::Waiting waiting) {
    switch (waiting) {
        case process::Waiting::none: return "";
        case process::Waiting::reporter: return "reporter";
        case process::Waiting::vendor: return "vendor";
        case process::Waiting::date: return "date";
    }
    return "";
}

// A role as holder: at its organisation, where the role is one of many places. What is unknown is missed.
std::optional<Holder> holder_of(Decision& decision, const Draft& draft, const std::string& role_name,
                                std::optional<process::Index> team_field) {
    const auto index = decision.process().role(role_name);
    if (!index) {
        decision.miss(draft, "holder", "", fmt::format("There is no role '{}' to hold it.", role_name));
        return std::nullopt;
    }
    const process::Role& role = decision.process().roles[*index];
    Holder holder;
    holder.role = role_name;
    if (!role.at_name.empty()) {
        const auto at = id_in(draft.record, role.at_name);
        if (!at) {
            decision.miss(draft, "holder", role.at_name,
                          fmt::format("{} is of an organisation, and none is named.",
                                      process::shown(role.title, role.name, decision.language)));
            return std::nullopt;
        }
        holder.organisation = *at;
    }
    if (team_field) holder.team = id_in(draft.record, draft.type->fields[*team_field].name).value_or(Id{});
    return holder;
}

void open_leg(Decision& decision, Draft& draft, Holder holder, const char* cause, std::string reason = {}) {
    decision.change(draft, LegOpened{draft.record.leg() + 1, std::move(holder), cause, std::move(reason)});
    begin_leg_scope(decision, draft);
}

// What was given as the hand-over's reason; it came with the act (perform.cpp).
std::string reason_of(const Draft& draft, const process::Act& act) {
    const Json* value = act.reason ? draft.record.field(draft.type->fields[*act.reason].name) : nullptr;
    return value != nullptr && value->is_string() ? value->string() : std::string();
}

bool may_hold(const Decision& decision, const Draft& draft, const Holder& holder, Id id) {
    const Person* person = decision.directory().person(id);
    if (person == nullptr || !person->active) return false;
    const Asking asking{decision.process(), *draft.type, decision.directory(), *person, decision.language};
    return belongs_to(asking, draft.record, holder, *person);
}

// Whoever had it before those who have it, or had it last; the person too, where she may still hold it.
std::optional<Holder> holder_before(const Decision& decision, const Draft& draft) {
    const std::vector<Leg>& legs = draft.record.legs;
    const auto other = std::find_if(legs.rbegin(), legs.rend(), [&](const Leg& leg) {
        return !leg.holder.same_custody(legs.back().holder);
    });
    if (other == legs.rend() || !decision.process().role(other->holder.role)) return std::nullopt;
    Holder holder = other->holder;
    if (!may_hold(decision, draft, holder, holder.person)) holder.person = {};
    return holder;
}

void hand_back(Decision& decision, Draft& draft, const process::Act& act, const char* cause) {
    auto holder = holder_before(decision, draft);
    if (!holder)
        return decision.miss(draft, "hand_over", "",
                             "Nobody had it before; there is nobody to hand it back to.");
    const Id team = holder->team;
    open_leg(decision, draft, std::move(*holder), cause, reason_of(draft, act));
    // The field that names the team goes with it.
    if (!draft.type->custody.team) return;
    const process::Field& field = draft.type->fields[*draft.type->custody.team];
    set_field(decision, draft, field, team.empty() ? Json() : Json(team.text()));
    follow_fields(decision, draft);
}

// Without a leg that it is the reason of, what was given is none: the last leg's stands.
void keep_reason(Decision& decision, Draft& draft, const process::Act& act) {
    if (!act.reason || draft.before == nullptr) return;
    const process::Field& field = draft.type->fields[*act.reason];
    const Json* before = draft.before->field(field.name);
    set_field(decision, draft, field, before != nullptr ? *before : Json());
    follow_fields(decision, draft);
}

// Whoever has it already keeps it, in the same leg and with the same clocks; unless it is opened again.
void pass_to(Decision& decision, Draft& draft, const process::Act& act, Holder holder, const char* cause) {
    const bool was_open = draft.before == nullptr || draft.before->open;
    const bool opened_again = act.reopens || (!was_open && draft.record.open);
    if (!opened_again && holder.same_custody(draft.record.holder)) return keep_reason(decision, draft, act);
    open_leg(decision, draft, std::move(holder), cause, reason_of(draft, act));
}

void hand_over(Decision& decision, Draft& draft, const process::Act& act, const Person* actor,
               const char* cause) {
    View view = decision.view(draft, actor);
    view.note_rows(draft.rows);
    const cel::Value to = view.evaluate(*act.hand_over);
    if (to.is_null()) {
        decision.nobody_further = true;
        return decision.miss(draft, "hand_over", "", "There is nobody further to hand it over to.");
    }
    if (!to.is(cel::ValueKind::string))
        return decision.miss(draft, "hand_over", "", Decision::cannot_evaluate(*act.hand_over, to));
    if (auto holder = holder_of(decision, draft, to.string(), act.hand_over_team))
        pass_to(decision, draft, act, std::move(*holder), cause);
}

}  // namespace

void enter_state(Decision& decision, Draft& draft, process::Index index) {
    const process::State& state = draft.type->states[index];
    decision.change(
        draft, StateEntered{state.name, state.open, state.end, std::string(waiting_word(state.waiting))});
}

std::optional<Holder> first_holder(Decision& decision, Draft& draft, const Person* actor) {
    const process::Custody& custody = draft.type->custody;
    View view = decision.view(draft, actor);
    view.note_rows(draft.rows);
    const cel::Value first = view.evaluate(custody.first);
    if (first.is(cel::ValueKind::string)) return holder_of(decision, draft, first.string(), custody.team);
    decision.miss(
        draft, "holder", "",
        first.is_null() ? "Nobody is there to hold it." : Decision::cannot_evaluate(custody.first, first));
    return std::nullopt;
}

void open_legs_before(Decision& decision, Draft& draft, const process::Act& act) {
    for (const process::Via& via : act.via) {
        if (!id_in(draft.record, draft.type->fields[via.field].name)) continue;
        if (auto holder = holder_of(decision, draft, decision.process().roles[via.role].name, std::nullopt))
            open_leg(decision, draft, std::move(*holder), "logged");
    }
}

void open_first_leg(Decision& decision, Draft& draft, const Person* actor) {
    if (auto holder = first_holder(decision, draft, actor))
        open_leg(decision, draft, std::move(*holder), "logged");
}

void move_custody(Decision& decision, Draft& draft, const process::Act& act, const Person* actor,
                  const char* cause) {
    if (draft.type->is_register) return;
    const bool was_ended = draft.before != nullptr && draft.before->end;
    if (draft.record.end) {
        if (!draft.record.holder.role.empty()) decision.change(draft, LegClosed{draft.record.leg()});
        return;
    }
    if (act.hand_back) return hand_back(decision, draft, act, cause);
    if (act.hand_over) return hand_over(decision, draft, act, actor, cause);
    if (act.hand_over_team) {
        if (auto holder = holder_of(decision, draft, draft.record.holder.role, act.hand_over_team))
            pass_to(decision, draft, act, std::move(*holder), cause);
        return;
    }
    if (!was_ended) return;
    // Reopened without saying for whom: whoever had it last has it again, in a leg of its own.
    Holder last = draft.record.legs.back().holder;
    last.person = {};
    open_leg(decision, draft, std::move(last), cause);
}

}  // namespace reeve::records
