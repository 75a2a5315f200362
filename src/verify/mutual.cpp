#include "verify/mutual.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "verify/replay.hpp"

namespace reeve::verify {
namespace {

using process::RecordType;

std::span<const Edge> edges_from(const Exploration& found, StateIndex at) {
    return std::span(found.edges).subspan(found.edges_of[at], found.edges_of[at + 1] - found.edges_of[at]);
}

Index state_at(const Exploration& found, StateIndex at) {
    return found.model->of(found.model->state, found.visited.at(at));
}

// What is seen of a type where exactly one record is linked by one link: its own state, and the class of
// that record's.
class Projection {
public:
    Projection(const Exploration& found, const LinkModel& link) : found_(found), link_(link) {
        const std::size_t size = found.model->type->states.size() * link.classes.size();
        moves_.resize(size);
        alone_.assign(found.model->type->states.size(), no_state);
        for (StateIndex at = 0; at < found.visited.size(); ++at) add(at);
    }

    [[nodiscard]] const RecordType& type() const { return *found_.model->type; }
    [[nodiscard]] const Exploration& found() const { return found_; }
    [[nodiscard]] const LinkModel& link() const { return link_; }
    // The states to which a record can go from there while the other stays.
    [[nodiscard]] const std::set<Index>& moves(Index state, Index other) const {
        return moves_[place(state, link_.class_of(other))];
    }
    // The first one of that state to which nothing is linked; no_state where there is none.
    [[nodiscard]] StateIndex alone(Index state) const { return alone_[state]; }

private:
    const Exploration& found_;
    const LinkModel& link_;
    std::vector<std::set<Index>> moves_;
    std::vector<StateIndex> alone_;

    [[nodiscard]] std::size_t place(Index state, std::uint32_t of_class) const {
        return state * link_.classes.size() + of_class;
    }

    // The class of the one that is linked; the number of classes where there is none, one more for several.
    [[nodiscard]] std::uint32_t class_at(StateIndex at) const {
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

    void add(StateIndex at) {
        const Index state = state_at(found_, at);
        const std::uint32_t of_class = class_at(at);
        const auto classes = static_cast<std::uint32_t>(link_.classes.size());
        if (of_class > classes) return;
        if (of_class == classes && alone_[state] == no_state) alone_[state] = at;
        for (const Edge& edge : edges_from(found_, at)) {
            const Index to = state_at(found_, edge.to);
            if (to == state || class_at(edge.to) != of_class) continue;
            if (of_class < classes) moves_[place(state, of_class)].insert(to);
            // Those that nothing counts may be there where none is seen.
            for (std::uint32_t c = 0; of_class == classes && c < classes; ++c)
                if (!found_.model->layout[link_.counts[c]].used) moves_[place(state, c)].insert(to);
        }
    }
};

// One record of each type, each linked to the other: the states of both.
class Product {
public:
    Product(const Projection& one, const Projection& other)
        : one_(one), other_(other), width_(other.type().states.size()) {
        const std::size_t size = one.type().states.size() * width_;
        ends_well_.resize(size);
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t at = 0; at < size; ++at)
                if (!ends_well_[at] && leads_out(at)) ends_well_[at] = changed = true;
        }
    }

    // The first pair in which both wait, of those in which neither would wait for ever if the other moved.
    [[nodiscard]] std::optional<std::pair<Index, Index>> stuck() const {
        for (std::size_t at = 0; at < ends_well_.size(); ++at) {
            const auto [a, b] = pair_of(at);
            if (ends_well_[at] || one_.alone(a) == no_state || other_.alone(b) == no_state) continue;
            if (could_go(one_, a) && could_go(other_, b)) return std::pair(a, b);
        }
        return std::nullopt;
    }

private:
    const Projection& one_;
    const Projection& other_;
    std::size_t width_;
    std::vector<bool> ends_well_;

