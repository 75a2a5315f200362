#include <fmt/format.h>

#include <algorithm>

#include "records/checklists_internal.hpp"
#include "records/clock_stopping_internal.hpp"
#include "records/clock_target_internal.hpp"
#include "records/clocks_internal.hpp"

namespace reeve::records {
namespace {

constexpr std::string_view no_target = "no target";
constexpr std::string_view not_its_turn = "not its turn";
constexpr std::string_view does_not_hold = "while does not hold: ";  // and the condition

bool is_live(const ClockSet& clock) {
    return !clock.stopped && (clock.state == ClockState::running || clock.state == ClockState::paused ||
                              clock.state == ClockState::breached);
}

class ClockKeeper {
public:
    ClockKeeper(Decision& decision, Draft& draft, const process::Clock& clock, const process::Act* act)
        : decision_(decision),
          draft_(draft),
          clock_(clock),
          act_(act),
          stopping_(decision, draft, clock, act),
          now_(draft.event->occurred_at) {
        const auto index = static_cast<process::Index>(&clock - draft.type->clocks.data());
        if (const auto asked = draft.clock_orders.find(index); asked != draft.clock_orders.end())
            orders_ = asked->second;
    }

    void settle() {
        std::vector<ClockSet> live;
        for (const ClockInstance& instance : record().clocks)
            if (instance.now.clock == clock_.name && is_live(instance.now)) live.push_back(instance.now);
        for (const ClockSet& instance : live) settle(instance);
        start();
    }

private:
    Decision& decision_;
    Draft& draft_;
    const process::Clock& clock_;
    const process::Act* act_;
    const ClockStopping stopping_;
    Instant now_;
    process::ClockOrders orders_;  // of this event's effects
    ChosenRows rows_;              // on which the limit rests
    ClockTargeting targeting_{decision_, draft_, clock_, rows_};

    [[nodiscard]] const Record& record() const { return draft_.record; }
    [[nodiscard]] const process::RecordType& type() const { return *draft_.type; }
    [[nodiscard]] bool each_leg() const { return clock_.starts == process::Clock::Starts::each_leg; }
    [[nodiscard]] std::int64_t leg() const { return each_leg() ? record().leg() : 0; }

    void settle(const ClockSet& instance) {
        if (orders_.stops) return end_by_effect(instance);
        if (const std::string cause = stopping_.cause(); !cause.empty()) return stop(instance, cause);
        if (record().end) return cancel(instance, "state " + record().state);
        if (each_leg() && instance.leg != leg()) return cancel(instance, "hand_over");
        if (!concerns_holder()) return cancel(instance, "holder " + record().holder.role);
        if (instance.state == ClockState::breached) return stand_or_go_on(instance);
        if (!is_its_turn(decision_, draft_, clock_)) return cancel(instance, std::string(not_its_turn));
        adjust(instance);
    }

    // One that has run out stays so, and stands still while something pauses it: `held` says what.
    void stand_or_go_on(const ClockSet& instance) {
        const bool ordered = stays_paused(instance.ordered);
        std::string paused_by = stopping_.holds() ? pause_cause(instance) : condition_fails();
        if (ordered) paused_by = instance.ordered ? instance.held : by_effect("paused");
        if (instance.held == paused_by && instance.ordered == ordered) return;
        ClockSet next = counted_now(instance);
        next.paused_anew = !instance.held.empty() && !paused_by.empty();
        next.held = paused_by;
        next.ordered = ordered;
        next.cause = paused_by.empty() ? by_effect("resumed") : paused_by;
        if (paused_by.empty()) arm_next_share(decision_.directory(), record(), clock_, next, now_);
        set(std::move(next));
    }

    // One that repeats would begin again at once: it is given up until it is started.
    void end_by_effect(const ClockSet& instance) {
        clock_.repeats ? cancel(instance, by_effect("stopped")) : stop(instance, by_effect("stopped"));
    }

    // What an effect brings about is the act's doing; where nothing is done the word says so.
    [[nodiscard]] std::string by_effect(std::string_view word) const {
        return act_ != nullptr ? "act " + act_->name : std::string(word);
    }

