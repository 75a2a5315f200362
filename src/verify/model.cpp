#include "verify/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "process/moves.hpp"
#include "process/owed.hpp"
#include "verify/model_internal.hpp"

namespace reeve::verify {
namespace {

Mask read_condition(const cel::Value& value) {
    if (!value.is(cel::ValueKind::boolean)) return may_err;
    return value.boolean() ? may_hold : may_fail;
}

Mask read_limit(const cel::Value& value) {
    if (is_any(value)) return has_target | no_target;
    if (value.is_null()) return no_target;
    return process::span_of(value) ? has_target : may_err;
}

// Whether it rests on nothing of which there are only samples, or which is only known to be there.
bool is_told_exactly(const process::RecordType& type, const process::Expression& expression) {
    const auto is_listed = [&](const std::vector<std::string>& path) {
        const std::string& name = path.size() > 1 && path.front() == "record" ? path[1] : path.front();
        if (name == "state" || name == "holder") return true;
        const auto field = type.field(name);
        return field && (type.fields[*field].kind == process::FieldKind::choice ||
                         type.fields[*field].kind == process::FieldKind::boolean);
    };
    return std::ranges::all_of(expression.program.reads().paths, is_listed);
}

class Diagramming {
public:
    explicit Diagramming(Model& model) : model_(model), type_(*model.type) {}

    void add() {
        for (const Index field : type_.computed)
            model_.computed.emplace_back(field, value_of(*type_.fields[field].is, field, life));
        for (Index field = 0; field < type_.fields.size(); ++field)
            if (type_.fields[field].standard)
                model_.standards[field] = value_of(*type_.fields[field].standard, field, creation);
        // Nobody holds an entry of a register: any role will do in its place.
        model_.first = type_.is_register ? model_.diagrams.leaf(1) : role_of(type_.custody.first, creation);
        for (const process::Act& act : type_.acts) add_act(act);
        add_ticks();
        for (const process::Act& act : type_.restrictions) {
            const auto which = process::built_in(act.name);
            if (which && act.when) model_.built_in[*which] = condition_of(*act.when, life);
        }
        for (const process::State& state : type_.states) {
            model_.enter.push_back(effects_of(state.enter, follows));
            model_.exit.push_back(effects_of(state.exit, life));
        }
        for (const process::Edge& edge : type_.on)
            model_.on.push_back({condition_of(edge.becomes, life), effects_of(edge.then, follows)});
        for (ClockModel& clock : model_.clocks) add_limit(clock);
        for (const process::Rule& rule : type_.rules)
            model_.rules.push_back({&rule, condition_of(rule.condition, life)});
        for (LimitModel& limit : model_.keyed) add_keyed(limit);
    }

    // Whether the field has a value.
    [[nodiscard]] Root presence(Index field, Mask there, Mask missing) {
        return by_sample(field,
                         [&](const Sample& sample) { return sample.seen.is_null() ? missing : there; });
    }

private:
    using enum Oracle::Place;
    Model& model_;
    const process::RecordType& type_;

    template <class Read>
    [[nodiscard]] Root by_sample(Index field, const Read& read) {
        std::vector<Root> children;
        for (const Sample& sample : model_.domains[field].samples)
            children.push_back(model_.diagrams.leaf(read(sample)));
        return model_.diagrams.node({Asked::Of::present, model_.fields[field]}, children);
    }

    [[nodiscard]] Root condition_of(const process::Expression& expression, Oracle::Place place) {
        return compile(model_, expression, place, read_condition);
    }

    [[nodiscard]] Root role_of(const process::Expression& expression, Oracle::Place place) {
        return compile(model_, expression, place, [&](const cel::Value& value) -> Mask {
            if (is_any(value)) return anything;
            if (value.is_null()) return Mask{1} << null_bit;
            const auto role = value.is(cel::ValueKind::string) ? model_.process->role(value.string())
                                                               : std::optional<Index>();
            if (!role) return Mask{1} << error_bit;
            return *role < bits_of_values ? Mask{1} << *role : anything;
        });
    }

