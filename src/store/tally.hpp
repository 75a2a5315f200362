#pragma once
// Adding up open records one by one into a Standing; the same for every store.

#include <map>
#include <string_view>
#include <tuple>

#include "store/standing.hpp"

namespace reeve::store {

// What a record counts by.
struct StandingOf {
    std::string_view process, state, priority, holder;
    std::int64_t rank = 0;
    std::string_view organisation, assignee;  // any form that names one; empty = none
    Instant due;
};

class StandingTally {
public:
    explicit StandingTally(const StandingQuestion& question)
        : question_(question), logged_(question.days), resolved_(question.days) {}

    void add(const StandingOf& record);
    void add_logged(Instant created);
    void add_resolved(Instant at);
    // `shown` turns what named an organisation or a person into an id as text.
    template <class Shown>
    [[nodiscard]] Standing standing(Shown shown) const {
        Standing result{.open = open_,
                        .late = late_,
                        .unassigned = unassigned_,
                        .states = rows(states_),
                        .priorities = rows(priorities_),
                        .holders = rows(holders_),
                        .organisations = rows(organisations_),
                        .assignees = rows(assignees_),
                        .logged = logged_,
                        .resolved = resolved_};
        for (auto* group : {&result.organisations, &result.assignees})
            for (StandingRow& row : *group) row.value = row.value.empty() ? "" : shown(row.value);
        return result;
    }

private:
    struct Counts {
        std::int64_t count = 0, late = 0;
    };
    using Key = std::tuple<std::string, std::int64_t, std::string>;  // process, rank, value
    using Group = std::map<Key, Counts, std::less<>>;
    static void count(Group& group, std::string_view process, std::int64_t rank, std::string_view value,
                      bool late);
    [[nodiscard]] static std::vector<StandingRow> rows(const Group& group);

    StandingQuestion question_;
    std::int64_t open_ = 0, late_ = 0, unassigned_ = 0;
    Group states_, priorities_, holders_, organisations_, assignees_;
    void count_day(std::vector<std::int64_t>& days, Instant at) const;
    std::vector<std::int64_t> logged_, resolved_;
};

}  // namespace reeve::store
