// One step: a bounded slice of what is due and queued, one commit, then the answers.

#include <algorithm>

#include "desk/loop.hpp"

namespace reeve::desk {
namespace {

Refusal refusal_of(const store::StoreFailure& failure) {
    if (failure.kind() == store::StoreFailure::Kind::full) {
        return {
            RefusalKind::full, "The store is full: nothing was written. The operator must make room.", {}, 0};
    }
    return {RefusalKind::busy, "The store cannot be written: the desk must be started anew.", {}, 30};
}

}  // namespace

Desk::Loop::Loop(store::Store& store, Entropy& entropy, Limits limits)
    : store_(store),
      writer_(store.writer()),
      entropy_(entropy),
      limits_(limits),
      ledger_(writer_, entropy_, limits_),
      published_(ledger_.committed_world()) {}

WorldPtr Desk::Loop::world() const {
    const std::scoped_lock lock(mutex_);
    return published_;
}

bool Desk::Loop::publish() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(published_, ledger_.committed_world()) != published_;
}

Desk::Submitted Desk::Loop::submit(Submission what, OnDone done) {
    if (auto* administer = std::get_if<Administer>(&what);
        administer != nullptr && administer->kind == Administer::Kind::install_process && !administer->read) {
        administer->read = read_for_handing_on(*world(), administer->value);
    }
    {
        const std::scoped_lock lock(mutex_);
        const bool import = std::holds_alternative<Import>(what);
        if (queue_.size() >= limits_.queue || (import && imports_waiting_ >= limits_.imports)) {
            return Submitted::queue_full;
        }
        imports_waiting_ += import ? 1 : 0;
        queue_.push_back({std::move(what), std::move(done)});
    }
    if (wake) {
        wake();
    }
    return Submitted::queued;
}

std::size_t Desk::Loop::queued() const {
    const std::scoped_lock lock(mutex_);
    return queue_.size();
}

std::optional<Desk::Loop::Queued> Desk::Loop::next_queued() {
    const std::scoped_lock lock(mutex_);
    if (queue_.empty()) {
        return std::nullopt;
    }
    std::optional<Queued> next(std::move(queue_.front()));
    queue_.pop_front();
    return next;
}

// What is left of a step is decided ahead while that step is written, and so recorded at its instant: at none
// before the commands of the step before this one.
void Desk::Loop::begin_slice(Instant before) {
    slice_ = slice_left_ = limits_.timers;
    due_left_ = in_turn_ = false;
    repeatable_ = true;
    stuck_.clear();
    met_ = now_;
    if (ahead_ == nullptr || advance_) {
        return;
    }
    const std::optional<When> first = ahead_->first();
    if (first && first->received < before) {
        ahead_->drop();
    } else if (first) {
        met_ = first->received;
    }
}

void Desk::Loop::decide_beside(Beside& beside, Entropy& theirs, Entropy& ours) {
    ahead_ = std::make_unique<ErrandsAhead>(beside, store_, theirs, ours);
}

Instant Desk::Loop::step(Instant given) {
    const bool somebody_waits = queued() > 0 || !imports_.empty();
    if (writable_ && writer_.log_is_long() && !(turns_.people_next() && somebody_waits)) {
        // A step of its own: it takes as long as one of many timers, so that people come before and after it.
        writer_.carry_log_over();
        slice_ = slice_left_ = 0;
        if (!advance_) {
            turns_.other_was_done();
        }
        call_at_ = next_call();
        return call_at_;
    }
    const Instant before = std::exchange(now_, std::max(now_, given));
    begin_slice(before);
    std::vector<Answered> answers;
    std::optional<Commit> told;
    if (!writable_) {
        refuse_queue(answers);
        settle(answers);
        return Instant::never();
    }
    if (queued() == 0 && !advance_ && imports_.empty() && now_ < call_at_) {
        return call_at_;
    }
    try {
        run_transaction(before, answers);
        Commit commit = ledger_.commit();
        idle_until_ = {};
        if (publish() || !commit.changed.empty()) {
            told = std::move(commit);
        }
    } catch (const store::StoreFailure& failure) {
        fail_all(answers, failure);
    } catch (const std::exception& accident) {
        fail_all(answers, store::StoreFailure(store::StoreFailure::Kind::broken, accident.what()));
    }
    settle(answers);
    if (tell && told) {
        tell(*told);
    }
    call_at_ = next_call();
    return call_at_;
}

// An accident among what was decided ahead takes the step back: then all of it is decided in its turn, and
// the accident is of the one whose it is.
void Desk::Loop::run_transaction(Instant before, std::vector<Answered>& answers) {
    ledger_.begin();
    try {
        run_slice(answers);
    } catch (const Ledger::BegunAnew&) {
        take_back();
        begin_slice(before);
        in_turn_ = true;
        ledger_.begin();
        run_slice(answers);
    }
}

void Desk::Loop::run_slice(std::vector<Answered>& answers) {
    ledger_.turn(now_);
    if (advance_) {
        finish_advance(answers);
        return;
    }
    if (!people_first()) {
        if (now_ >= idle_until_) {
            walk(now_);
        }
        const bool more_left = due_left_ || (follow_ups_left_ && slice_left_ == 0);
        turns_.due_was_done(more_left);
        if (more_left) {
            return;
        }
    }
    met_ = now_;
    run_commands(answers);
    run_imports(answers);
}