    // Which classes of the field the expression gives.
    [[nodiscard]] Root value_of(const process::Expression& expression, Index field, Oracle::Place place) {
        const Domain& domain = model_.domains[field];
        // Of a field that nothing asks about it is not known whether it has a value: any will do.
        const bool told_apart =
            std::ranges::any_of(domain.samples, [](const Sample& sample) { return !sample.seen.is_null(); });
        if (!told_apart || domain.samples.size() > bits_of_values) return model_.diagrams.leaf(anything);
        return compile(model_, expression, place, [&](const cel::Value& value) -> Mask {
            if (value.is_error()) return Mask{1} << error_bit;
            if (const auto known = domain.find(value)) return Mask{1} << *known;
            if (value.is_null()) return Mask{1} << error_bit;
            const bool any = is_any(value);
            if (type_.fields[field].kind == process::FieldKind::choice && !any) return Mask{1} << error_bit;
            Mask mask = 0;
            if (is_any_or_none(value)) mask |= Mask{1} << domain.find(cel::Value()).value_or(error_bit);
            for (std::size_t i = 0; i < domain.samples.size(); ++i)
                if (!domain.samples[i].seen.is_null()) mask |= Mask{1} << i;
            // An empty text is none.
            if (value.is(cel::ValueKind::string) && value.string().empty()) {
                const auto none = domain.find(cel::Value());
                return none ? Mask{1} << *none : Mask{1} << error_bit;
            }
            return mask;
        });
    }

    [[nodiscard]] Root long_enough(const process::Need& need) {
        const bool text = type_.fields[need.field].kind == process::FieldKind::text;
        return by_sample(need.field, [&](const Sample& sample) {
            const bool enough = !text || sample.length >= need.length_min;
            return !sample.seen.is_null() && enough ? may_hold : may_fail;
        });
    }

    void add_act(const process::Act& act) {
        ActModel made;
        made.act = &act;
        made.from.resize(type_.states.size());
        for (const Index state : act.from) made.from[state] = true;
        made.to = process::target_of(type_, act);
        const Oracle::Place place = act.creates_record ? creation : life;
        if (act.when) made.when = condition_of(*act.when, place);
        for (const process::Need& need : act.needs) made.needs.push_back(need_of(need, place));
        for (const process::Need& need : act.needs)
            if (need.kind == process::Need::Kind::dossier) add_dossier(made, need, place);
        made.effects = effects_of(act.then, place);
        if (act.as_soon_as) made.as_soon_as = condition_of(*act.as_soon_as, place);
        if (act.hand_over) made.hand_over = role_of(*act.hand_over, place);
        add_roles_asked(made);
        model_.acts.push_back(std::move(made));
    }

    void add_ticks() {
        for (Index l = 0; l < type_.checklists.size(); ++l)
            for (Index s = 0; s < type_.checklists[l].steps.size(); ++s) {
                const process::ChecklistStep& step = type_.checklists[l].steps[s];
                const bool matters = step.clock && model_.clocks[*step.clock].dimension;
                if (!step.act.when && step.act.needs.empty() && !matters) continue;
                model_.ticks.push_back({l, s});
                add_act(step.act);
            }
    }

    [[nodiscard]] NeedModel need_of(const process::Need& need, Oracle::Place place) {
        NeedModel model{&need, {}, {}};
        if (need.when) model.when = condition_of(*need.when, place);
        if (need.kind == process::Need::Kind::field) model.met = long_enough(need);
        if (need.condition) model.met = condition_of(*need.condition, place);
        if (need.kind == process::Need::Kind::approval) model.met = approved(model_, need.index);
        if (need.kind == process::Need::Kind::link)
            model.met = compile(model_, {need.linked ? &*need.linked : nullptr, need.index, need.count_min},
                                place, read_condition);
        return model;
    }

    // What it consists of stands behind the act's own needs. Where the dossier counts only at times, its
    // parts are taken for met.
    void add_dossier(ActModel& made, const process::Need& need, Oracle::Place place) {
        if (need.when) return;
        for (const process::Need& part : type_.dossiers[need.index].needs)
            made.needs.push_back(need_of(part, place));
    }

