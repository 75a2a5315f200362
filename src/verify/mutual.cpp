#include "verify/mutual.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "process/moves.hpp"
#include "verify/long_rings.hpp"
#include "verify/together.hpp"

namespace reeve::verify {
namespace {

using process::RecordType;

constexpr std::size_t positions_most = 20'000;     // of the records of a ring together
constexpr std::size_t positions_in_all = 500'000;  // of all rings

// One type that asks about the records of another.
struct Sight {
    const Exploration* from = nullptr;
    const LinkModel* link = nullptr;
    const Exploration* to = nullptr;
};

// Where a record of the type can stand that has just made another one over its link.
std::set<Index> states_after_making(const RecordType& type, Index link) {
    std::set<Index> states;
    const auto makes = [&](const std::vector<process::Effect>& effects) {
        return std::ranges::any_of(effects, [&](const process::Effect& effect) {
            return effect.creates() != nullptr && effect.creates()->link == link;
        });
    };
    bool anywhere = std::ranges::any_of(type.on, [&](const process::Edge& edge) { return makes(edge.then); });
    for (const process::Act& act : type.acts) {
        if (!makes(act.then)) continue;
        if (const auto to = process::target_of(type, act))
            states.insert(*to);
        else
            states.insert(act.from.begin(), act.from.end());
    }
    for (Index state = 0; state < type.states.size(); ++state) {
        anywhere = anywhere || makes(type.states[state].exit);
        if (!makes(type.states[state].enter)) continue;
        for (const Index leaf : process::leaves_of(type, state)) states.insert(leaf);
    }
    for (Index state = 0; anywhere && state < type.states.size(); ++state)
        if (type.states[state].leaf) states.insert(state);
    return states;
}

// Whether both are the two ends of one link.
bool is_same_link(const Sight& one, const Sight& other) {
    return one.link->own != other.link->own && !one.link->of->is_remote() &&
           one.link->of->name == other.link->of->inverse && one.link->of->inverse == other.link->of->name;
}

class Waits {
public:
    Waits(const std::vector<Exploration>& types, const std::vector<Exploration>& partners,
          const Places& places)
        : places_(places), own_(types.size()) {
        for (const auto* all : {&types, &partners})
            for (const Exploration& found : *all) all_.push_back(&found);
        for (const Exploration* from : all_)
            for (const LinkModel& link : from->model->links)
                for (const Exploration* to : all_)
                    if (from->complete && to->complete && !link.counts.empty() &&
                        link.target == to->model->type)
                        sights_.push_back({from, &link, to});
    }

    std::vector<Finding> look() {
        for (std::size_t i = 0; i < own_; ++i) {
            std::vector<Sight> way;
            follow(*all_[i], *all_[i], way);
        }
        for (std::size_t i = 0; i < own_; ++i) look_at_itself(*all_[i]);
        say_longer();
        return std::move(findings_);
    }

private:
    const Places& places_;
    const std::size_t own_;
    std::vector<const Exploration*> all_;
    std::vector<Sight> sights_;
    std::map<std::pair<const Exploration*, const LinkModel*>, Projection> projections_;
    std::set<std::string> told_;
    std::vector<Finding> findings_;
    std::size_t positions_ = 0;          // looked at by now
    std::set<std::size_t> passed_over_;  // types of rings that were not looked at, for there were too many

    [[nodiscard]] std::size_t place_of(const Exploration& found) const {
        return static_cast<std::size_t>(std::ranges::find(all_, &found) - all_.begin());
    }

    // Every short ring once: from the first of its types.
    void follow(const Exploration& first, const Exploration& at, std::vector<Sight>& way) {
        for (const Sight& sight : sights_) {
            if (sight.from != &at || sight.to == &at) continue;
            const bool closes = sight.to == &first;
            const bool again =
                place_of(*sight.to) < place_of(first) ||
                std::ranges::any_of(way, [&](const Sight& one) { return one.from == sight.to; });
            if (!closes && again) continue;
            way.push_back(sight);
            if (closes)
                look_at(way);
            else if (way.size() < ring_most)
                follow(first, *sight.to, way);
            way.pop_back();
        }
    }

    // Two records of one type: each by its end of a link, or else both by the same.
    void look_at_itself(const Exploration& type) {
        std::vector<Sight> own;
        for (const Sight& sight : sights_)
            if (sight.from == &type && sight.to == &type) own.push_back(sight);
        for (std::size_t i = 0; i < own.size(); ++i)
            for (std::size_t j = i + 1; j < own.size(); ++j) look_at({own[i], own[j]});
        for (const Sight& sight : own) look_at({sight, sight});
    }