    // What an effect paused stands until another resumes it, in the version by which the record goes.
    [[nodiscard]] std::string held(const ClockSet& before) const {
        if (!stays_paused(!before.held.empty())) return {};
        return before.held.empty() ? by_effect("paused") : before.held;
    }
    [[nodiscard]] bool stays_paused(bool was) const {
        return clock_.orders.pauses && !orders_.resumes && (orders_.pauses || was);
    }

    // For what one that is paused stands still, as its explanation tells.
    [[nodiscard]] std::string_view reason(const ClockSet& instance) const {
        const ClockInstance* life = instance_of(instance);
        return life != nullptr && !life->spans.empty() ? life->spans.back().cause : instance.cause;
    }

    // Only a part of the holders may have this clock.
    [[nodiscard]] bool concerns_holder() const {
        return clock_.holders.empty() ||
               std::any_of(clock_.holders.begin(), clock_.holders.end(), [&](process::Index role) {
                   return decision_.process().roles[role].name == record().holder.role;
               });
    }

    // It begins with an act, each time that this is done.
    [[nodiscard]] bool begins_now() const {
        return clock_.starts_by && act_ == &type().acts[*clock_.starts_by];
    }

    [[nodiscard]] std::string pause_cause(const auto& target) const {
        return records::pause_cause(decision_, draft_, clock_, {target.agreement, target.agreement_version});
    }

    void set(ClockSet clock) {
        decision_.change(draft_, std::move(clock));
        // Only what an outcome rests on is a fact of the event.
        draft_.rows.add(rows_);
    }

    // A copy with what was counted so far, from now on.
    [[nodiscard]] ClockSet counted_now(const ClockSet& instance) const {
        ClockSet next = instance;
        next.elapsed = counted(decision_.directory(), instance, now_);
        next.since = std::max(instance.since, now_);
        next.warn.reset();
        return next;
    }

    void stop(const ClockSet& instance, const std::string& cause) {
        ClockSet next = counted_now(instance);
        next.stopped = now_;
        next.cause = cause;
        next.held.clear();
        next.ordered = false;
        if (instance.state != ClockState::breached) {
            next.state = ClockState::met;
        } else if (decision_.breached != clock_.name) {
            // What its own breach brought about is no late fulfilment: it stays breached.
            next.state = ClockState::met_late;
        }
        set(std::move(next));
    }

    void cancel(const ClockSet& instance, const std::string& cause) {
        ClockSet next = counted_now(instance);
        next.stopped = now_;
        next.cause = cause;
        // It may have a target again, and then it stands until it is resumed.
        if (cause != no_target) next.held.clear();
        next.ordered = false;
        if (instance.state != ClockState::breached) next.state = ClockState::cancelled;
        set(std::move(next));
    }

    [[nodiscard]] std::string condition_fails() const {
        return fmt::format("{}{}", does_not_hold, clock_.alive_while->source);
    }

    // Until its condition holds again it stands still, whatever it would count by meanwhile.
    void stand_still(const ClockSet& instance) {
        const std::string held_by = held(instance);
        const std::string cause = held_by.empty() ? condition_fails() : held_by;
        if (instance.state == ClockState::paused && held_by == instance.held && cause == reason(instance))
            return;
        ClockSet next = counted_now(instance);
        next.paused_anew = instance.state == ClockState::paused;
        next.state = ClockState::paused;
        next.due.reset();
        next.held = held_by;
        next.cause = cause;
        set(std::move(next));
    }

