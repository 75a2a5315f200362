#include "verify/refusals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "process/moves.hpp"
#include "verify/expressions_internal.hpp"
#include "verify/ways.hpp"

namespace reeve::verify {
namespace {

using process::Act;
using process::Effect;
using process::Need;

constexpr std::uint64_t ways_most = 1'000'000;  // of one effect

// What it asks for that nobody gives with an act that follows from another; null where there is nothing of
// the kind.
const Need* never_given(const Act& act) {
    const auto found = std::ranges::find_if(act.needs, [&](const Need& need) {
        const bool given =
            need.kind != Need::Kind::comment && !(act.creates_record && need.kind == Need::Kind::document);
        return !given && !need.when;
    });
    return found == act.needs.end() ? nullptr : &*found;
}

// Of the records that an effect is on: whether some way of the act goes through, and what others lack.
struct Answered {
    bool known = true, goes = false;
    std::optional<std::uint32_t> need;  // of the act
};

class Asking {
public:
    explicit Asking(const Exploration& of) : model_(*of.model), of_(of), stepper_(*of.model) {
        stepper_.prepare();
        stepper_.tell(&told_);
    }

    // A new record, with those fields that are said and no others.
    Answered makes(Index log, const process::Create& create) {
        const ActModel& act = model_.acts[log];
        for (const process::Set& set : create.fields)
            if (std::ranges::find(act.form, set.field) == act.form.end() &&
                model_.layout[model_.fields[set.field]].used)
                return {.known = false};
        to_the_first_ = std::ranges::all_of(
            create.fields, [](const process::Set& set) { return constant_of(set.value).has_value(); });
        for (Index by = 0; by < act.act->by.size() && !is_enough(); ++by)
            take({Move::Kind::create, log, by}, stepper_.nothing(),
                 [&](Index field, std::uint32_t value) { return is_sent(create, field, value); });
        return answered_;
    }

    // A record wherever the act comes from, with nothing sent.
    Answered does(Index act) {
        for (StateIndex at = 0; at < of_.visited.size() && !is_enough(); ++at) {
            const Vector state = of_.visited.at(at);
            if (!model_.acts[act].from[model_.of(model_.state, state)]) continue;
            take({Move::Kind::linked, act}, state, [&](Index field, std::uint32_t value) {
                return model_.of(model_.fields[field], state) == value;
            });
        }
        return answered_;
    }

private:
    const Model& model_;
    const Exploration& of_;
    Stepper stepper_;
    StepTold told_;
    Answered answered_;
    std::uint64_t ways_ = 0;
    bool to_the_first_ = true;  // way that goes through: what the others lack depends on nothing that is sent

    [[nodiscard]] bool is_enough() const { return !answered_.known || (answered_.goes && to_the_first_); }

    template <class Sent>
    void take(const Move& move, const Vector& state, const Sent& sent) {
        const auto is_so = [&](const auto& one) { return sent(one.first, one.second); };
        static_cast<void>(any_way(stepper_, move, state, [&](const Taken& taken, const Vector&) {
            if (++ways_ > ways_most) answered_.known = false;
            if (std::ranges::all_of(told_.fields, is_so)) note(taken);
            return is_enough();
        }));
    }

    void note(const Taken& taken) {
        if (taken.done && taken.sound()) {
            answered_.goes = true;
            if (to_the_first_) answered_.need.reset();
        }
        if (taken.refusal.why == Refusal::Why::need) answered_.need = taken.refusal.need;
    }

    [[nodiscard]] bool is_sent(const process::Create& create, Index field, std::uint32_t value) const {
        const auto set = std::ranges::find(create.fields, field, &process::Set::field);
        const auto sent = set != create.fields.end() ? constant_of(set->value) : cel::Value();
        if (!sent) return true;
        const auto known = model_.domains[field].find(*sent);
        return !known || *known == value;
    }
};

class Refusing {
public:
    Refusing(const process::Process& process, Index type, const std::vector<Exploration>& explored)
        : process_(process), type_(process.types[type]), explored_(explored) {}

