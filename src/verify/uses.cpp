// What reads which diagram.
#include <algorithm>

#include "verify/expressions_internal.hpp"
#include "verify/model_internal.hpp"

namespace reeve::verify {

bool is_ever_allowed(const process::RecordType& type, process::BuiltIn act) {
    const auto own = std::ranges::find(type.restrictions, process::word(act), &process::Act::name);
    if (own == type.restrictions.end() || !own->when) return true;
    const auto always = constant_of(*own->when);
    return !always || (always->is(cel::ValueKind::boolean) && always->boolean());
}

std::vector<Use> uses_of(const Model& model) {
    std::vector<Use> uses;
    for (const ActModel& act : model.acts) {
        const bool creates = act.act->creates_record;
        const auto add = [&](const std::optional<Root>& root) {
            if (root) uses.push_back({*root, &act, creates});
        };
        add(act.when);
        for (const NeedModel& need : act.needs) {
            add(need.when);
            add(need.met);
        }
        for (const EffectModel& effect : act.effects) {
            add(effect.value);
            for (const Root other : effect.others) add(other);
        }
        add(act.hand_over);
        add(act.as_soon_as);
    }
    const auto add_all = [&](const std::vector<EffectModel>& effects) {
        for (const EffectModel& effect : effects) {
            if (effect.value) uses.push_back({*effect.value, nullptr, false});
            for (const Root other : effect.others) uses.push_back({other, nullptr, false});
        }
    };
    for (const auto& effects : model.enter) add_all(effects);
    for (const auto& effects : model.exit) add_all(effects);
    for (const EdgeModel& edge : model.on) {
        uses.push_back({edge.becomes, nullptr, false});
        add_all(edge.then);
    }
    for (const auto& [act, root] : model.built_in) uses.push_back({root, nullptr, false});
    uses.push_back({model.first, nullptr, true});
    for (const auto& [field, root] : model.standards) uses.push_back({root, nullptr, true});
    for (const ClockModel& clock : model.clocks) {
        if (clock.limit) uses.push_back({*clock.limit, nullptr, false});
        if (clock.alive) uses.push_back({*clock.alive, nullptr, false});
        for (const auto& [stop, root] : clock.conditions) uses.push_back({root, nullptr, false});
    }
    for (const LimitModel& limit : model.keyed)
        for (const Root root : limit.counts) uses.push_back({root, nullptr, false});
    for (const RuleModel& rule : model.rules) uses.push_back({rule.root, nullptr, false});
    return uses;
}

}  // namespace reeve::verify