    void adjust(const ClockSet& instance) {
        if (!stopping_.holds()) return stand_still(instance);
        bool known = true;
        const Instant started = started_at(instance.started);
        auto target = find_target(agreement_of(instance), started, &instance, known);
        if (!known) return;
        if (!target) return cancel(instance, std::string(no_target));
        const std::string held_by = held(instance);
        const std::string paused_by = held_by.empty() ? pause_cause(*target) : held_by;
        const ClockState state = paused_by.empty() ? ClockState::running : ClockState::paused;
        const bool other_calendar = counts_otherwise(instance, *target, state, started);
        if (!other_calendar) keep_version(instance, *target);
        const Duration limit = target->limit(started);
        const bool other_length = instance.limit != limit || other_calendar || instance.started != started ||
                                  is_said_otherwise(instance, *target);
        const bool other_due = target->at && state == ClockState::running &&
                               instance.due != std::max(*target->at, instance.since);
        const bool other_reason =
            state == ClockState::paused && state == instance.state && reason(instance) != paused_by;
        const bool other_hold = held_by != instance.held || other_reason;
        if (state == instance.state && !other_length && !other_due && !other_hold &&
            !is_warned_otherwise(instance, *target))
            return;

        ClockSet next = counted_now(instance);
        if (started != instance.started) move_start(next, started);
        next.state = state;
        target->take(next);
        next.held = held_by;
        next.paused_anew = other_reason;
        if (state != instance.state || other_hold || (other_calendar && state == ClockState::paused))
            next.cause = paused_by.empty() ? by_effect("resumed") : paused_by;
        else if (instance.agreement_version != target->agreement_version)
            next.cause = "agreement changed";
        else
            next.cause = other_calendar ? "calendar changed" : "target changed";
        run(next, *target, come_so_far(instance));
        set(std::move(next));
    }

    // One that an earlier release began has no words: it takes them when something else changes.
    [[nodiscard]] static bool is_said_otherwise(const ClockSet& instance, const ClockTarget& target) {
        return instance.limit_said != target.said() &&
               (!instance.limit_said.empty() || instance.agreement_version != target.agreement_version);
    }

    // Since it last ran: nothing is told of one that stands still.
    [[nodiscard]] Before come_so_far(const ClockSet& instance) const {
        Before before{instance.limit, counted(decision_.directory(), instance, now_),
                      instance.warn && *instance.warn <= now_};
        const ClockInstance* life = instance_of(instance);
        if (instance.state != ClockState::paused || life == nullptr || life->spans.empty()) return before;
        Instant paused = life->spans.back().from;
        for (auto span = life->spans.rbegin(); span != life->spans.rend() && !span->running; ++span)
            paused = span->from;
        const auto former = std::ranges::find_if(life->former_limits,
                                                 [&](const FormerLimit& one) { return one.until >= paused; });
        if (former != life->former_limits.end()) before.limit = former->limit;
        return before;
    }

    // Other words, or another row of them, may say the same limit and other shares of it.
    [[nodiscard]] bool is_warned_otherwise(const ClockSet& instance, const ClockTarget& target) const {
        if (instance.agreement.empty() || instance.state != ClockState::running) return false;
        ClockSet next = counted_now(instance);
        if (next.elapsed >= instance.limit) return false;
        const ClockShares shares(clock_, target.row);
        const Before before = come_so_far(instance);
        shares.arm(next, *target.time, now_, before);
        if (next.warn != instance.warn && !before.pending) return true;
        return instance.agreement_version != target.agreement_version &&
               !shares.warn_as(shares_of(decision_.directory(), record(), clock_, instance));
    }

    // A calendar's new version by which the clock is due at the same instant after the same hours is none to
    // it: it goes on by the one that it has. One that stood still takes the present one when it goes on.
    [[nodiscard]] bool counts_otherwise(const ClockSet& instance, const ClockTarget& target, ClockState state,
                                        Instant started) const {
        if (instance.calendar != target.calendar) return true;
        if (instance.calendar_version == target.calendar_version || state == ClockState::paused) return false;
        if (instance.state == ClockState::paused) return true;
        const Instant until = due_as_it_counts(instance, target, started);
        return !working_time(decision_.directory(), instance).same_between(*target.time, now_, until);
    }

    // When it is due by the limit and the beginning that hold now, in the hours by which it has counted.
    [[nodiscard]] Instant due_as_it_counts(const ClockSet& instance, const ClockTarget& target,
                                           Instant started) const {
        const calendar::DatedTime& time = working_time(decision_.directory(), instance);
        const Duration day = time.day_length(started);
        const bool has_days = target.length.working_days == 0 || day > Duration{};
        const Duration limit = has_days ? target.length.in_days_of(day) : instance.limit;
        if (limit == instance.limit && started == instance.started)
            return instance.due.value_or(Instant::never());
        ClockSet next = counted_now(instance);
        if (started != instance.started) move_start(next, started);
        const Duration left = limit - next.elapsed;
        return left.micros > 0 ? time.due(now_, left) : now_;
    }

