#include "desk/timer_ahead.hpp"

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
    return plan.records.size() == 1 && plan.follow_ups.empty() && plan.locks.empty();
}

}  // namespace

records::Command command_of(const store::TimerRow& row) {
    records::Command command;
    command.kind = records::Command::Kind::timer;
    command.record = row.record;
    command.act = row.timer.name;
    command.due = row.timer.due;
    command.timer_kind = static_cast<std::uint8_t>(row.timer.kind);
    return command;
}

std::optional<TimerAhead> decide_ahead(const TimerTurn& turn, store::Reader& reader, Entropy& entropy) {
    const std::optional<records::Record> record = as_committed(reader, turn.row.record);
    const process::Process* process = record ? turn.world->of(*record) : nullptr;
    if (process == nullptr || std::ranges::count(records::due_timers(*record), turn.row.timer) == 0) {
        return std::nullopt;
    }
    NothingBeside beside(entropy);
    records::Situation situation = situation_in(*turn.world, process, &*record, beside, beside, turn.when);
    records::Command command = command_of(turn.row);
    command.id = entropy.id();
    Outcome<records::Plan> plan = records::decide(situation, command);
    if (!plan || beside.asked() || !stands_alone(*plan)) {
        return std::nullopt;
    }
    // What else it rests on stands in the world.
    std::erase_if(plan->expects,
                  [&](const records::Expected& expected) { return expected.stream != plan->record; });
    TimerAhead ahead{turn.when, turn.world, store::reach_of(*record), std::move(*plan),
                     {},        {},         Instant::never()};
    for (const records::DueTimer& timer : records::due_timers(ahead.plan.records.front())) {
        if (timer == turn.row.timer) {
            return std::nullopt;
        }
        ahead.next = std::min(ahead.next, timer.due);
    }
    seal_plan(ahead.plan, entropy, [&](Id) { return record->head; });
    for (const records::Event& event : ahead.plan.events) {
        ahead.skeletons.push_back(write_json(records::skeleton(event)));
    }
    store::write_record(ahead.plan.records.front(), ahead.bodies);
    return ahead;
}

}  // namespace reeve::desk
