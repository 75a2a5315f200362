#include "verify/explore.hpp"

#include <algorithm>

#include "verify/combined_clocks.hpp"
#include "verify/reach.hpp"
#include "verify/recall.hpp"
#include "verify/refusals.hpp"
#include "verify/time_logged.hpp"

namespace reeve::verify {
namespace {

constexpr std::size_t remembered_most = std::size_t{64} << 20;  // bytes

// What is tried with clocks put aside: what settles them once, and neither asks how they stand nor writes it.
bool settles_once(const Move& move) {
    switch (move.kind) {
        case Move::Kind::act:
        case Move::Kind::linked:
        case Move::Kind::automatic:
        case Move::Kind::edit:
        case Move::Kind::assign:
        case Move::Kind::link:
        case Move::Kind::vote:
        case Move::Kind::lapse: return true;
        default: return false;
    }
}

class Explorer {
public:
    Explorer(Exploration& found, const Bounds& bounds)
        : found_(found),
          model_(*found.model),
          stepper_(*found.stepper),
          bounds_(bounds),
          diagrams_(found.model->diagrams.bytes()),
          words_(found.model->layout.kept_words()),
          recall_(found.moves.size(), words_),
          clocks_(*found.model),
          combined_(clocks_, *found.stepper, *found.model) {
        const bool any = model_.late.empty() && !clocks_.clocks().empty();
        for (const Move& move : found.moves) apart_.push_back(any && settles_once(move));
    }

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
    const std::size_t words_;     // of a state
    Recall recall_;
    ClockCourses clocks_;
    CombinedClocks combined_;
    std::vector<bool> apart_;  // moves that are tried with clocks put aside
    Gone gone_;                // of one move
    // From one state: what was remembered and told already, by its number and whose doing it is.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> told_;
    Taken taken_;
    std::vector<std::uint32_t> here_;  // edges: in order, the same are beside each other
    struct Reached {
        Step step;
        bool goodwill = false;
        std::uint64_t hash = 0;
    };
    std::vector<Reached> reached_;           // from one state, and not looked up yet
    std::vector<std::uint64_t> reached_at_;  // the words of each

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
        const std::size_t remembered = recall_.bytes() + clocks_.bytes();
        if (remembered > remembered_most || used() + remembered > bounds_.bytes) forget();
        return used() <= bounds_.bytes || stop(Stop::bytes);
    }

    void forget() {
        recall_.forget();
        clocks_.forget();
        combined_.forget();
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
                for (const std::uint32_t edge : here_)
                    found_.newcomers.emplace_back(at, edge >> flags_of_edge);
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
        told_.clear();
        combined_.begin(state);
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
        std::ranges::sort(here_);
        here_.erase(std::unique(here_.begin(), here_.end()), here_.end());
        for (const std::uint32_t edge : here_)
            found_.edges.push_back({edge >> flags_of_edge, edge & 1, (edge >> 1) & 1});
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
            reach({at, last, value}, false, [&](std::size_t word) { return next[word]; });
        }
    }

    // Ways of a course here; nothing where they are too many to go them.
    [[nodiscard]] std::optional<std::uint64_t> ways_of(std::span<const Fork> forks) {
        std::uint64_t ways = 0;
        for (const Fork& fork : forks) {
            ways += fork.clocks == no_clocks ? fork.ways
                                             : fork.ways * combined_.of(fork.clocks, ways_of_a_move).count;
            if (ways > ways_of_a_move) return std::nullopt;
        }
        if (found_.steps + ways > bounds_.steps) return std::nullopt;
        return ways;
    }

    // Whether it is known what the move comes to here: then that is all that follows.
    bool recalls(StateIndex from, const Vector& state, std::uint32_t index) {
        if (!recall_.minds(index)) return false;
        const auto known = recall_.find(index, state);
        if (!known) return false;
        const auto ways = ways_of(recall_[*known].forks);
        if (!ways) return false;
        found_.steps += *ways;
        go(from, state, index, *known);
        return true;
    }

