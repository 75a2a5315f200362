// Links as dimensions: how many records are linked, by where they stand, and how those go.
#include <fmt/format.h>

#include <algorithm>

#include "process/moves.hpp"
#include "verify/link_reading.hpp"
#include "verify/model_internal.hpp"

namespace reeve::verify {
namespace {

Shown shown_of(const LinkModel& link, const OutcomeGraph& graph, const ShownState& stand) {
    const process::State& state = graph.of().states[stand.state];
    Shown shown{state.open, state.name, state.outcome};
    for (const Index field : link.fields) {
        const auto at =
            static_cast<std::size_t>(std::ranges::find(graph.fields, field) - graph.fields.begin());
        shown.values.push_back(shown_values(*graph.process, graph.of().fields[field])[stand.values[at]]);
    }
    return shown;
}

// Whatever a record of the type can show, whether one ever comes there or not.
std::vector<ShownState> all_stands(const LinkModel& link, const OutcomeGraph& graph) {
    std::vector<ShownState> all;
    for (Index state = 0; state < graph.of().states.size(); ++state)
        if (graph.of().states[state].leaf)
            all.push_back({state, std::vector<std::uint32_t>(graph.fields.size())});
    for (std::size_t i = 0; i < graph.fields.size(); ++i) {
        if (std::ranges::find(link.fields, graph.fields[i]) == link.fields.end()) continue;
        const std::size_t values = shown_values(*graph.process, graph.of().fields[graph.fields[i]]).size();
        const std::size_t before = all.size();
        for (std::uint32_t value = 1; value < values; ++value)
            for (std::size_t one = 0; one < before; ++one) {
                all.push_back(all[one]);
                all.back().values[i] = value;
            }
    }
    return all;
}

void add_class(LinkModel& link, const Shown& shown, std::optional<Index> state) {
    auto known = link.class_of(shown);
    if (!known) {
        known = static_cast<std::uint32_t>(link.classes.size());
        link.classes.push_back({shown, {}, false});
    }
    if (state && !link.classes[*known].has(*state)) link.classes[*known].states.push_back(*state);
}

// As the records there are known to go; of those that are not known: anywhere.
LinkedSteps steps_of(const LinkModel& link, const OutcomeGraph* graph) {
    LinkedSteps go;
    const auto classes = static_cast<std::uint32_t>(link.classes.size());
    if (graph == nullptr) {
        for (std::uint32_t from = 0; from < classes; ++from) {
            go.born.push_back(from);
            for (std::uint32_t to = 0; to < classes; ++to)
                if (from != to) go.steps.emplace_back(from, to);
        }
        return go;
    }
    std::vector<std::optional<std::uint32_t>> of;
    for (const ShownState& stand : graph->stands) of.push_back(link.class_of(shown_of(link, *graph, stand)));
    std::vector<bool> born(classes), goes(std::size_t{classes} * classes);
    for (const std::uint32_t one : graph->born)
        if (of[one]) born[*of[one]] = true;
    for (const auto& [from, to] : graph->steps)
        if (of[from] && of[to]) goes[*of[from] * classes + *of[to]] = true;
    for (std::uint32_t from = 0; from < classes; ++from) {
        if (born[from]) go.born.push_back(from);
        for (std::uint32_t to = 0; to < classes; ++to)
            if (from != to && goes[from * classes + to]) go.steps.emplace_back(from, to);
    }
    return go;
}

class AddingLinks {
public:
    AddingLinks(Model& model, const Outcomes& outcomes)
        : model_(model), type_(*model.type), outcomes_(outcomes) {}

    void add() {
        for (Index i = 0; i < type_.links.size(); ++i)
            add_link(type_.links[i], i, true, reading_of(type_, type_.links[i]));
        for (Index i = 0; i < type_.inverses.size(); ++i)
            if (const LinkReading reading = reading_of(type_, type_.inverses[i]); reading.at_all)
                add_link(type_.inverses[i], i, false, reading);
        for (const process::RecordType& owner : model_.process->types) add_origins(owner);
    }

private:
    Model& model_;
    const process::RecordType& type_;
    const Outcomes& outcomes_;

    void add_link(const process::Link& of, Index index, bool own, const LinkReading& reading) {
        const OutcomeGraph* graph = graph_of(outcomes_, *model_.process, of);
        LinkModel& made = model_.links.emplace_back();
        made.link = index;
        made.own = own;
        made.of = &of;
        made.target = graph == nullptr ? nullptr : &graph->of();
        made.by_state = reading.states;
        made.by_outcome = reading.outcomes;
        add_classes(made, graph, reading);
        made.go = steps_of(made, graph);
        // Each is looked at once, as one way of answering is.
        if (graph != nullptr) model_.ways += graph->stands.size() + graph->steps.size();
        note_reached(made);
        if (!reading.at_all) return;
        made.by_effects = own && std::ranges::any_of(process::effects_of(type_), [&](const auto* effect) {
                              return effect->link_to && effect->link_to->link == index;
                          });
        made.from_there = !of.is_remote() && made.target != nullptr &&
                          is_ever_allowed(*made.target, process::BuiltIn::link);
        if (graph == nullptr)
            model_.limits.push_back(fmt::format(
                "'{}' links records of another process, '{}', which is not at hand; they are taken to "
                "stand anywhere at any time, unless the folder of '{}' is checked with this one",
                of.name, of.target_process, of.target_process));
        for (std::uint32_t c = 0; c < made.classes.size(); ++c)
            made.counts.push_back(
                model_.layout.add(fmt::format("{} {}", of.name, made.words(c)), counted(reading.count)));
    }

