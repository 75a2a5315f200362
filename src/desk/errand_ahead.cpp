#include "desk/errand_ahead.hpp"

#include <algorithm>

#include "desk/lone_facts.hpp"
#include "desk/sealing.hpp"

namespace reeve::desk {
namespace {

// Nor does it draw a number.
class NothingBeside : public LoneFacts, public records::Supply {
public:
    explicit NothingBeside(Entropy& entropy) : entropy_(entropy) {}

    [[nodiscard]] Id id() override { return entropy_.id(); }
    [[nodiscard]] std::int64_t number(std::string_view) override { return missed<std::int64_t>(); }

private:
    Entropy& entropy_;
};

std::optional<records::Record> as_committed(store::Reader& reader, Id id) {
    static const store::Sight all = [] {
        store::Sight sight;
        sight.everything = true;
        return sight;
    }();
    return reader.record(all, id);
}

bool stands_alone(const records::Plan& plan) {
    return plan.records.size() <= 1 && plan.follow_ups.empty() && plan.locks.empty();
}

Instant next_due(const records::Record& record) {
    Instant next = Instant::never();
    for (const records::DueTimer& timer : records::due_timers(record)) {
        next = std::min(next, timer.due);
    }
    return next;
}

// A timer that is still its record's; a follow-up before which nothing of the record is due.
bool has_its_turn(const Errand& errand, const records::Record& record) {
    const auto* timer = std::get_if<store::TimerRow>(&errand);
    return timer != nullptr ? std::ranges::count(records::due_timers(record), timer->timer) > 0
                            : next_due(record) >= due_of(errand);
}

}  // namespace

std::optional<ErrandAhead> decide_ahead(const Turn& turn, store::Reader& reader, Entropy& entropy) {
    const std::optional<records::Record> record = as_committed(reader, record_of(turn.errand));
    const process::Process* process = record ? turn.world->of(*record) : nullptr;
    if (process == nullptr || !has_its_turn(turn.errand, *record)) {
        return std::nullopt;
    }
    NothingBeside beside(entropy);
    records::Situation situation = situation_in(*turn.world, process, &*record, beside, beside, turn.when);
    records::Command command = command_of(turn.errand);
    command.id = entropy.id();
    Outcome<records::Plan> plan = records::decide(situation, command);
    if (!plan || beside.asked() || !stands_alone(*plan)) {
        return std::nullopt;
    }
    // What else it rests on stands in the world.
    std::erase_if(plan->expects,
                  [&](const records::Expected& expected) { return expected.stream != plan->record; });
    ErrandAhead ahead;
    ahead.when = turn.when;
    ahead.world = turn.world;
    ahead.had = records::reach_of(*record);
    ahead.plan = std::move(*plan);
    ahead.linked = !record->links.empty();
    const records::Record& after = ahead.plan.records.empty() ? *record : ahead.plan.records.front();
    ahead.next = next_due(after);
    if (const auto* follow_up = std::get_if<store::FollowUpRow>(&turn.errand)) {
        ahead.follow_up = follow_up->id;
    } else if (std::ranges::count(records::due_timers(after), std::get<store::TimerRow>(turn.errand).timer)) {
        return std::nullopt;
    }
    seal_plan(ahead.plan, entropy, [&](Id) { return record->head; });
    ahead.written = store::write_all(ahead.plan.events, ahead.plan.records);
    return ahead;
}

}  // namespace reeve::desk
