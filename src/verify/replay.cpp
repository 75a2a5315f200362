#include "verify/replay.hpp"

#include <algorithm>
#include <map>

#include "verify/abstract.hpp"
#include "verify/replay_internal.hpp"

namespace reeve::verify {
namespace {

using records::Command;

constexpr int tries_max = 400;           // decisions of one replay
constexpr int timers_before = 20;        // of clocks on which nothing depends
constexpr std::uint32_t shown_by = 200;  // votes by nobody: whoever lets others follow a record, by role
constexpr std::size_t others_most = 40;  // records that are made so that a limit is full

class Replaying {
public:
    // `given`: what is sent in these fields, whatever was chosen.
    Replaying(const Exploration& found, const Finding& finding, std::map<std::string, Json> given = {},
              const AllExplored& types = {})
        : found_(found),
          model_(*found.model),
          type_(*model_.type),
          finding_(finding),
          given_(std::move(given)),
          types_(types) {
        for (Retraced& step : retrace(found, finding.steps)) {
            told_.push_back(std::move(step.told));
            after_.push_back(step.after);
        }
        cast_ = cast_of(found, finding, told_, after_);
    }

    // `record`: which one goes on; empty for a new one.
    Replayed run(const Trial& begin, Id record = {}) {
        Replayed replayed;
        if (!finding_.steps.empty()) replayed.same = go(with_people(model_, cast_, begin), record, 0);
        replayed.done = done_;
        replayed.record = record_;
        replayed.end = std::move(end_);
        replayed.furthest = furthest_;
        return replayed;
    }

private:
    const Exploration& found_;
    const Model& model_;
    const process::RecordType& type_;
    const Finding& finding_;
    const std::map<std::string, Json> given_;
    const AllExplored types_;
    std::vector<Id> others_;  // records that were made beside it
    std::vector<StepTold> told_;
    std::vector<Vector> after_;
    Cast cast_;
    std::vector<Done> done_;
    int tries_ = 0;
    std::size_t furthest_ = 0;
    Id record_;
    std::optional<Trial> end_;

    [[nodiscard]] const Move& move_of(std::size_t i) const { return found_.moves[finding_.steps[i].move]; }

    [[nodiscard]] bool is_there(const Trial& trial, Id record, std::size_t i) const {
        const auto now = abstract_of(model_, trial.all().at(record),
                                     [&](Id person) { return told_as(trial.token_of(person)); });
        return now && stands_for(model_, after_[i], *now);
    }

    // For it, alone or with others: where a need refuses it too, nobody is refused late.
    [[nodiscard]] bool is_for_rule(const std::vector<std::string>& unmet) const {
        const std::string what = "rule:" + type_.rules[*finding_.rule].name;
        return std::ranges::find(unmet, what) != unmet.end() &&
               std::ranges::all_of(unmet, [](const std::string& one) { return one.starts_with("rule:"); });
    }

    bool is_refused_for_rule(const Outcome<records::Plan>& plan) {
        if (plan) return false;
        std::vector<std::string> unmet;
        for (const Unmet& one : plan.error().unmet) unmet.push_back(one.what);
        if (!is_for_rule(unmet)) return false;
        done_.back().unmet = std::move(unmet);
        return true;
    }

    bool go(const Trial& trial, Id record, std::size_t i) {
        if (i == finding_.steps.size()) {
            record_ = record;
            end_ = trial;
            return true;
        }
        furthest_ = std::max(furthest_, i);
        const Move& move = move_of(i);
        if (move.by_desk()) return by_desk(trial, record, i);
        if (move.kind == Move::Kind::vote) return by_votes(trial, record, i);
        if (move.kind == Move::Kind::lapse) return false;
        if (move.kind == Move::Kind::others) return by_others(trial, record, i);
        if (move.kind == Move::Kind::link) return by_link(trial, record, i);
        if (move.kind == Move::Kind::partner) return by_partner(trial, record, i);
        if (move.kind == Move::Kind::linked || move.kind == Move::Kind::put_aside) return false;
        for (Command& command : commands_of({model_, move, told_[i], given_}, trial, record))
            if (attempt(trial, record, i, std::move(command))) return true;
        return false;
    }