    const Projection& projection(const Sight& sight) {
        return projections_.try_emplace({sight.from, sight.link}, *sight.from, *sight.link).first->second;
    }

    void look_at(const std::vector<Sight>& way) {
        std::size_t positions = 1;
        for (const Sight& sight : way) positions *= sight.from->model->type->states.size();
        if (positions > positions_most) return say_limit(types_of(way));
        if (positions_ + positions > positions_in_all) {
            for (const Sight& sight : way) passed_over_.insert(place_of(*sight.from));
            return;
        }
        positions_ += positions;
        std::vector<const Projection*> of;
        for (const Sight& sight : way) of.push_back(&projection(sight));
        const Ring ring(of);
        if (way.size() == 2 && is_same_link(way[0], way[1])) {
            if (way[0].link->own && look_at_made(way, ring)) return;
            if (!way[0].link->own && look_at_made({way[1], way[0]}, Ring({of[1], of[0]}))) return;
        }
        std::optional<Position> first;
        for (std::size_t at = 0; at < ring.size(); ++at) {
            const Position position = ring.position(at);
            bool linked = ring.is_stuck(position);
            for (std::size_t i = 0; linked && i < of.size(); ++i)
                linked = of[i]->alone(position[i]) != no_state;
            if (!linked) continue;
            if (!first) first = position;
            if (stand_at_the_door(of, position)) return tell_linked(way, ring, position);
        }
        if (first) tell_linked(way, ring, *first);
    }

    // Each in a state from which an act leads to where its work is done: there one sees best that they wait.
    static bool stand_at_the_door(const std::vector<const Projection*>& of, const Position& position) {
        for (std::size_t i = 0; i < of.size(); ++i) {
            const RecordType& type = of[i]->type();
            const bool leads = std::ranges::any_of(type.acts, [&](const process::Act& act) {
                return !act.creates_record && act.to && !type.states[*act.to].open &&
                       std::ranges::find(act.from, position[i]) != act.from.end();
            });
            if (!leads) return false;
        }
        return true;
    }

    // The first makes the second, which is linked from its first moment on.
    bool look_at_made(const std::vector<Sight>& way, const Ring& ring) {
        std::vector<Position> begin;
        for (const Index state : states_after_making(ring.of()[0]->type(), way[0].link->link))
            for (const Index there : process::starts_of(ring.of()[1]->type()))
                if (!ring.of()[0]->with(state, there, 1).empty()) begin.push_back({state, there});
        const auto stuck = ring.way_from(begin);
        if (!stuck) return false;
        Position at = stuck->first;
        for (const RingStep& step : stuck->second) {
            at[step.record] = step.to;
            at[1 - step.record] = step.there;
        }
        Finding* finding = add(way, at);
        if (finding == nullptr) return true;
        const auto& [from, steps] = *stuck;
        Together real(ring);
        judge(*finding, real, [&] { return real.make_and_go(from, steps); });
        // An act that is done on the other one may lead it to a state that the first does not tell apart.
        if (!finding->together.empty()) finding->sentence = sentence_of(way, real.position());
        for (const Done& done : finding->together)
            if (!done.refused) finding->way.push_back(words_of(done));
        if (!finding->together.empty()) return true;
        const RecordType& one = ring.of()[0]->type();
        const RecordType& other = ring.of()[1]->type();
        finding->way.push_back(fmt::format("the {} in {} makes the {} in {}", one.name,
                                           one.states[from[0]].name, other.name, other.states[from[1]].name));
        for (const RingStep& step : steps) {
            const RecordType& type = ring.of()[step.record]->type();
            finding->way.push_back(fmt::format("the {} goes from {} to {}", type.name,
                                               type.states[step.from].name, type.states[step.to].name));
        }
        return true;
    }

    static std::string words_of(const Done& done) {
        const process::Process& process = *done.process;
        std::string who = done.roles.empty() ? "the desk" : process.roles[done.roles.front()].name;
        std::string what = done.command.act;
        if (done.command.kind == records::Command::Kind::log) what = "log";
        if (done.timer) what = "time passes";
        return fmt::format("{}, the {}: {} -> {}{}", who, process.types[done.type].name, what, done.state,
                           done.holder.empty() ? "" : ", held by " + done.holder);
    }

