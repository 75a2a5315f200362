// Whether every state can be reached and left. Conditions count as if they held: what they forbid is for
// `verify`.
#include <fmt/format.h>

#include <algorithm>

#include "process/lifecycle_internal.hpp"
#include "process/load_internal.hpp"
#include "process/moves.hpp"
#include "process/put_aside.hpp"

namespace reeve::process {
namespace {

void check_reachable(const Defining& in, const Lifecycle& lifecycle) {
    for (std::size_t s = 0; s < in.type.states.size(); ++s)
        if (in.type.states[s].leaf && !lifecycle.reachable[s])
            in.reading().error(*in.source.states[s].key,
                               fmt::format("no act leads to the state '{}'", in.type.states[s].name),
                               "an act with this state as `to`");
}

// An open state from which no state that is not open can be reached.
void check_traps(const Defining& in, const Lifecycle& lifecycle) {
    const std::size_t count = in.type.states.size();
    std::vector<bool> leads_out(count);
    for (std::size_t s = 0; s < count; ++s) leads_out[s] = !in.type.states[s].open;
    for (bool changed = true; changed;) {
        changed = false;
        for (const Lifecycle::Step& step : lifecycle.steps) {
            if (leads_out[step.from] || !leads_out[step.to]) continue;
            leads_out[step.from] = true;
            changed = true;
        }
    }
    for (std::size_t s = 0; s < count; ++s)
        if (in.type.states[s].leaf && !leads_out[s] && lifecycle.reachable[s])
            in.reading().error(*in.source.states[s].key,
                               fmt::format("'{}' is a trap: no way leads from it to a state that is not open",
                                           in.type.states[s].name),
                               "an act that leads on");
}

void check_waiting(const Defining& in) {
    for (Index s = 0; s < in.type.states.size(); ++s) {
        if (in.type.states[s].waiting == Waiting::none || !in.type.states[s].leaf) continue;
        const auto leaves = [&](const Act& act) {
            return (act.automatic || act.as_soon_as) &&
                   std::find(act.from.begin(), act.from.end(), s) != act.from.end();
        };
        if (std::none_of(in.type.acts.begin(), in.type.acts.end(), leaves))
            in.reading().warning(
                *in.source.states[s].key,
                fmt::format("only a person ends the waiting in '{}'", in.type.states[s].name),
                "an act with `auto`");
    }
}

void check_ends(const Defining& in, const Lifecycle& lifecycle) {
    const bool any =
        std::any_of(in.type.states.begin(), in.type.states.end(), [](const State& s) { return s.end; });
    if (!any && !in.type.states.empty())
        in.reading().error(*in.source.entry.key, fmt::format("no state of '{}' is an end", in.type.name),
                           "a state with `end: true`");
    for (const Lifecycle::Step& step : lifecycle.steps) {
        const Act& act = in.type.acts[step.act];
        if (!in.type.states[step.from].end || act.reopens) continue;
        const bool hands_over = in.source.acts[step.act].node->find("hand_over") != nullptr;
        if (step.from == step.to && !hands_over) continue;
        in.reading().error(*in.source.acts[step.act].key,
                           fmt::format("'{}' leaves the end '{}'", act.name, in.type.states[step.from].name),
                           "`reopens: true`, or another `from`");
    }
}

void check_start(const Defining& in) {
    for (std::size_t i = 0; i < in.type.acts.size(); ++i) {
        const Act& act = in.type.acts[i];
        if (!act.creates_record || !act.to || *act.to == in.type.start) continue;
        in.reading().error(
            *in.source.acts[i].node->find("to"),
            fmt::format("'{}' creates a record in '{}'", act.name, in.type.states[*act.to].name),
            fmt::format("the start, {}", in.type.states[in.type.start].name));
    }
}

}  // namespace

Lifecycle lifecycle_of(const RecordType& type, const TypeSource& source) {
    Lifecycle lifecycle;
    for (Index a = 0; a < type.acts.size(); ++a) {
        const Act& act = type.acts[a];
        const bool hands_over = source.acts[a].node->find("hand_over") != nullptr;
        for (const Index from : act.from) {
            Index to = act.to.value_or(from);
            if (!act.to && hands_over && !act.keeps_state) to = type.custody.arrives.value_or(from);
            lifecycle.steps.push_back({a, from, to});
        }
    }
    lifecycle.reachable.resize(type.states.size());
    if (type.states.empty()) return lifecycle;
    lifecycle.reachable[type.start] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (const Lifecycle::Step& step : lifecycle.steps) {
            if (!lifecycle.reachable[step.from] || lifecycle.reachable[step.to]) continue;
            lifecycle.reachable[step.to] = true;
            changed = true;
        }
    }
    return lifecycle;
}

// A record that is no longer owed is put aside by the act that works out what is.
void reach_superfluous(const Defining& in, Lifecycle& lifecycle) {
    for (const PutAside& aside : put_aside_in(in.process(), in.type)) lifecycle.reachable[aside.to] = true;
}

void check_lifecycle(const Defining& in) {
    Lifecycle lifecycle = lifecycle_of(in.type, in.source);
    reach_superfluous(in, lifecycle);
    check_start(in);
    check_reachable(in, lifecycle);
    check_ends(in, lifecycle);
    check_traps(in, lifecycle);
    check_waiting(in);
}

}  // namespace reeve::process