    bool attempt(const Trial& trial, Id record, std::size_t i, Command command) {
        if (++tries_ > tries_max) return false;
        Trial next = trial;
        const Move& move = move_of(i);
        const std::vector<Index> roles =
            roles_of(model_, move, told_[i], record.empty() ? nullptr : &trial.all().at(record));
        if (next.situation(nullptr).directory->person(command.actor.id) == nullptr)
            command.actor.id = next.person(roles, cast_.tokens[i], model_.process);
        if (is_by_administrator(model_, move)) next.make_administrator(command.actor.id);
        // Whom it is assigned to is told; she does it herself.
        if (command.kind == Command::Kind::assign && told_[i].actor > 0)
            command.person = command.actor.id.text();
        const Noted before = noted();
        if (!record.empty() && !let_know(next, command.actor.id, record, i)) return false;
        for (DoneBefore& one : see_to_needs(next, model_, move, roles, command))
            done_.push_back({next.now, std::move(one.roles), std::move(one.command), false, i, 0,
                             model_.type_index, model_.process});
        wait_for(next, record, i, command);
        // What the desk does at once because of it may be the next step; else it is part of this one.
        const bool alone = i + 1 < finding_.steps.size() && is_prompt(i + 1);
        const auto plan = alone ? next.submit_alone(command) : next.submit(command);
        done_.push_back({next.now, roles, command, false, i, 0, model_.type_index, model_.process});
        done_.back().administrator = is_by_administrator(model_, move);
        if (plan) note_made(trial, next, record.empty() ? plan->record : record);
        const bool last = i + 1 == finding_.steps.size();
        if (last && finding_.rule ? is_refused_for_rule(plan) : follows(next, plan, record, i)) return true;
        go_back(before);
        return false;
    }

    // Who does not see the record follows it first: somebody who may sees to that.
    bool let_know(Trial& trial, Id person, Id record, std::size_t i) {
        return let_know(trial, person, record, i, model_, 0);
    }

    bool let_know(Trial& trial, Id person, Id record, std::size_t i, const Model& of, std::size_t number) {
        if (trial.knows(person, record)) return true;
        const auto lets = [&](Id by, const std::vector<Index>& roles) {
            Command watch = trial.command(by, Command::Kind::watch, record);
            watch.person = person.text();
            if (!trial.knows(by, record) || ++tries_ > tries_max || !trial.submit(watch)) return false;
            done_.push_back({trial.now, roles, watch, false, i, number, of.type_index, of.process});
            return true;
        };
        if (lets(trial.all().at(record).logged_by, {})) return true;
        for (Index role = 0; role < of.process->roles.size(); ++role)
            if (lets(trial.person({role}, Trial::first_voter + shown_by + role, of.process), {role}))
                return true;
        return false;
    }

    // What is too soon, or holds only after a while, is tried later, as long as nothing else becomes of the
    // record.
    void wait_for(Trial& next, Id record, std::size_t i, const Command& command) {
        const bool acts = move_of(i).kind == Move::Kind::act || move_of(i).kind == Move::Kind::tick;
        if (!acts || i == 0) return;
        Trial later = next;
        for (const Duration span : {Duration{}, Duration::hours(2), Duration::days(3), Duration::days(30)}) {
            if (span > Duration{} && !passes(later, record, i, next.now + span)) return;
            const auto plan = later.decide_only(command);
            if (!plan && !is_refused_for_rules(plan.error())) continue;
            if (span > Duration{}) {
                next = std::move(later);
                done_.push_back({next.now, {}, {}, true, i, 0, model_.type_index, model_.process});
            }
            return;
        }
    }

    // What is due until then is done.
    bool passes(Trial& trial, Id record, std::size_t i, Instant until) {
        for (auto due = trial.next_due(record); due && due->due <= until; due = trial.next_due(record))
            if (++tries_ > tries_max || !trial.run(record, *due) || !is_there(trial, record, i - 1))
                return false;
        trial.now = std::max(trial.now, until);
        return true;
    }