    // What another move came to in this state already is not gone again.
    void go(StateIndex from, const Vector& state, std::uint32_t index, std::uint32_t course) {
        const Move& move = found_.moves[index];
        const std::pair told(course, flags_of(move.by_desk(), is_goodwill(move, state)));
        if (std::ranges::find(told_, told) != told_.end()) return;
        told_.push_back(told);
        go(from, state, index, recall_[course]);
    }

    void go(StateIndex from, const Vector& state, std::uint32_t index, const Course& course) {
        const bool goodwill = is_goodwill(found_.moves[index], state);
        std::uint64_t before = 0;
        const std::uint64_t* changes = course.changes;
        const std::size_t size = 1 + 2 * words_;
        for (const Fork& fork : course.forks) {
            const bool apart = fork.clocks != no_clocks;
            const auto clocks = apart ? combined_.of(fork.clocks, ways_of_a_move) : CombinedClocks::Ways{};
            for (std::uint64_t way = 0; way < clocks.count && fork.changes > 0; ++way)
                for (std::uint32_t i = 0; i < fork.changes; ++i) {
                    const std::uint64_t* change = changes + i * size;
                    const auto number = static_cast<std::uint32_t>(before + way * fork.ways + change[0]);
                    const std::uint64_t* settled = apart ? combined_.words(clocks, way) : nullptr;
                    reach({from, index, number}, goodwill, [&](std::size_t word) {
                        const std::uint64_t kept = state[word] & ~change[1 + 2 * word];
                        const std::uint64_t next = kept | change[2 + 2 * word];
                        return apart ? (next & ~combined_.bits()[word]) | settled[word] : next;
                    });
                }
            before += clocks.count * fork.ways;
            changes += fork.changes * size;
        }
    }

    bool take(StateIndex from, const Vector& state, std::uint32_t index) {
        if (apart_[index] && from != no_state && take_without_clocks(from, state, index)) return true;
        const Move& move = found_.moves[index];
        const bool goodwill = from != no_state && is_goodwill(move, state);
        stepper_.begin_asking();
        gone_.clear();
        gone_.forks.emplace_back();
        Choices choices;
        choices.begin();
        std::uint32_t& way = gone_.forks.front().ways;
        do {
            Vector next = state;
            stepper_.take(move, choices, next, taken_);
            ++found_.steps;
            if (stepper_.wanted() != nullptr) return false;
            if (taken_.done && note({from, index, way}, next, way))
                reach({from, index, way}, goodwill, [&](std::size_t word) { return next[word]; });
            if (++way > ways_of_a_move) return stop(Stop::ways);
            if (found_.steps > bounds_.steps) return stop(Stop::steps);
        } while (choices.next());
        if (from != no_state && recall_.minds(index)) recall_.add(index, state, stepper_.questions(), gone_);
        return true;
    }

    // The clocks go each for itself. False where that cannot be, or not all ways can be gone: then they are
    // taken one by one.
    bool take_without_clocks(StateIndex from, const Vector& state, std::uint32_t index) {
        stepper_.begin_asking();
        stepper_.put_clocks_aside(&clocks_);
        gone_.clear();
        const auto ways = all_forks({from, index, 0}, state);
        stepper_.put_clocks_aside(nullptr);
        if (!ways) return false;
        found_.steps += *ways;
        if (recall_.minds(index))
            go(from, state, index, recall_.add(index, state, stepper_.questions(), gone_));
        else
            go(from, state, index, recall_.for_once(gone_));
        return true;
    }

