#include "records/next_step.hpp"

#include <algorithm>

#include "process/words.hpp"

namespace reeve::records {
namespace {

using process::Index;

struct Automatic {
    Index act = 0;
    Instant at;
};

// The earliest act that the desk will do by itself if nobody does anything: an armed one, or what follows a
// breach.
std::optional<Automatic> automatic(const process::RecordType& type, Index state, const Record& record) {
    std::optional<Automatic> first;
    const auto consider = [&](std::optional<Index> act, Instant at) {
        if (!act || (first && first->at <= at)) return;
        const auto& from = type.acts[*act].from;
        if (std::find(from.begin(), from.end(), state) != from.end()) first = Automatic{*act, at};
    };
    for (const ArmedTimer& timer : record.timers)
        if (!timer.opens) consider(type.act(timer.act), timer.due);
    for (const ClockInstance& clock : record.clocks) {
        if (clock.now.state != ClockState::running || !clock.now.due) continue;
        if (const auto index = type.clock(clock.now.clock))
            consider(type.clocks[*index].on_breach, *clock.now.due);
    }
    return first;
}

// The first round, in the order in which they follow each other, that is open among those that the act rests
// on.
const Round* awaited(const process::RecordType& type, const process::Act& act, const Record& record) {
    for (const process::Need& need : act.needs) {
        if (need.kind != process::Need::Kind::approval) continue;
        const Round* first = nullptr;
        for (std::optional<Index> at = need.index; at; at = type.approvals[*at].after) {
            const Round* round = record.round(type.approvals[*at].name);
            if (round != nullptr && round->outcome == "open") first = round;
        }
        if (first != nullptr) return first;
    }
    return nullptr;
}

NextStep vote_on(const process::RecordType& type, const process::Act& act, const Round& round,
                 std::string_view language) {
    const auto approval = std::find_if(type.approvals.begin(), type.approvals.end(),
                                       [&](const auto& each) { return each.name == round.opened.approval; });
    NextStep step{
        NextStep::Kind::vote, process::shown(approval->title, approval->name, language), act.name, {}, ""};
    for (std::size_t i = 0; i < round.opened.seats.size() && step.whom.empty(); ++i) {
        const bool is_heard = std::any_of(round.votes.begin(), round.votes.end(), [&](const Vote& vote) {
            return !vote.voided && vote.seat == static_cast<std::int64_t>(i);
        });
        if (!is_heard) step.whom = round.opened.seats[i].role;
    }
    return step;
}

}  // namespace

NextStep next_step(const process::Process* process, const process::RecordType* type, const Record& record,
                   std::string_view language) {
    const auto state = type != nullptr ? type->state(record.state) : std::nullopt;
    if (process == nullptr || !state)
        return {NextStep::Kind::none, process::shown({}, record.state, language), "", {}, ""};
    const std::string stands = process::shown(type->states[*state].title, record.state, language);
    if (!record.waiting.empty()) return {NextStep::Kind::wait, stands, "", {}, record.waiting};

    const auto holder = process->role(record.holder.role);
    const auto& row = type->onward.acts[*state];
    const auto title = [&](Index act) {
        return process::shown(type->acts[act].title, type->acts[act].name, language);
    };
    if (const auto& next = holder ? row[*holder] : row.back()) {
        const process::Act& act = type->acts[next->act];
        if (const Round* round = awaited(*type, act, record)) return vote_on(*type, act, *round, language);
        const auto role = next->role ? next->role : holder;
        return {NextStep::Kind::act,
                title(next->act),
                type->acts[next->act].name,
                {},
                role ? process->roles[*role].name : std::string()};
    }
    if (const auto next = automatic(*type, *state, record)) {
        const auto to = holder ? type->onward.receivers[next->act][*holder] : std::nullopt;
        return {NextStep::Kind::automatic, title(next->act), type->acts[next->act].name, next->at,
                to ? process->roles[*to].name : std::string()};
    }
    return {NextStep::Kind::none, stands, "", {}, ""};
}

}  // namespace reeve::records
