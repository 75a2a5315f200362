#include "store/sqlite/standing.hpp"

#include "store/sqlite/flow_rows.hpp"
#include "store/sqlite/list_plan.hpp"
#include "store/sqlite/lists.hpp"
#include "store/sqlite/step_limit.hpp"
#include "store/tally.hpp"

namespace reeve::store::sqlite {
namespace {

void add_open(Connection& connection, const Source& source, const Scope& scope, bool kept,
              StandingTally& tally) {
    Sql sql;
    sql.add("SELECT r.state, r.priority, r.rank, r.holder_role, r.organisation, r.holder_person, ")
        .add(due_of_row(scope, kept))
        .add(" ")
        .add(source.rows)
        .add(source.test);
    Bound rows(connection, sql);
    while (rows.step()) {
        tally.add({scope.process, rows.text(0), rows.text(1), rows.text(3), rows.integer(2), rows.text(4),
                   rows.text(5), rows.instant(6)});
    }
}

void add_logged(Connection& connection, const Source& source, Instant from, StandingTally& tally) {
    Sql sql;
    sql.add("SELECT r.created ").add(source.rows).add(" AND r.created >= ?", from.micros).add(source.test);
    Bound rows(connection, sql);
    while (rows.step()) {
        tally.add_logged(rows.instant(0));
    }
}

}  // namespace

Standing standing_of(ListReading& reading, const Sight& sight, const StandingQuestion& question) {
    Connection& connection = reading.connection;
    StandingTally tally(question);
    Filter newest;
    newest.process = question.process;
    newest.sort = Sort::created;
    newest.descending = true;
    Planner planner(connection, reading.sizes, newest, reading.limits.gather_max);
    const std::vector<Scope> scopes = scopes_of(connection, sight, question.process);
    const bool logged = within_bounds(connection, [&] {
        for (const Scope& scope : scopes) {
            for (const bool open : {true, false}) {
                for (const Source& source : planner.plan(scope, open).to_list) {
                    add_logged(connection, source, question.from, tally);
                }
            }
        }
    });
    const bool resolved = within_bounds(connection, [&] {
        for (const Scope& scope : scopes) {
            each_resolved(connection, scope, question.from, [&](Instant at) { tally.add_resolved(at); });
        }
    });
    const bool stands = within_bounds(connection, [&] {
        for (const Scope& scope : scopes) {
            const bool kept = has_kept(connection, scope, true);
            for (const Source& source : planner.plan(scope, true).to_count) {
                add_open(connection, source, scope, kept, tally);
            }
        }
    });
    Standing standing = tally.standing([](const std::string& bytes) {
        return Id::from_bytes(reinterpret_cast<const std::uint8_t*>(bytes.data())).text();
    });
    standing.partial = !logged || !resolved || !stands;
    return standing;
}

}  // namespace reeve::store::sqlite
