#include "verify/step.hpp"

#include <algorithm>

#include "process/moves.hpp"
#include "verify/model_internal.hpp"

namespace reeve::verify {
namespace {

using process::By;
using process::Effect;

// Whether an act of another type is done on records of this one.
bool is_done_by_others(const process::Process& process, const process::RecordType& of, Index act) {
    for (const process::RecordType& type : process.types)
        for (const Effect* effect : process::effects_of(type))
            if (effect->on_linked && effect->on_linked->act == act &&
                &process.types[type.links[effect->on_linked->link].target_type] == &of)
                return true;
    return false;
}

// Whether an effect of another type makes records of this one.
bool is_made_by_others(const process::Process& process, const process::RecordType& of) {
    for (const process::RecordType& type : process.types)
        for (const Effect* effect : process::effects_of(type))
            if (effect->creates() != nullptr && &process.types[effect->creates()->type] == &of) return true;
    return false;
}

// Whether a state may leave open what is in a field.
bool waits(const Model& model) {
    return std::ranges::any_of(model.late, [](const LateField& late) { return late.open.has_value(); });
}

// Whether another record is changed, which may refuse it, or made.
bool concerns_others(const Effect& effect) {
    return effect.creates() != nullptr || effect.kind == Effect::Kind::act_on_linked ||
           effect.kind == Effect::Kind::unlink || effect.link_to;
}

// One of the classes of a field in the mask, if any; whichever where a mask has no bits for so many.
std::optional<std::uint32_t> one_of(Mask mask, std::size_t classes, Choices& choices) {
    if (classes > bits_of_values) return choices.choose(static_cast<std::uint32_t>(classes));
    mask &= (Mask{1} << classes) - 1;
    if (mask == 0) return std::nullopt;
    return choices.among(mask);
}

// One field at a time, any but computed ones, or a part that only approvals are about.
void add_edits(const Model& model, std::vector<Move>& moves) {
    Move edit{Move::Kind::edit};
    for (edit.field = 0; edit.field < model.fields.size(); ++edit.field) {
        const Dimension& dimension = model.layout[model.fields[edit.field]];
        const bool differs = dimension.kept && dimension.used && dimension.values.size() > 1;
        const LateField* late = model.late_field(edit.field);
        if ((differs || makes_key(model, edit.field)) && !model.type->fields[edit.field].is &&
            (late == nullptr || !late->open))
            moves.push_back(edit);
    }
    edit.field = Move::late_fields;
    if (waits(model)) moves.push_back(edit);
    edit.field = Move::beside_fields;
    if (!model.approvals.empty()) moves.push_back(edit);
}

}  // namespace

std::vector<Move> moves_of(const Model& model) {
    const process::RecordType& type = *model.type;
    std::vector<Move> moves;
    for (Index a = 0; a < type.acts.size(); ++a) {
        const process::Act& act = type.acts[a];
        for (Index b = 0; b < act.by.size(); ++b) {
            const By::Kind kind = act.by[b].kind;
            const bool made = kind == By::Kind::linked && act.creates_record;
            if (kind == By::Kind::desk || (kind == By::Kind::linked && !made)) continue;
            if (made && !is_made_by_others(*model.process, type)) continue;
            moves.push_back({act.creates_record ? Move::Kind::create : Move::Kind::act, a, b, 0});
        }
        if (act.creates_record && act.otherwise) moves.push_back({Move::Kind::turned, a, 0, 0});
        if (!act.creates_record && is_done_by_others(*model.process, type, a))
            moves.push_back({Move::Kind::linked, a, 0, 0});
        if (act.automatic || act.as_soon_as) moves.push_back({Move::Kind::automatic, a, 0, 0});
    }
    for (Index t = 0; t < model.ticks.size(); ++t) {
        const auto act = static_cast<Index>(type.acts.size() + t);
        const std::size_t ways = std::max<std::size_t>(model.acts[act].act->by.size(), 1);
        for (Index b = 0; b < ways; ++b) moves.push_back({Move::Kind::tick, act, b, 0});
    }
    for (Index c = 0; c < model.clocks.size(); ++c) {
        if (!model.clocks[c].dimension) continue;
        moves.push_back({Move::Kind::clock, 0, 0, c});
        moves.push_back({Move::Kind::retry, 0, 0, c});
    }
    for (const Index state : put_aside_in(*model.process, type))
        moves.push_back({Move::Kind::put_aside, state, 0, 0});
    add_edits(model, moves);
    if (model.assignee) moves.push_back({Move::Kind::assign, 0, 0, 0});
    const bool counts = std::any_of(model.links.begin(), model.links.end(),
                                    [](const LinkModel& link) { return !link.counts.empty(); });
    if (counts) {
        // What a linked record does comes first: it needs nobody who links.
        moves.push_back({Move::Kind::partner, 0, 0, 0});
        moves.push_back({Move::Kind::link, 0, 0, 0});
    }
    for (const ApprovalModel& approval : model.approvals) {
        if (!approval.dimension) continue;
        moves.push_back({Move::Kind::vote, 0, 0, 0, approval.approval});
        moves.push_back({Move::Kind::lapse, 0, 0, 0, approval.approval});
        if (type.approvals[approval.approval].expires)
            moves.push_back({Move::Kind::expire, 0, 0, 0, approval.approval});
    }
    for (Index i = 0; i < model.keyed.size(); ++i)
        if (model.keyed[i].others) moves.push_back({Move::Kind::others, 0, 0, 0, 0, i});
    if (model.tokens > 1) moves.push_back({Move::Kind::newcomer, 0, 0, 0});
    if (waits(model)) moves.push_back({Move::Kind::found_out, 0, 0, 0});
    return moves;
}

void Stepper::prepare() {
    tried_.clear();
    AllTried::asked_ = 0;
    for (const ActModel& act : model_.acts) {
        Tried tried;
        tried.needed.resize(act.needs.size());
        tried.met.resize(act.needs.size());
        tried_.push_back(std::move(tried));
    }
    ran_.assign(model_.clocks.size(), {});
    counted_.assign(model_.keyed.size(), {});
}

Vector Stepper::nothing() const {
    Vector vector{};
    model_.set(model_.state, vector, type_.start);
    if (model_.previous)
        model_.set(*model_.previous, vector, static_cast<std::uint32_t>(model_.process->roles.size()));
    for (Index field = 0; field < model_.fields.size(); ++field)
        if (const auto none = model_.domains[field].find(cel::Value()))
            model_.set(model_.fields[field], vector, *none);
    return vector;
}

bool Stepper::concerns(const Move& move, const Vector& vector) const {
    switch (move.kind) {
        case Move::Kind::create:
        case Move::Kind::turned:
        case Move::Kind::newcomer:
        case Move::Kind::found_out: return false;
        case Move::Kind::act:
        case Move::Kind::linked:
        case Move::Kind::tick:
        case Move::Kind::automatic: return model_.acts[move.act].from[model_.of(model_.state, vector)];
        case Move::Kind::clock:
        case Move::Kind::retry: {
            const ClockModel& clock = model_.clocks[move.clock];
            const ClockStand& stand = clock.stands[model_.of(*clock.dimension, vector)];
            if (move.kind == Move::Kind::retry) return stand.waits;
            return stand.kind == ClockStand::Kind::running ||
                   (stand.kind == ClockStand::Kind::breached &&
                    stand.level < clock.warnings.size() + clock.overdue.size());
        }
        case Move::Kind::put_aside: return type_.states[model_.of(model_.state, vector)].open;
        case Move::Kind::vote:
        case Move::Kind::lapse:
        case Move::Kind::expire: return concerns_round(move, vector);
        case Move::Kind::edit:
        case Move::Kind::assign: return !type_.states[model_.of(model_.state, vector)].end;
        default: return true;
    }
}

bool Stepper::refuse(Refusal::Why why, std::uint32_t need) {
    taken_->refusal = {why, need};
    return false;
}

void Stepper::begin_step() {
    put(model_.leg_open, creating_ || state().end ? 0 : 1);
    put(model_.desk, 0);
    former_ = now_;
    fresh_ = creating_;
    if (creating_ && model_.monitors.round) put(*model_.monitors.round, 1);
    crossed_.assign(model_.on.size(), false);
    entered_.clear();
    for (Counted& limit : counted_) limit.now = limit.rekeyed = false;
    begin_act();
}

void Stepper::begin_act() {
    leg_changed_ = false;
    act_ = nullptr;
    began_.clear();
    rounds_ = {};
    orders_.assign(model_.clocks.size(), {});
}

// The field that says when has a value, or what it waits for holds.
bool Stepper::is_due(const ActModel& act) {
    if (act.as_soon_as && (ask(*act.as_soon_as) & may_hold) != 0) return true;
    if (!act.act->automatic) return false;
    const auto at = act.act->automatic->at;
    return !at || !model_.domains[*at].samples[get(model_.fields[*at])].seen.is_null();
}

void Stepper::take(const Move& move, Choices& choices, Vector& vector, Taken& taken) {
    taken.done = false;
    taken.refusal = {};
    taken.broken.clear();
    taken.surely_broken.clear();
    if (told_ != nullptr) *told_ = {};
    choices_ = &choices;
    taken_ = &taken;
    aside_ = {};
    stand_on(vector);
    creating_ = move.kind == Move::Kind::create || move.kind == Move::Kind::turned;
    by_breach_ = false;
    begin_step();
    bool done = false;
    switch (move.kind) {
        case Move::Kind::create:
        case Move::Kind::act: {
            const ActModel& act = model_.acts[move.act];
            const By& by = act.act->by[move.by];
            done = take_person(act, &by) && (!creating_ || take_origin(by)) && take_act(act);
            break;
        }
        case Move::Kind::turned: done = take_turned(model_.acts[move.act]); break;
        case Move::Kind::linked:
            done = take_person(model_.acts[move.act], nullptr) && take_act(model_.acts[move.act]);
            break;
        case Move::Kind::automatic: {
            const ActModel& act = model_.acts[move.act];
            take_desk(act);
            done = is_due(act) && take_act(act);
            break;
        }
        case Move::Kind::clock: done = take_clock(move); break;
        case Move::Kind::retry: done = take_retry(move); break;
        case Move::Kind::edit: done = take_edit(move.field); break;
        case Move::Kind::assign: done = take_assign(); break;
        case Move::Kind::tick: done = take_tick(move); break;
        case Move::Kind::link: done = take_link(); break;
        case Move::Kind::partner: done = take_partner(); break;
        case Move::Kind::put_aside: done = take_aside(move.act); break;
        case Move::Kind::vote: done = take_vote(move) && settle_step(); break;
        case Move::Kind::others: done = take_others(move.limit); break;
        case Move::Kind::lapse:
        case Move::Kind::expire: done = take_back(move); break;
        case Move::Kind::newcomer: done = take_newcomer(); break;
        case Move::Kind::found_out: break;
    }
    taken.done = done;
    // A rule may ask what was sent as well.
    if (done) {
        check_rules(taken);
        vector = now_.at;
    }
    if (told_ != nullptr) tell_what_was_found();
}

void Stepper::tell_what_was_found() {
    told_->opened = opened();
    told_->fields.insert(told_->fields.end(), sent().begin(), sent().end());
    std::ranges::sort(told_->fields);
}

// Whether the rule says something of what was done: one that is told of afterwards refuses nothing, for what
// is to follow within a time there is a clock, and what must be before a state is asked where it is entered.
bool Stepper::is_asked(const process::Rule& rule) const {
    if (rule.audit || rule.kind == process::Rule::Kind::eventually) return false;
    return rule.kind != process::Rule::Kind::before ||
           std::any_of(entered_.begin(), entered_.end(),
                       [&](Index state) { return process::is_within(type_, state, rule.state); });
}

// Of somebody who may not log it: the record is made, and the desk ends it at once.
bool Stepper::take_turned(const ActModel& log) {
    if (!take_person(log, nullptr) || !take_act(log)) return false;
    const ActModel& turned = model_.acts[*log.act->otherwise];
    creating_ = false;
    begin_act();
    take_desk(turned);
    return turned.from[get(model_.state)] && take_act(turned);
}

// The rules that what came of it breaks for certain.
void Stepper::check_rules(Taken& taken) {
    put(model_.leg_open, state().end ? 0 : 1);
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
        if (!is_asked(*model_.rules[i].rule)) continue;
        const Mask mask = evaluate(model_.rules[i].root, now_, now_);
        const Mask good = model_.rules[i].rule->kind == process::Rule::Kind::never ? may_fail : may_hold;
        if ((mask & ~good & (may_hold | may_fail | may_err)) != 0) taken.broken.push_back(i);
        if ((mask & good) == 0) taken.surely_broken.push_back(i);
    }
}

