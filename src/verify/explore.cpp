#include "verify/explore.hpp"

#include <algorithm>

#include "verify/reach.hpp"
#include "verify/recall.hpp"
#include "verify/refusals.hpp"

namespace reeve::verify {
namespace {

class Explorer {
public:
    Explorer(Exploration& found, const Bounds& bounds)
        : found_(found),
          model_(*found.model),
          stepper_(*found.stepper),
          bounds_(bounds),
          diagrams_(found.model->diagrams.bytes()),
          recall_(found.moves.size(), found.model->layout.kept_words()) {}

    void run() {
        found_.bounds = bounds_;
        const bool too_wide = model_.ways > bounds_.steps;
        const bool can = model_.beyond.empty() || stop(too_wide ? Stop::steps : Stop::beyond);
        found_.complete = can && begin() && expand_all();
        end_edges();
        if (found_.complete && model_.tokens > 1 && !try_newcomers()) {
            found_.too_many_newcomers = true;
            found_.stop = Stop::none;
            end_edges();
        }
        found_.bytes = used();
    }

private:
    static constexpr std::uint32_t ways_of_a_move = 100'000;  // in one state
    static constexpr std::size_t reached_most = 1024, at_once = 16;
    Exploration& found_;
    const Model& model_;
    Stepper& stepper_;
    const Bounds& bounds_;
    const std::size_t diagrams_;  // bytes: of all expressions
    Recall recall_;
    std::vector<Change> changes_;  // of one move
    Taken taken_;
    std::vector<Edge> here_;
    struct Reached {
        Step step;
        bool goodwill = false;
        std::uint64_t hash = 0;
        Vector next{};
    };
    std::vector<Reached> reached_;  // from one state, and not looked up yet

    [[nodiscard]] std::size_t used() const {
        return diagrams_ + found_.visited.bytes() + found_.edges.capacity() * sizeof(Edge) +
               found_.edges_of.capacity() * sizeof(std::uint32_t) + found_.first.capacity() * sizeof(Step);
    }

    bool stop(Stop why) {
        found_.stop = why;
        return false;
    }

    [[nodiscard]] bool within() {
        if (found_.visited.size() > bounds_.states) return stop(Stop::states);
        if (used() + recall_.bytes() > bounds_.bytes) recall_.forget();
        return used() <= bounds_.bytes || stop(Stop::bytes);
    }

    bool begin() {
        for (std::uint32_t m = 0; m < found_.moves.size(); ++m)
            if (found_.moves[m].begins() && !take(no_state, stepper_.nothing(), m)) return false;
        look_up();
        return true;
    }

    bool expand_all() {
        while (found_.edges_of.size() < found_.visited.size()) {
            const auto at = static_cast<StateIndex>(found_.edges_of.size());
            found_.edges_of.push_back(static_cast<std::uint32_t>(found_.edges.size()));
            if (!expand(at)) return false;
        }
        return true;
    }

    // Of a state that was not expanded nothing follows.
    void end_edges() {
        const auto end = static_cast<std::uint32_t>(found_.edges.size());
        found_.edges_of.resize(std::size_t{found_.visited.size()} + 1, end);
    }

    // Where nothing leads on, or an act that was never done might be, somebody may come who did nothing of
    // what is remembered; only there, since more people make no more of all else.
    bool try_newcomers() {
        const auto newcomer = static_cast<std::uint32_t>(
            std::ranges::find(found_.moves, Move::Kind::newcomer, &Move::kind) - found_.moves.begin());
        std::vector<bool> tried;
        for (bool more = true; more;) {
            more = false;
            const std::vector<bool> out = ways_out(found_);
            tried.resize(out.size());
            for (StateIndex at = 0; at < out.size(); ++at) {
                const Vector state = found_.visited.at(at);
                if (tried[at] || (out[at] && !is_owed_an_act(state))) continue;
                tried[at] = more = true;
                here_.clear();
                if (!take(at, state, newcomer)) return false;
                look_up();
                for (const Edge& edge : here_) found_.newcomers.emplace_back(at, edge.to);
            }
            found_.edges_of.pop_back();
            const bool whole = expand_all();
            end_edges();
            if (!whole) return false;
        }
        return true;
    }

    // Whether an act comes from there of which something never was.
    [[nodiscard]] bool is_owed_an_act(const Vector& state) const {
        const std::uint32_t at = model_.of(model_.state, state);
        for (std::size_t i = 0; i < model_.acts.size(); ++i) {
            const Tried& tried = stepper_.tried()[i];
            if (model_.acts[i].from[at] && (!tried.done || tried.needed != tried.met)) return true;
        }
        return false;
    }

