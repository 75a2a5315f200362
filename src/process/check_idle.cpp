// What says nothing: an effect that is written twice, a stop or pause of a clock that does not run there, a
// role that nobody has where such records are.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "process/lifecycle_internal.hpp"
#include "process/load_internal.hpp"
#include "process/moves.hpp"

namespace reeve::process {
namespace {

bool same(const YamlNode& one, const YamlNode& other) {
    const auto same_key = [](const YamlKey& a, const YamlKey& b) { return a.name == b.name; };
    return one.kind == other.kind && one.text == other.text &&
           std::equal(one.keys.begin(), one.keys.end(), other.keys.begin(), other.keys.end(), same_key) &&
           std::equal(one.items.begin(), one.items.end(), other.items.begin(), other.items.end(), same);
}

bool names(std::string_view text, std::string_view name) {
    const auto in_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || !in_name(text[at - 1])) && (end == text.size() || !in_name(text[end]))) return true;
    }
    return false;
}

// `count: count + 1` is something else each time.
bool sets_by_itself(const YamlNode& values) {
    return std::any_of(values.keys.begin(), values.keys.end(), [&](const YamlKey& key) {
        return std::any_of(values.items.begin(), values.items.end(),
                           [&](const YamlNode& value) { return names(value.text, key.name); });
    });
}

// Whether an act of linked records can be done on one of them once more.
bool can_be_repeated(const Defining& in, const YamlNode& done) {
    const YamlNode *act_name = done.find("act"), *link_name = done.find("on");
    const std::optional<Index> link = link_name ? in.type.link(link_name->text) : std::nullopt;
    if (!link || !act_name || in.type.links[*link].is_remote()) return true;
    const RecordType& target = in.process().types[in.type.links[*link].target_type];
    const std::optional<Index> index = target.act(act_name->text);
    if (!index) return true;
    const Act& act = target.acts[*index];
    const std::optional<Index> to = target_of(target, act);
    return !to || std::find(act.from.begin(), act.from.end(), *to) != act.from.end();
}

// The second time it changes nothing more. Two records may well be made alike.
bool is_once_for_all(const Defining& in, const YamlNode& effect) {
    if (const YamlNode* values = effect.find("set")) return !sets_by_itself(*values);
    if (const YamlNode* done = effect.find("do")) return !can_be_repeated(in, *done);
    return effect.find("create") == nullptr && effect.find("for_each") == nullptr;
}

void check_twice(const Defining& in, const YamlNode* effects) {
    if (effects == nullptr || !effects->is_list()) return;
    for (std::size_t i = 1; i < effects->items.size(); ++i)
        if (same(effects->items[i - 1], effects->items[i]) && is_once_for_all(in, effects->items[i]))
            in.reading().warning(effects->items[i], "this effect is written twice, and does nothing more",
                                 "it once");
}

void check_effects(const Defining& in) {
    for (const Entry& act : in.source.acts) check_twice(in, act.node->find("then"));
    for (const Entry& state : in.source.states)
        for (const std::string_view key : {"enter", "exit"}) check_twice(in, state.node->find(key));
    if (const YamlNode* edges = in.source.entry.node->find("on"); edges != nullptr && edges->is_list())
        for (const YamlNode& edge : edges->items) check_twice(in, edge.find("then"));
}

// A role that one has at the organisation which a record names: where records name none, nobody has it.
void check_roles(const Defining& in) {
    for (Index i = 0; i < in.type.acts.size(); ++i) {
        const Act& act = in.type.acts[i];
        const YamlNode* written = in.source.acts[i].node->find("by");
        if (act.creates_record || written == nullptr) continue;
        for (const By& by : act.by) {
            if (by.kind != By::Kind::role) continue;
            const Role& role = in.process().roles[by.role];
            if (role.at_name.empty() || in.type.field(role.at_name)) continue;
            in.reading().warning(
                *written,
                fmt::format("'{}' is had at a record's '{}', which a record of the type '{}' "
                            "does not name: nobody may '{}' by it",
                            role.name, role.at_name, in.type.name, act.name),
                "another role, or that field");
        }
    }
}

// Where a clock cannot be going any more, as far as the acts alone say. Records of other versions and
// imported ones, which may begin anywhere, are not thought of.
class Idle {
public:
    // `moves`: of the type. They outlive it.
    Idle(const RecordType& type, const Clock& clock, const std::vector<Move>& moves)
        : type_(type), clock_(clock), moves_(moves) {
        settle_acts();
    }

