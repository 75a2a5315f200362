#include "store/sqlite/flow_rows.hpp"

#include <algorithm>

#include "store/custody_tally.hpp"
#include "store/flow_tally.hpp"
#include "store/position.hpp"
#include "store/sqlite/list_plan.hpp"
#include "store/sqlite/step_limit.hpp"
#include "store/sqlite/transaction.hpp"

namespace reeve::store::sqlite {
namespace {

constexpr std::int64_t steps_per_row = 40;
constexpr std::string_view position_mark = "flow";

constexpr std::string_view columns =
    "r.key, r.created, r.path, r.movers, r.state, r.priority, r.rank, r.open, r.resolved, r.reopened, "
    "r.legs, r.clocks, r.custody, r.lives, r.type";

FlowView view_of(const Statement& row) {
    FlowView view;
    view.key = row.integer(0);
    view.created = row.instant(1);
    view.path = row.text(2);
    view.movers = row.text(3);
    view.state = row.text(4);
    view.priority = row.text(5);
    view.rank = row.integer(6);
    view.open = row.boolean(7);
    view.resolved = row.null(8) ? std::nullopt : std::optional(row.instant(8));
    view.reopened = row.integer(9);
    view.legs = row.text(10);
    view.clocks = row.text(11);
    view.custody = row.text(12);
    view.lives = row.text(13);
    view.type = row.text(14);
    return view;
}

// Rows of a period and a type, as " AND …".
Sql of_question(const FlowQuestion& question) {
    Sql sql;
    sql.add(" AND r.created >= ?", question.from.micros).add(" AND r.created < ?", question.to.micros);
    return question.type.empty() ? sql : sql.add(" AND r.type = ?", question.type);
}

// Where somebody sees a process wholly, its rows lie side by side in the order of their beginning; else they
// are found one by one from the records that she may know.
std::vector<Sql> selections(ListReading& reading, const Scope& scope, const FlowQuestion& question) {
    std::vector<Sql> list;
    if (scope.whole) {
        list.emplace_back()
            .add("SELECT ")
            .add(columns)
            .add(" FROM record_flow r WHERE r.process = ?", scope.process)
            .add(of_question(question));
        return list;
    }
    const Filter filter;
    Planner planner(reading.connection, reading.sizes, filter, reading.limits.gather_max);
    for (const bool open : {true, false}) {
        for (const Source& source : planner.plan(scope, open).to_count) {
            list.emplace_back()
                .add("SELECT ")
                .add(columns)
                .add(" FROM (SELECT r.key AS known, r.created AS since ")
                .add(source.rows)
                .add(of_question(question))
                .add(source.test)
                .add(") CROSS JOIN record_flow r ON r.process = ?", scope.process)
                .add(" AND r.created = since AND r.key = known");
        }
    }
    return list;
}

// Calls `each` with every row until it says that it has enough; false when that would have cost too much.
template <class Each>
bool each_row(ListReading& reading, const std::vector<Scope>& scopes, const FlowQuestion& question,
              std::string_view order, Each each) {
    const StepLimit limit(reading.connection, reading.limits.flow_rows * steps_per_row);
    try {
        for (const Scope& scope : scopes) {
            for (Sql& sql : selections(reading, scope, question)) {
                sql.add(order);
                Bound rows(reading.connection, sql);
                while (rows.step()) {
                    if (!each(view_of(rows))) {
                        return true;
                    }
                }
            }
        }
    } catch (const StoppedEarly&) {
        return false;
    }
    return true;
}

// Adds every row to a tally.
template <class Tally>
bool add_rows(ListReading& reading, const Sight& sight, const FlowQuestion& question, Tally& tally) {
    const std::vector<Scope> scopes = scopes_of(reading.connection, sight, question.process);
    return each_row(reading, scopes, question, "", [&](const FlowView& row) {
        tally.add(row);
        return true;
    });
}

// Where a row stands among others: the newest come first.
using Place = std::pair<std::int64_t, std::int64_t>;  // created, key

Position position_of(const Place& place) {
    return {place.first, 0, std::string(position_mark), place.second};
}

// Where the page before ended; nothing where there was none. False for what is no position here.
bool read_place(std::string_view after, std::optional<Place>& place) {
    if (after.empty()) {
        return true;
    }
    const std::optional<Position> position = read_position(after);
    if (!position || position->number_key != position_mark) {
        return false;
    }
    place.emplace(position->first, position->key);
    return true;
}

}  // namespace

void put_flow(Connection& connection, std::int64_t key, const FlowRow& row, bool born) {
    Statement put(connection,
                  born ? "INSERT INTO record_flow (process, created, key, type, state, open, priority, rank, "
                         "resolved, reopened, path, legs, clocks, movers, custody, lives) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
                       : "UPDATE record_flow SET (type, state, open, priority, rank, resolved, reopened, "
                         "path, legs, clocks, movers, custody, lives) = "
                         "(?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) "
                         "WHERE process = ?1 AND created = ?2 AND key = ?3 AND (type, state, open, priority, "
                         "rank, resolved, reopened, path, legs, clocks, movers, custody, lives) IS NOT "
                         "(?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
    const Value resolved = row.resolved ? Value(row.resolved->micros) : Value();
    put.with(row.process, row.created, key, row.type, row.state, row.open, row.priority, row.rank, resolved,
             row.reopened, row.path, Blob{row.legs}, Blob{row.clocks}, Blob{row.movers}, Blob{row.custody},
             Blob{row.lives})
        .run();
}

void each_resolved(Connection& connection, const Scope& scope, Instant since,
                   const std::function<void(Instant)>& each) {
    Sql sql;
    sql.add("SELECT r.resolved FROM record_flow r INDEXED BY record_flow_resolved WHERE r.process = ?",
            scope.process)
        .add(" AND r.resolved >= ?", since.micros)
        .add(membership(scope));
    Bound rows(connection, sql);
    while (rows.step()) {
        each(rows.instant(0));
    }
}

Flow FlowRows::flow(const Sight& sight, const FlowQuestion& question) {
    const Snapshot snapshot(reading_.connection);
    FlowTally tally(question.now);
    const bool whole = add_rows(reading_, sight, question, tally);
    Flow flow = tally.finish();
    flow.partial = !whole;
    return flow;
}

Moves FlowRows::moves(const Sight& sight, const FlowQuestion& question) {
    const Snapshot snapshot(reading_.connection);
    MovesTally tally;
    const bool whole = add_rows(reading_, sight, question, tally);
    Moves moves = tally.finish([&](std::int64_t key) {
        Statement row(reading_.connection, "SELECT number FROM record WHERE key = ?");
        return row.with(key).step() ? row.string(0) : std::string();
    });
    moves.partial = !whole;
    return moves;
}

CustodyFlow FlowRows::custody(const Sight& sight, const FlowQuestion& question) {
    const Snapshot snapshot(reading_.connection);
    CustodyTally tally(question);
    const bool whole = add_rows(reading_, sight, question, tally);
    CustodyFlow custody = tally.finish();
    custody.partial = !whole;
    return custody;
}

Page FlowRows::records(const Sight& sight, const FlowQuestion& question, const FlowTest& test,
                       std::string_view after, std::size_t limit, bool count) {
    Page page;
    std::optional<Place> before;
    page.wrong_position = !read_place(after, before);
    if (page.wrong_position) {
        return page;
    }
    const Snapshot snapshot(reading_.connection);
    const std::vector<Scope> scopes = scopes_of(reading_.connection, sight, question.process);
    // Then the newest come first by themselves, and the walk ends with the page.
    const bool in_order = scopes.size() == 1 && scopes.front().whole;
    std::vector<Place> places;
    Place last;
    std::int64_t counted = 0;
    FlowQuestion from_here = question;
    if (before && !count) {
        from_here.to = std::min(question.to, Instant{before->first} + Duration{1});
    }
    page.partial =
        !each_row(reading_, scopes, from_here, in_order ? " ORDER BY r.created DESC, r.key DESC" : "",
                  [&](const FlowView& row) {
                      last = {row.created.micros, row.key};
                      if (test(row)) {
                          ++counted;
                          if (!before || last < *before) {
                              places.push_back(last);
                          }
                      }
                      return count || !in_order || places.size() <= limit;
                  });
    std::ranges::sort(places, std::ranges::greater{});
    if (places.size() > limit) {
        places.resize(limit);
        page.next = limit == 0 ? "" : write_position(position_of(places.back()));
    } else if (page.partial && in_order) {
        page.next = write_position(position_of(last));
    }
    for (const auto& [created, key] : places) {
        // A row that cannot be read is left out: the rest of the list is there.
        if (std::optional<records::Record> record = load_row(reading_, key)) {
            page.records.push_back(std::move(*record));
        }
    }
    if (count) {
        page.count = counted;
        page.count_more = page.partial;
    }
    return page;
}

FlowWalk FlowRows::walk(const Sight& sight, const FlowQuestion& question, std::string_view after,
                        std::int64_t most, const FlowVisit& visit) {
    FlowWalk walk;
    std::optional<Place> before;
    walk.wrong_position = !read_place(after, before);
    if (walk.wrong_position) {
        return walk;
    }
    const Snapshot snapshot(reading_.connection);
    const std::vector<Scope> scopes = scopes_of(reading_.connection, sight, question.process);
    if (scopes.size() != 1 || !scopes.front().whole) {
        return walk;
    }
    FlowQuestion from_here = question;
    Sql sql;
    sql.add("SELECT ").add(columns).add(" FROM record_flow r WHERE r.process = ?", scopes.front().process);
    if (before) {
        from_here.to = std::min(question.to, Instant{before->first} + Duration{1});
        // Only of those that began at that very instant: the others are left out by where the walk begins.
        sql.add(" AND (+r.created, r.key) < (?, ?)", before->first, before->second);
    }
    sql.add(of_question(from_here)).add(" ORDER BY r.created DESC, r.key DESC LIMIT ?", most + 1);
    Bound rows(reading_.connection, sql);
    Place last;
    for (std::int64_t visited = 0; rows.step(); ++visited) {
        if (visited == most) {
            walk.next = write_position(position_of(last));
            break;
        }
        const FlowView row = view_of(rows);
        last = {row.created.micros, row.key};
        visit(row, [&] { return load_record(reading_.connection, row.key); });
    }
    return walk;
}

}  // namespace reeve::store::sqlite
