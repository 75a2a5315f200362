#include "verify/real_way.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "verify/ways.hpp"

namespace reeve::verify {
namespace {

constexpr int others_tried = 8;              // ways beside the shortest one
constexpr int paths_most = 20;               // around a step, of which no step was found for an edge
constexpr std::uint32_t ways_most = 20'000;  // of a move, that are looked through for one step
// For one finding, all in all: what is looked through, and looked at for what leads around a step.
constexpr std::uint32_t all_ways_most = 200'000, states_most = 200'000;

// What no real record is made to do.
bool is_never_replayed(Move::Kind kind) {
    return kind == Move::Kind::lapse || kind == Move::Kind::linked || kind == Move::Kind::put_aside ||
           kind == Move::Kind::newcomer || kind == Move::Kind::turned || kind == Move::Kind::retry;
}

class OtherWays {
public:
    OtherWays(const Exploration& found, const Finding& finding)
        : found_(found), rule_(finding.rule), way_(finding.steps) {
        for (std::size_t i = 1; i < way_.size(); ++i) ends_.push_back(way_[i].from);
        if (!rule_) ends_.push_back(found.visited.find(retrace(found, {way_.back()}).front().after));
    }

    // Another way without that step, which no way has from then on; empty where none is near.
    std::vector<Step> without(std::size_t step) {
        left_out_.insert(key(way_[step]));
        const StateIndex from = way_[step].from;
        const StateIndex to = step < ends_.size() ? ends_[step] : no_state;
        if (const auto other = step_to(from, to, way_[step].move)) {
            way_[step] = *other;
            return way_;
        }
        closed_.emplace(from, to);
        const std::uint32_t move = way_[step].move;
        for (int tried = 0; tried < paths_most; ++tried) {
            // To what comes after it; or to where its move breaks the rule as well.
            const std::vector<StateIndex> path =
                to != no_state ? path_around(step, [&](StateIndex at) { return comes_after(step, at); })
                               : path_around(step, [&](StateIndex at) {
                                     return knows_approvals(at) && step_by(at, no_state, move).has_value();
                                 });
            if (path.empty()) break;
            if (!take(path, step)) continue;
            if (to == no_state) {
                const auto last = step_by(path.back(), no_state, move);
                if (!last) break;
                way_.push_back(*last);
            }
            return way_;
        }
        return {};
    }

private:
    using Key = std::tuple<StateIndex, std::uint32_t, std::uint32_t>;
    const Exploration& found_;
    const std::optional<process::Index> rule_;
    std::vector<Step> way_;
    std::vector<StateIndex> ends_;         // to which its steps lead; not the one that breaks the rule
    std::uint32_t ways_ = 0, states_ = 0;  // that were looked at
    std::set<Key> left_out_;
    std::set<std::pair<StateIndex, StateIndex>> closed_;  // no step is left for them

    static Key key(const Step& step) { return {step.from, step.move, step.way}; }

