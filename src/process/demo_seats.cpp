#include "process/demo_seats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace reeve::process {
namespace {

bool has_role(const Process& process, const DemoPerson& person, Index role) {
    return std::any_of(person.roles.begin(), person.roles.end(),
                       [&](const DemoRole& held) { return held.role == process.roles[role].name; });
}

bool may_hold(const Process& process, const RecordType& type, const DemoPerson& person) {
    const auto& holders = type.custody.holders;
    return std::any_of(holders.begin(), holders.end(),
                       [&](Index role) { return has_role(process, person, role); });
}

bool may_do(const Process& process, const RecordType& type, const Act& act, const DemoPerson& person) {
    return std::any_of(act.by.begin(), act.by.end(), [&](const By& by) {
        if (by.kind == By::Kind::holder || by.kind == By::Kind::assignee)
            return may_hold(process, type, person);
        return by.kind == By::Kind::role && has_role(process, person, by.role);
    });
}

bool may_log(const Process& process, const RecordType& type, const DemoPerson& person) {
    return std::any_of(type.acts.begin(), type.acts.end(), [&](const Act& act) {
        return act.creates_record && may_do(process, type, act, person);
    });
}

bool may_be_hit(const Process& process, const RecordType& type, const Exclusion& exclusion,
                const DemoPerson& person) {
    switch (exclusion.kind) {
        case Exclusion::Kind::assignee: return may_hold(process, type, person);
        case Exclusion::Kind::reporter:
        case Exclusion::Kind::logger: return may_log(process, type, person);
        case Exclusion::Kind::act: break;
    }
    return may_do(process, type, type.acts[exclusion.act], person);
}

void check_seat(const Process& process, const RecordType& type, const Approval& approval, Index role,
                const Demo& demo, std::vector<std::string>& found) {
    const auto same = [&](const Seat& seat) { return seat.role == role; };
    const auto seats = std::count_if(approval.seats.begin(), approval.seats.end(), same);
    std::vector<const DemoPerson*> members;
    for (const DemoPerson& person : demo.people)
        if (has_role(process, person, role)) members.push_back(&person);
    // Each exclusion is of one person at a time, or of one at least.
    const auto hits =
        std::count_if(approval.exclude.begin(), approval.exclude.end(), [&](const Exclusion& exclusion) {
            return std::any_of(members.begin(), members.end(), [&](const DemoPerson* person) {
                return may_be_hit(process, type, exclusion, *person);
            });
        });
    const auto left = static_cast<std::ptrdiff_t>(members.size());
    const std::string& name = process.roles[role].name;
    if (left < seats)
        found.push_back(fmt::format("{} of '{}' hold the {} seats of '{}' in '{}'", left, name, seats,
                                    approval.name, type.name));
    else if (left - hits < seats)
        found.push_back(fmt::format("who is excluded from '{}' in '{}' may be everybody of '{}' ({} people)",
                                    approval.name, type.name, name, left));
}

}  // namespace

std::vector<std::string> empty_seats(const Process& process, const Demo& demo) {
    std::vector<std::string> found;
    for (const RecordType& type : process.types)
        for (const Approval& approval : type.approvals) {
            std::set<Index> asked;
            for (const Seat& seat : approval.seats)
                if (!seat.at && !process.roles[seat.role].is_reporter && asked.insert(seat.role).second)
                    check_seat(process, type, approval, seat.role, demo, found);
        }
    return found;
}

}  // namespace reeve::process
