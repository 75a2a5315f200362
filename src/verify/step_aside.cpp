// Clocks apart from the step that settles them: what each comes to is found out once, however it stands.
#include "verify/step.hpp"

namespace reeve::verify {

void Stepper::show(Index clock, ClockCourse::From& from) {
    if (from.shown) return;
    from.shown = true;
    ran_[clock].ran = ran_[clock].ran || from.ran.ran;
    ran_[clock].stopped = ran_[clock].stopped || from.ran.stopped;
    for (const std::uint32_t leaf : from.touched) model_.diagrams.touch(leaf);
}

void Stepper::set_clocks_aside() {
    std::vector<std::uint32_t> all;
    for (Index clock = 0; clock < model_.clocks.size(); ++clock) {
        if (model_.clocks[clock].dimension)
            all.push_back(course_of(clock));
        else
            watch(model_.clocks[clock]);
    }
    ++aside_.times;
    aside_.clocks = courses_->together(all);
    aside_.choices = choices_->made();
}

// The act that is being done, and what it did; in which parts of the past it is the first follows from these.
std::uint32_t Stepper::context_of(std::uint32_t clock) const {
    const process::ClockOrders& orders = orders_[clock];
    const auto act = act_ == nullptr ? 0 : static_cast<std::uint32_t>(act_ - model_.acts.data()) + 1;
    std::uint32_t context = act;
    const bool moved = model_.moves_shares(model_.clocks[clock], now_.written);
    for (const bool one :
         {leg_changed_, creating_, orders.starts, orders.stops, orders.pauses, orders.resumes, moved})
        context = 2 * context + (one ? 1 : 0);
    return context;
}

std::uint32_t Stepper::course_of(std::uint32_t clock) {
    const std::uint32_t context = context_of(clock);
    const auto answered = [this](const AskedByClock& asked) { return answer(asked); };
    if (const auto known = courses_->find(clock, context, answered)) return *known;
    ClockCourse course = learn_course(clock);
    const std::vector<AskedByClock> asked = learnt();
    return courses_->add(clock, context, asked, answered, std::move(course));
}

ClockCourse Stepper::learn_course(std::uint32_t clock) {
    const DimensionIndex at = *model_.clocks[clock].dimension;
    const Seen now = now_;
    const Ran ran = ran_[clock];
    Choices* const choices = choices_;
    ClockCourse course;
    aside_.written = now_.written;
    begin_learning(model_.layout[at].at);
    std::vector<std::uint8_t> touched = model_.diagrams.exchange_touched({});
    for (std::uint32_t stand = 0; stand < model_.layout.size(at); ++stand) {
        ClockCourse::From& from = course.from.emplace_back();
        static_cast<void>(
            model_.diagrams.exchange_touched(std::vector<std::uint8_t>(model_.diagrams.leaves())));
        Choices ways;
        choices_ = &ways;
        ran_[clock] = {};
        ways.begin();
        do {
            now_.at = now.at;
            now_.written = {};
            put(at, stand);
            settle(clock);
            from.ends.push_back(get(at));
        } while (ways.next());
        from.ran = ran_[clock];
        const std::vector<std::uint8_t> here = model_.diagrams.exchange_touched({});
        for (std::uint32_t leaf = 0; leaf < here.size(); ++leaf)
            if (here[leaf] != 0) from.touched.push_back(leaf);
    }
    static_cast<void>(model_.diagrams.exchange_touched(std::move(touched)));
    end_learning();
    aside_.written.reset();
    now_ = now;
    ran_[clock] = ran;
    choices_ = choices;
    return course;
}

}  // namespace reeve::verify
