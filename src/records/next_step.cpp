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
