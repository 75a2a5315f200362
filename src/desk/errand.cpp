#include "desk/errand.hpp"

#include <algorithm>
#include <iterator>

#include "desk/clock_sight.hpp"
#include "records/clocks_moved.hpp"

namespace reeve::desk {
namespace {

bool same_one(const store::TimerRow& a, const store::TimerRow& b) {
    return a.record == b.record && a.timer == b.timer;
}

bool same_one(const store::FollowUpRow& a, const store::FollowUpRow& b) {
    return a.id == b.id;
}

records::Command command_of_one(const store::TimerRow& row) {
    records::Command command;
    command.kind = records::Command::Kind::timer;
    command.record = row.record;
    command.act = row.timer.name;
    command.due = row.timer.due;
    command.timer_kind = static_cast<std::uint8_t>(row.timer.kind);
    return command;
}

records::Command command_of_one(const store::FollowUpRow& row) {
    return row.follow_up.recheck();
}

// Types of which a clock counts by rows that the entry gives, in any version that records may go by.
std::optional<store::ReachedOf> reached_by_entry(const World& world, const records::Record& entry) {
    store::ReachedOf of{store::Reached::clocks, entry.process, {}};
    for (const ProcessVersion& version : world.processes) {
        if (version.process->id == entry.process) {
            std::ranges::copy(records::types_counting_by(*version.process, entry.type),
                              std::back_inserter(of.types));
        }
    }
    std::ranges::sort(of.types);
    const auto twice = std::ranges::unique(of.types);
    of.types.erase(twice.begin(), twice.end());
    return of.types.empty() ? std::nullopt : std::optional(std::move(of));
}

}  // namespace

bool same(const Errand& a, const Errand& b) {
    return a.index() == b.index() && std::visit(
                                         [&](const auto& one) {
                                             using One = std::decay_t<decltype(one)>;
                                             return same_one(one, std::get<One>(b));
                                         },
                                         a);
}

Id record_of(const Errand& errand) {
    const auto* timer = std::get_if<store::TimerRow>(&errand);
    return timer != nullptr ? timer->record : std::get<store::FollowUpRow>(errand).follow_up.target;
}

Instant due_of(const Errand& errand) {
    const auto* timer = std::get_if<store::TimerRow>(&errand);
    return timer != nullptr ? timer->timer.due : std::get<store::FollowUpRow>(errand).at;
}

// Whoever leaves a role leaves seats; other entries are what clocks count by, those of a register the clocks
// that read it. One about nothing is of an upgrade: records that are due say from then on for whom
// their clocks are, where some are not for all.
std::optional<store::ReachedOf> reached_by(const World& world, const records::FollowUp& follow_up,
                                           const records::Record* about) {
    if (follow_up.about.empty()) {
        return keeps_clocks(world) ? std::optional(store::ReachedOf{store::Reached::dues, {}, {}})
                                   : std::nullopt;
    }
    if (about != nullptr) {
        return reached_by_entry(world, *about);
    }
    const bool of_person = world.directory->person(follow_up.about) != nullptr;
    return store::ReachedOf{of_person ? store::Reached::rounds : store::Reached::clocks, {}, {}};
}

records::Command command_of(const Errand& errand) {
    return std::visit([](const auto& one) { return command_of_one(one); }, errand);
}

}  // namespace reeve::desk