    [[nodiscard]] std::vector<EffectModel> effects_of(const std::vector<process::Effect>& effects,
                                                      Oracle::Place place) {
        std::vector<EffectModel> models;
        for (const process::Effect& effect : effects) {
            EffectModel made{.effect = &effect};
            if (effect.set) made.value = value_of(effect.set->value, effect.set->field, place);
            const auto look = [&](const process::Expression& expression) {
                made.others.push_back(
                    compile(model_, expression, place, [](const cel::Value&) { return Mask{1}; }));
            };
            if (effect.for_each) look(effect.for_each->rows);
            if (effect.for_each && effect.for_each->with) look(effect.for_each->with->list);
            if (effect.link_to && asks_table(effect.link_to->to)) look(effect.link_to->to);
            if (effect.create)
                for (const process::Set& set : effect.create->fields) look(set.value);
            models.push_back(std::move(made));
        }
        return models;
    }

    // It counts where the condition holds and every part of the key has a value.
    void add_keyed(LimitModel& made) {
        if (made.limit->where) made.counts.push_back(condition_of(*made.limit->where, life));
        for (const process::Expression& part : made.limit->by)
            made.counts.push_back(compile(model_, part, life, [](const cel::Value& value) {
                if (is_any_or_none(value)) return may_fail | may_hold;
                return value.is_error() ? may_err : value.is_null() ? may_fail : may_hold;
            }));
    }

    void add_roles_asked(ActModel& made) {
        std::vector<Root> roots;
        if (made.when) roots.push_back(*made.when);
        if (made.hand_over) roots.push_back(*made.hand_over);
        if (made.act->creates_record) roots.push_back(model_.first);
        for (const auto& [field, root] : model_.standards)
            if (made.act->creates_record) roots.push_back(root);
        for (const NeedModel& need : made.needs) {
            if (need.when) roots.push_back(*need.when);
            if (need.met) roots.push_back(*need.met);
        }
        for (const EffectModel& effect : made.effects)
            if (effect.value) roots.push_back(*effect.value);
        for (const auto& [role, dimension] : model_.acting)
            if (std::any_of(roots.begin(), roots.end(), [&](Root root) {
                    return model_.diagrams.asks(root, dimension, Asked::Of::present);
                }))
                made.roles_asked.push_back(role);
    }