    void tell_linked(const std::vector<Sight>& way, const Ring& ring, const Position& position) {
        Finding* finding = add(way, position);
        if (finding == nullptr) return;
        std::vector<std::string> links;
        for (std::size_t i = 0; i < way.size(); ++i) {
            const auto steps = way[i].from->way_to(ring.of()[i]->alone(position[i]));
            for (const std::string& step : verify::tell(*way[i].from, steps)) finding->way.push_back(step);
            if (way.size() != 2 || !is_same_link(way[0], way[1]) || way[i].link->own)
                links.push_back("by '" + way[i].link->of->name + "'");
        }
        finding->way.push_back(
            fmt::format("{} are linked, {}", way.size() == 2 ? "both" : "all of them", join(links, " and ")));
        Together real(ring);
        judge(*finding, real, [&] { return real.link_all(position); });
        // Two links that two of one type have to each other are a ring that people made: no process can
        // expect them not to.
        if (way[0].from == way[0].to && !is_same_link(way[0], way[1])) finding->severity = Severity::note;
    }

    template <class Play>
    static void judge(Finding& finding, Together& real, const Play& play) {
        if (play() && real.wait())
            finding.together = real.take();
        else
            finding.severity = Severity::note;
    }

    // Null where the same was told already.
    Finding* add(const std::vector<Sight>& way, const Position& position) {
        // Of a link of this process, where it is written.
        const auto own = std::ranges::find_if(
            way, [&](const Sight& one) { return one.link->own && place_of(*one.from) < own_; });
        const Sight& first = own == way.end() ? way.front() : *own;
        const Model& owner = first.link->own ? *first.from->model : *first.to->model;
        const RecordType& type = *owner.type;
        const std::string& name = first.link->own ? first.link->of->name : first.link->of->inverse;
        const std::string path = fmt::format("{}.links.{}", type.name, name);
        if (!told_.insert(path).second) return nullptr;
        Finding& finding = findings_.emplace_back();
        finding.kind = "mutual_wait";
        finding.path = path;
        finding.type = owner.type_index;
        places_.locate(finding, {"records", type.name, "links", name});
        finding.sentence = sentence_of(way, position);
        return &finding;
    }

    static std::string sentence_of(const std::vector<Sight>& way, const Position& position) {
        std::vector<std::string> where;
        for (std::size_t i = 0; i < way.size(); ++i) {
            const RecordType& one = *way[i].from->model->type;
            where.push_back(fmt::format("'{}' in '{}'", one.name, one.states[position[i]].name));
        }
        return fmt::format(
            "{} that are linked to each other wait for each other: {} ever comes to a state in which its "
            "work is done, unless a link is taken away.",
            join(where, " and "), way.size() == 2 ? "neither" : "none");
    }

    static std::vector<const Exploration*> types_of(const std::vector<Sight>& way) {
        std::vector<const Exploration*> types;
        for (const Sight& sight : way) types.push_back(sight.from);
        return types;
    }

    // Of each group of types that all ask about each other, through others or not, once.
    void say_longer() {
        const std::size_t size = all_.size();
        std::vector<std::vector<bool>> asks(size, std::vector<bool>(size));
        for (const Sight& sight : sights_) asks[place_of(*sight.from)][place_of(*sight.to)] = true;
        for (const std::vector<std::size_t>& group : long_rings(asks)) {
            if (group.front() >= own_) continue;
            say_limit(types_at(group));
        }
        if (!passed_over_.empty()) say_limit(types_at(passed_over_));
    }

    [[nodiscard]] std::vector<const Exploration*> types_at(const auto& places) const {
        std::vector<const Exploration*> types;
        for (const std::size_t one : places) types.push_back(all_[one]);
        return types;
    }

    void say_limit(const std::vector<const Exploration*>& types) {
        std::vector<std::string> names;
        for (const Exploration* one : types) names.push_back("'" + one->model->type->name + "'");
        std::ranges::sort(names);
        const RecordType& type = *types.front()->model->type;
        const std::string sentence = fmt::format(
            "{} ask about each other in a ring; whether their records wait for each other is not explored "
            "among so many.",
            join(names, ", "));
        if (!told_.insert(sentence).second) return;
        Finding& finding = findings_.emplace_back();
        finding.kind = "told_roughly";
        finding.path = type.name;
        finding.severity = Severity::limit;
        finding.sentence = sentence;
        places_.locate(finding, {"records", type.name});
    }
};

}  // namespace

std::vector<Finding> mutual_waits(const std::vector<Exploration>& types,
                                  const std::vector<Exploration>& partners, const Places& places) {
    return Waits(types, partners, places).look();
}

}  // namespace reeve::verify
