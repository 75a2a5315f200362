#include "verify/together.hpp"

#include <algorithm>

#include "process/moves.hpp"

namespace reeve::verify {
namespace {

using records::Command;

constexpr std::size_t made_most = 200;  // states in which one has made another

std::uint32_t tokens_of(const Ring& ring) {
    std::uint32_t most = 1;
    for (const Projection* one : ring.of()) most = std::max(most, one->found().model->tokens);
    return most;
}

std::vector<const process::Process*> processes_of(const Ring& ring) {
    std::vector<const process::Process*> all;
    for (const Projection* one : ring.of()) {
        const process::Process* process = one->found().model->process;
        if (std::ranges::find(all, process) == all.end()) all.push_back(process);
    }
    return all;
}

}  // namespace

Together::Together(const Ring& ring) : ring_(ring), trial_(Trial(processes_of(ring), tokens_of(ring))) {}

Index Together::holder_of(std::size_t i) const {
    return found(i).model->process->role(record(i).holder.role).value_or(0);
}

void Together::note(std::size_t i, Index role, Command command) {
    Done& done = done_.emplace_back();
    done.at = trial_->now;
    done.roles = {role};
    done.command = std::move(command);
    done.other = i;
    done.type = found(i).model->type_index;
    done.process = found(i).model->process;
    done.state = record(i).state;
    done.holder = record(i).holder.role;
}

bool Together::replay_of(std::size_t i, std::vector<Step> steps) {
    Finding way;
    way.steps = std::move(steps);
    Replayed replayed = replay(found(i), way, *trial_);
    if (!replayed.same || !replayed.end) return false;
    const Model& model = *found(i).model;
    const std::vector<Retraced> after = retrace(found(i), way.steps);
    for (std::size_t d = 0; d < replayed.done.size(); ++d) {
        Done& done = replayed.done[d];
        if (done.other != 0) return false;
        done.other = i;
        // What is seen to before a step leaves the record as it was; what the desk does at once follows the
        // step.
        const bool last = d + 1 == replayed.done.size();
        const std::size_t step =
            last ? way.steps.size() - 1 : std::max<std::size_t>(replayed.done[d + 1].step, 1) - 1;
        const process::State& state = model.type->states[model.of(model.state, after[step].after)];
        done.state = state.name;
        if (!state.end) done.holder = model.process->roles[model.of(model.holder, after[step].after)].name;
        done_.push_back(std::move(done));
    }
    records_.push_back(replayed.record);
    trial_ = std::move(replayed.end);
    return true;
}

bool Together::link_all(const Position& position) {
    for (std::size_t i = 0; i < position.size(); ++i)
        if (!replay_of(i, found(i).way_to(ring_.of()[i]->alone(position[i])))) return false;
    for (std::size_t i = 0; i < position.size(); ++i) {
        const std::size_t next = (i + 1) % position.size();
        // From the end that has it: one link is seen from both.
        const LinkModel& link = ring_.of()[i]->link();
        const std::size_t from = link.own ? i : next, to = link.own ? next : i;
        const std::string& name = link.own ? link.of->name : link.of->inverse;
        const auto is_it = [&](const records::LinkEnd& end) {
            return end.link == name && end.record == records_[to];
        };
        if (std::ranges::any_of(record(from).links, is_it)) continue;
        const Index role = holder_of(from);
        Command command = trial_->command(trial_->person({role}, 0, found(from).model->process),
                                          Command::Kind::link, records_[from]);
        command.links.push_back({name, record(to).number, false});
        if (!trial_->submit(command)) return false;
        note(from, role, command);
        done_.back().linked = to;
    }
    return stand_as(position);
}

bool Together::stand_as(const Position& position) const {
    for (std::size_t i = 0; i < position.size(); ++i)
        if (record(i).state != ring_.of()[i]->type().states[position[i]].name) return false;
    return true;
}

Position Together::position() const {
    Position position;
    for (std::size_t i = 0; i < records_.size(); ++i)
        position.push_back(ring_.of()[i]->type().state(record(i).state).value_or(0));
    return position;
}

// The second by the last step of the first.
bool Together::has_made() {
    const std::string& name = ring_.of()[0]->link().of->name;
    const auto end = std::ranges::find(record(0).links, name, &records::LinkEnd::link);
    if (end == record(0).links.end()) return false;
    records_.push_back(end->record);
    done_.back().linked = 1;
    done_.back().link = name;
    return true;
}

// By that act, of one to which nothing is linked yet.
bool Together::make(const Position& begin, const process::Act& act, Index from) {
    const StateIndex alone = ring_.of()[0]->alone(from);
    return alone != no_state && replay_of(0, found(0).way_to(alone)) && go_by_any({0, from, begin[0]}, act) &&
           has_made() && stand_as(begin);
}

bool Together::make_at_once(StateIndex at) {
    std::vector<Step> way = found(0).way_to(at);
    return way.size() == 1 && replay_of(0, std::move(way)) && has_made();
}

bool Together::make_and_go(const Position& begin, const std::vector<RingStep>& way) {
    const Trial nothing = *trial_;
    const auto go_on = [&](const auto& made) {
        trial_ = nothing;
        records_.clear();
        done_.clear();
        return made() && std::ranges::all_of(way, [&](const RingStep& step) { return go(step); });
    };
    const process::RecordType& type = ring_.of()[0]->type();
    for (const process::Act& act : type.acts)
        for (const Index from : act.from)
            if (!act.creates_record && process::target_of(type, act).value_or(from) == begin[0] &&
                go_on([&] { return make(begin, act, from); }))
                return true;
    const std::vector<StateIndex> born = ring_.of()[0]->with(begin[0], begin[1], made_most);
    return std::ranges::any_of(born, [&](StateIndex at) {
        return found(0).first[at].from == no_state &&
               go_on([&] { return make_at_once(at) && stand_as(begin); });
    });
}

// By any act that leads there, of whoever may, with a few values in its form.
bool Together::go(const RingStep& step) {
    const process::RecordType& type = ring_.of()[step.record]->type();
    // Where it was led by what the other one did.
    const Index from = position()[step.record];
    for (const process::Act& act : type.acts) {
        const bool leads = !act.creates_record && process::target_of(type, act) == step.to &&
                           std::ranges::find(act.from, from) != act.from.end();
        if (leads && go_by_any(step, act)) return true;
    }
    return false;
}

bool Together::go_by_any(const RingStep& step, const process::Act& act) {
    return std::ranges::any_of(act.by, [&](const process::By& by) {
        if (by.kind != process::By::Kind::role && by.kind != process::By::Kind::holder) return false;
        const Index role = by.kind == process::By::Kind::role ? by.role : holder_of(step.record);
        return go_by(step, act, role, true) || go_by(step, act, role, false);
    });
}

bool Together::go_by(const RingStep& step, const process::Act& act, Index role, bool filled) {
    Command command = act_by(step.record, act, role);
    const process::RecordType& type = ring_.of()[step.record]->type();
    for (const process::FormItem& item : act.form) {
        if (!filled || item.kind != process::FormItem::Kind::field) continue;
        const Domain domain = domain_of(*found(step.record).model->process, type.fields[item.field], {});
        const auto last = static_cast<std::uint32_t>(domain.samples.size() - 1);
        const std::vector<Json> values = values_of(*trial_, type.fields[item.field], domain, last);
        if (!values.empty()) command.fields.set(type.fields[item.field].name, values.front());
    }
    const Trial before = *trial_;
    if (trial_->submit(command) && record(step.record).state == type.states[step.to].name) {
        note(step.record, role, std::move(command));
        return true;
    }
    trial_ = before;
    return false;
}

Command Together::act_by(std::size_t i, const process::Act& act, Index role) {
    const bool reports = found(i).model->process->roles[role].is_reporter;
    const Id person = reports ? record(i).reporter : trial_->person({role}, 0, found(i).model->process);
    Command command = trial_->command(person, Command::Kind::act, records_[i]);
    command.act = act.name;
    command.comment = records::CommentPart{"As it is said here.", ""};
    return command;
}

bool Together::wait() {
    for (std::size_t i = 0; i < records_.size(); ++i) {
        const process::RecordType& type = ring_.of()[i]->type();
        for (const process::Act& act : type.acts) {
            if (act.creates_record || !act.to || type.states[*act.to].open) continue;
            const Index role = holder_of(i);
            Command command = act_by(i, act, role);
            const auto plan = trial_->decide_only(command);
            if (plan) return false;
            if (plan.error().kind != RefusalKind::unmet) continue;
            note(i, role, std::move(command));
            done_.back().refused = true;
        }
    }
    return true;
}

}  // namespace reeve::verify