    void add_limit(ClockModel& clock) {
        if (clock.clock->alive_while) clock.alive = condition_of(*clock.clock->alive_while, life);
        if (const process::ClockStop* due = clock.clock->step())
            if (const auto* owed = process::owed_while(type_.checklists[due->index].steps[due->step]))
                clock.alive = condition_of(*owed, life);
        for (std::size_t i = 0; i < clock.clock->stops.size(); ++i)
            if (clock.clock->stops[i].condition)
                clock.conditions[i] = condition_of(*clock.clock->stops[i].condition, life);
        if (clock.clock->due_field)
            clock.limit = presence(*clock.clock->due_field, has_target, no_target);
        else if (clock.clock->limit)
            clock.limit = compile(model_, *clock.clock->limit, life, [&](const cel::Value& value) {
                if (!is_any(value) && is_told_exactly(type_, *clock.clock->limit)) clock.note_limit(value);
                return read_limit(value);
            });
        else
            clock.limit = model_.diagrams.leaf(no_target);
        // An agreement may say another, or one where the process says none.
        if (clock.clock->agreement)
            clock.limit = model_.diagrams.unite(*clock.limit, model_.diagrams.leaf(has_target));
    }
};

std::vector<Root> roots_of(const Model& model) {
    std::vector<Root> roots;
    for (const Use& use : uses_of(model)) roots.push_back(use.root);
    for (const auto& [field, root] : model.computed) roots.push_back(root);
    return roots;
}

// Whether something tells the two samples of a field apart.
bool are_alike(Model& model, const std::vector<Root>& roots, Index field, std::uint32_t a, std::uint32_t b) {
    const Domain& domain = model.domains[field];
    const cel::Value& left = domain.samples[a].seen;
    const cel::Value& right = domain.samples[b].seen;
    for (const std::string& was : model.monitors.values_of(field)) {
        const cel::Value value(was);
        if ((left == value) != (right == value)) return false;
    }
    if (model.is_shown(field)) return false;
    const auto& acts = model.type->acts;
    const bool says_when = std::any_of(acts.begin(), acts.end(), [&](const process::Act& act) {
        return act.automatic && act.automatic->at == field;
    });
    const bool team = model.team && model.type->custody.team == field;
    if ((team || says_when) && left.is_null() != right.is_null()) return false;
    return std::all_of(roots.begin(), roots.end(), [&](Root root) {
        return model.diagrams.where(root, model.fields[field], a) ==
               model.diagrams.where(root, model.fields[field], b);
    });
}

// Keeps of each field one sample for those that nothing tells apart. True when some were.
bool merge_samples(Model& model) {
    const std::vector<Root> roots = roots_of(model);
    bool merged = false;
    for (Index field = 0; field < model.domains.size(); ++field) {
        Domain& domain = model.domains[field];
        std::vector<std::uint32_t> alike;
        for (std::uint32_t i = 0; i < domain.samples.size(); ++i) {
            alike.push_back(i);
            for (std::uint32_t j = 0; j < i; ++j)
                if (alike[j] == j && are_alike(model, roots, field, i, j)) {
                    alike[i] = j;
                    merged = true;
                    break;
                }
        }
        domain.merge(alike);
    }
    return merged;
}

bool in_form(const process::Act& act, Index field) {
    return std::any_of(act.form.begin(), act.form.end(), [&](const process::FormItem& item) {
        return item.kind == process::FormItem::Kind::field && item.field == field;
    });
}

struct Liveness {
    bool asked = false;
    bool kept = false;
};

// A field must be remembered where something reads it that was not given it anew in the same act.
Liveness liveness_of(const Model& model, const std::vector<Use>& uses, Index field) {
    Liveness live;
    for (const Use& use : uses) {
        const bool present = model.diagrams.asks(use.root, model.fields[field], Asked::Of::present);
        const bool former = model.diagrams.asks(use.root, model.fields[field], Asked::Of::former);
        live.asked = live.asked || present || former;
        if (use.creates) continue;
        const bool given_anew = use.act != nullptr && in_form(*use.act->act, field);
        live.kept = live.kept || former || (present && !given_anew);
    }
    const process::RecordType& type = *model.type;
    for (const process::Act& act : type.acts)
        live.kept = live.kept || (act.automatic && act.automatic->at == field);
    for (const ClockModel& clock : model.clocks)
        live.kept = live.kept || (clock.dimension && clock.clock->due_field == field);
    live.kept = live.kept || (model.team && type.custody.team == field);
    live.kept = live.kept || !model.monitors.values_of(field).empty() || model.is_shown(field);
    live.asked = live.asked || live.kept;
    return live;
}

// Questions were put together from what each act and each call may mean: some are never asked.
void keep_parts(Model& model, const std::vector<Use>& uses) {
    for (const PartOfPast& part : model.monitors.parts)
        for (const DimensionIndex at : part.at) {
            const bool asked = std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
                return model.diagrams.asks(use.root, at, Asked::Of::present) ||
                       model.diagrams.asks(use.root, at, Asked::Of::former);
            });
            model.layout.keep(at, asked, asked);
        }
}

// Whether an act on those that are open, or a clock, asks how many there are.
bool asks_for_open(const process::RecordType& type, const LinkModel& link) {
    const auto acts = [&](const process::Effect* effect) {
        return effect->on_linked && effect->on_linked->link == link.link;
    };
    const auto asks = [&](const process::Clock& clock) {
        const auto stops = [&](const process::ClockStop& stop) {
            return stop.kind == process::ClockStop::Kind::link_closed && stop.index == link.link;
        };
        const auto pauses = [&](const process::ClockPause& pause) {
            return pause.kind == process::ClockPause::Kind::link_open && pause.index == link.link;
        };
        return std::ranges::any_of(clock.stops, stops) || std::ranges::any_of(clock.pauses, pauses);
    };
    return link.own &&
           (std::ranges::any_of(process::effects_of(type), acts) || std::ranges::any_of(type.clocks, asks));
}

// How many linked records stand where nothing asks for them need not be known; but open ones may go to where
// something does.
void keep_counts(Model& model, const std::vector<Use>& uses) {
    for (const LinkModel& link : model.links) {
        std::vector<bool> asked;
        for (const DimensionIndex count : link.counts)
            asked.push_back(std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
                return model.diagrams.asks(use.root, count, Asked::Of::present) ||
                       model.diagrams.asks(use.root, count, Asked::Of::former);
            }));
        const bool open = asks_for_open(*model.type, link) || std::ranges::find(asked, true) != asked.end();
        for (std::uint32_t c = 0; c < link.counts.size(); ++c) {
            const LinkClass& of = link.classes[c];
            model.layout.keep(link.counts[c], true, of.reached && (asked[c] || (open && of.shown.open)));
        }
    }
}

