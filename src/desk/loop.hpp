#pragma once
// The command loop behind Desk: what is due, what is queued, one transaction per step.

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "desk/errands_ahead.hpp"
#include "desk/importing_internal.hpp"
#include "desk/ledger.hpp"
#include "desk/parked_timers.hpp"
#include "desk/turns.hpp"
#include "store/store.hpp"

namespace reeve::desk {

class Desk::Loop {
public:
    Loop(store::Store& store, Entropy& entropy, Limits limits);
    [[nodiscard]] std::vector<std::string> open();
    [[nodiscard]] WorldPtr world() const;
    [[nodiscard]] Submitted submit(Submission what, OnDone done);
    [[nodiscard]] Instant step(Instant now);
    [[nodiscard]] std::size_t queued() const;
    [[nodiscard]] bool writable() const { return writable_; }
    void pace(std::size_t timers) { limits_.timers = timers; }
    [[nodiscard]] std::size_t timers_done() const { return slice_ - slice_left_; }
    void decide_beside(Beside& beside, Entropy& theirs, Entropy& ours);
    std::function<void()> wake;
    std::function<void(const Commit&)> tell;

private:
    struct Queued {
        Submission what;
        OnDone done;
    };
    struct Answered {
        OnDone done;
        Outcome<Answer> answer;
    };
    // Acts due at or before the one, warnings and breaches due at or before the other.
    struct Until {
        Instant acts, clocks;
    };

    // loop_step.cpp: the slice of one step.
    void begin_slice(Instant before);
    void run_transaction(Instant before, std::vector<Answered>& answers);
    void run_slice(std::vector<Answered>& answers);
    void take_back();
    [[nodiscard]] bool people_first();
    void run_commands(std::vector<Answered>& answers);
    void finish_advance(std::vector<Answered>& answers);
    void settle(std::vector<Answered>& answers);
    void fail_all(std::vector<Answered>& answers, const store::StoreFailure& failure);
    void refuse_queue(std::vector<Answered>& answers);
    [[nodiscard]] std::optional<Queued> next_queued();
    [[nodiscard]] Instant next_call();
    bool publish();  // true when the world is another than the one published before

    // loop_due.cpp: timers and follow-ups.
    void walk(Instant until);
    void walk_to(Until bounds);
    void queue_refused(Instant at);
    [[nodiscard]] bool follow_up_waits();
    void run_follow_ups();
    void run_follow_up(const store::FollowUpRow& row);
    void spread(const store::FollowUpRow& row);
    [[nodiscard]] bool still_due(const store::TimerRow& row);
    void run_timer(const store::TimerRow& row);
    [[nodiscard]] When when_of(const store::TimerRow& row) const;
    void look_ahead(Until until, std::size_t far);
    [[nodiscard]] std::size_t take_ahead(std::span<const Errand> errands);
    [[nodiscard]] bool is_next(const Errand& errand, const ErrandAhead& ahead, Instant next);
    [[nodiscard]] std::optional<store::TimerRow> first_due(std::span<const Id> of, Until until);
    // False when so much was due that it was not all done: try later.
    [[nodiscard]] bool catch_up(const std::vector<Id>& wanted, Until until);
    [[nodiscard]] std::vector<store::TimerRow> due_rows(Until until, std::size_t limit);

    // loop_act.cpp: commands of people.
    [[nodiscard]] Outcome<Answer> perform(Act& act);
    [[nodiscard]] Outcome<void> find_record(Act& act, const records::Person* person);
    [[nodiscard]] bool prepare(const std::vector<Id>& wanted);
    [[nodiscard]] Outcome<void> take_uploads(records::Command& command);
    [[nodiscard]] Outcome<std::optional<store::Receipt>> receipt(Id caller, std::string_view route,
                                                                 std::string_view key, const Digest& body,
                                                                 Instant real_now);
    [[nodiscard]] Instant key_expires(std::string_view key, Instant real_now) const;
    // Without a real instant (nobody who needs one said so) the desk's own will do.
    [[nodiscard]] Instant real(Instant given) const { return given.micros == 0 ? now_ : given; }
    [[nodiscard]] Outcome<Answer> repeat(const store::Receipt& receipt, const records::Person* person);
    [[nodiscard]] Outcome<Answer> perform(Operate& operate);

    // loop_administer.cpp: the directory and the processes.
    [[nodiscard]] Outcome<Answer> perform(const Administer& administer);
    template <class Entry>
    [[nodiscard]] Outcome<Answer> set_entry(const Administer& administer);
    [[nodiscard]] Outcome<Answer> agree(const Administer& administer);
    [[nodiscard]] Outcome<Answer> install(const Administer& administer);
    [[nodiscard]] Outcome<Answer> activate(const Administer& administer);
    enum class Made : std::uint8_t { anew, changed };
    [[nodiscard]] Ledger::Also receipt_for(const Administer& administer, Made made, std::string name);
    void sign(records::Event& event, const records::Actor& actor);
    [[nodiscard]] Outcome<Answer> stands(Administer::Kind kind, std::string_view name);

    // loop_import.cpp: another desk's records.
    void begin_import(Import&& import, OnDone&& done, std::vector<Answered>& answers);
    void run_imports(std::vector<Answered>& answers);
    void drop_imports(std::vector<Answered>& answers);
    void finish_import();
    [[nodiscard]] Outcome<void> check_import(const Import& import) const;
    [[nodiscard]] Outcome<bool> tell_on(Importing& importing);
    [[nodiscard]] bool take_ahead(Importing& importing);
    [[nodiscard]] std::vector<std::int64_t> draw_numbers(const Import& import);
    template <class Entry, class Given>
    [[nodiscard]] Outcome<void> enter_all(const Importing& importing, const std::vector<Given>& given,
                                          std::size_t& next);
    [[nodiscard]] When at_now() const { return {now_, now_}; }

    store::Store& store_;
    store::Writer& writer_;
    Entropy& entropy_;
    Limits limits_;
    Ledger ledger_;
    std::unique_ptr<ErrandsAhead> ahead_;  // where there is a second thread
    mutable std::mutex mutex_;             // of the queue, its imports and the published world
    std::deque<Queued> queue_;
    std::size_t imports_waiting_ = 0;  // in the queue and in hand
    WorldPtr published_;
    Instant now_;                   // never runs backwards
    Instant met_;                   // when what the desk does by itself now is recorded: the step that met it
    Instant call_at_, idle_until_;  // as the last step answered; after a full disk timers wait a moment
    bool repeatable_ = true, in_turn_ = false;  // nobody's command is in the step; it takes nothing ahead
    std::size_t slice_ = 0, slice_left_ = 0;  // timers and follow-ups of this step, and that it may still do
    bool due_left_ = false, follow_ups_left_ = true;  // after the slice; until asked: what the last run left
    Turns turns_;
    std::pair<Id, Id> spread_;  // a follow-up to every record whose clocks run, and how far it came
    std::set<Id> stuck_;        // targets whose follow-up failed in this step
    ParkedTimers parked_;
    std::optional<std::pair<Instant, OnDone>> advance_;
    std::deque<Importing> imports_;                 // in hand; the first is being told
    std::size_t rows_left_ = 0;                     // of imports that this step may still take
    bool writable_ = true, refused_tried_ = false;  // deeds that were refused before this start
    Instant purged_;                                // receipts, in real time
};

}  // namespace reeve::desk
