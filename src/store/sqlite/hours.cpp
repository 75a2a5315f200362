#include <map>
#include <tuple>
#include <utility>

#include "store/sqlite/flow_rows.hpp"
#include "store/sqlite/list_plan.hpp"
#include "store/sqlite/step_limit.hpp"
#include "store/sqlite/transaction.hpp"

namespace reeve::store::sqlite {
namespace {

Sql of_question(const HoursQuestion& question) {
    Sql sql;
    sql.add(" WHERE t.process = ?", question.process);
    if (!question.from.empty()) {
        sql.add(" AND t.day >= ?", question.from);
    }
    if (!question.to.empty()) {
        sql.add(" AND t.day < ?", question.to);
    }
    if (!question.type.empty()) {
        sql.add(" AND t.type = ?", question.type);
    }
    return sql;
}

using Sums = std::map<std::tuple<Id, Instant, std::int64_t>, HoursRow>;  // in the order of the report

// From the last day back: where the bound is reached, the first days are those that are left out.
void add_entries(Connection& connection, const Scope& scope, const HoursQuestion& question, Sums& sums) {
    Sql sql;
    sql.add(
           "SELECT t.person, r.created, t.key, t.minutes, r.number, r.organisation "
           "FROM record_time t CROSS JOIN record r ON r.key = t.key")
        .add(of_question(question))
        .add(membership(scope))
        .add(" ORDER BY t.day DESC");
    Bound rows(connection, sql);
    while (rows.step()) {
        HoursRow& row = sums[{rows.id(0), rows.instant(1), rows.integer(2)}];
        if (row.entries == 0) {
            row.person = rows.id(0);
            row.number = rows.string(4);
            row.organisation = rows.id(5);
        }
        row.minutes += rows.integer(3);
        ++row.entries;
    }
}

}  // namespace

Hours FlowRows::hours(const Sight& sight, const HoursQuestion& question) {
    const Snapshot snapshot(reading_.connection);
    Sums sums;
    const auto scopes = scopes_of(reading_.connection, sight, question.process);
    const auto add_all = [&] {
        for (const Scope& scope : scopes) {
            add_entries(reading_.connection, scope, question, sums);
        }
    };
    const bool all = within_bounds(reading_.connection, add_all, reading_.limits.flow_rows);
    Hours hours;
    hours.partial = !all || sums.size() > hours_most;
    for (auto& [key, row] : sums) {
        hours.minutes += row.minutes;
        if (hours.rows.size() < hours_most) {
            hours.rows.push_back(std::move(row));
        }
    }
    return hours;
}

}  // namespace reeve::store::sqlite
