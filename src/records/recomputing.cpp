#include "records/recomputing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "records/admission_internal.hpp"
#include "records/agreements_internal.hpp"
#include "records/clock_audience.hpp"
#include "records/clocks_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/recount.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

// As it stands; null for what counts in none.
const WorkingCalendar* calendar_of(const Directory& directory, std::string_view calendar) {
    const auto id = Id::parse(calendar);
    return id ? directory.calendar(*id) : nullptr;
}

// All in which it counts or counted: its own, and those of earlier stretches.
std::set<std::string_view> counted_in(const ClockInstance& clock) {
    std::set<std::string_view> all{clock.now.calendar};
    for (const ClockSpan& span : clock.spans)
        if (!span.calendar.empty()) all.insert(span.calendar);
    return all;
}

// Nothing is told anew of one that never counted in a calendar, or is due at an instant.
bool counts_in_calendars(const Directory& directory, const ClockInstance& clock) {
    return clock.now.limit > Duration{} && !clock.spans.empty() &&
           std::ranges::any_of(counted_in(clock), [&](std::string_view calendar) {
               return calendar_of(directory, calendar) != nullptr;
           });
}

// Each stretch was counted in its calendar as that stands: what came of it then stays, also that it broke no
// earlier than it was counted so.
bool counted_as_they_stand(const Directory& directory, const ClockInstance& clock) {
    return std::ranges::all_of(clock.spans, [&](const ClockSpan& span) {
        const bool own = span.calendar.empty();
        const WorkingCalendar* calendar = calendar_of(directory, own ? clock.now.calendar : span.calendar);
        return calendar == nullptr ||
               calendar->version == (own ? clock.now.calendar_version : span.calendar_version);
    });
}

// Each stretch in the calendar in which it was counted, as that stands.
Recounted counted_anew(const Directory& directory, const ClockInstance& clock, Instant now, bool done) {
    const auto time_of = [&](const ClockSpan& span) -> const calendar::DatedTime& {
        const WorkingCalendar* calendar =
            calendar_of(directory, span.calendar.empty() ? clock.now.calendar : span.calendar);
        return calendar != nullptr ? *calendar->dated : calendar::DatedTime::always_open();
    };
    return recount_as_it_was(clock, time_of, now, done);
}

// Of an event: the versions in which stretches are counted from now on, by calendar. "always" has none.
Json versions(const Directory& directory, const Record& record) {
    JsonObject all;
    for (const ClockInstance& clock : record.clocks)
        for (const std::string_view calendar : counted_in(clock)) {
            const WorkingCalendar* known = calendar_of(directory, calendar);
            all.set(std::string(calendar), known != nullptr ? known->version : 0);
        }
    return all;
}

bool same_figures(const ClockSet& one, const ClockSet& other) {
    // When one that ended in time would have been due is told of nobody.
    const bool same_due = one.due == other.due || (one.stopped && !one.breached_at);
    return one.state == other.state && same_due && one.breached_at == other.breached_at &&
           one.limit == other.limit;
}

// One that goes on: it goes on from now, and its timers are those of what is left.
void go_on(const Directory& directory, const Record& record, const process::Clock& clock, Instant now,
           ClockSet& after) {
    after.since = std::max(after.since, now);
    if (after.state == ClockState::breached && after.due && !after.breached_at) after.breached_at = after.due;
    if (after.state == ClockState::running && after.due && *after.due <= now) after.due = now;
    after.warn.reset();
    const bool late = after.state == ClockState::breached && !clock.overdue.empty();
    if ((after.state == ClockState::running || late) && after.held.empty())
        arm_next_share(directory, record, clock, after, now);
}