    // What the step made and linked has a name from then on.
    void note_made(const Trial& before, const Trial& after, Id record) {
        const std::vector<records::LinkEnd>& links = after.all().at(record).links;
        const auto made = std::ranges::find_if(
            links, [&](const records::LinkEnd& end) { return !before.all().contains(end.record); });
        if (made == links.end()) return;
        done_.back().linked = number_of(made->record);
        done_.back().link = made->link;
    }

    // Others go the shortest way to counting, with the same in the fields of the key.
    bool by_others(const Trial& trial, Id record, std::size_t i) {
        const Index index = move_of(i).limit;
        const LimitModel& limit = model_.keyed[index];
        const std::size_t counted = model_.layout.size(*limit.others) - 1;
        const std::size_t count = counted == limit.limit->max ? 1 : limit.limit->max;
        const bool can = told_[i].others_come && found_.counting[index] && !limit.key_moves && given_.empty();
        if (!can || count > others_most) return false;
        const Noted before = noted();
        Trial next = trial;
        for (std::size_t n = 0; n < count; ++n) {
            auto other = counting(next, record, index);
            if (!other.end) {
                go_back(before);
                return false;
            }
            take_over(other, i, number_of(other.record));
            next = std::move(*other.end);
        }
        if (is_there(next, record, i) && go(next, record, i + 1)) return true;
        go_back(before);
        return false;
    }

    // What is noted of a way that may turn out not to lead on.
    struct Noted {
        std::size_t done = 0, others = 0;
    };
    [[nodiscard]] Noted noted() const { return {done_.size(), others_.size()}; }
    void go_back(const Noted& to) {
        done_.resize(to.done);
        others_.resize(to.others);
    }

    [[nodiscard]] std::size_t number_of(Id other) {
        const auto known = std::ranges::find(others_, other);
        if (known != others_.end()) return static_cast<std::size_t>(known - others_.begin()) + 1;
        others_.push_back(other);
        return others_.size();
    }

    // What another record did is part of the step.
    void take_over(Replayed& other, std::size_t i, std::size_t number) {
        for (Done& done : other.done) {
            done.step = i;
            done.other = number;
            if (done.command.kind != Command::Kind::link) done.linked.reset();
            done_.push_back(std::move(done));
        }
    }

    [[nodiscard]] const Exploration* there(const LinkModel& link) const {
        const auto found = std::ranges::find_if(
            types_, [&](const Exploration* one) { return one->model->type == link.target; });
        return found == types_.end() || !(*found)->complete ? nullptr : *found;
    }

    // One more, which is made first and goes a way of its own; or one less.
    bool by_link(const Trial& trial, Id record, std::size_t i) {
        const LinkModel& link = model_.links[told_[i].link];
        const Exploration* partner = there(link);
        if (partner == nullptr) return false;
        if (!told_[i].link_adds) {
            for (const records::LinkEnd& end : ends_of(trial, record, link, told_[i].link_from))
                if (tie(trial, record, i, end.record, true)) return true;
            return false;
        }
        int ways = 0;
        for (StateIndex at = 0; at < partner->visited.size() && ways < ways_there; ++at) {
            if (link.class_of(shown_at(link, *partner->model, partner->visited.at(at))) != told_[i].link_to)
                continue;
            ++ways;
            Finding way;
            way.steps = partner->way_to(at);
            Replayed made = Replaying(*partner, way).run(trial);
            if (!made.same || !made.end) continue;
            const Noted before = noted();
            take_over(made, i, number_of(made.record));
            if (tie(*made.end, record, i, made.record, false)) return true;
            go_back(before);
        }
        return false;
    }

    bool tie(const Trial& trial, Id record, std::size_t i, Id other, bool remove) {
        const bool own = model_.links[told_[i].link].own;
        // From the end that has it; else from the other one.
        return tie(trial, record, i, other, remove, own) || tie(trial, record, i, other, remove, !own);
    }

