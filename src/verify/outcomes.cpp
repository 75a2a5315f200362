// What is known of a type before it is explored: from which state to which its records go.
#include "verify/outcomes.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>

#include "process/moves.hpp"
#include "verify/link_reading.hpp"

namespace reeve::verify {
namespace {

// Of a type that shows more than this only some of the fields are told apart: their values together, and with
// the states.
constexpr std::size_t shown_most = 32, stands_most = 500;
// The same of one link, of whose classes each is counted.
constexpr std::size_t classes_most = 12;

// Whether it is shared and has few values.
bool is_shown(const OutcomeGraph& graph, Index field) {
    return std::ranges::find(graph.of().shares, field) != graph.of().shares.end() &&
           !shown_values(*graph.process, graph.of().fields[field]).empty();
}

// Shared fields that links read: of the process that is checked first, then of others. These may read more
// than can be told apart, and must not take its place.
std::vector<Index> fields_read(const OutcomeGraph& graph, const Outcomes& outcomes) {
    std::array<std::set<Index>, 2> fields;
    for (const OutcomeGraph& reader : outcomes)
        for (const auto* links : {&reader.of().links, &reader.of().inverses})
            for (const process::Link& link : *links) {
                if (graph_of(outcomes, *reader.process, link) != &graph) continue;
                const std::vector<Index> told = fields_told(graph, reading_of(reader.of(), link));
                const bool own = reader.process == outcomes.front().process;
                fields[own ? 0 : 1].insert(told.begin(), told.end());
            }
    std::vector<Index> kept;
    std::size_t shown = 1;
    for (const std::set<Index>& some : fields)
        for (const Index field : some) {
            const std::size_t values = shown_values(*graph.process, graph.of().fields[field]).size();
            const bool known = std::ranges::find(kept, field) != kept.end();
            if (known || shown * values > shown_most) continue;
            if (shown * values * graph.of().states.size() > stands_most) continue;
            shown *= values;
            kept.push_back(field);
        }
    std::ranges::sort(kept);
    return kept;
}

std::vector<std::vector<std::uint32_t>> all_values(const OutcomeGraph& graph) {
    std::vector<std::vector<std::uint32_t>> all{{}};
    for (const Index field : graph.fields) {
        std::vector<std::vector<std::uint32_t>> more;
        const std::size_t values = shown_values(*graph.process, graph.of().fields[field]).size();
        for (const auto& one : all)
            for (std::uint32_t value = 0; value < values; ++value) {
                more.push_back(one);
                more.back().push_back(value);
            }
        all = std::move(more);
    }
    return all;
}

// As the acts of its file have it, each shared field with any value at any time.
void fill(OutcomeGraph& graph) {
    const process::RecordType& type = graph.of();
    const auto values = all_values(graph);
    const auto width = static_cast<std::uint32_t>(values.size());
    for (Index state = 0; state < type.states.size(); ++state)
        for (const auto& shown : values) graph.stands.push_back({state, shown});
    const auto go = [&](Index from, Index to) {
        for (std::uint32_t i = 0; i < width; ++i)
            for (std::uint32_t j = 0; j < width; ++j)
                if (from != to || i != j) graph.steps.emplace_back(from * width + i, to * width + j);
    };
    std::set<std::pair<Index, Index>> moves;
    for (const process::Move& move : process::moves_of(type)) moves.emplace(move.from, move.to);
    for (Index state = 0; state < type.states.size(); ++state) moves.emplace(state, state);
    for (const Index aside : put_aside_in(*graph.process, type))
        for (Index state = 0; state < type.states.size(); ++state)
            if (type.states[state].open) moves.emplace(state, aside);
    for (const auto& [from, to] : moves) go(from, to);
    for (const Index start : process::starts_of(type))
        for (std::uint32_t i = 0; i < width; ++i) graph.born.push_back(start * width + i);
}

}  // namespace

std::vector<Index> fields_told(const OutcomeGraph& graph, const LinkReading& reading) {
    std::set<std::tuple<bool, std::string, std::string>> stands;
    for (const process::State& state : graph.of().states)
        if (state.leaf)
            stands.emplace(state.open, reading.states ? state.name : "",
                           reading.outcomes ? state.outcome : "");
    std::size_t classes = stands.size();
    std::vector<Index> told;
    for (Index field = 0; field < graph.of().fields.size(); ++field) {
        const process::Field& one = graph.of().fields[field];
        if (!reading.others.contains(one.name) || !is_shown(graph, field)) continue;
        const std::size_t values = shown_values(*graph.process, one).size();
        if (classes * values > classes_most) continue;
        classes *= values;
        told.push_back(field);
    }
    return told;
}

std::vector<cel::Value> shown_values(const process::Process& process, const process::Field& field) {
    std::vector<cel::Value> values{cel::Value()};
    if (field.kind == process::FieldKind::boolean) {
        values.emplace_back(false);
        values.emplace_back(true);
    } else if (field.kind == process::FieldKind::choice) {
        for (const process::ChoiceValue& value : process.choices[field.choice].values)
            values.emplace_back(value.name);
    } else {
        values.clear();
    }
    return values;
}

std::vector<Index> put_aside_in(const process::Process& process, const process::RecordType& of) {
    std::vector<Index> states;
    for (const process::RecordType& type : process.types)
        for (const process::Effect* effect : process::effects_of(type)) {
            if (!effect->for_each || !effect->for_each->superfluous) continue;
            if (&process.types[effect->for_each->create.type] != &of) continue;
            if (std::find(states.begin(), states.end(), *effect->for_each->superfluous) == states.end())
                states.push_back(*effect->for_each->superfluous);
        }
    return states;
}

Outcomes outcomes_of(const process::Process& process, std::span<const process::Process* const> beside) {
    Outcomes outcomes;
    const auto add = [&](const process::Process& one) {
        for (Index type = 0; type < one.types.size(); ++type) {
            OutcomeGraph& graph = outcomes.emplace_back();
            graph.process = &one;
            graph.type = type;
        }
    };
    add(process);
    for (const process::Process* other : beside)
        if (other->id != process.id) add(*other);
    for (OutcomeGraph& graph : outcomes) graph.fields = fields_read(graph, outcomes);
    for (OutcomeGraph& graph : outcomes) fill(graph);
    return outcomes;
}

const OutcomeGraph* graph_of(const Outcomes& outcomes, const process::Process& process, Index type) {
    const auto found = std::ranges::find_if(
        outcomes, [&](const OutcomeGraph& graph) { return graph.process == &process && graph.type == type; });
    return found == outcomes.end() ? nullptr : &*found;
}

const OutcomeGraph* graph_of(const Outcomes& outcomes, const process::Process& process,
                             const process::Link& link) {
    if (!link.is_remote()) return graph_of(outcomes, process, link.target_type);
    const auto found = std::ranges::find_if(outcomes, [&](const OutcomeGraph& graph) {
        return graph.process->id == link.target_process && graph.of().name == link.target_name;
    });
    return found == outcomes.end() ? nullptr : &*found;
}

}  // namespace reeve::verify
