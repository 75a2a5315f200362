#include "records/sub_legs.hpp"

namespace reeve::records {

std::vector<SubLeg> sub_legs(const Leg& leg) {
    std::vector<SubLeg> parts;
    for (std::size_t i = 0; i < leg.assigned.size(); ++i) {
        const auto& [from, person] = leg.assigned[i];
        const bool last = i + 1 == leg.assigned.size();
        const std::optional<Instant> to = last ? leg.to : std::optional(leg.assigned[i + 1].first);
        // Assigned at the instant at which the leg began: it was nobody else's before.
        if (!last && *to == from) continue;
        if (!parts.empty() && parts.back().person == person)
            parts.back().to = to;
        else
            parts.push_back({person, from, to});
    }
    return parts;
}

}  // namespace reeve::records
