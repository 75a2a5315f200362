// What the desk does by itself: warnings, breaches and automatic acts at their instants, and a second look at
// a record when another one changed.
#include <algorithm>

#include "records/agreements_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/deeds_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/rows_turned_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

// A timer whose time has passed it by: the clock was stopped, paused or moved meanwhile. Nobody needs to
// know.
std::unexpected<Refusal> nothing_to_do() {
    return refuse(RefusalKind::wrong_state, "There is nothing to do any more.");
}

// The clock whose timer it is, where that still stands.
const ClockInstance* clock_due(const Record& record, const Command& command) {
    const bool breach = command.timer_kind == static_cast<std::uint8_t>(DueTimer::Kind::breach);
    for (const ClockInstance& clock : record.clocks) {
        const bool runs = clock.now.state == ClockState::running ||
                          (!breach && clock.now.state == ClockState::breached && !clock.now.stopped);
        if (clock.now.clock != command.act || !runs) continue;
        const std::optional<Instant>& due = breach ? clock.now.due : clock.now.warn;
        if (due && (!command.due || *due == *command.due)) return &clock;
    }
    return nullptr;
}

// What the desk was to do and could not, and the rows by which it came to nothing.
struct Undone {
    DeedRefused deed;
    ChosenRows rows;
};

void note_undone(Decision& decision, Draft& draft, const std::optional<Undone>& undone) {
    if (!undone) return;
    draft.rows = undone->rows;
    decision.change(draft, undone->deed);
}

// A share was reached: the clock goes on, to the next one. With it, why what the process does then was not
// done.
void pass_share(Decision& decision, Draft& draft, const process::Clock* of, const ClockInstance& clock,
                const std::optional<Undone>& undone) {
    const bool late = clock.now.state == ClockState::breached;
    const Instant at = decision
                           .begin(draft, late ? "clock_overdue" : "clock_warned", decision.doer, "internal",
                                  decision.command.cause)
                           .occurred_at;
    ClockSet passed = clock.now;
    passed.warn.reset();
    if (of != nullptr) {
        const Directory& directory = decision.directory();
        shares_of(directory, draft.record, *of, passed)
            .pass(passed, counted(directory, clock.now, clock.now.warn.value_or(at)));
        arm_next_share(directory, draft.record, *of, passed, at);
    }
    decision.change(draft, std::move(passed));
    note_undone(decision, draft, undone);
    decision.finish(draft);
}

// The breach alone, or with what the process does about it, or why that was not done.
void breach(Decision& decision, Draft& draft, const process::Clock* of, const ClockInstance& clock,
            const std::optional<Undone>& undone) {
    Event& event = decision.begin(draft, "clock_breached", decision.doer, "public", decision.command.cause);
    ClockSet breached = broken(decision.directory(), clock.now, event.occurred_at);
    // It may have run out long ago by a change: what lies behind would come all at once.
    if (of != nullptr && !of->overdue.empty())
        arm_next_share(decision.directory(), draft.record, *of, breached, event.occurred_at);
    decision.change(draft, std::move(breached));
    if (of != nullptr && of->rule)
        decision.change(draft,
                        Finding{"rule_broken", JsonObject{{"rule", draft.type->rules[*of->rule].name}}});
    note_undone(decision, draft, undone);
    decision.finish(draft);
}

std::optional<process::Index> deed_at(const Decision& decision, const Draft& draft, const process::Clock* of,
                                      const ClockSet& now, bool breaks) {
    if (of == nullptr) return std::nullopt;
    if (breaks) return of->on_breach;
    const ClockShares shares = shares_of(decision.directory(), draft.record, *of, now);
    const Duration elapsed = counted(decision.directory(), now, now.warn.value_or(decision.at));
    const process::ClockShare* share = shares.reached(now, elapsed);
    return share != nullptr ? share->deed : std::nullopt;
}

