#include "records/begun.hpp"

#include <algorithm>
#include <string>

#include "records/agreements_internal.hpp"
#include "records/apply_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/no_supply.hpp"
#include "records/resting_internal.hpp"

namespace reeve::records {
namespace {

using process::Clock;

bool has(const Record& record, std::string_view clock, std::int64_t leg) {
    return std::ranges::any_of(record.clocks, [&](const ClockInstance& one) {
        return one.now.clock == clock && one.now.leg == leg;
    });
}

// In a leg that has none of its clocks, of a holder whom it concerns. Where its events are not told again,
// the fields are asked that it has now: what does not fit then is not untold.
bool would_begin(const process::Process& process, const Clock& clock, const Record& record,
                 const Supposition& what, bool by_events, Id maker) {
    const bool each_leg = clock.starts == Clock::Starts::each_leg;
    const auto concerns = [&](const Holder& holder) {
        return clock.holders.empty() || std::ranges::any_of(clock.holders, [&](process::Index role) {
                   return process.roles[role].name == holder.role;
               });
    };
    Record then = record;
    return std::ranges::any_of(record.legs, [&](const Leg& leg) {
        if (has(record, clock.name, each_leg ? leg.number : 0) || !concerns(leg.holder)) return false;
        then.holder = leg.holder;
        const Agreement* chosen = agreement_for(*what.with, then, clock, leg.from, maker);
        return chosen != nullptr && chosen->id == what.agreement &&
               (by_events || target_in(*chosen, clock, then) != nullptr);
    });
}

// A record's events once more, with clocks that they begin now.
class Beginning {
public:
    Beginning(std::string_view type, const std::vector<std::string>& clocks, const Supposition& what,
              const FindVersion& find, Facts& facts)
        : type_(type), clocks_(clocks), what_(what), find_(find), facts_(facts) {}

    // False where it does not follow, or cannot be counted.
    [[nodiscard]] bool take(const Event& event) {
        const process::Process* process = find_(version_after(event));
        const auto type = process != nullptr ? process->type(type_) : std::nullopt;
        if (!type || event.version != past_.version + 1) return false;
        before_ = past_;
        Situation situation;
        situation.process = process;
        situation.record = &before_;
        situation.directory = what_.with;
        situation.facts = &facts_;
        situation.supply = &supply_;
        situation.now = situation.received = event.occurred_at;
        Decision decision(situation, command_);
        Draft& draft = decision.create(process->types[*type]);
        draft.record = std::move(past_);
        if (before_.version != 0) draft.before = &before_;
        decision.begin(draft, event.type, decision.doer, event.audience, event.cause);
        const bool done = tell(decision, draft, event) && decision.unmet.empty();
        past_ = std::move(draft.record);
        return done;
    }

    [[nodiscard]] const Record& past() const { return past_; }

private:
    std::string_view type_;
    const std::vector<std::string>& clocks_;
    const Supposition& what_;
    const FindVersion& find_;
    Facts& facts_;
    NoSupply supply_;
    Command command_;
    Record past_, before_;

    [[nodiscard]] bool is_told(std::string_view clock) const {
        return std::ranges::find(clocks_, clock) != clocks_.end();
    }

    [[nodiscard]] int version_after(const Event& event) const {
        int version = past_.version == 0 ? event.process_version : past_.process_version;
        for (const Change& change : event.changes)
            if (const auto* moved = std::get_if<Moved>(&change)) version = static_cast<int>(moved->version);
        return version;
    }

    [[nodiscard]] bool tell(Decision& decision, Draft& draft, const Event& event) {
        std::vector<ClockSet> run_out;
        for (const ClockInstance& clock : draft.record.clocks)
            if (is_told(clock.now.clock) && has_run_out(clock.now, event.occurred_at))
                run_out.push_back(clock.now);
        for (ClockSet& clock : run_out) decision.change(draft, broken(*what_.with, std::move(clock)));
        Event told = event;
        told.changes.clear();
        draft.event = std::move(told);
        for (const Change& change : event.changes) {
            const auto* clock = std::get_if<ClockSet>(&change);
            if (clock != nullptr && is_told(clock->clock)) continue;
            if (!apply_change(draft.record, event, change)) return false;
            draft.event->changes.push_back(change);
        }
        const bool by_import = event.actor.kind == ActorKind::import;
        const auto act = by_import ? std::nullopt : draft.type->act(event.act);
        for (const Clock& clock : draft.type->clocks)
            if (is_told(clock.name))
                settle_clock(decision, draft, clock, act ? &draft.type->acts[*act] : nullptr);
        finish_event(draft.record, event, draft.leg_before);
        return true;
    }
};

// As it stands at that instant; what ran out before is breached.
SupposedClock stands_at(const Directory& directory, ClockInstance clock, Instant until) {
    ClockSet& now = clock.now;
    SupposedClock told;
    if (has_run_out(now, until)) now = broken(directory, std::move(now));
    told.after = {now.state, now.due, now.breached_at, counted(directory, now, until)};
    told.limit = now.limit;
    told.begun = std::move(now);
    return told;
}

}  // namespace

Begun begin_in_the_past(const process::Process& process, const process::RecordType& type,
                        const Record& record, const Supposition& what, const FindVersion& find, Facts& facts,
                        Instant until) {
    Begun begun;
    std::vector<std::string> clocks;
    std::vector<const Clock*> asked;
    if (what.with == nullptr) return begun;
    const Id from = made_from(record);
    const Id maker = maker_of(*what.with, record, from.empty() ? nullptr : facts.record(from));
    for (const Clock& clock : type.clocks) {
        const bool by_events = clock.orders == process::ClockOrders{} && !clock.repeats && !clock.rule;
        if (!clock.agreement || clock.starts == Clock::Starts::asked ||
            !would_begin(process, clock, record, what, by_events, maker))
            continue;
        if (by_events) clocks.push_back(clock.name);
        (by_events ? asked : begun.untold).push_back(&clock);
    }
    if (asked.empty()) return begun;
    Beginning beginning(record.type, clocks, what, find, facts);
    const std::vector<Event> journal = facts.journal(record);
    const bool told = std::ranges::all_of(
        journal, [&](const Event& event) { return event.version > record.version || beginning.take(event); });
    if (!told || beginning.past().version != record.version) {
        begun.untold.insert(begun.untold.end(), asked.begin(), asked.end());
        return begun;
    }
    for (const ClockInstance& one : beginning.past().clocks)
        if (one.now.agreement == what.agreement && std::ranges::find(clocks, one.now.clock) != clocks.end() &&
            !has(record, one.now.clock, one.now.leg))
            begun.clocks.push_back(stands_at(*what.with, one, until));
    return begun;
}

}  // namespace reeve::records
