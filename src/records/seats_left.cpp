#include "records/seats_left.hpp"

#include <algorithm>

namespace reeve::records {

bool leaves_roles_empty(const Directory& before, const Directory& after, const Event& event) {
    if (event.stream_kind != "person") return false;
    const Person* was = before.person(event.stream);
    if (was == nullptr || !was->active) return false;
    return std::ranges::any_of(was->memberships, [&](const Membership& had) {
        const Id at = had.organisation.empty() ? was->organisation : had.organisation;
        return after.members(had.process, had.role, at).empty();
    });
}

bool waits_for_seats(const Record& record) {
    return std::ranges::any_of(record.rounds, [](const Round& round) { return round.outcome == "open"; });
}

}  // namespace reeve::records
