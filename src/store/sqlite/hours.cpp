#include "store/sqlite/flow_rows.hpp"
#include "store/sqlite/list_plan.hpp"
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

}  // namespace

Hours FlowRows::hours(const Sight& sight, const HoursQuestion& question) {
    const Snapshot snapshot(reading_.connection);
    Hours hours;
    for (const Scope& scope : scopes_of(reading_.connection, sight, question.process)) {
        Sql sql;
        sql.add(
               "SELECT t.person, r.number, r.organisation, sum(t.minutes), count(*) "
               "FROM record_time t CROSS JOIN record r ON r.key = t.key")
            .add(of_question(question))
            .add(membership(scope))
            .add(" GROUP BY t.person, t.key ORDER BY t.person, r.created, r.key");
        Bound rows(reading_.connection, sql);
        while (rows.step()) {
            hours.minutes += rows.integer(3);
            if (hours.rows.size() == hours_most) {
                hours.partial = true;
                continue;
            }
            hours.rows.push_back({rows.id(0), rows.string(1), rows.id(2), rows.integer(3), rows.integer(4)});
        }
    }
    return hours;
}

}  // namespace reeve::store::sqlite