    [[nodiscard]] std::pair<Index, Index> pair_of(std::size_t at) const {
        return {static_cast<Index>(at / width_), static_cast<Index>(at % width_)};
    }

    [[nodiscard]] bool leads_out(std::size_t at) const {
        const auto [a, b] = pair_of(at);
        if (!one_.type().states[a].open || !other_.type().states[b].open) return true;
        const auto& left = one_.moves(a, b);
        const auto& right = other_.moves(b, a);
        return std::any_of(left.begin(), left.end(),
                           [&, b = b](Index to) { return ends_well_[to * width_ + b]; }) ||
               std::any_of(right.begin(), right.end(),
                           [&, a = a](Index to) { return ends_well_[a * width_ + to]; });
    }

    // Whether its work can be done when the other one stands anywhere it likes.
    [[nodiscard]] static bool could_go(const Projection& of, Index from) {
        const auto& states = of.type().states;
        std::vector<Index> todo{from};
        std::vector<bool> seen(states.size());
        seen[from] = true;
        while (!todo.empty()) {
            const Index at = todo.back();
            todo.pop_back();
            if (!states[at].open) return true;
            for (const std::vector<Index>& others : of.link().classes)
                for (const Index to : of.moves(at, others.front()))
                    if (!seen[to]) {
                        seen[to] = true;
                        todo.push_back(to);
                    }
        }
        return false;
    }
};

// Whether an act on one of them is an act on what is linked as well: then it is not for the two to wait.
bool moves_linked(const RecordType& type, Index link) {
    const auto on = [&](const std::vector<process::Effect>& effects) {
        return std::any_of(effects.begin(), effects.end(), [&](const process::Effect& effect) {
            return effect.on_linked && effect.on_linked->link == link;
        });
    };
    return std::any_of(type.acts.begin(), type.acts.end(), [&](const auto& act) { return on(act.then); }) ||
           std::any_of(type.states.begin(), type.states.end(),
                       [&](const auto& state) { return on(state.enter) || on(state.exit); }) ||
           std::any_of(type.on.begin(), type.on.end(), [&](const auto& edge) { return on(edge.then); });
}

bool may_wait(const Exploration& found, const LinkModel& link, Index for_type) {
    const process::Link& of = found.model->type->links[link.link];
    return found.complete && !link.counts.empty() && of.target_type == for_type &&
           !moves_linked(*found.model->type, link.link);
}

class Waits {
public:
    explicit Waits(const Places& places) : places_(places) {}

    void look(const Exploration& one, const LinkModel& there, const Exploration& other,
              const LinkModel& back) {
        const Projection left(one, there), right(other, back);
        const Product product(left, right);
        if (const auto stuck = product.stuck()) tell(left, right, *stuck);
    }

    std::vector<Finding> found;

private:
    const Places& places_;

    void tell(const Projection& one, const Projection& other, std::pair<Index, Index> stuck) {
        const RecordType& type = one.type();
        const process::Link& link = type.links[one.link().link];
        Finding& finding = found.emplace_back();
        finding.kind = "mutual_wait";
        finding.path = fmt::format("{}.links.{}", type.name, link.name);
        finding.type = one.found().model->type_index;
        places_.locate(finding, {"records", type.name, "links", link.name});
        const std::string& here = type.states[stuck.first].name;
        const std::string& there = other.type().states[stuck.second].name;
        finding.sentence = fmt::format(
            "'{}' in '{}' and '{}' in '{}' that are linked to each other wait for each other: neither ever "
            "comes to a state in which its work is done, unless a link is taken away.",
            type.name, here, other.type().name, there);
        const auto left = one.found().way_to(one.alone(stuck.first));
        const auto right = other.found().way_to(other.alone(stuck.second));
        for (const std::string& step : verify::tell(one.found(), left)) finding.way.push_back(step);
        for (const std::string& step : verify::tell(other.found(), right)) finding.way.push_back(step);
        finding.way.push_back(fmt::format("both are linked, by '{}' and by '{}'", link.name,
                                          other.type().links[other.link().link].name));
        if (!is_real(one, left, other, right)) finding.severity = Severity::note;
    }

