#include "store/sqlite/counts.hpp"

#include <algorithm>

#include "store/sqlite/list_plan.hpp"
#include "store/sqlite/lists.hpp"
#include "store/sqlite/step_limit.hpp"

namespace reeve::store::sqlite {
namespace {

// Adds the rows of one source; false once there are more than `most`.
bool add_rows(Connection& connection, const Source& source, std::int64_t most, Counted& counted) {
    Sql sql;
    sql.add("SELECT 1 ").add(source.rows).add(source.test).add(" LIMIT ?", most + 1 - counted.count);
    Bound rows(connection, sql);
    while (rows.step()) {
        ++counted.count;
    }
    return counted.count <= most;
}

bool count_all(ListReading& reading, const Sight& sight, const Filter& filter, std::int64_t most,
               Counted& counted) {
    Planner planner(reading.connection, reading.sizes, filter, reading.limits.gather_max);
    for (const Scope& scope : scopes_of(reading.connection, sight, filter.process)) {
        for (const bool open : {true, false}) {
            if (filter.open && *filter.open != open) {
                continue;
            }
            // Where many match, walking as a list does comes to an end soonest.
            for (const Source& source : planner.plan(scope, open).to_list) {
                if (!add_rows(reading.connection, source, most, counted)) {
                    return false;
                }
            }
        }
    }
    return true;
}

}  // namespace

Counted count_records(ListReading& reading, const Sight& sight, const Filter& filter, std::int64_t most) {
    Counted counted;
    bool all = false;
    const bool ended =
        within_bounds(reading.connection, [&] { all = count_all(reading, sight, filter, most, counted); });
    counted.more = !ended || !all;
    counted.count = std::min(counted.count, most);
    return counted;
}

}  // namespace reeve::store::sqlite