// A share or the breach, and what the desk does about it.
Outcome<Plan> decide_clock(Situation& situation, const Command& command, const process::RecordType& type,
                           const ClockInstance& clock) {
    const bool breaks = command.timer_kind == static_cast<std::uint8_t>(DueTimer::Kind::breach);
    const bool late = breaks || clock.now.state == ClockState::breached;
    const auto index = type.clock(clock.now.clock);
    const process::Clock* of = index ? &type.clocks[*index] : nullptr;
    const auto note = [&](Decision& decision, Draft& draft, const std::optional<Undone>& undone) {
        if (breaks)
            breach(decision, draft, of, clock, undone);
        else
            pass_share(decision, draft, of, clock, undone);
    };
    std::optional<Undone> undone;
    Decision decision(situation, command);
    Draft& draft = decision.draft(*situation.record);
    if (const auto deed = deed_at(decision, draft, of, clock.now, breaks)) {
        const process::Act& act = type.acts[*deed];
        if (breaks) decision.breached = clock.now.clock;
        note(decision, draft, {});
        act_as_desk(decision, draft, act, draft.last_event(), late ? "breach" : "act");
        if (decision.unmet.empty()) return decision.conclude();
        const Instant due = (breaks ? clock.now.due : clock.now.warn).value_or(decision.at);
        undone = Undone{refused_deed(decision, {&act, clock.now.clock, clock.now.leg, due}), draft.rows};
    }
    Decision alone(situation, command);
    note(alone, alone.draft(*situation.record), undone);
    return alone.conclude();
}

// Something that was refused because it was too soon is possible now.
bool is_possible_now(const Record& record, const Command& command) {
    return std::ranges::any_of(record.refused, [&](const RefusedDeed& waits) {
        return waits.deed.act == command.act && waits.deed.possible &&
               (!command.due || *waits.deed.possible == *command.due);
    });
}

Outcome<Plan> decide_automatic(Situation& situation, const Command& command,
                               const process::RecordType& type) {
    if (command.act == effect_timer) return decide_effect(situation, command);
    const Record& record = *situation.record;
    const auto armed = std::find_if(record.timers.begin(), record.timers.end(), [&](const ArmedTimer& timer) {
        return timer.act == command.act && !timer.opens && (!command.due || timer.due == *command.due);
    });
    const auto index = type.act(command.act);
    if (armed == record.timers.end() && is_possible_now(record, command))
        return decide_recheck(situation, command, type);
    if (armed == record.timers.end() || !index) return nothing_to_do();
    Decision decision(situation, command);
    act_as_desk(decision, decision.draft(record), type.acts[*index], command.cause, "act");
    if (decision.unmet.empty()) return decision.conclude();

    Decision refused(situation, command);
    Draft& draft = refused.draft(record);
    refused.begin(draft, "desk_act_refused", refused.doer, "internal", command.cause);
    refused.change(draft, refused_deed(decision, {&type.acts[*index], "", 0, armed->due}));
    refused.change(draft, TimerDisarmed{command.act});
    refused.finish(draft);
    return refused.conclude();
}

// By which clocks count: the desk looks at a record again because it was changed.
bool is_entry_of_clocks(const Decision& decision, const Record& record, Id id) {
    const Directory& directory = decision.directory();
    if (directory.calendar(id) != nullptr || directory.organisation(id) != nullptr ||
        directory.team(id) != nullptr || directory.agreement(id) != nullptr)
        return true;
    if (id == record.id || std::ranges::find(record.links, id, &LinkEnd::record) != record.links.end())
        return false;
    const Record* about = decision.situation.facts->record(id);
    const process::RecordType* type = about != nullptr ? decision.type_of(*about) : nullptr;
    return type != nullptr && type->is_register;
}

}  // namespace

Outcome<Plan> decide_timer(Situation& situation, const Command& command, const process::RecordType& type) {
    if (command.timer_kind == static_cast<std::uint8_t>(DueTimer::Kind::act))
        return decide_automatic(situation, command, type);
    if (command.timer_kind == static_cast<std::uint8_t>(DueTimer::Kind::expire))
        return decide_expiry(situation, command, type);
    const ClockInstance* clock = clock_due(*situation.record, command);
    return clock != nullptr ? decide_clock(situation, command, type, *clock) : nothing_to_do();
}

