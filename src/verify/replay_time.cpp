// Time that an act asks for: whoever does it logs it first.
#include <algorithm>
#include <set>
#include <string>

#include "verify/replay_internal.hpp"

namespace reeve::verify {
namespace {

constexpr std::size_t minutes_most = 24 * 60;  // of one entry

// The most minutes that one of them asks for, by itself or within a dossier, and the names under which they
// are missed.
struct TimeAsked {
    std::size_t minutes = 0;
    std::set<std::string> names;
};

TimeAsked time_asked(const process::RecordType& type, const std::vector<process::Need>& needs) {
    TimeAsked asked;
    for (const process::Need& need : needs) {
        std::size_t minutes = need.kind == process::Need::Kind::time_entry ? need.count_min : 0;
        if (need.kind == process::Need::Kind::dossier)
            minutes = time_asked(type, type.dossiers[need.index].needs).minutes;
        if (minutes > 0) asked.names.insert(need.name);
        asked.minutes = std::max(asked.minutes, minutes);
    }
    return asked;
}

}  // namespace

std::vector<records::Command> time_logged(Trial& trial, const Model& model, const Move& move,
                                          const records::Command& command) {
    std::vector<records::Command> logged;
    if (move.kind != Move::Kind::act && move.kind != Move::Kind::tick) return logged;
    const TimeAsked asked = time_asked(*model.type, model.acts[move.act].act->needs);
    const auto is_missed = [&](const Unmet& unmet) { return asked.names.contains(unmet.what); };
    for (std::size_t left = asked.minutes; left > 0;) {
        const auto plan = trial.decide_only(command);
        if (plan || std::ranges::none_of(plan.error().unmet, is_missed)) break;
        const std::size_t minutes = std::min(left, minutes_most);
        records::Command time =
            trial.command(command.actor.id, records::Command::Kind::log_time, command.record);
        time.act = "log_time";
        time.fields.set("minutes", static_cast<std::int64_t>(minutes));
        if (!trial.submit(time)) break;
        logged.push_back(std::move(time));
        left -= minutes;
    }
    return logged;
}

}  // namespace reeve::verify
