// Registers, which nobody holds, checklists that wait for themselves, and joins over what is owed.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "process/load_internal.hpp"
#include "process/moves.hpp"

namespace reeve::process {
namespace {

constexpr std::string_view unheld = "nobody holds the records of a register";

void check_register_act(const Defining& in, std::size_t index) {
    const Act& act = in.type.acts[index];
    const YamlNode& map = *in.source.acts[index].node;
    if (!map.is_map()) return;
    for (const By& by : act.by)
        if (by.kind == By::Kind::holder || by.kind == By::Kind::assignee)
            return in.reading().error(*map.find("by"), std::string(unheld), "roles");
    if (const YamlNode* hand_over = map.find("hand_over"))
        in.reading().error(*hand_over, std::string(unheld), "no `hand_over`");
    for (const Effect& effect : act.then)
        if (effect.kind == Effect::Kind::assign_actor || effect.kind == Effect::Kind::unassign)
            in.reading().error(spot_of(in.source.acts[index], "then", effect.line, ""), std::string(unheld),
                               "no `assign`");
}

void check_register(const Defining& in) {
    if (!in.type.is_register) return;
    for (std::size_t i = 0; i < in.type.acts.size(); ++i) check_register_act(in, i);
    const auto assigns = [](const Effect& effect) {
        return effect.kind == Effect::Kind::assign_actor || effect.kind == Effect::Kind::unassign;
    };
    const auto check = [&](const std::vector<Effect>& effects, Spot at) {
        if (std::any_of(effects.begin(), effects.end(), assigns))
            in.reading().error(at, std::string(unheld), "no `assign`");
    };
    for (std::size_t i = 0; i < in.type.states.size(); ++i) {
        check(in.type.states[i].enter, *in.source.states[i].key);
        check(in.type.states[i].exit, *in.source.states[i].key);
    }
    for (const Edge& edge : in.type.on) check(edge.then, Spot(edge.line, 1));
    if (!in.source.clocks.empty())
        in.reading().error(*in.source.clocks.front().key, "the records of a register have no clocks",
                           "a record type of its own for what has a time");
}

// The lists that must be done before the needs are met, by themselves or within a dossier.
void add_lists(const RecordType& type, const std::vector<Need>& needs, std::set<Index>& onto) {
    for (const Need& need : needs) {
        if (need.kind == Need::Kind::checklist) onto.insert(need.index);
        if (need.kind == Need::Kind::dossier) add_lists(type, type.dossiers[need.index].needs, onto);
    }
}

// A step cannot wait for the end of its own list, however far about.
void check_lists(const Defining& in) {
    std::vector<std::set<Index>> before(in.type.checklists.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        for (const ChecklistStep& step : in.type.checklists[i].steps)
            add_lists(in.type, step.act.needs, before[i]);
    for (std::size_t goes = 0; goes < before.size(); ++goes)
        for (std::set<Index>& lists : before)
            for (const Index list : std::set<Index>(lists))
                lists.insert(before[list].begin(), before[list].end());
    for (Index i = 0; i < before.size(); ++i)
        if (before[i].contains(i))
            in.reading().error(
                *in.source.checklists[i].key,
                fmt::format("a step of '{}' needs the whole of it", in.type.checklists[i].name),
                "a step that does not wait for its own list");
}

// Links over which something is owed: `for_each` says what.
std::vector<std::string> owed_links(const RecordType& type) {
    std::vector<std::string> links;
    for (const Effect* effect : effects_of(type))
        if (effect->for_each) links.push_back(type.links[effect->for_each->create.link].name);
    return links;
}

// Nothing was worked out yet, and `.all` of nothing holds.
void warn_of_all(const Defining& in, const std::vector<std::string>& owed, const Expression& expression) {
    for (const std::string& link : owed)
        if (expression.source.find("links." + link + ".all(") != std::string::npos)
            in.reading().warning(Spot(expression.line, expression.column),
                                 fmt::format("this holds before it is known what is owed over '{}'", link),
                                 fmt::format("all(links.{}, …), which does not", link));
}

}  // namespace

void check_structure(const Defining& in) {
    check_register(in);
    check_lists(in);
    const std::vector<std::string> owed = owed_links(in.type);
    if (owed.empty()) return;
    const auto warn_of_act = [&](const Act& act) {
        if (act.when) warn_of_all(in, owed, *act.when);
        for (const Need& need : act.needs)
            if (need.condition) warn_of_all(in, owed, *need.condition);
    };
    for (const Act& act : in.type.acts) warn_of_act(act);
    for (const Checklist& list : in.type.checklists)
        for (const ChecklistStep& step : list.steps) warn_of_act(step.act);
    for (const Rule& rule : in.type.rules) warn_of_all(in, owed, rule.condition);
}

}  // namespace reeve::process