// While more is due than a step does, those who wait are answered in steps of their own between its steps:
// each waits for one long step and not for the rest of one and a second. What is due next is decided
// meanwhile, recorded behind them.
bool Desk::Loop::people_first() {
    if (!turns_.is_peoples(queued() > 0 || !imports_.empty())) {
        return false;
    }
    due_left_ = true;
    slice_ = slice_left_ = 0;
    if (ahead_) {
        ahead_->drop();
        look_ahead({now_, now_ - Duration{1}}, limits_.timers);
    }
    return true;
}

void Desk::Loop::run_commands(std::vector<Answered>& answers) {
    for (std::size_t taken = 0; taken < limits_.batch; ++taken) {
        std::optional<Queued> next = next_queued();
        if (!next) {
            return;
        }
        if (const Advance* advance = std::get_if<Advance>(&next->what)) {
            if (advance->to < now_) {
                answers.push_back({std::move(next->done),
                                   refuse(RefusalKind::wrong_state, "Time does not run backwards.")});
                continue;
            }
            advance_.emplace(advance->to, std::move(next->done));
            if (ahead_) {
                ahead_->drop();
            }
            finish_advance(answers);
            return;
        }
        repeatable_ = false;
        if (Import* import = std::get_if<Import>(&next->what)) {
            begin_import(std::move(*import), std::move(next->done), answers);
            continue;
        }
        // In hand before it is tried: whatever happens, it gets an answer.
        answers.push_back({std::move(next->done), Answer{}});
        if (Act* act = std::get_if<Act>(&next->what)) {
            answers.back().answer = perform(*act);
        } else if (Administer* administer = std::get_if<Administer>(&next->what)) {
            answers.back().answer = perform(*administer);
        } else {
            answers.back().answer = perform(std::get<Operate>(next->what));
        }
        run_follow_ups();
    }
}

// Time passes from due instant to due instant; what is due at the end itself stays for the commands of that
// instant.
void Desk::Loop::finish_advance(std::vector<Answered>& answers) {
    walk(advance_->first);
    if (due_left_ || follow_ups_left_) {
        return;
    }
    now_ = std::max(now_, advance_->first);
    ledger_.turn(now_);
    answers.push_back({std::move(advance_->second), Answer{}});
    advance_.reset();
    turns_.due_was_done(false);
    if (ahead_) {
        ahead_->drop();
    }
}

void Desk::Loop::settle(std::vector<Answered>& answers) {
    for (Answered& answered : answers) {
        if (answered.done) {
            answered.done(std::move(answered.answer));
        }
    }
}

// Everything of this transaction is undone.
void Desk::Loop::take_back() {
    ledger_.rollback();
    if (ahead_) {
        ahead_->drop();
    }
    parked_.clear();
    follow_ups_left_ = true;
    spread_ = {};
    refused_tried_ = false;
}

// Everybody in this transaction hears the same, the refused included: what they were refused for may not be
// so.
void Desk::Loop::fail_all(std::vector<Answered>& answers, const store::StoreFailure& failure) {
    take_back();
    if (advance_) {
        answers.push_back({std::move(advance_->second), Answer{}});
        advance_.reset();
    }
    drop_imports(answers);
    for (Answered& answered : answers) {
        answered.answer = std::unexpected(refusal_of(failure));
    }
    if (failure.kind() == store::StoreFailure::Kind::full) {
        idle_until_ = now_ + Duration::seconds(1);
        return;
    }
    writable_ = false;
    ledger_.forget_all();
    refuse_queue(answers);
}

void Desk::Loop::refuse_queue(std::vector<Answered>& answers) {
    const store::StoreFailure broken(store::StoreFailure::Kind::broken, "not writable");
    while (std::optional<Queued> next = next_queued()) {
        if (std::holds_alternative<Import>(next->what)) {
            finish_import();
        }
        answers.push_back({std::move(next->done), std::unexpected(refusal_of(broken))});
    }
}

// A warning or breach is due only after its instant has passed (decision 0005).
Instant Desk::Loop::next_call() {
    if (!writable_) {
        return Instant::never();
    }
    if (writer_.log_is_long() || queued() > 0 || advance_ || !imports_.empty()) {
        return now_;
    }
    if (due_left_ || follow_ups_left_) {
        return std::max(now_, idle_until_);
    }
    try {
        const auto rows = due_rows({Instant::never(), Instant::never()}, 1);
        const Instant turn = std::max(std::min(ledger_.world().next_turn, ledger_.words_ahead().at), now_);
        if (rows.empty()) {
            return turn;
        }
        const records::DueTimer& first = rows.front().timer;
        const bool act = first.kind == records::DueTimer::Kind::act;
        return std::min(turn, std::max({act ? first.due : first.due + Duration{1}, now_, idle_until_}));
    } catch (const store::StoreFailure&) {
        return now_ + Duration::seconds(1);  // the next step meets it again and says so
    }
}

}  // namespace reeve::desk