    void keep_version(const ClockSet& instance, ClockTarget& target) const {
        if (instance.calendar_version == target.calendar_version) return;
        target.time = &working_time(decision_.directory(), instance);
        target.calendar_version = instance.calendar_version;
    }

    // The due instant and the next share of a clock that runs on from `since`. A due instant that a change
    // would put into the past is now: a breach is never dated back.
    void run(ClockSet& clock, const ClockTarget& target, const std::optional<Before>& before) const {
        clock.due.reset();
        clock.warn.reset();
        if (clock.state != ClockState::running) return;
        if (target.at) {
            clock.due = std::max(*target.at, now_);
            return;
        }
        const Duration left = clock.limit - clock.elapsed;
        const Instant due = left.micros > 0 ? target.time->due(now_, left) : now_;
        if (due != Instant::never()) clock.due = due;
        ClockShares(clock_, target.row).arm(clock, *target.time, now_, before);
    }

    // The instant from which it counts: that of a field, but never one that is yet to come.
    [[nodiscard]] Instant started_at(Instant otherwise) const {
        if (!clock_.starts_at) return otherwise;
        const auto said = targeting_.instant_of(*clock_.starts_at);
        return said ? std::min(*said, now_) : otherwise;
    }

    // The field was corrected: what it ran between the two beginnings counts in addition, or no more.
    void move_start(ClockSet& clock, Instant started) const {
        const ClockInstance* life = instance_of(clock);
        if (life == nullptr || life->spans.empty()) return;
        const Directory& directory = decision_.directory();
        if (started < clock.started) {
            const ClockSpan& first = life->spans.front();
            clock.elapsed =
                clock.elapsed + working_time(directory, clock, first).elapsed(started, clock.started);
        } else {
            for (const ClockSpan& span : life->spans)
                if (span.running)
                    clock.elapsed =
                        clock.elapsed - working_time(directory, clock, span)
                                            .elapsed(span.from, std::min(span.to.value_or(now_), started));
        }
        clock.started = started;
    }

    // What it counted before stays: it had no target for a while, or its step is open again, because the tick
    // was taken back, an earlier one had come to be owed, or the record was reopened. Earlier releases also
    // gave up one whose condition did not hold for a while.
    [[nodiscard]] bool may_go_on(const ClockSet& former) const {
        return clock_.step() != nullptr ? former.stopped.has_value() : is_without_target(former);
    }
    [[nodiscard]] static bool is_without_target(const ClockSet& former) {
        return former.state == ClockState::cancelled && former.cause == no_target;
    }

    void start() {
        if (record().end || record().holder.role.empty() || !concerns_holder() ||
            !is_its_turn(decision_, draft_, clock_))
            return;
        const ClockSet* former = former_instance();
        const bool had_no_target = former != nullptr && is_without_target(*former);
        if (stopping_.has_happened(orders_.starts, had_no_target ? former->started : Instant::never()))
            return;
        const auto index = static_cast<process::Index>(&clock_ - type().clocks.data());
        const auto owed = draft_.owed.find(index);
        const bool is_owed = owed != draft_.owed.end();
        const bool begins = begins_now() || is_owed || orders_.starts;
        if (clock_.starts_by && !begins) return;
        if (clock_.starts == process::Clock::Starts::asked && former == nullptr && !begins) return;
        const bool again = clock_.repeats && former != nullptr && former->state != ClockState::cancelled;
        const bool anew = former != nullptr && former->stopped && (begins || again);
        if (former != nullptr && !anew && !may_go_on(*former)) return;
        const bool goes_on = former != nullptr && !anew;
        const Instant counted_from = is_owed ? owed->second : started_at(now_);
        const Instant started = goes_on ? former->started : counted_from;
        bool known = true;
        const auto target =
            find_target(agreement_to_begin_with(former), started, goes_on ? former : nullptr, known);
        if (!target) return keep_order(former);
        ClockSet clock;
        if (goes_on) {
            clock = *former;
            clock.stopped.reset();
        } else {
            settle_deeds(former);
            clock.clock = clock_.name;
            clock.ordinal = static_cast<int>(index);
            clock.leg = leg();
            clock.started = started;
            clock.elapsed = target->time->elapsed(clock.started, now_);
        }
        clock.since = now_;
        if (!clock.breached_at) target->take(clock);
        clock.held = held(clock);
        const std::string paused_by = clock.held.empty() ? pause_cause(*target) : clock.held;
        const ClockState begun = paused_by.empty() ? ClockState::running : ClockState::paused;
        clock.state = clock.breached_at ? ClockState::breached : begun;
        clock.cause = paused_by.empty() ? start_cause() : paused_by;
        if (clock.breached_at) {
            clock.ordered = !clock.held.empty();
            clock.held = paused_by;
        } else {
            run(clock, *target, {});
        }
        // One that counts from before the record was known may have run out then: its due instant says when.
        // One that had no target for a while, or was nobody's concern, is due now at the earliest.
        if (former == nullptr && !is_owed && clock.due && !target->at && clock.elapsed >= clock.limit)
            clock.due = target->time->due(clock.started, clock.limit);
        set(std::move(clock));
    }