    // All that can follow from one state.
    bool expand(StateIndex at) {
        const Vector state = found_.visited.at(at);
        here_.clear();
        for (std::uint32_t m = 0; m < found_.moves.size(); ++m)
            if (stepper_.concerns(found_.moves[m], state) && !recalls(at, state, m) && !take(at, state, m)) {
                if (stepper_.wanted() == nullptr) {
                    look_up();
                    return false;
                }
                take_apart(at, state, *stepper_.wanted());
                break;
            }
        look_up();
        const auto key = [](const Edge& edge) {
            return std::pair(StateIndex{edge.to}, (edge.by_goodwill << 1) | edge.by_desk);
        };
        std::sort(here_.begin(), here_.end(), [&](const Edge& a, const Edge& b) { return key(a) < key(b); });
        const auto same = [&](const Edge& a, const Edge& b) { return key(a) == key(b); };
        here_.erase(std::unique(here_.begin(), here_.end(), same), here_.end());
        found_.edges.insert(found_.edges.end(), here_.begin(), here_.end());
        return within();
    }

    [[nodiscard]] bool is_goodwill(const Move& move, const Vector& state) const {
        const process::State& at = model_.type->states[model_.of(model_.state, state)];
        if (at.waiting == process::Waiting::vendor)
            return move.kind == Move::Kind::partner || move.kind == Move::Kind::linked ||
                   move.kind == Move::Kind::put_aside;
        if (at.waiting != process::Waiting::reporter || move.kind != Move::Kind::act) return false;
        const process::By& by = model_.type->acts[move.act].by[move.by];
        return by.kind == process::By::Kind::role && model_.process->roles[by.role].is_reporter;
    }

    // Where a step asks what was sent in a late field, the state stands for as many as there are answers.
    void take_apart(StateIndex at, const Vector& state, const LateField& late) {
        look_up();
        here_.clear();
        const auto last = static_cast<std::uint32_t>(found_.moves.size() - 1);
        const bool some = model_.of(*late.open, state) == open_to_some;
        for (std::uint32_t value = 0; value < model_.layout.size(model_.fields[late.field]); ++value) {
            if (some && value == *late.none) continue;
            Vector next = state;
            model_.set(model_.fields[late.field], next, value);
            model_.set(*late.open, next, not_open);
            reach({at, last, value}, next, false);
        }
    }

    // Whether it is known what the move comes to here: then that is all that follows.
    bool recalls(StateIndex from, const Vector& state, std::uint32_t index) {
        if (!recall_.minds(index)) return false;
        const Course* course = recall_.find(index, state);
        if (course == nullptr || found_.steps + course->ways > bounds_.steps) return false;
        found_.steps += course->ways;
        if (course->count == 0) return true;
        const bool goodwill = is_goodwill(found_.moves[index], state);
        for (std::uint32_t i = 0; i < course->count; ++i)
            reach({from, index, recall_.way(*course, i)}, recall_.after(*course, i, state), goodwill);
        return true;
    }

    bool take(StateIndex from, const Vector& state, std::uint32_t index) {
        const Move& move = found_.moves[index];
        const bool goodwill = from != no_state && is_goodwill(move, state);
        stepper_.begin_asking();
        changes_.clear();
        Choices choices;
        choices.begin();
        std::uint32_t way = 0;
        do {
            Vector next = state;
            stepper_.take(move, choices, next, taken_);
            ++found_.steps;
            if (stepper_.wanted() != nullptr) return false;
            if (taken_.done) note({from, index, way}, next, goodwill);
            if (++way > ways_of_a_move) return stop(Stop::ways);
            if (found_.steps > bounds_.steps) return stop(Stop::steps);
        } while (choices.next());
        if (from != no_state && recall_.minds(index))
            recall_.add(index, state, stepper_.questions(), way, changes_);
        return true;
    }

    void note(const Step& step, const Vector& next, bool goodwill) {
        const Move& move = found_.moves[step.move];
        // What is built in has no needs: a rule that refuses it is all that guards it.
        const bool guarded =
            move.kind == Move::Kind::edit || move.kind == Move::Kind::assign || move.kind == Move::Kind::link;
        // Nobody can refuse that somebody comes or leaves, that time passes, or what another record does by
        // itself.
        const bool refusable = move.kind != Move::Kind::partner && move.kind != Move::Kind::lapse &&
                               move.kind != Move::Kind::expire && move.kind != Move::Kind::others &&
                               move.kind != Move::Kind::newcomer;
        if (!guarded && refusable)
            for (const std::uint32_t rule : taken_.broken) note_broken({rule, step, !taken_.sound()});
        if (!taken_.sound() && refusable) return;
        for (std::size_t i = 0; i < found_.counting.size(); ++i)
            if (stepper_.counted()[i].now && !found_.counting[i]) found_.counting[i] = step;
        changes_.push_back({step.way, stepper_.written(), next});
        reach(step, next, goodwill);
    }