void keep_what_is_read(Model& model) {
    std::vector<Use> uses = uses_of(model);
    std::set<Index> computed;
    std::vector<Liveness> live(model.fields.size());
    for (bool changed = true; changed;) {
        changed = false;
        for (Index field = 0; field < model.fields.size(); ++field)
            live[field] = liveness_of(model, uses, field);
        for (const auto& [field, root] : model.computed) {
            if (!live[field].asked || !computed.insert(field).second) continue;
            uses.push_back({root, nullptr, false});
            changed = true;
        }
    }
    for (Index field = 0; field < model.fields.size(); ++field)
        model.layout.keep(model.fields[field], live[field].kept, live[field].asked);
    keep_counts(model, uses);
    keep_parts(model, uses);
    std::erase_if(model.computed, [&](const auto& one) { return !live[one.first].asked; });
    for (ActModel& act : model.acts)
        for (Index field = 0; field < model.fields.size(); ++field) {
            if (!in_form(*act.act, field) || !live[field].asked) continue;
            const bool asks = live[field].kept || std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
                                  return use.act == &act && model.diagrams.asks(use.root, model.fields[field],
                                                                                Asked::Of::present);
                              });
            const bool computes =
                std::any_of(model.computed.begin(), model.computed.end(), [&](const auto& one) {
                    return model.diagrams.asks(one.second, model.fields[field], Asked::Of::present);
                });
            const bool begins =
                act.act->creates_record && std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
                    return use.creates &&
                           model.diagrams.asks(use.root, model.fields[field], Asked::Of::present);
                });
            const bool was = !model.monitors.values_of(field).empty();
            if (asks || computes || begins || was) act.form.push_back(field);
        }
}

}  // namespace

void add_diagrams(Model& model) {
    Diagramming(model).add();
}

namespace {

// A choice has the values that it has; of others there are samples.
std::string beyond_exploring(Model& model) {
    if (model.ways > model.ways_most)
        return fmt::format("its expressions can be answered in more than {} ways", model.ways_most);
    if (!model.layout.place()) return "it has more dimensions than a state has room for";
    for (Index field = 0; field < model.domains.size(); ++field)
        if (model.type->fields[field].kind != process::FieldKind::choice && !model.domains[field].is_whole())
            return fmt::format("expressions name more values than can be told apart of the field '{}'",
                               model.type->fields[field].name);
    return {};
}

}  // namespace

Model model_of(const process::Process& process, Index type, const Outcomes& outcomes, std::uint64_t ways_most,
               std::uint64_t form_most) {
    const process::RecordType& of = process.types[type];
    std::vector<Domain> domains;
    const Written written = written_in(process, of);
    for (const process::Field& field : of.fields) domains.push_back(domain_of(process, field, written));
    // What nothing tells apart is known only when everything was compiled; then it is compiled again.
    std::uint64_t ways = 0;
    for (int pass = 0;; ++pass) {
        Model model;
        model.ways = ways;
        model.ways_most = ways_most;
        model.form_most = form_most;
        model.process = &process;
        model.type = &of;
        model.type_index = type;
        if (const OutcomeGraph* own = graph_of(outcomes, process, type)) model.shown = own->fields;
        model.domains = domains;
        add_dimensions(model, outcomes);
        add_diagrams(model);
        ways = model.ways;
        if (pass < 4 && ways <= ways_most && merge_samples(model)) {
            domains = model.domains;
            continue;
        }
        keep_what_is_read(model);
        forget_rounds(model);
        add_late_fields(model);
        tell_what_is_not_explored(model);
        for_each_expression(of, [&](const process::Expression& expression, Standing) {
            for (const cel::FunctionRead& read : expression.program.reads().functions)
                if (const int table = read.id - static_cast<int>(process::Function::first_table); table >= 0)
                    model.tables.insert(static_cast<std::uint32_t>(table));
        });
        model.beyond = beyond_exploring(model);
        model.diagrams.settle(model.layout);
        return model;
    }
}

}  // namespace reeve::verify