    // Without a target it stands, and goes on or not as it is ordered meanwhile.
    void keep_order(const ClockSet* former) {
        if (former == nullptr || !is_without_target(*former) || held(*former) == former->held) return;
        ClockSet next = *former;
        next.held = held(*former);
        set(std::move(next));
    }

    // What the desk was refused because of the one before is no longer waited for.
    void settle_deeds(const ClockSet* former) {
        const std::vector<RefusedDeed> refused = record().refused;
        for (const auto& [deed, at] : refused)
            if (former != nullptr && deed.clock == clock_.name && deed.leg == former->leg)
                decision_.change(draft_, DeedSettled{deed.act, deed.clock, deed.leg, false});
    }

    [[nodiscard]] std::string start_cause() const {
        if (orders_.starts) return by_effect("started");
        return each_leg() ? fmt::format("leg {}", record().leg()) : std::string("started");
    }

    [[nodiscard]] const ClockSet* former_instance() const {
        for (const ClockInstance& instance : record().clocks)
            if (instance.now.clock == clock_.name && instance.now.leg == leg()) return &instance.now;
        return nullptr;
    }

    [[nodiscard]] const ClockInstance* instance_of(const ClockSet& clock) const {
        for (const ClockInstance& instance : record().clocks)
            if (instance.now.clock == clock.clock && instance.now.leg == clock.leg) return &instance;
        return nullptr;
    }

    // The words that hold now of the agreement that the clock began with: it rests on that to its end.
    [[nodiscard]] const Agreement* agreement_of(const ClockSet& instance) const {
        if (instance.agreement.empty()) return nullptr;
        const Directory& directory = decision_.directory();
        const Agreement* holds = directory.agreed(instance.agreement, now_);
        return holds != nullptr ? holds : directory.agreement(instance.agreement, instance.agreement_version);
    }

    [[nodiscard]] const Agreement* agreement_to_begin_with(const ClockSet* former) const {
        if (!clock_.agreement) return nullptr;
        if (former != nullptr) return agreement_of(*former);
        // Who had it made is asked only where somebody's customer may be meant by it.
        const bool asked = *clock_.agreement != process::AgreementKind::sla &&
                           !decision_.directory().agreed(record().process, *clock_.agreement).empty();
        return agreement_for(decision_.directory(), record(), clock_, started_at(now_),
                             asked ? maker() : Id{});
    }

    [[nodiscard]] Id maker() const {
        const Id from = made_from(record());
        const Draft* touched = from.empty() ? nullptr : decision_.find(from);
        const Record* made = touched != nullptr ? &touched->record : nullptr;
        if (made == nullptr && !from.empty()) made = decision_.situation.facts->record(from);
        return maker_of(decision_.directory(), record(), made);
    }

    [[nodiscard]] std::optional<ClockTarget> find_target(const Agreement* agreement, Instant started,
                                                         const ClockSet* now, bool& known) {
        return stopping_.counts() ? targeting_.find(agreement, started, now, known) : std::nullopt;
    }
};

}  // namespace

void settle_clocks(Decision& decision, Draft& draft, const process::Act* act) {
    for (const process::Clock& clock : draft.type->clocks) settle_clock(decision, draft, clock, act);
}

void settle_clock(Decision& decision, Draft& draft, const process::Clock& clock, const process::Act* act) {
    ClockKeeper(decision, draft, clock, act).settle();
}

}  // namespace reeve::records
