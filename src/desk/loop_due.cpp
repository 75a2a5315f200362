// What the desk does by itself: timers in their order, follow-ups until quiet, catching up before a command.

#include <algorithm>

#include "desk/loop.hpp"
#include "store/number_key.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t follow_ups_at_once = 128;
constexpr int failures_until_parked = 5;
constexpr std::size_t rows_at_once = 128;
constexpr std::size_t looked_at_for_a_timer = 64;  // records, in as long as a timer takes

bool is_act(const records::DueTimer& timer) {
    return timer.kind == records::DueTimer::Kind::act;
}

// The order of ties (decision 0005), as the store has it in its index.
auto order_of(const records::Record& record, const records::DueTimer& timer) {
    return std::tuple(timer.due, !is_act(timer), store::number_key(record.number), timer.kind, timer.ordinal,
                      timer.name);
}

// Whether another of the same instant is to the same records: both tell what the register says now. One of a
// later instant is not asked for, since clocks may run out between the two.
bool is_told_later(store::Writer& writer, Ledger& ledger, const store::FollowUpRow& row,
                   const records::Record& entry) {
    for (const store::FollowUpRow& other : writer.follow_ups(follow_ups_at_once)) {
        if (other.id == row.id || !other.follow_up.target.empty() || other.at != row.at) {
            continue;
        }
        const RecordPtr about = ledger.record(other.follow_up.about);
        if (about != nullptr && about->process == entry.process && about->type == entry.type) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::vector<store::TimerRow> Desk::Loop::due_rows(Until until, std::size_t limit) {
    std::vector<store::TimerRow> rows = writer_.timers(until.acts, until.clocks, limit + parked_.size());
    std::erase_if(rows, [&](const store::TimerRow& row) { return parked_.contains(row); });
    return rows;
}

When Desk::Loop::when_of(const store::TimerRow& row) const {
    return {row.timer.due, advance_ ? row.timer.due : std::max(met_, row.timer.due)};
}

// Follow-ups go first; while one of them is spread to many records nothing else comes.
void Desk::Loop::look_ahead(Until until, std::size_t far) {
    if (ahead_ == nullptr) {
        return;
    }
    std::vector<Errand> errands;
    if (follow_up_waits()) {
        const auto rows = writer_.follow_ups(far);
        const auto spread =
            std::ranges::find_if(rows, [](const auto& row) { return row.follow_up.target.empty(); });
        errands.assign(rows.begin(), spread);
        if (errands.empty() && !rows.empty()) {
            return ahead_->drop();
        }
    }
    if (errands.size() < limits_.ahead) {
        const auto rows = due_rows(until, far);
        errands.assign(rows.begin(), rows.end());
    }
    if (errands.size() < limits_.ahead) {
        return ahead_->drop();
    }
    ahead_->want(errands, [this](const Errand& errand) {
        const Instant due = due_of(errand);
        return Turn{errand, {due, advance_ ? due : std::max(now_, due)}, ledger_.committed_world()};
    });
}

// That what was decided of it still holds, and that nothing comes between it and what stands before it, of
// which the next thing is due at `next`.
bool Desk::Loop::is_next(const Errand& errand, const ErrandAhead& ahead, Instant next) {
    if (!ledger_.holds(ahead)) {
        return false;
    }
    if (!ahead.follow_up || !ahead.linked) {
        return true;
    }
    // What is due of the records that it is linked to goes before it.
    const Instant before = due_of(errand) - Duration{1};
    return next > before && due_rows({before, before}, 1).empty();
}

// Those at the front that are decided, as many as are ready in one run. It ends where something new may come
// between two of them.
std::size_t Desk::Loop::take_ahead(std::span<const Errand> errands) {
    std::size_t done = 0;
    Instant next = Instant::never();  // when the first of what came of them is due
    for (bool on = ahead_ != nullptr && !in_turn_; on && done < errands.size() && slice_left_ > 0;) {
        std::vector<ErrandAhead> run;
        while (on && done + run.size() < errands.size() && run.size() < slice_left_) {
            const Errand& errand = errands[done + run.size()];
            const bool timer = std::holds_alternative<store::TimerRow>(errand);
            ErrandsAhead::Taken taken;
            if (timer ? due_of(errand) < next : !stuck_.contains(record_of(errand))) {
                taken = ahead_->take(errand, run.empty());
            }
            if (taken.busy) {
                break;
            }
            on = taken.ahead && is_next(errand, *taken.ahead, next);
            if (on) {
                next = std::min(next, taken.ahead->next);
                run.push_back(std::move(*taken.ahead));
            }
        }
        const std::size_t written = ledger_.carry_out(run, repeatable_);
        slice_left_ -= written;
        done += written;
        on = on && written == run.size() && written > 0;
    }
    return done;
}

// What is due before words of an agreement come into force goes before them, what is due from then on goes by
// them. Acts due at `until` itself are done, warnings and breaches due then are not yet.
void Desk::Loop::walk(Instant until) {
    while (ledger_.words_ahead().at <= until) {
        const Instant before = ledger_.words_ahead().at - Duration{1};
        walk_to({before, before});
        if (slice_left_ == 0 && (due_left_ || follow_ups_left_)) {
            return;
        }
        ledger_.bring_into_force();
    }
    walk_to({until, until - Duration{1}});
}

void Desk::Loop::walk_to(Until bounds) {
    // While this step is written the next one's are decided, unless others are recorded before those.
    look_ahead(bounds, turns_.people_waited() ? slice_left_ : 2 * slice_left_);
    for (;;) {
        run_follow_ups();
        const bool many = ahead_ && ahead_->first();
        const auto rows = due_rows(bounds, many ? rows_at_once : 1);
        if (rows.empty()) {
            if (refused_tried_) {
                return;
            }
            queue_refused(bounds.acts);
            continue;
        }
        if (slice_left_ == 0) {
            due_left_ = true;
            return;
        }
        const std::vector<Errand> errands(rows.begin(), rows.end());
        if (take_ahead(errands) == 0) {
            run_timer(rows.front());
        }
    }
}

// Once after each start, when all that fell due meanwhile is done: what was refused before may be possible
// now.
void Desk::Loop::queue_refused(Instant at) {
    refused_tried_ = true;
    for (const Id record : writer_.refused()) {
        writer_.add_follow_up({entropy_.id(), {record, record, {}, 0}, at, 0});
        follow_ups_left_ = true;
    }
}

bool Desk::Loop::still_due(const store::TimerRow& row) {
    const RecordPtr record = ledger_.record(row.record);
    if (record == nullptr) {
        return false;
    }
    const auto timers = records::due_timers(*record);
    return std::ranges::find(timers, row.timer) != timers.end();
}

void Desk::Loop::run_timer(const store::TimerRow& row) {
    slice_left_ -= std::min<std::size_t>(slice_left_, 1);
    if (!still_due(row)) {
        parked_.add(row);  // the record was set aside, or is not as its timers say: nothing that trying again
                           // would change
        return;
    }
    const When when = when_of(row);
    const std::int64_t version = ledger_.record(row.record)->version;
    const Outcome<RecordPtr> done = ledger_.carry_out(command_of(row), when);
    if (!done) {
        ledger_.add_finding(row.record, "timer_failed",
                            {{"timer", row.timer.name}, {"refusal", word(done.error().kind)}}, when);
    }
    // The next share of a clock may be reached at the same instant.
    const bool another =
        done && row.timer.kind == records::DueTimer::Kind::warn && (*done)->version > version;
    if (!done || (!another && still_due(row))) {
        parked_.add(row);
    }
}

bool Desk::Loop::follow_up_waits() {
    follow_ups_left_ = ledger_.take_followed() || follow_ups_left_;
    return follow_ups_left_;
}

void Desk::Loop::run_follow_ups() {
    while (slice_left_ > 0 && follow_up_waits()) {
        // New ones come behind these.
        const auto rows = writer_.follow_ups(follow_ups_at_once);
        follow_ups_left_ = !rows.empty();
        std::vector<Errand> errands(rows.begin(), rows.end());
        std::erase_if(errands, [this](const Errand& errand) { return stuck_.contains(record_of(errand)); });
        if (errands.empty()) {
            return;
        }
        for (std::span<const Errand> rest(errands); !rest.empty() && slice_left_ > 0;) {
            const std::size_t done = take_ahead(rest);
            if (done == 0 && !stuck_.contains(record_of(rest.front()))) {
                run_follow_up(std::get<store::FollowUpRow>(rest.front()));
            }
            rest = rest.subspan(std::max<std::size_t>(done, 1));
        }
    }
}

// To as many records as a step has time for. How far it came is not kept: after a new start it begins anew,
// and a record that is told twice has nothing to do the second time.
void Desk::Loop::spread(const store::FollowUpRow& row) {
    const RecordPtr about = ledger_.record(row.follow_up.about);
    if (spread_.first != row.id) {
        if (about != nullptr && is_told_later(writer_, ledger_, row, *about)) {
            writer_.finish_follow_up(row.id);
            slice_left_ -= 1;
            return;
        }
        spread_ = {row.id, {}};
    }
    const auto reached = reached_by(ledger_.world(), row.follow_up, about.get());
    const auto last =
        reached ? writer_.add_follow_ups(*reached, row, spread_.second, slice_left_ * looked_at_for_a_timer)
                : std::nullopt;
    if (last) {
        spread_.second = *last;
        slice_left_ = 0;
    } else {
        writer_.finish_follow_up(row.id);
        slice_left_ -= 1;
    }
}

void Desk::Loop::run_follow_up(const store::FollowUpRow& row) {
    if (row.follow_up.target.empty()) {
        return spread(row);
    }
    slice_left_ -= 1;
    const Id target = row.follow_up.target;
    const When when{row.at, advance_ ? row.at : std::max(met_, row.at)};
    const Instant before = row.at - Duration{1};
    (void)catch_up({target}, {before, before});
    const auto finish = [&](const records::Record*) { writer_.finish_follow_up(row.id); };
    const Outcome<RecordPtr> done = ledger_.carry_out(command_of(row), when, finish);
    if (done) {
        return;
    }
    const JsonObject detail{{"about", row.follow_up.about.text()}, {"refusal", word(done.error().kind)}};
    if (done.error().kind != RefusalKind::busy) {
        writer_.finish_follow_up(row.id);
        ledger_.add_finding(target, "follow_up_refused", detail, when, row.follow_up.cause);
        return;
    }
    const bool park = row.failures + 1 >= failures_until_parked;
    writer_.fail_follow_up(row.id, park);
    stuck_.insert(target);  // what waits behind it for the same target must not overtake it
    if (park) {
        ledger_.add_finding(target, "follow_up_parked", detail, when, row.follow_up.cause);
    }
}

std::optional<store::TimerRow> Desk::Loop::first_due(std::span<const Id> of, Until until) {
    std::optional<store::TimerRow> first;
    RecordPtr whose;
    for (const Id id : of) {
        const RecordPtr record = ledger_.record(id);
        if (record == nullptr) {
            continue;
        }
        for (const records::DueTimer& timer : records::due_timers(*record)) {
            if (timer.due > (is_act(timer) ? until.acts : until.clocks) || parked_.contains({id, timer})) {
                continue;
            }
            if (!first || order_of(*record, timer) < order_of(*whose, first->timer)) {
                first = store::TimerRow{id, timer};
                whose = record;
            }
        }
    }
    return first;
}

bool Desk::Loop::catch_up(const std::vector<Id>& wanted, Until until) {
    for (std::size_t done = 0; done < limits_.catch_up; ++done) {
        std::vector<Id> all = wanted;
        for (const Id id : wanted) {
            if (const RecordPtr record = ledger_.record(id)) {
                for (const records::LinkEnd& end : record->links) {
                    all.push_back(end.record);
                }
            }
        }
        const std::optional<store::TimerRow> row = first_due(all, until);
        if (!row) {
            return true;
        }
        run_timer(*row);
    }
    return false;
}

}  // namespace reeve::desk
