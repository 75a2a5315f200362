#include "desk/desk.hpp"

#include "desk/loop.hpp"

namespace reeve::desk {

Desk::Desk(store::Store& store, Entropy& entropy, Limits limits)
    : loop_(std::make_unique<Loop>(store, entropy, limits)) {}

Desk::~Desk() = default;

std::vector<std::string> Desk::open() {
    return loop_->open();
}

WorldPtr Desk::world() const {
    return loop_->world();
}

Desk::Submitted Desk::submit(Submission what, OnDone done) {
    return loop_->submit(std::move(what), std::move(done));
}

void Desk::on_submit(std::function<void()> wake) {
    loop_->wake = std::move(wake);
}

Instant Desk::step(Instant now) {
    return loop_->step(now);
}

std::size_t Desk::queued() const {
    return loop_->queued();
}

void Desk::pace(std::size_t timers) {
    loop_->pace(timers);
}

std::size_t Desk::timers_done() const {
    return loop_->timers_done();
}

void Desk::decide_beside(Beside& beside, Entropy& theirs, Entropy& ours) {
    loop_->decide_beside(beside, theirs, ours);
}

bool Desk::writable() const {
    return loop_->writable();
}

void Desk::on_commit(std::function<void(const Commit&)> tell) {
    loop_->tell = std::move(tell);
}

}  // namespace reeve::desk
