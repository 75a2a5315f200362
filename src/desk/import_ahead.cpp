#include "desk/import_ahead.hpp"

#include "desk/lone_facts.hpp"
#include "desk/situation.hpp"

namespace reeve::desk {
namespace {

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
    LoneFacts facts;
    DrawnSupply supply(foresight.entropy, number);
    records::Situation situation =
        situation_in(*foresight.world, process, nullptr, facts, supply, {foresight.now, foresight.now});
    ToldAhead ahead{
        records::import_life(situation, foresight.command, foresight.source, life, {}), foresight.world, {}};
    if (facts.asked()) {
        return std::nullopt;
    }
    seal_plan(ahead.told.plan, foresight.entropy, [](Id) { return Digest{}; });
    ahead.written = store::write_all(ahead.told.plan.events, ahead.told.plan.records);
    return ahead;
}

}  // namespace reeve::desk