namespace {

// In the draft's first event: what the linked record shows now, or how clocks count now, and what follows
// from that.
void look_again(Decision& decision, Draft& draft) {
    const Command& command = decision.command;
    const bool of_clocks = is_entry_of_clocks(decision, draft.record, command.about);
    decision.begin(draft, of_clocks ? "clocks_recounted" : "rechecked", decision.doer, "internal",
                   command.cause);
    const std::vector<LinkEnd>& links = draft.record.links;
    const auto end = std::find_if(links.begin(), links.end(),
                                  [&](const LinkEnd& linked) { return linked.record == command.about; });
    if (end != links.end()) {
        const Record* about = decision.situation.facts->record(command.about);
        const process::RecordType* type = about == nullptr ? nullptr : decision.type_of(*about);
        if (type != nullptr && !knows(*end, *type, *about)) {
            decision.rests_on(about->id, about->version);
            decision.change(draft, seen_of(*type, *about));
        }
    }
    if (draft.record.rests()) return;
    Deed deed;
    deed.doer = decision.doer;
    deed.cause = command.cause;
    if (!draft.record.end)
        settle_event(decision, draft, deed, false);
    else if (draft.record.process_version == decision.process().version)
        cross_edges(decision, draft, deed);
}

void end_looking(Decision& decision, Draft& draft) {
    if (!draft.record.rests()) mark_clocks(decision, draft);
    if (draft.event->changes.empty()) return draft.event.reset();
    decision.finish(draft);
}

// A deed that was refused is tried again. Done: a plan; else what it lacks now, in `refused`.
std::optional<Outcome<Plan>> try_again(Situation& situation, const Command& command,
                                       const process::RecordType& type, const RefusedDeed& waits,
                                       DeedRefused& refused) {
    const auto index = type.act(waits.deed.act);
    if (!index) return std::nullopt;
    Decision decision(situation, command);
    Draft& draft = decision.draft(*situation.record);
    look_again(decision, draft);
    end_looking(decision, draft);
    const bool waits_still = std::any_of(draft.record.refused.begin(), draft.record.refused.end(),
                                         [&](const RefusedDeed& known) { return known.deed == waits.deed; });
    if (!waits_still || !decision.unmet.empty()) return std::nullopt;
    if (!waits.deed.clock.empty()) decision.breached = waits.deed.clock;
    const Id cause = draft.events.empty() ? command.cause : draft.last_event();
    act_as_desk(decision, draft, type.acts[*index], cause, waits.deed.clock.empty() ? "act" : "breach");
    if (decision.unmet.empty()) {
        decision.retried = true;
        return decision.conclude();
    }
    refused = refused_deed(decision, {&type.acts[*index], waits.deed.clock, waits.deed.leg, waits.deed.due});
    return std::nullopt;
}

// What is to be done as soon as its condition holds. Done: a plan; else what it lacks, in `refused`.
std::optional<Outcome<Plan>> act_promptly(Situation& situation, const Command& command,
                                          std::optional<DeedRefused>& refused) {
    Decision decision(situation, command);
    Draft& draft = decision.draft(*situation.record);
    look_again(decision, draft);
    end_looking(decision, draft);
    const process::Act* act = decision.unmet.empty() ? prompt_act(decision, draft) : nullptr;
    if (act == nullptr) return std::nullopt;
    const Id cause = draft.events.empty() ? command.cause : draft.last_event();
    act_as_desk(decision, draft, *act, cause, "act");
    if (decision.unmet.empty()) {
        decision.retried = true;
        return decision.conclude();
    }
    refused = refused_deed(decision, {act, "", 0, decision.at});
    return std::nullopt;
}

}  // namespace

Outcome<Plan> decide_recheck(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    std::vector<DeedRefused> refused;
    for (const RefusedDeed& waits : record.refused) {
        DeedRefused now = waits.deed;
        if (now.possible && *now.possible <= situation.now) now.possible.reset();
        if (auto done = try_again(situation, command, type, waits, now)) return std::move(*done);
        if (now != waits.deed) refused.push_back(std::move(now));
    }
    std::optional<DeedRefused> prompted;
    if (auto done = act_promptly(situation, command, prompted)) return std::move(*done);
    const auto look = [&](Decision& decision, Draft& draft) {
        look_again(decision, draft);
        for (const DeedRefused& now : refused) {
            const auto waits = [&](const RefusedDeed& known) { return same_deed(known.deed, now); };
            if (std::any_of(draft.record.refused.begin(), draft.record.refused.end(), waits))
                decision.change(draft, now);
        }
        end_looking(decision, draft);
    };
    const auto decision = take_what_happened(situation, command, look);
    if (prompted) {
        Draft& draft = decision->draft(record);
        decision->begin(draft, "desk_act_refused", decision->doer, "internal", command.cause);
        decision->change(draft, std::move(*prompted));
        decision->finish(draft);
    }
    return decision->conclude();
}

}  // namespace reeve::records
