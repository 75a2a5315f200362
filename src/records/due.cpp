// What the desk does by itself: warnings, breaches and automatic acts at their instants, and a second look at
// a record when another one changed.
#include <fmt/format.h>

#include <algorithm>

#include "records/clocks_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/timers_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

// A timer whose time has passed it by: the clock was stopped, paused or moved meanwhile. Nobody needs to
// know.
std::unexpected<Refusal> nothing_to_do() {
    return refuse(RefusalKind::wrong_state, "There is nothing to do any more.");
}

Json unmet_as_json(const std::vector<Unmet>& unmet) {
    JsonArray list;
    for (const Unmet& missing : unmet) {
        JsonObject one{{"what", missing.what}};
        if (!missing.field.empty()) one.append("field", missing.field);
        list.emplace_back(std::move(one));
    }
    return list;
}

Finding refused_finding(const Decision& decision, const process::Act& act, Instant due) {
    if (decision.nobody_further) return {"exhausted", JsonObject{{"act", act.name}}};
    return {"desk_act_refused",
            JsonObject{{"act", act.name}, {"due", text(due)}, {"unmet", unmet_as_json(decision.unmet)}}};
}

// The desk does the act on the draft; what is missing stands in the decision afterwards.
void act_as_desk(Decision& decision, Draft& draft, const process::Act& act, Id cause,
                 const char* custody_cause) {
    const auto state = draft.type->state(draft.record.state);
    if (!state || std::find(act.from.begin(), act.from.end(), *state) == act.from.end()) {
        decision.miss(draft, "from", "",
                      fmt::format("'{}' is not possible in '{}'.", act.name, draft.record.state));
        return;
    }
    Deed deed;
    deed.act = &act;
    deed.doer = decision.doer;
    deed.cause = cause;
    deed.custody_cause = custody_cause;
    perform(decision, draft, deed);
    check_rules(decision);
}

const ClockInstance* running_clock(const Record& record, const Command& command) {
    const bool breach = command.timer_kind == static_cast<std::uint8_t>(DueTimer::Kind::breach);
    for (const ClockInstance& clock : record.clocks) {
        if (clock.now.clock != command.act || clock.now.state != ClockState::running) continue;
        const std::optional<Instant>& due = breach ? clock.now.due : clock.now.warn;
        if (due && (!command.due || *due == *command.due)) return &clock;
    }
    return nullptr;
}

Outcome<Plan> decide_warning(Situation& situation, const Command& command, const ClockInstance& clock) {
    Decision decision(situation, command);
    Draft& draft = decision.draft(*situation.record);
    decision.begin(draft, "clock_warned", decision.doer, "internal", command.cause);
    ClockSet warned = clock.now;
    warned.warn.reset();
    decision.change(draft, std::move(warned));
    decision.finish(draft);
    return decision.conclude();
}

// The breach alone, or with what the process does about it. A finding says why it was not done.
void breach(Decision& decision, Draft& draft, const ClockInstance& clock,
            const std::optional<Finding>& finding) {
    Event& event = decision.begin(draft, "clock_breached", decision.doer, "public", decision.command.cause);
    ClockSet breached = clock.now;
    breached.state = ClockState::breached;
    breached.breached_at = event.occurred_at;
    breached.elapsed = counted(decision.directory(), clock.now, event.occurred_at);
    breached.since = event.occurred_at;
    breached.warn.reset();
    breached.cause = "breach";
    decision.change(draft, std::move(breached));
    if (finding) decision.change(draft, *finding);
    decision.finish(draft);
}

Outcome<Plan> decide_breach(Situation& situation, const Command& command, const process::RecordType& type,
                            const ClockInstance& clock) {
    std::optional<Finding> finding;
    const auto index = type.clock(clock.now.clock);
    if (index && type.clocks[*index].on_breach) {
        const process::Act& act = type.acts[*type.clocks[*index].on_breach];
        Decision decision(situation, command);
        decision.breached = clock.now.clock;
        Draft& draft = decision.draft(*situation.record);
        breach(decision, draft, clock, {});
        act_as_desk(decision, draft, act, draft.last_event(), "breach");
        if (decision.unmet.empty()) return decision.conclude();
        finding = refused_finding(decision, act, decision.at);
    }
    Decision decision(situation, command);
    breach(decision, decision.draft(*situation.record), clock, finding);
    return decision.conclude();
}

Outcome<Plan> decide_automatic(Situation& situation, const Command& command,
                               const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto armed = std::find_if(record.timers.begin(), record.timers.end(), [&](const ArmedTimer& timer) {
        return timer.act == command.act && (!command.due || timer.due == *command.due);
    });
    const auto index = type.act(command.act);
    if (armed == record.timers.end() || !index) return nothing_to_do();
    Decision decision(situation, command);
    act_as_desk(decision, decision.draft(record), type.acts[*index], command.cause, "act");
    if (decision.unmet.empty()) return decision.conclude();

    Decision refused(situation, command);
    Draft& draft = refused.draft(record);
    refused.begin(draft, "desk_act_refused", refused.doer, "internal", command.cause);
    refused.change(draft, refused_finding(decision, type.acts[*index], armed->due));
    refused.change(draft, TimerDisarmed{armed->act});
    refused.finish(draft);
    return refused.conclude();
}

}  // namespace

Outcome<Plan> decide_timer(Situation& situation, const Command& command, const process::RecordType& type) {
    if (command.timer_kind == static_cast<std::uint8_t>(DueTimer::Kind::act))
        return decide_automatic(situation, command, type);
    const ClockInstance* clock = running_clock(*situation.record, command);
    if (clock == nullptr) return nothing_to_do();
    if (command.timer_kind == static_cast<std::uint8_t>(DueTimer::Kind::warn))
        return decide_warning(situation, command, *clock);
    return decide_breach(situation, command, type, *clock);
}

Outcome<Plan> decide_recheck(Situation& situation, const Command& command) {
    const Record& record = *situation.record;
    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "rechecked", decision.doer, "internal", command.cause);
    const auto end = std::find_if(record.links.begin(), record.links.end(),
                                  [&](const LinkEnd& linked) { return linked.record == command.about; });
    if (end != record.links.end()) {
        const Record* about = situation.facts->record(command.about);
        if (about != nullptr && (about->state != end->state || about->open != end->open)) {
            decision.rests_on(about->id, about->version);
            decision.change(draft, LinkedSeen{about->id, about->state, about->open, about->version});
        }
    }
    if (!record.end && !record.rests()) {
        settle_clocks(decision, draft, nullptr);
        settle_timers(decision, draft, false);
    }
    if (draft.event->changes.empty() || !decision.unmet.empty()) return nothing_to_do();
    decision.finish(draft);
    return decision.conclude();
}

}  // namespace reeve::records
