#include "verify/ring.hpp"

#include <algorithm>
#include <deque>
#include <map>

namespace reeve::verify {
namespace {

Index state_at(const Exploration& found, StateIndex at) {
    return found.model->of(found.model->state, found.visited.at(at));
}

}  // namespace

Projection::Projection(const Exploration& found, const LinkModel& link) : found_(found), link_(link) {
    const std::size_t size = type().states.size() * link.classes.size();
    moves_.resize(size);
    together_.resize(size);
    alone_.assign(type().states.size(), no_state);
    for (StateIndex at = 0; at < found.visited.size(); ++at) add(at);
}

// The class of the one that is linked; the number of classes where there is none, one more for several.
std::uint32_t Projection::class_at(StateIndex at) const {
    const Vector vector = found_.visited.at(at);
    const auto none = static_cast<std::uint32_t>(link_.classes.size());
    std::uint32_t found = none;
    for (std::uint32_t c = 0; c < none; ++c) {
        const std::uint32_t count = found_.model->of(link_.counts[c], vector);
        if (count == 0) continue;
        if (count > 1 || found != none) return none + 1;
        found = c;
    }
    return found;
}

void Projection::add(StateIndex at) {
    const Index state = state_at(found_, at);
    const std::uint32_t of_class = class_at(at);
    const auto classes = static_cast<std::uint32_t>(link_.classes.size());
    if (of_class > classes) return;
    if (of_class == classes && alone_[state] == no_state) alone_[state] = at;
    for (std::uint32_t e = found_.edges_of[at]; e < found_.edges_of[at + 1]; ++e) {
        const Index to = state_at(found_, found_.edges[e].to);
        const std::uint32_t to_class = class_at(found_.edges[e].to);
        if (to == state) continue;
        if (of_class < classes && to_class == of_class) moves_[place(state, of_class)].insert(to);
        if (of_class < classes && to_class < classes && to_class != of_class)
            together_[place(state, of_class)].emplace(to, to_class);
        // Those that nothing counts may be there where none is seen.
        for (std::uint32_t c = 0; of_class == classes && to_class == classes && c < classes; ++c)
            if (!found_.model->layout[link_.counts[c]].used) moves_[place(state, c)].insert(to);
    }
}

std::set<Index> Projection::moves(Index state, Index other) const {
    std::set<Index> all;
    for (std::uint32_t c = 0; c < link_.classes.size(); ++c)
        if (link_.classes[c].has(other))
            all.insert(moves_[place(state, c)].begin(), moves_[place(state, c)].end());
    return all;
}

std::set<std::pair<Index, Index>> Projection::moves_together(Index state, Index other) const {
    std::set<std::pair<Index, Index>> all;
    for (std::uint32_t c = 0; c < link_.classes.size(); ++c) {
        if (!link_.classes[c].has(other)) continue;
        for (const auto& [to, to_class] : together_[place(state, c)])
            for (const Index there : link_.classes[to_class].states) all.emplace(to, there);
    }
    return all;
}

std::vector<StateIndex> Projection::with(Index state, Index other, std::size_t most) const {
    std::vector<StateIndex> all;
    for (StateIndex at = 0; at < found_.visited.size() && all.size() < most; ++at) {
        if (state_at(found_, at) != state) continue;
        const std::uint32_t of_class = class_at(at);
        if (of_class < link_.classes.size() && link_.classes[of_class].has(other)) all.push_back(at);
    }
    return all;
}

Ring::Ring(std::vector<const Projection*> of) : of_(std::move(of)) {
    std::size_t size = 1;
    for (const Projection* one : of_) size *= one->type().states.size();
    ends_well_.resize(size);
    for (std::size_t i = 0; i < of_.size(); ++i) {
        std::vector<bool>& could = could_go_.emplace_back();
        for (Index state = 0; state < of_[i]->type().states.size(); ++state)
            could.push_back(could_go(i, state));
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t at = 0; at < size; ++at)
            if (!ends_well_[at] && leads_out(at)) ends_well_[at] = changed = true;
    }
}

Position Ring::position(std::size_t at) const {
    Position position(of_.size());
    for (std::size_t i = of_.size(); i-- > 0;) {
        const std::size_t states = of_[i]->type().states.size();
        position[i] = static_cast<Index>(at % states);
        at /= states;
    }
    return position;
}

std::size_t Ring::place(const Position& position) const {
    std::size_t at = 0;
    for (std::size_t i = 0; i < of_.size(); ++i) at = at * of_[i]->type().states.size() + position[i];
    return at;
}

// Where one of them goes alone, or with the next one.
std::vector<std::pair<RingStep, std::size_t>> Ring::next(const Position& position) const {
    std::vector<std::pair<RingStep, std::size_t>> all;
    for (std::size_t i = 0; i < of_.size(); ++i) {
        const std::size_t other = (i + 1) % of_.size();
        const auto add = [&](Index to, Index there) {
            Position after = position;
            after[i] = to;
            after[other] = there;
            all.emplace_back(RingStep{i, position[i], to, there}, place(after));
        };
        for (const Index to : of_[i]->moves(position[i], position[other])) add(to, position[other]);
        for (const auto& [to, there] : of_[i]->moves_together(position[i], position[other])) add(to, there);
    }
    return all;
}

bool Ring::leads_out(std::size_t at) const {
    const Position here = position(at);
    for (std::size_t i = 0; i < of_.size(); ++i)
        if (!of_[i]->type().states[here[i]].open) return true;
    return std::ranges::any_of(next(here), [&](const auto& step) { return ends_well_[step.second]; });
}

// Whether its work can be done when the next one stands anywhere it likes.
bool Ring::could_go(std::size_t record, Index from) const {
    const Projection& of = *of_[record];
    const auto& states = of.type().states;
    std::vector<Index> todo{from};
    std::vector<bool> seen(states.size());
    seen[from] = true;
    while (!todo.empty()) {
        const Index at = todo.back();
        todo.pop_back();
        if (!states[at].open) return true;
        const auto reach = [&](Index to) {
            if (!seen[to]) todo.push_back(to);
            seen[to] = true;
        };
        for (const LinkClass& there : of.link().classes) {
            if (!there.reached || there.states.empty()) continue;
            for (const Index to : of.moves(at, there.states.front())) reach(to);
            for (const auto& [to, other] : of.moves_together(at, there.states.front())) reach(to);
        }
    }
    return false;
}

bool Ring::is_stuck(const Position& position) const {
    if (ends_well_[place(position)]) return false;
    for (std::size_t i = 0; i < of_.size(); ++i)
        if (!could_go_[i][position[i]]) return false;
    return true;
}

std::optional<std::pair<Position, std::vector<RingStep>>> Ring::way_from(
    const std::vector<Position>& begin) const {
    struct Came {
        std::size_t from = 0;
        RingStep step;
        bool begins = false;
    };
    std::map<std::size_t, Came> came;
    std::deque<std::size_t> todo;
    for (const Position& one : begin)
        if (came.try_emplace(place(one), Came{0, {}, true}).second) todo.push_back(place(one));
    while (!todo.empty()) {
        std::size_t at = todo.front();
        todo.pop_front();
        const Position here = position(at);
        if (is_stuck(here)) {
            std::vector<RingStep> way;
            for (; !came.at(at).begins; at = came.at(at).from) way.push_back(came.at(at).step);
            std::ranges::reverse(way);
            return std::pair(position(at), way);
        }
        for (const auto& [step, to] : next(here))
            if (came.try_emplace(to, Came{at, step, false}).second) todo.push_back(to);
    }
    return std::nullopt;
}

}  // namespace reeve::verify