    // With two real records: linked as said, and nothing then brings either where its work is done.
    static bool is_real(const Projection& one, std::vector<Step> left, const Projection& other,
                        std::vector<Step> right) {
        Finding first, second;
        first.steps = std::move(left);
        second.steps = std::move(right);
        const Trial empty(*one.found().model->process,
                          std::max(one.found().model->tokens, other.found().model->tokens));
        const Replayed here = replay(one.found(), first, empty);
        if (!here.same) return false;
        const Replayed there = replay(other.found(), second, *here.end);
        if (!there.same) return false;
        Trial trial = *there.end;
        return link(trial, one, here.record, there.record) && link(trial, other, there.record, here.record) &&
               waits(trial, one, here.record) && waits(trial, other, there.record);
    }

    static Id holder_of(Trial& trial, const Projection& of, Id record) {
        const auto role = of.found().model->process->role(trial.all().at(record).holder.role);
        return trial.person({role.value_or(0)}, 0);
    }

    static bool link(Trial& trial, const Projection& of, Id from, Id to) {
        records::Command command =
            trial.command(holder_of(trial, of, from), records::Command::Kind::link, from);
        command.links.push_back({of.type().links[of.link().link].name, trial.all().at(to).number, false});
        return trial.submit(command).has_value();
    }

    // No act of whoever has it leads out of what is open.
    static bool waits(Trial& trial, const Projection& of, Id record) {
        for (const process::Act& act : of.type().acts) {
            if (act.creates_record || !act.to || of.type().states[*act.to].open) continue;
            records::Command command =
                trial.command(holder_of(trial, of, record), records::Command::Kind::act, record);
            command.act = act.name;
            command.comment = records::CommentPart{"As it is said here.", ""};
            if (trial.decide_only(command)) return false;
        }
        return true;
    }
};

// The steps between what a model tells apart of the records that it is linked to.
std::set<std::pair<std::uint32_t, std::uint32_t>> steps_of(const LinkModel& link, Index target,
                                                           const Outcomes& outcomes) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> steps;
    for (const auto& [from, to] : outcomes[target]) steps.emplace(link.class_of(from), link.class_of(to));
    return steps;
}

}  // namespace

std::vector<std::pair<Index, Index>> outcomes_seen(const Exploration& found) {
    const std::size_t states = found.model->type->states.size();
    std::vector<bool> goes(states * states);
    for (StateIndex at = 0; at < found.visited.size(); ++at) {
        const Index from = state_at(found, at);
        for (const Edge& edge : edges_from(found, at)) goes[from * states + state_at(found, edge.to)] = true;
    }
    std::vector<std::pair<Index, Index>> seen;
    for (std::size_t i = 0; i < goes.size(); ++i)
        if (goes[i] && i / states != i % states)
            seen.emplace_back(static_cast<Index>(i / states), static_cast<Index>(i % states));
    return seen;
}

bool depends_on(const Model& model, const Outcomes& before, const Outcomes& after) {
    return std::any_of(model.links.begin(), model.links.end(), [&](const LinkModel& link) {
        const Index target = model.type->links[link.link].target_type;
        return !link.counts.empty() && steps_of(link, target, before) != steps_of(link, target, after);
    });
}

std::vector<Finding> mutual_waits(const std::vector<Exploration>& explorations, const Places& places) {
    Waits waits(places);
    for (Index a = 0; a < explorations.size(); ++a)
        for (Index b = a + 1; b < explorations.size(); ++b)
            for (const LinkModel& there : explorations[a].model->links)
                for (const LinkModel& back : explorations[b].model->links)
                    if (may_wait(explorations[a], there, b) && may_wait(explorations[b], back, a))
                        waits.look(explorations[a], there, explorations[b], back);
    return std::move(waits.found);
}

}  // namespace reeve::verify