    void reach(const Step& step, const Vector& next, bool goodwill) {
        if (reached_.size() == reached_most) look_up();
        const std::uint64_t hash = found_.visited.hash(next);
        found_.visited.expect(hash);
        reached_.push_back({step, goodwill, hash, next});
    }

    // Memory is slow, and answers many at a time.
    void look_up() {
        for (std::size_t i = 0; i < reached_.size(); ++i) {
            if (i % at_once == 0)
                for (std::size_t ahead = i; ahead < std::min(i + at_once, reached_.size()); ++ahead)
                    found_.visited.expect_state(reached_[ahead].hash);
            look_up(reached_[i]);
        }
        reached_.clear();
    }

    void look_up(const Reached& reached) {
        const auto& [step, goodwill, hash, next] = reached;
        const Visited::Found to = found_.visited.add(next, hash);
        if (to.is_new) {
            found_.first.push_back(step);
            found_.states[model_.of(model_.state, next)] = true;
            found_.holders[model_.of(model_.holder, next)] = true;
            for (const ApprovalModel& approval : model_.approvals)
                if (approval.dimension)
                    found_.rounds[approval.approval] |= 1U << model_.of(*approval.dimension, next);
        }
        if (step.from != no_state && to.index != step.from)
            here_.push_back({to.index, found_.moves[step.move].by_desk(), goodwill});
    }

    void note_broken(Broken broken) {
        for (Broken& known : found_.broken)
            if (known.rule == broken.rule &&
                found_.moves[known.step.move].act == found_.moves[broken.step.move].act &&
                found_.moves[known.step.move].approval == found_.moves[broken.step.move].approval &&
                found_.moves[known.step.move].kind == found_.moves[broken.step.move].kind) {
                if (!known.certain && broken.certain) known = broken;
                return;
            }
        found_.broken.push_back(broken);
    }
};

}  // namespace

std::vector<Step> Exploration::way_to(StateIndex state) const {
    std::vector<Step> way;
    for (StateIndex at = state; at != no_state; at = first[at].from)
        if (moves[first[at].move].kind != Move::Kind::found_out) way.push_back(first[at]);
    std::reverse(way.begin(), way.end());
    return way;
}

namespace {

Exploration explored(std::unique_ptr<Model> model, const Bounds& bounds) {
    Exploration found;
    found.model = std::move(model);
    found.moves = moves_of(*found.model);
    found.stepper = std::make_unique<Stepper>(*found.model);
    found.stepper->prepare();
    found.visited = Visited(found.model->layout.kept_words());
    found.states.resize(found.model->type->states.size());
    found.holders.resize(found.model->process->roles.size());
    found.rounds.resize(found.model->approvals.size());
    found.counting.resize(found.model->keyed.size());
    found.steps = found.model->ways;
    Explorer(found, bounds).run();
    return found;
}

// What this type's records were never seen to do, the others that count under a limit do not do either. True
// when less is possible now.
bool learn_who_ceases(Model& model, const Stepper& stepper) {
    bool learnt = false;
    for (std::size_t i = 0; i < model.keyed.size(); ++i) {
        LimitModel& limit = model.keyed[i];
        if (!limit.others || !limit.ceases || stepper.counted()[i].ceased) continue;
        limit.ceases = false;
        learnt = true;
    }
    return learnt;
}

}  // namespace

Exploration explore(const process::Process& process, Index type, const Outcomes& outcomes,
                    const Bounds& bounds) {
    return explore(process, type, outcomes, bounds, {});
}

Exploration explore(const process::Process& process, Index type, const Outcomes& outcomes,
                    const Bounds& bounds, const Refusals& refusals) {
    auto model = std::make_unique<Model>(
        model_of(process, type, outcomes, std::min(bounds.steps, ways_in_all), bounds.form));
    take_refusals(*model, refusals);
    Exploration found = explored(std::move(model), bounds);
    while (found.complete && learn_who_ceases(*found.model, *found.stepper)) {
        found.model->ways = found.steps;
        found = explored(std::move(found.model), bounds);
    }
    return found;
}

}  // namespace reeve::verify