    bool tie(const Trial& trial, Id record, std::size_t i, Id other, bool remove, bool here) {
        const LinkModel& link = model_.links[told_[i].link];
        const Id from = here ? record : other;
        const Id to = here ? other : record;
        Trial next = trial;
        const Model& of = here ? model_ : *there(link)->model;
        const auto role = of.process->role(trial.all().at(from).holder.role).value_or(0);
        const Noted before = noted();
        const std::size_t number = number_of(other);
        const Id by = next.person({role}, 0, of.process);
        Command command = next.command(by, Command::Kind::link, from);
        command.links.push_back({here ? link.of->name : link.of->inverse, trial.all().at(to).number, remove});
        const bool sees = let_know(next, by, from, i, of, here ? 0 : number);
        if (!sees || !next.submit(command) || ++tries_ > tries_max) {
            go_back(before);
            return false;
        }
        Done done{next.now, {role}, command, false, i, here ? 0 : number, of.type_index, of.process};
        done.linked = here ? number : 0;
        done_.push_back(std::move(done));
        if (is_there(next, record, i) && go(next, record, i + 1)) return true;
        go_back(before);
        return false;
    }

    // One of them takes a step of its own that leads there.
    bool by_partner(const Trial& trial, Id record, std::size_t i) {
        const LinkModel& link = model_.links[told_[i].link];
        const Exploration* partner = there(link);
        if (partner == nullptr) return false;
        for (const records::LinkEnd& end : ends_of(trial, record, link, told_[i].link_from)) {
            const auto stand = abstract_of(*partner->model, trial.all().at(end.record),
                                           [&](Id person) { return told_as(trial.token_of(person)); });
            const StateIndex at = stand ? partner->visited.find(*stand) : no_state;
            if (at == no_state) continue;
            for (const Step& step : steps_to(*partner, at, link, told_[i].link_to)) {
                Finding way;
                way.steps = {step};
                Replayed moved = Replaying(*partner, way).run(trial, end.record);
                if (!moved.same || !moved.end || !is_there(*moved.end, record, i)) continue;
                const Noted before = noted();
                take_over(moved, i, number_of(end.record));
                if (go(*moved.end, record, i + 1)) return true;
                go_back(before);
            }
        }
        return false;
    }

    // One more that counts under the record's key; without an end where none could be made.
    [[nodiscard]] Replayed counting(const Trial& trial, Id record, Index index) const {
        const LimitModel& limit = model_.keyed[index];
        const Step& last = *found_.counting[index];
        Finding way;
        if (last.from != no_state) way.steps = found_.way_to(last.from);
        way.steps.push_back(last);
        std::map<std::string, Json> key;
        for (const Index field : limit.key) {
            const std::string& name = type_.fields[field].name;
            const Json* value = trial.all().at(record).field(name);
            if (value == nullptr || value->is_null()) return {};
            key[name] = *value;
        }
        // With an empty key nothing is given, and there is nothing to compare.
        Replayed made = Replaying(found_, way, key).run(trial);
        if (!made.same || !made.end) return {};
        const records::Record& other = made.end->all().at(made.record);
        const bool same = std::ranges::all_of(key, [&](const auto& part) {
            const Json* value = other.field(part.first);
            return value != nullptr && *value == part.second;
        });
        if (!same || !other.limits.contains(limit.limit->name)) made.end.reset();
        return made;
    }

    [[nodiscard]] bool is_prompt(std::size_t i) const {
        return move_of(i).kind == Move::Kind::automatic && type_.acts[move_of(i).act].as_soon_as;
    }

    bool follows(const Trial& next, const Outcome<records::Plan>& plan, Id record, std::size_t i) {
        if (!plan) return false;
        const Id made = record.empty() ? plan->record : record;
        return is_there(next, made, i) && go(next, made, i + 1);
    }