    // An act stopped it on every way to the state, and it does not begin anew.
    [[nodiscard]] bool stopped_by_acts(Index state) const { return stopped_[state]; }

    // One of its stops, but for `part`, is this state.
    [[nodiscard]] bool stops_in(Index state, const ClockStop* part = nullptr) const {
        return std::any_of(clock_.stops.begin(), clock_.stops.end(), [&](const ClockStop& stop) {
            return &stop != part && stop.kind == ClockStop::Kind::state &&
                   is_within(type_, state, stop.index);
        });
    }

    // It stood still before the record came to the end `state`, in which none begins.
    [[nodiscard]] bool stopped_before(Index state, const ClockStop* part) const {
        bool entered = false;
        for (const Move& move : moves_) {
            if (move.to != state || move.from == state) continue;
            entered = true;
            if (!stopped_[move.from] && !stops_in(move.from, part) && !stops_by(move.act)) return false;
        }
        return entered;
    }

private:
    const RecordType& type_;
    const Clock& clock_;
    const std::vector<Move>& moves_;
    std::vector<bool> stopped_;

    [[nodiscard]] bool stops_by(Index act) const {
        return std::any_of(clock_.stops.begin(), clock_.stops.end(), [&](const ClockStop& stop) {
            return stop.kind == ClockStop::Kind::act && stop.index == act;
        });
    }

    // A leg of its own begins with it, and so does the clock.
    [[nodiscard]] bool begins_anew(const Move& move) const {
        if (clock_.starts != Clock::Starts::each_leg) return false;
        return type_.acts[move.act].moves_custody() ||
               (type_.states[move.from].end && !type_.states[move.to].end);
    }

    void settle_acts() {
        stopped_.assign(type_.states.size(), true);
        for (const Index start : starts_of(type_)) stopped_[start] = false;
        for (bool changed = true; changed;) {
            changed = false;
            for (const Move& move : moves_) {
                if (!stopped_[move.to]) continue;
                if (!begins_anew(move) && (stops_by(move.act) || stopped_[move.from])) continue;
                stopped_[move.to] = false;
                changed = true;
            }
        }
    }
};

void check_clock(const Defining& in, const std::vector<Move>& moves, Index index) {
    const Clock& clock = in.type.clocks[index];
    if (clock.repeats || clock.starts_by || clock.orders.starts) return;
    const Idle idle(in.type, clock, moves);
    const auto part_of = [&](std::string_view key, std::size_t number, std::size_t parts) -> const YamlNode* {
        const YamlNode* written = in.source.clocks[index].node->find(key);
        if (written == nullptr || !written->is_list() || written->items.size() != parts) return nullptr;
        return &written->items[number];
    };
    Lifecycle aside;  // what is no longer owed comes there without an act of its own, whatever runs
    aside.reachable.resize(in.type.states.size());
    reach_superfluous(in, aside);
    for (std::size_t i = 0; i < clock.stops.size(); ++i) {
        const ClockStop& stop = clock.stops[i];
        const YamlNode* written = part_of("stops", i, clock.stops.size());
        if (written == nullptr || stop.kind != ClockStop::Kind::state || aside.reachable[stop.index])
            continue;
        const State& state = in.type.states[stop.index];
        if (!state.leaf ||
            !(idle.stopped_by_acts(stop.index) || (state.end && idle.stopped_before(stop.index, &stop))))
            continue;
        in.reading().warning(
            *written,
            fmt::format("the clock '{}' has stopped before a record comes to '{}'", clock.name, state.name),
            "a state to which it comes while the clock runs");
    }
    for (std::size_t i = 0; i < clock.pauses.size(); ++i) {
        const ClockPause& pause = clock.pauses[i];
        const YamlNode* written = part_of("pauses", i, clock.pauses.size());
        if (written == nullptr || pause.kind != ClockPause::Kind::state) continue;
        const State& state = in.type.states[pause.index];
        if (!state.leaf || !(state.end || idle.stops_in(pause.index) || idle.stopped_by_acts(pause.index)))
            continue;
        in.reading().warning(*written,
                             fmt::format("the clock '{}' never runs in '{}'", clock.name, state.name),
                             "a state in which it runs");
    }
}

}  // namespace

void check_idle(const Defining& in) {
    check_effects(in);
    check_roles(in);
    if (in.type.start >= in.type.states.size()) return;  // there is none, which was said
    const std::vector<Move> moves = moves_of(in.type);
    for (Index i = 0; i < in.source.clocks.size(); ++i)
        if (in.source.clocks[i].node->is_map()) check_clock(in, moves, i);
}

}  // namespace reeve::process
