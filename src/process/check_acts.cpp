// Whether acts can be done at all: by the desk without a form, by anyone for whom the needs can be met.
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "process/load_internal.hpp"
#include "process/moves.hpp"
#include "process/roles_and_states_internal.hpp"

namespace reeve::process {
namespace {

const YamlNode& node_of(const Defining& in, std::size_t act, std::string_view key) {
    const YamlNode* node = in.source.acts[act].node->find(key);
    return node ? *node : *in.source.acts[act].node;
}

Spot spot_of_need(const Defining& in, Index act, const Need& need) {
    const std::string_view word =
        need.kind == Need::Kind::field ? std::string_view(in.type.fields[need.field].name) : "";
    return spot_of(in.source.acts[act], "needs", need.line, word);
}

bool by_people_alone(const Act& act) {
    return std::none_of(act.by.begin(), act.by.end(), [](const By& by) { return by.kind == By::Kind::desk; });
}

bool is_breach_effect(const RecordType& type, Index act) {
    return std::any_of(type.clocks.begin(), type.clocks.end(), [&](const Clock& clock) {
        const std::vector<Index> deeds = clock.deeds();
        return std::find(deeds.begin(), deeds.end(), act) != deeds.end();
    });
}

// What the desk does by itself, it does without a form and without words.
void check_desk(const Defining& in, Index index) {
    const Act& act = in.type.acts[index];
    const bool only_desk = !act.by.empty() && std::all_of(act.by.begin(), act.by.end(), [](const By& by) {
        return by.kind == By::Kind::desk;
    });
    if (!act.automatic && !act.as_soon_as && !only_desk && !is_breach_effect(in.type, index)) return;
    Reading& reading = in.reading();
    if (!act.form.empty())
        reading.error(node_of(in, index, "form"),
                      fmt::format("the desk does '{}', and fills in no form", act.name),
                      "no `form`; `set` gives a field its value");
    for (const Need& need : act.needs) {
        if (need.by_actor)
            reading.error(spot_of_need(in, index, need),
                          fmt::format("the desk does '{}', and logs no time", act.name), "no `by`");
        if (need.kind == Need::Kind::comment)
            reading.error(spot_of_need(in, index, need),
                          fmt::format("the desk does '{}', and writes no comment", act.name),
                          "no need for a comment");
    }
}

void check_automatic(const Defining& in, Index index) {
    const Act& act = in.type.acts[index];
    if (!act.automatic) return;
    const YamlNode& node = node_of(in, index, "auto");
    if (act.creates_record)
        in.reading().error(node, "an act that creates cannot come by itself", "`from`");
    else if (!act.to)
        in.reading().error(node, fmt::format("'{}' comes by itself and leaves the state as it is", act.name),
                           "`to`");
    else if (std::find(act.from.begin(), act.from.end(), *act.to) != act.from.end())
        in.reading().error(node_of(in, index, "to"),
                           fmt::format("'{}' comes by itself, from and to the same state", act.name),
                           "another state");
    if (act.not_before && !act.automatic->at &&
        is_sooner(act.automatic->after, act.automatic->calendar, *act.not_before))
        in.reading().error(
            node,
            fmt::format("'{}' comes by itself before it is possible: `after` outside `auto` is {}", act.name,
                        text(act.not_before->after)),
            fmt::format("{} or more", text(act.not_before->after)));
}

// Who holds the record says in whose time it counts: after an end nobody does.
void check_hours(const Defining& in, Index index) {
    const Act& act = in.type.acts[index];
    const auto of_holder = [](const CalendarChoice& calendar) {
        return calendar.of == CalendarChoice::Of::holder;
    };
    const bool counts = (act.automatic && of_holder(act.automatic->calendar)) ||
                        (act.not_before && of_holder(act.not_before->calendar));
    if (!counts) return;
    for (const Index state : act.from)
        if (in.type.states[state].end)
            in.reading().error(node_of(in, index, "from"),
                               fmt::format("nobody holds a record in '{}', so it is in nobody's hours",
                                           in.type.states[state].name),
                               "a calendar's name or FIELD.hours");
}

// It must leave where it holds, or it would come again at once.
void check_as_soon_as(const Defining& in, Index index) {
    const Act& act = in.type.acts[index];
    const YamlNode& map = *in.source.acts[index].node;
    if (!map.find("as_soon_as")) return;
    const YamlNode& node = *map.find("as_soon_as");
    Reading& reading = in.reading();
    const std::optional<Index> to = target_of(in.type, act);
    if (act.creates_record)
        reading.error(node, "an act that creates cannot come by itself", "`from`");
    else if (!to)
        reading.error(node, fmt::format("'{}' comes by itself and leaves the state as it is", act.name),
                      "`to`");
    else if (std::find(act.from.begin(), act.from.end(), *to) != act.from.end())
        reading.error(map.find("to") ? Spot(*map.find("to")) : Spot(node),
                      fmt::format("'{}' comes by itself, from and to the same state", act.name),
                      "another state");
    if (act.automatic)
        reading.error(node, fmt::format("'{}' comes by itself in two ways", act.name),
                      "`as_soon_as` or `auto`; another act for the other");
    if (by_people_alone(act))
        reading.error(node, fmt::format("the desk does '{}', and is not among those who may", act.name),
                      "`desk` in `by`");
}

// Of somebody turned away: the desk does it at once, so it must be possible then, and be done with.
void check_otherwise(const Defining& in, Index index) {
    const Act& act = in.type.acts[index];
    if (!act.otherwise) return;
    const YamlNode& node = node_of(in, index, "otherwise");
    const Act& turned = in.type.acts[*act.otherwise];
    const Index start = target_of(in.type, act).value_or(in.type.start);
    Reading& reading = in.reading();
    if (turned.creates_record ||
        std::find(turned.from.begin(), turned.from.end(), start) == turned.from.end())
        reading.error(node, fmt::format("'{}' does not begin where records begin", turned.name),
                      fmt::format("an act from '{}'", in.type.states[start].name));
    if (by_people_alone(turned))
        reading.error(node, fmt::format("the desk does '{}', and is not among those who may", turned.name),
                      "`desk` in its `by`");
    if (!turned.form.empty())
        reading.error(node, fmt::format("the desk does '{}', and fills in no form", turned.name),
                      "an act without `form`");
    const auto to = target_of(in.type, turned);
    if (!to || !in.type.states[*to].end)
        reading.error(node, fmt::format("'{}' does not end the record", turned.name),
                      "an act that leads to an end");
}

// Whether the condition holds for a state and a holder of it, as far as it can be told.
bool may_hold(const Defining& in, const Expression& condition, Index state) {
    const auto holds = [&](std::string_view holder) {
        const cel::Value value =
            value_for(in.process(), condition.program, {in.type.states[state].name, holder});
        return !value.is(cel::ValueKind::boolean) || value.is_true();
    };
    if (!follows_from_standing(condition.program)) return true;
    // Nobody holds what has ended, or is kept in a register.
    if ((in.type.states[state].end || in.type.custody.holders.empty()) && holds("")) return true;
    return std::ranges::any_of(in.type.custody.holders,
                               [&](Index role) { return holds(in.process().roles[role].name); });
}

// Whether people can give fields values by the act `edit`, which every record has.
bool can_be_edited(const Defining& in) {
    const Act* edit = in.type.restriction(BuiltIn::edit);
    if (edit == nullptr || !edit->when) return true;
    for (Index state = 0; state < in.type.states.size(); ++state)
        if (!in.type.states[state].end && may_hold(in, *edit->when, state)) return true;
    return false;
}

bool somebody_gives(const RecordType& type, Index field) {
    if (type.fields[field].is || type.fields[field].standard) return true;
    for (const Act& act : type.acts) {
        for (const FormItem& item : act.form)
            if (item.kind == FormItem::Kind::field && item.field == field) return true;
    }
    const std::vector<const Effect*> effects = effects_of(type);
    return std::any_of(effects.begin(), effects.end(),
                       [&](const Effect* effect) { return effect->set && effect->set->field == field; });
}

bool created_elsewhere_with(const Process& process, Index type, Index field) {
    for (const RecordType& other : process.types)
        for (const Effect* effect : effects_of(other)) {
            const Create* create = effect->creates();
            if (create == nullptr || create->type != type) continue;
            for (const Set& set : create->fields)
                if (set.field == field) return true;
        }
    return false;
}

void check_needs(const Defining& in, Index index) {
    const auto type = static_cast<Index>(&in.type - in.process().types.data());
    for (const Need& need : in.type.acts[index].needs) {
        if (need.kind == Need::Kind::first_in_order && !in.source.entry.node->find("order"))
            in.reading().error(spot_of_need(in, index, need), fmt::format("'{}' has no order", in.type.name),
                               "`order`, by which the first is told");
        if (need.kind != Need::Kind::field) continue;
        if (somebody_gives(in.type, need.field) || created_elsewhere_with(in.process(), type, need.field))
            continue;
        if (!in.type.acts[index].creates_record && can_be_edited(in)) continue;
        in.reading().error(spot_of_need(in, index, need),
                           fmt::format("nothing ever gives '{}' a value, so '{}' cannot be done",
                                       in.type.fields[need.field].name, in.type.acts[index].name),
                           "the field in a `form`");
    }
}

// Whether the act's `when` holds for some state from which it leads.
bool ever_holds(const Defining& in, const Act& act) {
    return !act.when || act.creates_record ||
           std::ranges::any_of(act.from, [&](Index from) { return may_hold(in, *act.when, from); });
}

void check_flags(const Defining& in, Index index) {
    const Act& act = in.type.acts[index];
    const YamlNode& map = *in.source.acts[index].node;
    Reading& reading = in.reading();
    if (act.keeps_state && (act.to || !map.find("hand_over")))
        reading.error(node_of(in, index, "keeps_state"),
                      "`keeps_state` is for a hand-over that does not arrive", "`hand_over`, and no `to`");
    const auto ends = [&](Index state) { return in.type.states[state].end; };
    if (act.reopens && std::none_of(act.from.begin(), act.from.end(), ends))
        reading.warning(node_of(in, index, "reopens"),
                        fmt::format("'{}' reopens, but leaves no end", act.name));
    if (!act.creates_record && map.find("from") && map.find("from")->is_list() &&
        map.find("from")->items.empty())
        reading.error(*map.find("from"), fmt::format("'{}' can be done in no state", act.name),
                      "at least one state");
    if (!act.from.empty() && !in.type.custody.holders.empty() && !ever_holds(in, act))
        reading.error(node_of(in, index, "when"),
                      fmt::format("'{}' can never be done: this holds for no state and holder", act.name),
                      "a condition that can hold");
}

const Act* creation_of(const RecordType& type) {
    const auto found =
        std::find_if(type.acts.begin(), type.acts.end(), [](const Act& act) { return act.creates_record; });
    return found == type.acts.end() ? nullptr : &*found;
}

bool in_form(const Act& act, Index field) {
    return std::any_of(act.form.begin(), act.form.end(), [&](const FormItem& item) {
        return item.kind == FormItem::Kind::field && item.field == field;
    });
}

// What is required from the beginning must be given at the beginning.
void check_creation_form(const Defining& in, Index index) {
    const Act& act = in.type.acts[index];
    if (!act.creates_record || &act != creation_of(in.type)) return;
    for (Index f = 0; f < in.type.fields.size(); ++f) {
        const Field& field = in.type.fields[f];
        const YamlNode* written = in.source.fields[f].node;
        const bool defaulted = written->is_map() && written->find("default");
        if (field.required && !defaulted && !in_form(act, f))
            in.reading().error(*in.source.fields[f].key,
                               fmt::format("'{}' is required, but the form of '{}' does not ask for it",
                                           field.name, act.name),
                               "the field in that form, or a `default`");
    }
}

// A record that is created by another's act goes through its own creating act: what it is given must be in
// that form.
void check_creates(const Defining& in, const std::vector<Effect>& effects,
                   const std::function<Spot(const Effect&)>& spot) {
    for (const Effect& effect : effects) {
        const Create* create = effect.creates();
        if (create == nullptr) continue;
        const RecordType& target = in.process().types[create->type];
        const Act* creation = creation_of(target);
        if (!creation) continue;
        const Spot at = spot(effect);
        const auto given = [&](Index field) {
            return std::any_of(create->fields.begin(), create->fields.end(),
                               [&](const Set& set) { return set.field == field; });
        };
        for (Index f = 0; f < target.fields.size(); ++f) {
            const Field& field = target.fields[f];
            if (given(f) && !in_form(*creation, f))
                in.reading().error(at,
                                   fmt::format("'{}' is not in the form of '{}' that creates the {}",
                                               field.name, creation->name, target.name),
                                   "a field of that form");
            if (field.required && !field.standard && !given(f))
                in.reading().error(
                    at, fmt::format("the {} is not given '{}', which it requires", target.name, field.name),
                    fmt::format("`{}` in `fields`", field.name));
        }
    }
}

void check_all_creates(const Defining& in) {
    for (Index i = 0; i < in.type.acts.size(); ++i)
        if (in.source.acts[i].node->is_map())
            check_creates(in, in.type.acts[i].then, [&](const Effect& effect) {
                return spot_of(in.source.acts[i], "then", effect.line, "");
            });
    for (Index i = 0; i < in.type.states.size(); ++i) {
        const auto key = [&](const Effect&) { return Spot(*in.source.states[i].key); };
        check_creates(in, in.type.states[i].enter, key);
        check_creates(in, in.type.states[i].exit, key);
    }
    for (const Edge& edge : in.type.on)
        check_creates(in, edge.then, [](const Effect& effect) { return Spot(effect.line, 1); });
}

}  // namespace

Spot spot_of(const Entry& act, std::string_view list, int line, std::string_view word) {
    const YamlNode* node = act.node->find(list);
    Spot first = node ? Spot(*node) : Spot(*act.key);
    bool found = false;
    for (std::size_t i = 0; node && i < node->items.size(); ++i) {
        const YamlNode& item = node->items[i];
        if (item.line != line) continue;
        if (!found) first = item;
        found = true;
        for (const YamlNode& value : item.items)
            if (value.is_scalar() && value.text == word) return item;
    }
    return first;
}

void check_acts(const Defining& in) {
    for (Index i = 0; i < in.type.acts.size(); ++i) {
        if (!in.source.acts[i].node->is_map()) continue;
        check_desk(in, i);
        check_automatic(in, i);
        check_hours(in, i);
        check_as_soon_as(in, i);
        check_otherwise(in, i);
        check_needs(in, i);
        check_flags(in, i);
        check_creation_form(in, i);
    }
    check_all_creates(in);
}

}  // namespace reeve::process
