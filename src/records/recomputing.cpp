#include "records/recomputing.hpp"

#include <algorithm>

#include "records/admission_internal.hpp"
#include "records/agreements_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/recount.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

// The calendar as it stands; null for a clock that counts in none, or is due at an instant.
const WorkingCalendar* calendar_of(const Directory& directory, const ClockSet& clock) {
    const auto id = Id::parse(clock.calendar);
    return id && clock.limit > Duration{} ? directory.calendar(*id) : nullptr;
}

bool same_figures(const ClockSet& one, const ClockSet& other) {
    return one.state == other.state && one.due == other.due && one.breached_at == other.breached_at;
}

// One that goes on: it goes on from now, and its timers are those of what is left.
void go_on(const Directory& directory, const Record& record, const process::Clock& clock, Instant now,
           ClockSet& after) {
    after.since = std::max(after.since, now);
    if (after.state == ClockState::breached && after.due && !after.breached_at) after.breached_at = after.due;
    if (after.state == ClockState::running && after.due && *after.due <= now) after.due = now;
    after.warn.reset();
    if (after.state == ClockState::running) {
        after.warned = 0;
        arm_next_share(directory, record, clock, after, now);
    }
}

RecomputedClock recomputed_clock(const Directory& directory, const process::RecordType& type,
                                 const Record& record, const ClockInstance& clock, Instant now) {
    RecomputedClock told{clock, clock.now, false};
    const WorkingCalendar* calendar = calendar_of(directory, clock.now);
    const auto index = type.clock(clock.now.clock);
    if (calendar == nullptr || !index || clock.spans.empty()) return told;
    const process::Clock& stated = type.clocks[*index];
    const Recounted life =
        recount(clock, *calendar->dated, std::nullopt, now, fulfilled(type, stated, clock.now));
    ClockSet after = clock.now;
    after.state = life.state;
    after.due = life.due;
    after.breached_at = life.breached_at;
    after.elapsed = life.elapsed;
    after.calendar_version = calendar->version;
    if (!after.stopped) after.cause = "recomputed";  // how one ended stays told
    after.recomputed = after.limits_kept = true;
    // What has run out only by the new count breaks by its timer, with all that follows from it.
    const bool runs = !after.stopped && clock.now.state != ClockState::breached;
    if (runs && after.state == ClockState::breached) {
        after.state = ClockState::running;
        after.breached_at.reset();
    }
    if (!after.stopped) go_on(directory, record, stated, now, after);
    const Duration before = counted(directory, clock.now, now);
    if (same_figures(after, clock.now) && after.elapsed == before) return told;
    told.after = std::move(after);
    told.changes = true;
    return told;
}

Json figures(const ClockSet& clock) {
    JsonObject json{{"clock", clock.clock},
                    {"leg", clock.leg},
                    {"is", word(clock.state)},
                    {"elapsed", clock.elapsed.micros},
                    {"calendar_version", clock.calendar_version}};
    if (clock.due) json.set("due", text(*clock.due));
    if (clock.breached_at) json.set("breached", text(*clock.breached_at));
    return json;
}

}  // namespace

std::vector<RecomputedClock> recomputed(const Directory& directory, const process::RecordType& type,
                                        const Record& record, Instant now) {
    std::vector<RecomputedClock> all;
    for (const ClockInstance& clock : record.clocks)
        all.push_back(recomputed_clock(directory, type, record, clock, now));
    return all;
}

std::string why_not_recompute(const Situation& situation, const process::RecordType& type,
                              const Person& person) {
    const Asking asking{*situation.process, type, *situation.directory, person, person.language};
    return why_not(asking, process::BuiltIn::recompute, *situation.record);
}

Outcome<Plan> decide_recompute(Situation& situation, const Command& command,
                               const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto admitted = admit(situation, command, type, process::BuiltIn::recompute);
    if (!admitted) return std::unexpected(admitted.error());

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "clocks_recomputed", decision.doer, "internal", {});
    JsonArray before;
    for (RecomputedClock& clock : recomputed(decision.directory(), type, record, decision.at)) {
        if (!clock.changes) continue;
        before.push_back(figures(clock.before.now));
        if (const WorkingCalendar* calendar = calendar_of(decision.directory(), clock.after))
            decision.rests_on(calendar->id, calendar->version);
        decision.change(draft, std::move(clock.after));
    }
    if (before.empty())
        return refuse(RefusalKind::wrong_state,
                      "Nothing would change: every clock stands as its calendar has it.");
    draft.event->facts.set("before", std::move(before));
    decision.finish(draft);
    say(decision, draft, decision.doer, admitted->said, admitted->attachments, {});
    return decision.conclude();
}

}  // namespace reeve::records