    // Its timer must be the next one, but for those of clocks on which nothing depends.
    bool by_desk(const Trial& trial, Id record, std::size_t i) {
        const Move& move = move_of(i);
        if (move.kind == Move::Kind::retry) return false;
        if (is_prompt(i)) {
            Trial next = trial;
            next.follow_up();
            if (is_there(next, record, i)) return go(next, record, i + 1);
            // What is too soon is done when it is time.
            if (!type_.acts[move.act].not_before)
                return finding_.rule && i + 1 == finding_.steps.size() && was_refused(next, record);
        }
        using Timer = records::DueTimer::Kind;
        const bool act = move.kind == Move::Kind::automatic;
        const bool expires = move.kind == Move::Kind::expire;
        const std::string& name = act       ? type_.acts[move.act].name
                                  : expires ? type_.approvals[move.approval].name
                                            : type_.clocks[move.clock].name;
        Trial next = trial;
        for (int before = 0; before < timers_before && ++tries_ <= tries_max; ++before) {
            const auto due = next.next_due(record);
            if (!due) return false;
            const bool wanted = due->name == name && act == (due->kind == Timer::act) &&
                                expires == (due->kind == Timer::expire);
            const auto plan = next.run(record, *due);
            if (!wanted) {
                if (!plan || i == 0 || !is_there(next, record, i - 1)) return false;
                continue;
            }
            done_.push_back({due->due, {}, {}, true, i, 0, model_.type_index, model_.process});
            if (plan && is_there(next, record, i) && go(next, record, i + 1)) return true;
            // What the desk was refused for a rule, it has written down.
            const bool refused = finding_.rule && i + 1 == finding_.steps.size() && was_refused(next, record);
            if (!refused) done_.pop_back();
            return refused;
        }
        return false;
    }

    // Each seat in turn, by people who do nothing else, until it is decided as it should be.
    bool by_votes(const Trial& trial, Id record, std::size_t i) {
        const process::Approval& approval = type_.approvals[move_of(i).approval];
        const bool last = i + 1 == finding_.steps.size();
        const Noted before = noted();
        Trial next = trial;
        for (std::uint32_t seat = 0; seat < approval.seats.size() && ++tries_ <= tries_max; ++seat) {
            const Index role = approval.seats[seat].role;
            const bool reports = model_.process->roles[role].is_reporter;
            const Id voter = reports ? trial.all().at(record).reporter
                                     : next.person({role}, Trial::first_voter + seat, model_.process);
            Command command = next.command(voter, Command::Kind::vote, record);
            command.vote.approval = approval.name;
            command.vote.vote = told_[i].decided == RoundStand::yes ? "yes" : "no";
            if (approval.reasons != process::Approval::Reasons::never) command.vote.reason = "As it is said.";
            if (const records::Round* round = next.all().at(record).round(approval.name))
                command.vote.digest = round->opened.digest;
            const auto plan = next.submit(command);
            done_.push_back({next.now, {role}, command, false, i, 0, model_.type_index, model_.process});
            if (last && finding_.rule && is_refused_for_rule(plan)) return true;
            if (!plan) break;
            if (is_there(next, record, i) && go(next, record, i + 1)) return true;
        }
        go_back(before);
        return false;
    }

    [[nodiscard]] bool was_refused(const Trial& trial, Id record) const {
        return std::ranges::any_of(trial.all().at(record).refused,
                                   [&](const auto& refused) { return is_for_rule(refused.deed.unmet); });
    }
};

}  // namespace

Replayed replay(const Exploration& exploration, const Finding& finding, const AllExplored& types) {
    std::vector<const process::Process*> processes{exploration.model->process};
    for (const Exploration* one : types)
        if (std::ranges::find(processes, one->model->process) == processes.end())
            processes.push_back(one->model->process);
    return Replaying(exploration, finding, {}, types).run(Trial(processes, exploration.model->tokens));
}

Replayed replay(const Exploration& exploration, const Finding& finding, const Trial& begin) {
    return Replaying(exploration, finding).run(begin);
}

}  // namespace reeve::verify
