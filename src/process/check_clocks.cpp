// Whether clocks can stop, and whether their units fit the time they count in.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/lengths_internal.hpp"
#include "process/lifecycle_internal.hpp"
#include "process/limit_columns.hpp"
#include "process/load_internal.hpp"
#include "process/moves.hpp"

namespace reeve::process {
namespace {

bool can_happen(const Defining& in, const Lifecycle& lifecycle, const ClockStop& stop) {
    const auto reachable_act = [&](Index act) {
        const auto& from = in.type.acts[act].from;
        return std::any_of(from.begin(), from.end(), [&](Index state) { return lifecycle.reachable[state]; });
    };
    switch (stop.kind) {
        case ClockStop::Kind::act: return reachable_act(stop.index);
        case ClockStop::Kind::state: return lifecycle.reachable[stop.index];
        case ClockStop::Kind::link_closed:
        case ClockStop::Kind::condition:
        case ClockStop::Kind::step: return true;
        case ClockStop::Kind::hand_over: break;
    }
    for (Index a = 0; a < in.type.acts.size(); ++a)
        if (in.source.acts[a].node->find("hand_over") && reachable_act(a)) return true;
    return false;
}

// Whether an effect of the kind on the clock can come about.
bool can_follow(const Defining& in, const Lifecycle& lifecycle, Effect::Kind kind, Index clock) {
    const auto names_it = [&](const std::vector<Effect>& effects) {
        return std::ranges::any_of(
            effects, [&](const Effect& effect) { return effect.kind == kind && effect.index == clock; });
    };
    const auto is_reached = [&](Index state) { return lifecycle.reachable[state]; };
    const RecordType& type = in.type;
    for (const Act& act : type.acts)
        if (names_it(act.then) && (act.creates_record || std::ranges::any_of(act.from, is_reached)))
            return true;
    for (Index state = 0; state < type.states.size(); ++state)
        if ((names_it(type.states[state].enter) || names_it(type.states[state].exit)) &&
            std::ranges::any_of(leaves_of(type, state), is_reached))
            return true;
    return std::ranges::any_of(type.on, [&](const Edge& edge) { return names_it(edge.then); });
}

// What effects ask of it must come about too, and what one pauses another resumes.
void check_orders(const Defining& in, const Lifecycle& lifecycle, Index index) {
    const Clock& clock = in.type.clocks[index];
    const Spot at(*in.source.clocks[index].key);
    if (clock.starts == Clock::Starts::asked && !can_follow(in, lifecycle, Effect::Kind::start_clock, index))
        in.reading().error(at, fmt::format("nothing starts the clock '{}'", clock.name),
                           "an effect `start`, or `starts: once` or `each_leg`");
    if (clock.orders.pauses && !clock.orders.resumes)
        in.reading().warning(at, fmt::format("what pauses the clock '{}' pauses it for good", clock.name),
                             "an effect `resume`");
    if (clock.orders.resumes && !clock.orders.pauses)
        in.reading().warning(at,
                             fmt::format("no effect pauses the clock '{}', and one resumes it", clock.name),
                             "an effect `pause`; what `pauses` says ends by itself");
}

void check_stops(const Defining& in, const Lifecycle& lifecycle, Index index) {
    const Clock& clock = in.type.clocks[index];
    const YamlNode* written = in.source.clocks[index].node->find("stops");
    const bool any = std::any_of(clock.stops.begin(), clock.stops.end(),
                                 [&](const ClockStop& stop) { return can_happen(in, lifecycle, stop); }) ||
                     can_follow(in, lifecycle, Effect::Kind::stop_clock, index);
    if (any) return;
    // A stop that names nothing has been said already.
    if (written && written->is_list() && clock.stops.size() < written->items.size()) return;
    in.reading().error(written ? Spot(*written) : Spot(*in.source.clocks[index].key),
                       fmt::format("nothing stops the clock '{}'", clock.name),
                       "an act, a state that is reached, hand_over, or an effect `stop`");
}

// The columns of tables from which the limit takes a length.
void check_units_of_cells(const Defining& in, Index index) {
    const Clock& clock = in.type.clocks[index];
    if (!clock.limit) return;
    const std::string whose = fmt::format("the clock '{}'", clock.name);
    const auto takes = [&](const SpanCell& cell) {
        return cell.table ? takes_limit_from(clock, *cell.table, cell.column)
                          : takes_limit_from(clock, cell.column);
    };
    for (const SpanCell& cell : in.all.span_cells) {
        if (!takes(cell)) continue;
        const std::string_view file = in.reading().file();
        in.reading().set_file(cell.file);
        check_units(
            in.reading(),
            {cell.at, {cell.exact_days, cell.working_days}, !clock.calendar.always(), whose, "the clock"});
        in.reading().set_file(file);
    }
}

void check_holders(const Defining& in, Index index) {
    const Clock& clock = in.type.clocks[index];
    const auto& holders = in.type.custody.holders;
    for (const Index role : clock.holders)
        if (!holders.empty() && std::find(holders.begin(), holders.end(), role) == holders.end())
            in.reading().error(*in.source.clocks[index].node->find("of"),
                               fmt::format("'{}' never holds a record", in.process().roles[role].name),
                               "one of the `holders` in `custody`");
}

bool pauses_in(const Clock& clock, const RecordType& type, Index state) {
    return std::any_of(clock.pauses.begin(), clock.pauses.end(), [&](const ClockPause& pause) {
        if (pause.kind == ClockPause::Kind::state) return pause.index == state;
        return pause.kind == ClockPause::Kind::waiting && type.states[state].waiting == pause.waiting;
    });
}

bool stops_in(const Clock& clock, Index state) {
    return std::any_of(clock.stops.begin(), clock.stops.end(), [&](const ClockStop& stop) {
        return stop.kind == ClockStop::Kind::state && stop.index == state;
    });
}

// Where the clock says what the desk does.
Spot deed_spot(const Defining& in, Index index) {
    const Entry& entry = in.source.clocks[index];
    for (const std::string_view key : {"breach", "warn", "overdue"})
        if (const YamlNode* node = entry.node->find(key)) return *node;
    return *entry.key;
}

// A share or breach reached in a state from which its act does not lead is recorded, but causes nothing.
void check_deed(const Defining& in, const Lifecycle& lifecycle, Index index, Index deed) {
    const Clock& clock = in.type.clocks[index];
    const std::vector<Index>& from = in.type.acts[deed].from;
    std::vector<std::string> states;
    for (Index s = 0; s < in.type.states.size(); ++s) {
        const bool runs = in.type.states[s].open && lifecycle.reachable[s] && !pauses_in(clock, in.type, s) &&
                          !stops_in(clock, s);
        if (runs && std::find(from.begin(), from.end(), s) == from.end())
            states.push_back(in.type.states[s].name);
    }
    if (!states.empty())
        in.reading().warning(deed_spot(in, index),
                             fmt::format("'{}' cannot be done in {}, where the clock may run",
                                         in.type.acts[deed].name, join(states, ", ")),
                             "these states in its `from`, or among the clock's `pauses` or `stops`");
}

}  // namespace

void check_clocks(const Defining& in) {
    Lifecycle lifecycle = lifecycle_of(in.type, in.source);
    reach_superfluous(in, lifecycle);
    // What a rule makes stands behind those of the file.
    for (Index i = 0; i < in.source.clocks.size(); ++i) {
        if (!in.source.clocks[i].node->is_map()) continue;  // also of a step that is due by a word
        check_stops(in, lifecycle, i);
        check_orders(in, lifecycle, i);
        check_units_of_cells(in, i);
        check_holders(in, i);
        for (const Index deed : in.type.clocks[i].deeds()) check_deed(in, lifecycle, i, deed);
    }
}

}  // namespace reeve::process