    // To no state: one of that move that breaks the rule.
    [[nodiscard]] std::optional<Step> step_to(StateIndex from, StateIndex to, std::uint32_t move) {
        for (std::uint32_t m = 0; m < found_.moves.size(); ++m)
            if (to != no_state ? !is_never_replayed(found_.moves[m].kind) : m == move)
                if (const auto step = step_by(from, to, m)) return step;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Step> step_by(StateIndex from, StateIndex to, std::uint32_t m) {
        Stepper& stepper = *found_.stepper;
        const Vector state = from == no_state ? stepper.nothing() : found_.visited.at(from);
        const Move& move = found_.moves[m];
        if (from == no_state ? !move.begins() : !stepper.concerns(move, state)) return std::nullopt;
        const std::uint32_t most = std::min(ways_most, std::max(ways_ + 1, all_ways_most) - ways_);
        const auto way = way_that(
            stepper, move, state, most, [&](const Taken& taken, const Vector& next, std::uint32_t tried) {
                ++ways_;
                const bool leads = to != no_state
                                       ? taken.done && taken.sound() && found_.visited.find(next) == to
                                       : std::ranges::find(taken.broken, *rule_) != taken.broken.end();
                return leads && !left_out_.contains({from, m, tried});
            });
        return way ? std::optional(Step{from, m, *way}) : std::nullopt;
    }

    [[nodiscard]] bool comes_after(std::size_t step, StateIndex at) const {
        return std::find(ends_.begin() + static_cast<std::ptrdiff_t>(step), ends_.end(), at) != ends_.end();
    }

    // A real record does not go what rests on what is not known.
    [[nodiscard]] bool knows_approvals(StateIndex at) const {
        const Vector state = found_.visited.at(at);
        return std::ranges::none_of(found_.model->approvals, [&](const ApprovalModel& one) {
            return one.dimension &&
                   static_cast<RoundStand>(found_.model->of(*one.dimension, state)) == RoundStand::unknown;
        });
    }

    // From what comes before the step, or else from earlier on.
    template <class Goal>
    [[nodiscard]] std::vector<StateIndex> path_around(std::size_t step, const Goal& is_goal) {
        for (std::size_t begin = step + 1; begin-- > 0;)
            if (auto path = path_from(way_[begin].from, is_goal); !path.empty()) return path;
        return {};
    }

    // The shortest one; from nothing, every first state is one step away.
    template <class Goal>
    [[nodiscard]] std::vector<StateIndex> path_from(StateIndex from, const Goal& is_goal) {
        std::map<StateIndex, StateIndex> before;
        std::vector<StateIndex> open;
        const auto look = [&](StateIndex at, StateIndex to) {
            if (to != from && !closed_.contains({at, to}) && before.emplace(to, at).second)
                open.push_back(to);
        };
        const auto expand = [&](StateIndex at) {
            if (at == no_state) {
                for (StateIndex first = 0; first < found_.first.size(); ++first)
                    if (found_.first[first].from == no_state) look(at, first);
                return;
            }
            for (std::uint32_t i = found_.edges_of[at]; i < found_.edges_of[at + 1]; ++i)
                look(at, found_.edges[i].to);
        };
        expand(from);
        for (std::size_t next = 0; next < open.size() && ++states_ < states_most; ++next) {
            if (!is_goal(open[next])) {
                expand(open[next]);
                continue;
            }
            std::vector<StateIndex> path{open[next]};
            while (path.back() != from) path.push_back(before.at(path.back()));
            std::ranges::reverse(path);
            return path;
        }
        return {};
    }

    // No step: what was sent is found out.
    [[nodiscard]] bool is_found_out(StateIndex from, StateIndex to) const {
        const Model& model = *found_.model;
        return std::ranges::any_of(model.late, [&](const LateField& late) {
            return late.open && model.of(*late.open, found_.visited.at(from)) != not_open &&
                   model.of(*late.open, found_.visited.at(to)) == not_open;
        });
    }

    // The path in place of the part of the way between its ends, or of all that follows. False where no step
    // is found for an edge of it: that is closed then.
    bool take(const std::vector<StateIndex>& path, std::size_t step) {
        std::vector<Step> steps;
        std::vector<StateIndex> ends;
        for (std::size_t i = 0; i + 1 < path.size(); ++i) {
            const StateIndex from = path[i], to = path[i + 1];
            if (const auto next = step_to(from, to, 0)) {
                steps.push_back(*next);
                ends.push_back(to);
            } else if (!ends.empty() && is_found_out(from, to)) {
                ends.back() = to;
            } else {
                closed_.emplace(from, to);
                return false;
            }
        }
        const auto begin = std::ranges::find(way_, path.front(), &Step::from) - way_.begin();
        const auto known =
            std::find(ends_.begin() + static_cast<std::ptrdiff_t>(std::min(step, ends_.size())), ends_.end(),
                      path.back());
        const bool joins = known != ends_.end();
        const auto end = joins ? known - ends_.begin() + 1 : static_cast<std::ptrdiff_t>(ends_.size());
        way_.erase(way_.begin() + begin, joins ? way_.begin() + end : way_.end());
        way_.insert(way_.begin() + begin, steps.begin(), steps.end());
        ends_.erase(ends_.begin() + begin, ends_.begin() + end);
        ends_.insert(ends_.begin() + begin, ends.begin(), ends.end());
        return true;
    }
};

}  // namespace

bool has_real_way(const Exploration& found, Finding& finding, const AllExplored& types) {
    Replayed replayed = replay(found, finding, types);
    if (replayed.same) return true;
    OtherWays others(found, finding);
    Finding other = finding;
    for (int tried = 0; tried < others_tried && !replayed.same; ++tried) {
        other.steps = others.without(replayed.furthest);
        if (other.steps.empty()) return false;
        replayed = replay(found, other, types);
    }
    if (!replayed.same) return false;
    other.way = tell(found, other.steps);
    finding = std::move(other);
    return true;
}

}  // namespace reeve::verify
