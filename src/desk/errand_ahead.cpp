#include "desk/errand_ahead.hpp"

#include <algorithm>

#include "desk/sealing.hpp"
#include "store/written.hpp"

namespace reeve::desk {
namespace {

// Notes that something was asked that only the open transaction can tell.
class NothingBeside : public records::Facts, public records::Supply {
public:
    explicit NothingBeside(Entropy& entropy) : entropy_(entropy) {}

    [[nodiscard]] const records::Record* record(Id) override { return missed(); }
    [[nodiscard]] const records::Record* record(std::string_view) override { return missed(); }
    [[nodiscard]] records::Ahead ahead(const records::Record&, std::span<const std::string>) override {
        asked_ = true;
        return {};
    }
    [[nodiscard]] const process::Process* process_of(const records::Record&) override {
        asked_ = true;
        return nullptr;
    }
    [[nodiscard]] std::vector<records::Event> journal(const records::Record&) override {
        asked_ = true;
        return {};
    }
    [[nodiscard]] std::vector<const records::Record*> entries(const process::Process&,
                                                              const process::RecordType&,
                                                              std::size_t) override {
        asked_ = true;
        return {};
    }
    [[nodiscard]] records::Ahead counting(const records::LimitKey&, std::span<const Id>) override {
        asked_ = true;
        return {};
    }
    [[nodiscard]] Id id() override { return entropy_.id(); }
    [[nodiscard]] std::int64_t number(std::string_view) override {
        asked_ = true;
        return 0;
    }
    [[nodiscard]] bool asked() const { return asked_; }

private:
    [[nodiscard]] const records::Record* missed() {
        asked_ = true;
        return nullptr;
    }

    Entropy& entropy_;
    bool asked_ = false;
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

void put_into_words(ErrandAhead& ahead) {
    for (const records::Event& event : ahead.plan.events) {
        ahead.skeletons.push_back(write_json(records::skeleton(event)));
    }
    for (const records::Record& record : ahead.plan.records) {
        ahead.records.push_back(store::write_record(record));
    }
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
    ahead.had = store::reach_of(*record);
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
    put_into_words(ahead);
    return ahead;
}

}  // namespace reeve::desk