    Refusals all() {
        for (const Effect* effect : process::effects_of(type_)) {
            if (effect->creates() != nullptr)
                look(*effect, type_.links[effect->creates()->link]);
            else if (effect->on_linked)
                look(*effect, type_.links[effect->on_linked->link]);
        }
        return std::move(refusals_);
    }

private:
    const process::Process& process_;
    const process::RecordType& type_;
    const std::vector<Exploration>& explored_;
    Refusals refusals_;
    std::map<std::pair<Index, Index>, Answered> done_there_;  // by type and act

    void look(const Effect& effect, const process::Link& link) {
        if (link.is_remote()) return;
        const process::RecordType& target = process_.types[link.target_type];
        const auto act = effect.on_linked ? std::optional(effect.on_linked->act) : log_of(target);
        if (!act) return;
        if (const Need* lacks = never_given(target.acts[*act])) return refuse(effect, target, *act, lacks);
        const Exploration& of = explored_[link.target_type];
        if (!of.complete || !of.model->late.empty()) return;
        const Answered answered =
            effect.on_linked ? does(link.target_type, *act) : Asking(of).makes(*act, *effect.creates());
        if (!answered.known || (answered.goes && !answered.need)) return;
        const auto& needs = of.model->acts[*act].needs;
        refuse(effect, target, *act, answered.need ? needs[*answered.need].need : nullptr, answered.goes);
    }

    // However many acts do it, it is asked once.
    const Answered& does(Index type, Index act) {
        const auto [known, is_new] = done_there_.try_emplace({type, act});
        if (is_new) known->second = Asking(explored_[type]).does(act);
        return known->second;
    }

    static std::optional<Index> log_of(const process::RecordType& type) {
        const auto log = std::ranges::find_if(type.acts, &Act::creates_record);
        if (log == type.acts.end()) return std::nullopt;
        return static_cast<Index>(log - type.acts.begin());
    }

    void refuse(const Effect& effect, const process::RecordType& target, Index act, const Need* need,
                bool perhaps = false) {
        const std::string& name = target.acts[act].name;
        const std::string does = effect.on_linked ? fmt::format("doing '{}' on '{}'", name, target.name)
                                                  : fmt::format("making '{}'", target.name);
        const std::string lacks =
            need == nullptr ? fmt::format("'{}' is refused there", name)
                            : fmt::format("'{}' {} what it needs ('{}', line {})", name,
                                          perhaps ? "may lack" : "always lacks", need->name, need->line);
        refusals_[&effect] = {!perhaps, does, lacks};
    }
};

}  // namespace

Refusals refusals_of(const process::Process& process, Index type, const std::vector<Exploration>& explored) {
    return Refusing(process, type, explored).all();
}

void take_refusals(Model& model, const Refusals& refusals) {
    // Each once, however many acts do it.
    const auto say = [&](std::string limit) {
        if (std::ranges::find(model.limits, limit) == model.limits.end())
            model.limits.push_back(std::move(limit));
    };
    const auto take = [&](std::vector<EffectModel>& effects) {
        for (EffectModel& effect : effects) {
            const auto found = refusals.find(effect.effect);
            if (found == refusals.end()) continue;
            const auto& [always, does, why] = found->second;
            const auto& on = effect.effect->on_linked;
            const bool seen = effect.effect->create || (on && !model.links[on->link].counts.empty());
            effect.refused_there = always;
            if (!always)
                say(fmt::format("{} may be refused, since {}; it is taken for possible", does, why));
            else if (!seen)
                say(fmt::format(
                    "{} is refused where one is linked, since {}; whether one is, is not told apart", does,
                    why));
        }
    };
    for (ActModel& act : model.acts) take(act.effects);
    for (auto& effects : model.enter) take(effects);
    for (auto& effects : model.exit) take(effects);
    for (EdgeModel& edge : model.on) take(edge.then);
}

}  // namespace reeve::verify