RecomputedClock recomputed_clock(const Directory& directory, const process::RecordType& type,
                                 const Record& record, const ClockInstance& clock, Instant now) {
    RecomputedClock told{clock, clock.now, false};
    const auto index = type.clock(clock.now.clock);
    if (!index || !counts_in_calendars(directory, clock) || counted_as_they_stand(directory, clock))
        return told;
    const process::Clock& stated = type.clocks[*index];
    const Recounted life = counted_anew(directory, clock, now, fulfilled(type, stated, clock.now));
    ClockSet after = clock.now;
    after.state = life.state;
    after.due = life.due;
    after.breached_at = life.breached_at;
    after.elapsed = life.elapsed;
    if (const WorkingCalendar* calendar = calendar_of(directory, after.calendar)) {
        after.calendar_version = calendar->version;
        after.limit =
            limit_in_days_of(after.limit, after.limit_said, calendar->dated->day_length(after.started));
    }
    if (!after.stopped) after.cause = "recomputed";  // how one ended stays told
    after.recomputed = after.limits_kept = true;
    // What has run out only by the new count breaks by its timer, with all that follows from it.
    const bool runs = !after.stopped && clock.now.state != ClockState::breached;
    if (runs && after.state == ClockState::breached) {
        after.state = ClockState::running;
        after.breached_at.reset();
    }
    // One that is no longer late is paused by what made it stand still.
    if (clock.now.state == ClockState::breached && after.state != ClockState::breached) {
        if (!after.ordered) after.held.clear();
        after.ordered = false;
    }
    if (!after.stopped) go_on(directory, record, stated, now, after);
    const Duration before = counted(directory, clock.now, now);
    if (same_figures(after, clock.now) && after.elapsed == before) return told;
    told.after = std::move(after);
    told.changes = true;
    return told;
}

// What she is not shown first she does not do.
bool sees(const Asking& asking, const Record& record, const ClockSet& clock) {
    const auto index = asking.type.clock(clock.clock);
    return index && may_see(asking.person, asking.process, asking.type, asking.type.clocks[*index], record,
                            clock, asking.directory);
}

Json figures(const ClockSet& clock) {
    JsonObject json{{"clock", clock.clock},        {"leg", clock.leg},
                    {"is", word(clock.state)},     {"elapsed", clock.elapsed.micros},
                    {"limit", clock.limit.micros}, {"calendar_version", clock.calendar_version}};
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

ClockSet as_it_will_stand(ClockSet clock, Instant now) {
    if (clock.state != ClockState::running || !clock.due || *clock.due > now) return clock;
    clock.state = ClockState::breached;
    clock.breached_at = now;
    clock.warn.reset();
    return clock;
}

Id recompute_rests_on(const Directory& directory, const Record& record) {
    std::string all;
    for (const ClockInstance& clock : record.clocks) {
        for (const std::string_view counted : counted_in(clock))
            if (const WorkingCalendar* calendar = calendar_of(directory, counted))
                all += fmt::format("{} {} ", calendar->id.text(), calendar->version);
        const Agreement* agreement =
            clock.now.agreement.empty() ? nullptr : directory.agreement(clock.now.agreement);
        if (agreement != nullptr) all += fmt::format("{} {} ", agreement->id.text(), agreement->version);
    }
    return Id::of_name(all);
}

bool shows_recompute(const Situation& situation, const process::RecordType& type, const Person& person) {
    const Asking asking{*situation.process, type, *situation.directory, person, person.language};
    return std::ranges::any_of(situation.record->clocks, [&](const ClockInstance& clock) {
        return sees(asking, *situation.record, clock.now);
    });
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
    if (!command.about.empty() && command.about != recompute_rests_on(*situation.directory, record))
        return refuse(
            RefusalKind::stale,
            fmt::format(
                "A calendar or an agreement by which clocks of {} are counted was changed since these "
                "differences were shown. Look at them again.",
                record.number));

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "clocks_recomputed", decision.doer, "internal", {});
    draft.event->facts.set("calendars", versions(decision.directory(), record));
    JsonArray before;
    for (RecomputedClock& clock : recomputed(decision.directory(), type, record, decision.at)) {
        if (!clock.changes || !sees(admitted->asking, record, clock.before.now)) continue;
        before.push_back(figures(clock.before.now));
        for (const std::string_view counted : counted_in(clock.before))
            if (const WorkingCalendar* calendar = calendar_of(decision.directory(), counted))
                decision.rests_on(calendar->id, calendar->version);
        decision.change(draft, std::move(clock.after));
    }
    if (before.empty())
        return refuse(RefusalKind::wrong_state,
                      "Nothing would change: every clock that you see stands as its calendar has it.");
    draft.event->facts.set("before", std::move(before));
    decision.finish(draft);
    say(decision, draft, decision.doer, admitted->said, admitted->attachments, {});
    return decision.conclude();
}

}  // namespace reeve::records
