#include "store/tally.hpp"

namespace reeve::store {

void StandingTally::count(Group& group, std::string_view process, std::int64_t rank, std::string_view value,
                          bool late) {
    using Seen = std::tuple<std::string_view, std::int64_t, std::string_view>;
    const Seen seen{process, rank, value};
    auto at = group.find(seen);
    if (at == group.end()) {
        at = group.emplace(Key{std::string(process), rank, std::string(value)}, Counts{}).first;
    }
    ++at->second.count;
    at->second.late += late ? 1 : 0;
}

void StandingTally::add(const StandingOf& record) {
    const bool late = record.due <= question_.now;
    ++open_;
    late_ += late ? 1 : 0;
    unassigned_ += record.assignee.empty() ? 1 : 0;
    count(states_, record.process, 0, record.state, late);
    if (!record.priority.empty()) {
        count(priorities_, record.process, record.rank, record.priority, late);
    }
    if (!record.holder.empty()) {
        count(holders_, record.process, 0, record.holder, late);
    }
    count(organisations_, "", 0, record.organisation, late);
    count(assignees_, "", 0, record.assignee, late);
}

void StandingTally::count_day(std::vector<std::int64_t>& days, Instant at) const {
    const std::int64_t day = (at - question_.from).micros / Duration::days(1).micros;
    if (at >= question_.from && day < static_cast<std::int64_t>(days.size())) {
        ++days[static_cast<std::size_t>(day)];
    }
}

void StandingTally::add_logged(Instant created) {
    count_day(logged_, created);
}

void StandingTally::add_resolved(Instant at) {
    count_day(resolved_, at);
}

std::vector<StandingRow> StandingTally::rows(const Group& group) {
    std::vector<StandingRow> list;
    for (const auto& [key, counts] : group) {
        const auto& [process, rank, value] = key;
        list.push_back({process, value, rank, counts.count, counts.late});
    }
    return list;
}

}  // namespace reeve::store