void Stepper::take_desk(const ActModel& act) {
    Tried& tried = tried_[static_cast<std::size_t>(&act - model_.acts.data())];
    tried.from = tried.by = true;
    put(model_.desk, 1);
    for (const Index asked : act.roles_asked) put(model_.acting.at(asked), 0);
}

bool Stepper::compute() {
    for (const auto& [field, root] : model_.computed) {
        const auto value = one_of(ask(root), model_.domains[field].samples.size(), *choices_);
        if (!value) return refuse(Refusal::Why::effect);
        write(field, *value);
    }
    return true;
}

void Stepper::take_form(const ActModel& act) {
    for (const Index field : act.form) {
        if (const LateField* late = model_.late.empty() ? nullptr : model_.late_field(field)) {
            leave_open(*late, creating_ && late->none ? open_to_some : open_to_any);
            continue;
        }
        const std::uint32_t value = choices_->choose(model_.layout.size(model_.fields[field]));
        write(field, value);
        if (told_ != nullptr) told_->fields.emplace_back(field, value);
    }
}

// Of a new record: what was not sent. A required field has no class for that: what the form does not ask for
// was not.
bool Stepper::take_defaults(const ActModel& act) {
    for (const auto& [field, root] : model_.standards) {
        if (is_left_open(field)) continue;
        const Sample& sample = model_.domains[field].samples[get(model_.fields[field])];
        const bool asked_for = std::ranges::find(act.form, field) != act.form.end();
        if (asked_for && !sample.seen.is_null()) continue;
        const auto value = one_of(ask(root), model_.domains[field].samples.size(), *choices_);
        if (value) write(field, *value);
    }
    return true;
}

