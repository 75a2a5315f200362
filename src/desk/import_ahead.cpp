#include "desk/import_ahead.hpp"

#include "desk/situation.hpp"
#include "store/written.hpp"

namespace reeve::desk {
namespace {

// An imported life has no links, and is first in no order.
class NoFacts : public records::Facts {
public:
    [[nodiscard]] const records::Record* record(Id) override { return nullptr; }
    [[nodiscard]] const records::Record* record(std::string_view) override { return nullptr; }
    [[nodiscard]] records::Ahead ahead(const records::Record&, std::span<const std::string>) override {
        return {};
    }
    [[nodiscard]] std::vector<records::Event> journal(const records::Record&) override { return {}; }
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
    // What a register says, or a limit counts, only the open transaction can tell.
    [[nodiscard]] bool asked() const { return asked_; }

private:
    bool asked_ = false;
};

class DrawnSupply : public records::Supply {
public:
    DrawnSupply(Entropy& entropy, std::int64_t number) : entropy_(entropy), number_(number) {}
    [[nodiscard]] Id id() override { return entropy_.id(); }
    [[nodiscard]] std::int64_t number(std::string_view) override { return number_; }

private:
    Entropy& entropy_;
    std::int64_t number_;
};

}  // namespace

std::optional<ToldAhead> tell_ahead(const Foresight& foresight, const records::ImportedLife& life,
                                    std::int64_t number) {
    const process::Process* process = foresight.world->active(foresight.process);
    if (process == nullptr) {
        return std::nullopt;
    }
    NoFacts facts;
    DrawnSupply supply(foresight.entropy, number);
    records::Situation situation =
        situation_in(*foresight.world, process, nullptr, facts, supply, {foresight.now, foresight.now});
    ToldAhead ahead{records::import_life(situation, foresight.command, foresight.source, life, {}),
                    foresight.world,
                    {},
                    {}};
    if (facts.asked()) {
        return std::nullopt;
    }
    seal_plan(ahead.told.plan, foresight.entropy, [](Id) { return Digest{}; });
    for (const records::Event& event : ahead.told.plan.events) {
        ahead.skeletons.push_back(write_json(records::skeleton(event)));
    }
    for (const records::Record& record : ahead.told.plan.records) {
        ahead.records.push_back(store::write_record(record));
    }
    return ahead;
}

}  // namespace reeve::desk
