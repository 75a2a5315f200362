#include <fmt/format.h>

#include <algorithm>

#include "process/moves.hpp"
#include "records/deeds_internal.hpp"
#include "records/holder_hours_internal.hpp"
#include "records/timers_internal.hpp"

namespace reeve::records {
namespace {

// When so long has passed, in the calendar that counts: filled in into the timer. False where that has no
// hours, or never so many: that is missed.
bool count(Decision& decision, const Draft& draft, const process::Act& act, const process::NotBefore& length,
           Instant since, TimerArmed& timer) {
    if (length.calendar.always()) {
        timer.due = since + length.after.in_days_of(Duration::days(1));
        return true;
    }
    const WorkingCalendar* calendar =
        hours_of(decision, draft, length.calendar,
                 {"timer:" + act.name, process::shown(act.title, act.name, decision.language)});
    if (calendar == nullptr) return false;
    const calendar::DatedTime& time = *calendar->dated;
    const Duration day = time.day_length(since);
    timer.due = time.due(since, length.after.in_days_of(day));
    timer.calendar = calendar->id.text();
    timer.calendar_version = calendar->version;
    const bool has_days = length.after.working_days == 0 || day.micros > 0;
    if (has_days && timer.due != Instant::never()) return true;
    decision.miss(draft, "timer:" + act.name, "",
                  fmt::format("{}: {} has not so much working time.",
                              process::shown(act.title, act.name, decision.language),
                              calendar->title.empty() ? calendar->name : calendar->title));
    return false;
}

// When the desk is to do the act by itself: some time after `since`, or at what a field says, if it says so.
std::optional<TimerArmed> wanted_at(Decision& decision, const Draft& draft, const process::Act& act,
                                    Instant since) {
    const process::Automatic& automatic = *act.automatic;
    TimerArmed timer{act.name, {}, static_cast<int>(&act - draft.type->acts.data())};
    if (!automatic.at) {
        const bool comes = count(decision, draft, act, {automatic.after, automatic.calendar}, since, timer);
        return comes ? std::optional(timer) : std::nullopt;
    }
    const Json* value = draft.record.field(draft.type->fields[*automatic.at].name);
    const auto at = value != nullptr && value->is_string() ? parse_instant(value->string()) : std::nullopt;
    if (!at) return std::nullopt;
    timer.due = *at;
    return timer;
}

// The armed timer of the act; null when there is none.
const ArmedTimer* armed_for(const Record& record, const process::Act& act, bool opens) {
    const auto armed = std::ranges::find_if(record.timers, [&](const ArmedTimer& timer) {
        return timer.act == act.name && timer.opens == opens;
    });
    return armed == record.timers.end() ? nullptr : &*armed;
}

// When the record came to what the act counts in.
Instant entered(const Record& record, const process::RecordType& type, const process::Act& act,
                Instant state_since) {
    const auto now = type.state(record.state);
    if (!now || act.wholes.empty()) return state_since;
    const process::Index whole = process::counted_in(type, act, *now);
    for (auto stay = record.path.rbegin(); stay != record.path.rend(); ++stay) {
        const auto state = type.state(stay->called.empty() ? stay->state : stay->called);
        if (!state || !process::is_within(type, *state, whole)) break;
        state_since = std::min(state_since, stay->from);
    }
    return state_since;
}

// Arms the act, or moves it when its field was corrected. What lies in the past is due now.
void settle_timer(Decision& decision, Draft& draft, const process::Act& act, Instant since) {
    const ArmedTimer* armed = armed_for(draft.record, act, false);
    if (armed != nullptr && !act.automatic->at) return;
    const Instant now = draft.event->occurred_at;
    const bool refused = is_refused(draft.record, act.name);
    if (refused && !act.automatic->at) return;
    std::optional<TimerArmed> wanted = wanted_at(decision, draft, act, since);
    if (!wanted) {
        if (armed != nullptr) decision.change(draft, TimerDisarmed{act.name});
        return;
    }
    if (armed != nullptr && (armed->due == wanted->due || (armed->due <= now && wanted->due <= now))) return;
    if (refused) {
        // What was refused is tried again in another way, unless its field says a later time now.
        if (wanted->due <= now) return;
        decision.change(draft, DeedSettled{act.name, "", 0, false});
    }
    wanted->due = std::max(wanted->due, now);
    decision.change(draft, *wanted);
}

// From when the act is possible, where that counts in a calendar: worked out once, when the state is entered.
void settle_opening(Decision& decision, Draft& draft, const process::Act& act, Instant since) {
    if (act.not_before->calendar.always() || armed_for(draft.record, act, true) != nullptr) return;
    TimerArmed opening{act.name, {}, static_cast<int>(&act - draft.type->acts.data()), true};
    if (count(decision, draft, act, *act.not_before, since, opening)) decision.change(draft, opening);
}

}  // namespace

bool stays_within(const Draft& draft, std::string_view name) {
    const auto index = draft.type->act(name);
    const auto before = draft.before != nullptr ? draft.type->state(draft.before->state) : std::nullopt;
    const auto now = draft.type->state(draft.record.state);
    if (!index || !before || !now || draft.type->acts[*index].wholes.empty()) return false;
    return draft.before->process_version == draft.record.process_version &&
           process::is_within(*draft.type, *before,
                              process::counted_in(*draft.type, draft.type->acts[*index], *now));
}

void settle_timers(Decision& decision, Draft& draft, bool state_entered) {
    if (state_entered) {
        const std::vector<ArmedTimer> armed = draft.record.timers;
        for (const ArmedTimer& timer : armed)
            if (!stays_within(draft, timer.act))
                decision.change(draft, TimerDisarmed{timer.act, timer.opens});
    }
    settle_refused(decision, draft, state_entered);
    if (draft.record.rests()) return;
    const auto holds = [&]<class Kind>(const Kind&) {
        return std::any_of(draft.event->changes.begin(), draft.event->changes.end(),
                           [](const Change& change) { return std::holds_alternative<Kind>(change); });
    };
    // Nobody could have done in time what was due while the record rested. In another version of its process
    // it stays where it is, whatever that is called now.
    const bool adopted = holds(Adopted{});
    const Instant state_since = holds(Moved{}) ? draft.before->state_since : draft.record.state_since;
    const auto state = draft.type->state(draft.record.state);
    if (!state) return;
    for (const process::Act& act : draft.type->acts) {
        if (std::ranges::find(act.from, *state) == act.from.end()) continue;
        const Instant since =
            adopted ? draft.event->occurred_at : entered(draft.record, *draft.type, act, state_since);
        if (act.not_before) settle_opening(decision, draft, act, since);
        if (act.automatic) settle_timer(decision, draft, act, since);
    }
}

Instant possible_from(const Record& record, const process::RecordType& type, const process::Act& act) {
    if (const ArmedTimer* opening = armed_for(record, act, true)) return opening->due;
    // Of one that came to its state before its process counted so, days have 24 hours.
    return entered(record, type, act, record.state_since) +
           act.not_before->after.in_days_of(Duration::days(1));
}

}  // namespace reeve::records