bool Stepper::check_needs(const ActModel& act) {
    Tried& tried = tried_[static_cast<std::size_t>(&act - model_.acts.data())];
    if (act.when && (ask(*act.when) & may_hold) == 0) return refuse(Refusal::Why::when);
    tried.when = true;
    bool all = true;
    const auto count = static_cast<std::uint32_t>(act.needs.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        // Of what is left open as much is found out as one of the others asks for, not what they ask for
        // together.
        const bool alone = !all && leaves_open();
        if (alone) i += choices_->choose(count - i);
        const NeedModel& need = act.needs[i];
        const Mask counts = need.when ? ask(*need.when) : may_hold;
        const bool may_not_count = (counts & may_fail) != 0;
        const bool met = !need.met || (ask(*need.met) & may_hold) != 0;
        if ((counts & may_hold) != 0) tried.needed[i] = true;
        if (met && (counts & may_hold) != 0) tried.met[i] = true;
        if (met && need.need->kind == process::Need::Kind::approval && (counts & may_hold) != 0 &&
            (!may_not_count || choices_->choose(2) == 0))
            rounds_.relied |= std::uint64_t{1} << need.need->index;
        const bool passes = met ? counts != may_err : may_not_count;
        if (!passes && all) refuse(Refusal::Why::need, i);
        all = all && passes;
        if (alone) break;
    }
    if (all) tried.all_met = true;
    return all;
}