    std::optional<std::uint64_t> all_forks(Step step, const Vector& state) {
        Choices choices;
        choices.begin();
        std::uint64_t before = 0;  // ways of the forks that are done with
        bool goes_on = false;
        std::optional<std::uint64_t> ways;
        do {
            Vector next = state;
            stepper_.take(found_.moves[step.move], choices, next, taken_);
            const Aside aside = stepper_.aside();
            if (aside.times > 1) {
                apart_[step.move] = false;
                return std::nullopt;
            }
            if (!goes_on) {
                before = ways.value_or(0);
                gone_.forks.push_back({aside.times == 0 ? no_clocks : aside.clocks});
            }
            Fork& fork = gone_.forks.back();
            step.way = static_cast<std::uint32_t>(before + fork.ways);
            if (taken_.done) note(step, next, fork.ways);
            ++fork.ways;
            ways = ways_of({&fork, 1});
            if (ways) *ways += before;
            if (!ways || *ways > ways_of_a_move || found_.steps + *ways > bounds_.steps) return std::nullopt;
            const bool more = choices.next();
            goes_on = more && aside.times == 1 && choices.turned() >= aside.choices;
            if (!more) return ways;
        } while (true);
    }

    // Whether anything comes of it. `way`: within the last fork.
    bool note(const Step& step, const Vector& next, std::uint32_t way) {
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
        if (!taken_.sound() && refusable) return false;
        for (std::size_t i = 0; i < found_.counting.size(); ++i)
            if (stepper_.counted()[i].now && !found_.counting[i]) found_.counting[i] = step;
        const auto fork = static_cast<std::uint32_t>(gone_.forks.size() - 1);
        gone_.changes.push_back({fork, way, stepper_.written(), next});
        return true;
    }

    static constexpr std::uint32_t flags_of_edge = 2;  // bits
    [[nodiscard]] static std::uint32_t flags_of(bool by_desk, bool goodwill) {
        return (goodwill ? 2U : 0U) | (by_desk ? 1U : 0U);
    }

    // `next`: each word of the state.
    template <class Next>
    void reach(const Step& step, bool goodwill, const Next& next) {
        if (reached_.size() == reached_most) look_up();
        const std::size_t first = reached_at_.size();
        for (std::size_t word = 0; word < words_; ++word) reached_at_.push_back(next(word));
        const std::uint64_t hash = found_.visited.hash(reached_at_.data() + first);
        found_.visited.expect(hash);
        reached_.push_back({step, goodwill, hash});
    }

    // Memory is slow, and answers many at a time.
    void look_up() {
        for (std::size_t i = 0; i < reached_.size(); ++i) {
            if (i % at_once == 0)
                for (std::size_t ahead = i; ahead < std::min(i + at_once, reached_.size()); ++ahead)
                    found_.visited.expect_state(reached_[ahead].hash);
            look_up(reached_[i], reached_at_.data() + i * words_);
        }
        reached_.clear();
        reached_at_.clear();
    }

    void look_up(const Reached& reached, const std::uint64_t* words) {
        const auto& [step, goodwill, hash] = reached;
        const Visited::Found to = found_.visited.add(words, hash);
        if (to.is_new) note_new(step, found_.visited.at(to.index));
        if (step.from != no_state && to.index != step.from)
            here_.push_back((to.index << flags_of_edge) |
                            flags_of(found_.moves[step.move].by_desk(), goodwill));
    }

    void note_new(const Step& step, const Vector& state) {
        found_.first.push_back(step);
        found_.states[model_.of(model_.state, state)] = true;
        found_.holders[model_.of(model_.holder, state)] = true;
        for (const ApprovalModel& approval : model_.approvals)
            if (approval.dimension)
                found_.rounds[approval.approval] |= 1U << model_.of(*approval.dimension, state);
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
    refuse_logged_time(*model);
    Exploration found = explored(std::move(model), bounds);
    const auto again = [&] {
        found.model->ways = found.steps;
        found = explored(std::move(found.model), bounds);
    };
    // More and more is possible; then less and less.
    while (found.complete && learn_when_time_is_logged(found)) again();
    while (found.complete && learn_who_ceases(*found.model, *found.stepper)) again();
    return found;
}

}  // namespace reeve::verify