    static void note_reached(LinkModel& made) {
        for (const std::uint32_t born : made.go.born) made.classes[born].reached = true;
        for (bool more = true; more;) {
            more = false;
            for (const auto& [from, to] : made.go.steps)
                if (made.classes[from].reached && !made.classes[to].reached)
                    made.classes[to].reached = more = true;
        }
    }

    void add_classes(LinkModel& made, const OutcomeGraph* graph, const LinkReading& reading) {
        if (graph != nullptr) {
            for (const Index field : fields_told(*graph, reading))
                if (std::ranges::find(graph->fields, field) != graph->fields.end())
                    made.fields.push_back(field);
            for (const ShownState& stand : all_stands(made, *graph))
                add_class(made, shown_of(made, *graph, stand), stand.state);
            return;
        }
        for (const bool open : {true, false}) {
            add_class(made, {open}, {});
            for (const std::string& outcome : made.of->outcomes) add_class(made, {open, {}, outcome}, {});
        }
    }

    // What makes records of this type, and where it stands then.
    void add_origins(const process::RecordType& owner) {
        for (const process::Act& act : owner.acts) {
            std::vector<Index> states = act.from;
            if (const auto to = process::target_of(owner, act)) states.push_back(*to);
            for (const process::Effect& effect : act.then) add_origin(owner, effect, states);
        }
        std::vector<Index> anywhere;
        for (Index state = 0; state < owner.states.size(); ++state) anywhere.push_back(state);
        for (const process::State& state : owner.states)
            for (const auto* effects : {&state.enter, &state.exit})
                for (const process::Effect& effect : *effects) add_origin(owner, effect, anywhere);
        for (const process::Edge& edge : owner.on)
            for (const process::Effect& effect : edge.then) add_origin(owner, effect, anywhere);
    }

    void add_origin(const process::RecordType& owner, const process::Effect& effect,
                    const std::vector<Index>& states) {
        const process::Create* create = effect.creates();
        if (create == nullptr || &model_.process->types[create->type] != &type_) return;
        const std::string& name = owner.links[create->link].name;
        bool seen = false;
        for (std::uint32_t l = 0; l < model_.links.size(); ++l) {
            const LinkModel& link = model_.links[l];
            if (link.own || link.target != &owner || link.of->inverse != name) continue;
            seen = true;
            for (std::uint32_t c = 0; c < link.classes.size(); ++c) {
                const auto same = [&](const Origin& one) { return one.link == l && one.of_class == c; };
                if (link.classes[c].reached && link.classes[c].has_any(states) &&
                    std::ranges::none_of(model_.origins, same))
                    model_.origins.push_back({l, c});
            }
        }
        model_.made_unseen = model_.made_unseen || !seen;
    }
};

}  // namespace

bool LinkClass::has(Index state) const {
    return std::ranges::find(states, state) != states.end();
}

bool LinkClass::has_any(const std::vector<Index>& of) const {
    return std::ranges::any_of(of, [&](Index state) { return has(state); });
}

std::string LinkModel::words(std::uint32_t of_class) const {
    const auto& [shown, states, reached] = classes[of_class];
    std::string words = shown.open ? "open" : "not open";
    if (by_outcome && !shown.outcome.empty()) words = shown.outcome;
    if (states.size() == 1) words = target->states[states.front()].name;
    for (const cel::Value& value : shown.values)
        words += value.is_null()                    ? std::string(", none")
                 : value.is(cel::ValueKind::string) ? ", " + value.string()
                                                    : std::string(value.boolean() ? ", true" : ", false");
    return words;
}

std::optional<std::uint32_t> LinkModel::class_of(const Shown& shown) const {
    for (std::uint32_t c = 0; c < classes.size(); ++c) {
        const Shown& known = classes[c].shown;
        if (known.open == shown.open && (!by_state || known.state == shown.state) &&
            (!by_outcome || known.outcome == shown.outcome) && known.values == shown.values)
            return c;
    }
    return std::nullopt;
}

const LinkModel* Model::inverse(std::size_t index) const {
    const auto found =
        std::ranges::find_if(links, [&](const LinkModel& link) { return !link.own && link.link == index; });
    return found == links.end() ? nullptr : &*found;
}

bool Model::is_shown(Index field) const {
    return std::ranges::find(shown, field) != shown.end();
}

void add_links(Model& model, const Outcomes& outcomes) {
    AddingLinks(model, outcomes).add();
}

bool depends_on(const Model& model, const Outcomes& outcomes) {
    return std::ranges::any_of(model.links, [&](const LinkModel& link) {
        return !link.counts.empty() &&
               steps_of(link, graph_of(outcomes, *model.process, *link.of)) != link.go;
    });
}

}  // namespace reeve::verify