bool Stepper::take_act(const ActModel& act) {
    act_ = &act;
    take_form(act);
    if (creating_ && !take_defaults(act)) return false;
    if ((creating_ || !act.form.empty()) && !compute()) return false;
    if (!creating_) note_form(*act.act);
    void_changed();
    if (!check_needs(act)) return false;
    const Index before = get(model_.state);
    if (act.to && !creating_ && !leave_states(before, *act.to)) return false;
    if (act.to) enter_state(*act.to);
    begin_scopes(act);
    if (creating_ && !first_leg()) return false;
    if (!carry_out(act.effects)) return false;
    if (act.to && !enter_states(before, *act.to)) return false;
    if ((!creating_ || state().end) && !move_custody(act)) return false;
    Tried& tried = tried_[static_cast<std::size_t>(&act - model_.acts.data())];
    if (!settle_step()) {
        tried.unheard = tried.unheard || taken_->refusal.why == Refusal::Why::seat;
        return false;
    }
    note_done(act);
    tried.handed = tried.done = true;
    return true;
}

bool Stepper::may(process::BuiltIn act) {
    const auto when = model_.built_in.find(act);
    return when == model_.built_in.end() || (ask(when->second) & may_hold) != 0;
}

bool Stepper::carry_out(const std::vector<EffectModel>& effects) {
    std::map<Index, std::size_t> made;  // by link
    for (const EffectModel& effect : effects) {
        refusable_ = refusable_ || concerns_others(*effect.effect);
        switch (effect.effect->kind) {
            case Effect::Kind::set: {
                const Index field = effect.effect->set->field;
                const auto size = model_.domains[field].samples.size();
                if (size == 0) break;
                const Mask mask = ask(*effect.value);
                refusable_ = refusable_ || size > bits_of_values || (mask >> size) != 0;
                const auto value = one_of(mask, size, *choices_);
                if (!value) return refuse(Refusal::Why::effect);
                write(field, *value);
                if (!compute()) return false;
                break;
            }
            case Effect::Kind::assign_actor:
                if (model_.assignee && get(model_.desk) == 0) put(*model_.assignee, get(model_.actor) + 1);
                break;
            case Effect::Kind::unassign:
                if (model_.assignee) put(*model_.assignee, 0);
                break;
            case Effect::Kind::create: {
                for (const Root other : effect.others) static_cast<void>(ask(other));
                const LinkModel& link = model_.links[effect.effect->create->link];
                if (effect.refused_there || ++made[link.link] > link.of->max ||
                    !has_room(model_, link, [&](DimensionIndex count) { return get(count); }))
                    return refuse(Refusal::Why::effect);
                note_link(link.link);
                if (link.counts.empty()) break;
                if (link.go.born.empty()) return refuse(Refusal::Why::effect);
                change_count(link,
                             link.go.born[choices_->choose(static_cast<std::uint32_t>(link.go.born.size()))],
                             true);
                break;
            }
            case Effect::Kind::unlink:
                made[effect.effect->index] = 0;
                for (const DimensionIndex count : model_.links[effect.effect->index].counts) put(count, 0);
                break;
            case Effect::Kind::for_each: work_out(effect); break;
            case Effect::Kind::act_on_linked:
                if (effect.refused_there && has_open(effect.effect->on_linked->link, now_))
                    return refuse(Refusal::Why::effect);
                if (!act_on_linked(*effect.effect->on_linked)) return false;
                break;
            case Effect::Kind::open_approval:
                rounds_.opening |= std::uint64_t{1} << effect.effect->index;
                break;
            default:
                if (!follow_order(effect)) return false;
        }
    }
    void_changed();
    return true;
}

}  // namespace reeve::verify
