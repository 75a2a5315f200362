#include "store/sqlite/counts.hpp"

#include <algorithm>

#include "store/sqlite/list_plan.hpp"
#include "store/sqlite/lists.hpp"
#include "store/sqlite/step_limit.hpp"

namespace reeve::store::sqlite {
namespace {

constexpr std::int64_t rows_most = 100'000;  // looked at for one count
constexpr std::int64_t steps_per_row = 20;

// Adds the rows of one source; false once there are more than `most`.
bool add_rows(Connection& connection, const Source& source, std::int64_t most, Counted& counted) {
    Sql sql;
    sql.add("SELECT 1 ").add(source.rows).add(" LIMIT ?", most + 1 - counted.count);
    Statement rows(connection, sql.text);
    sql.bind_to(rows);
    while (rows.step()) {
        ++counted.count;
    }
    return counted.count <= most;
}

bool count_all(Connection& connection, const Sight& sight, const Filter& filter, std::int64_t most,
               std::int64_t gather_max, Counted& counted) {
    Planner planner(connection, filter, gather_max);
    for (const Scope& scope : scopes_of(connection, sight, filter.process)) {
        for (const bool open : {true, false}) {
            if (filter.open && *filter.open != open) {
                continue;
            }
            for (const Source& source : planner.plan(scope, open).to_count) {
                if (!add_rows(connection, source, most, counted)) {
                    return false;
                }
            }
        }
    }
    return true;
}

}  // namespace

Counted count_records(Connection& connection, const Sight& sight, const Filter& filter, std::int64_t most,
                      std::int64_t gather_max) {
    Counted counted;
    const StepLimit limit(connection, rows_most * steps_per_row);
    try {
        counted.more = !count_all(connection, sight, filter, most, gather_max, counted);
    } catch (const StoppedEarly&) {
        counted.more = true;
    }
    counted.count = std::min(counted.count, most);
    return counted;
}

}  // namespace reeve::store::sqlite
