#include "store/sqlite/reader.hpp"

#include <algorithm>

#include "base/integer.hpp"
#include "store/sqlite/counts.hpp"
#include "store/sqlite/event_rows.hpp"
#include "store/sqlite/lists.hpp"
#include "store/sqlite/shelves.hpp"
#include "store/sqlite/since.hpp"
#include "store/sqlite/standing.hpp"
#include "store/sqlite/transaction.hpp"

namespace reeve::store::sqlite {
namespace {

// A record that she may know, as `column` = `value` finds it.
struct Seen {
    std::int64_t key = 0;   // 0: there is none, or none for her
    bool internal = false;  // she reads internal entries
};

template <class Name>
Seen see(Connection& connection, const Sight& sight, std::string_view column, const Name& name) {
    Statement row(connection, "SELECT key, process FROM record WHERE " + std::string(column) + " = ?");
    if (!row.with(name).step()) {
        return {};
    }
    const std::int64_t key = row.integer(0);
    const auto names = [&](const std::vector<std::string>& list) {
        return sight.everything || std::ranges::find(list, row.text(1)) != list.end();
    };
    if (names(sight.whole)) {
        return {key, names(sight.internal)};
    }
    for (const Scope& scope : scopes_of(connection, sight, row.text(1))) {
        Sql known;
        known.add("SELECT 1 FROM record r WHERE r.key = ?", key).add(membership(scope));
        Bound found(connection, known);
        if (found.step()) {
            return {key, scope.internal};
        }
    }
    return {};
}

}  // namespace

std::optional<records::Record> SqliteReader::record(const Sight& sight, std::string_view number) {
    const Snapshot snapshot(connection_);
    const Seen seen = see(connection_, sight, "number", number);
    return seen.key == 0 ? std::nullopt : load(seen.key);
}

std::optional<records::Record> SqliteReader::record(const Sight& sight, Id id) {
    const Snapshot snapshot(connection_);
    const Seen seen = see(connection_, sight, "id", id);
    return seen.key == 0 ? std::nullopt : load(seen.key);
}

std::optional<records::Record> SqliteReader::load(std::int64_t key) {
    Statement row(connection_, "SELECT body FROM record_body WHERE key = ?");
    return row.with(key).step() ? records_.record(key, row.text(0)) : std::nullopt;
}

Page SqliteReader::list(const Sight& sight, const Filter& filter, std::string_view after, std::size_t limit,
                        bool count) {
    const Snapshot snapshot(connection_);
    return list_records(lists_, {sight, filter, after, limit, count});
}

Counted SqliteReader::count_up_to(const Sight& sight, const Filter& filter, std::int64_t most) {
    const Snapshot snapshot(connection_);
    return count_records(lists_, sight, filter, most);
}

Standing SqliteReader::standing(const Sight& sight, const StandingQuestion& question) {
    const Snapshot snapshot(connection_);
    return standing_of(lists_, sight, question);
}

TimelinePage SqliteReader::timeline(const Sight& sight, Id record, std::string_view after,
                                    std::size_t limit) {
    TimelinePage page;
    const std::optional<std::int64_t> beyond = after.empty() ? 0 : parse_integer<std::int64_t>(after);
    if (!beyond) {
        page.wrong_position = true;
        return page;
    }
    const Snapshot snapshot(connection_);
    const Seen seen = see(connection_, sight, "id", record);
    if (seen.key == 0) {
        return page;
    }
    Statement rows(connection_,
                   "SELECT " + std::string(event_columns) +
                       " FROM event e WHERE e.stream = ? AND e.version > ? AND (e.audience = 'public' OR ?) "
                       "ORDER BY e.version LIMIT ?");
    rows.with(record, *beyond, seen.internal, limit + 1);
    std::int64_t last = 0;
    for (std::size_t taken = 0; rows.step(); ++taken) {
        if (taken == limit) {
            page.next = limit == 0 ? "" : std::to_string(last);
            break;
        }
        last = rows.integer(4);
        // An entry that cannot be read is left out; replay names it.
        if (Outcome<records::Event> event = read_event(connection_, rows)) {
            page.rows.push_back({last, std::move(*event)});
        }
    }
    return page;
}

std::optional<records::Attachment> SqliteReader::attachment(const Sight& sight, Id record, Id attachment) {
    const Snapshot snapshot(connection_);
    const Seen seen = see(connection_, sight, "id", record);
    const auto holder = seen.key == 0 ? std::nullopt : load(seen.key);
    if (!holder) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(holder->attachments, attachment, &records::Attachment::id);
    const bool readable =
        found != holder->attachments.end() && (found->audience == "public" || seen.internal);
    return readable ? std::optional(*found) : std::nullopt;
}

std::vector<NoticeRow> SqliteReader::notices(const Sight& sight, Id person, std::int64_t before,
                                             std::size_t limit) {
    const Snapshot snapshot(connection_);
    std::vector<NoticeRow> found;
    Statement rows(
        connection_,
        "SELECT n.seq, r.number, n.name, e.occurred_at, r.id FROM notice n JOIN record r ON r.key = "
        "n.key JOIN event e ON e.seq = n.seq WHERE n.person = ? AND (? = 0 OR n.seq < ?) ORDER BY "
        "n.seq DESC, n.name");
    rows.with(person, before, before);
    while (found.size() < limit && rows.step()) {
        if (see(connection_, sight, "id", rows.id(4)).key == 0) {
            continue;
        }
        NoticeRow row{rows.integer(0), rows.string(1), rows.string(2), rows.instant(3), {}};
        const std::string path = "notice." + row.name + ".";
        Statement texts(
            connection_,
            "SELECT path, value FROM event_text WHERE event = ? AND substr(path, 1, ?) = ? AND value "
            "IS NOT NULL ORDER BY path");
        texts.with(row.seq, path.size(), path);
        while (texts.step()) {
            row.texts.emplace_back(texts.string(0).substr(path.size()), texts.string(1));
        }
        found.push_back(std::move(row));
    }
    return found;
}

records::Ahead find_ahead(Connection& connection, const records::Record& like,
                          std::span<const std::string> states) {
    records::Ahead ahead;
    if (states.empty() || like.holder.role.empty()) {
        return ahead;
    }
    std::vector<Value> wanted(states.begin(), states.end());
    Sql sql;
    sql.add("SELECT r.number FROM record r INDEXED BY record_ahead WHERE r.shelf = ")
        .add(shelf_of_process, like.process)
        .add(" AND r.holder_role = ?", like.holder.role)
        .add(" AND r.open = 1 AND r.rank < ?", like.rank == 0 ? rank_none : std::int64_t{like.rank})
        .add(" AND r.type = ?", like.type)
        .add(" AND r.id <> ?", like.id)
        .add(" AND r.holder_organisation IS ?", value_of(like.holder.organisation))
        .add(" AND r.holder_team IS ?", value_of(like.holder.team))
        .add(" AND r.state IN (")
        .add(marks_for(wanted))
        .add(") ORDER BY r.rank, r.due, r.number_key");
    Bound rows(connection, sql);
    while (rows.step()) {
        if (ahead.count++ == 0) {
            ahead.number = rows.string(0);
        }
    }
    return ahead;
}

std::vector<Id> find_open(Connection& connection, std::string_view process, std::string_view type,
                          std::size_t most) {
    Sql sql;
    sql.add("SELECT id FROM record INDEXED BY record_of_type WHERE shelf = ")
        .add(shelf_of_process, process)
        .add(" AND type = ? AND open = 1 ORDER BY number_key LIMIT ?", type, most);
    Bound rows(connection, sql);
    std::vector<Id> found;
    while (rows.step()) {
        found.push_back(rows.id(0));
    }
    return found;
}

std::vector<Id> SqliteReader::open_of(std::string_view process, std::string_view type, std::size_t most) {
    return find_open(connection_, process, type, most);
}

records::Ahead find_counting(Connection& connection, const records::LimitKey& key,
                             std::span<const Id> except) {
    records::Ahead found;
    Statement rows(
        connection,
        "SELECT r.id, r.number FROM record_limit l JOIN record r ON r.key = l.key WHERE l.process = "
        "? AND l.type = ? AND l.name = ? AND l.value = ? ORDER BY r.number_key");
    rows.with(key.process, key.type, key.limit, key.key);
    while (rows.step()) {
        if (std::ranges::find(except, rows.id(0)) == except.end() && found.count++ == 0) {
            found.number = rows.string(1);
        }
    }
    return found;
}

records::Ahead SqliteReader::counting(const records::LimitKey& key, std::span<const Id> except) {
    return find_counting(connection_, key, except);
}

records::Ahead SqliteReader::ahead(const records::Record& like, std::span<const std::string> states) {
    return find_ahead(connection_, like, states);
}

Since SqliteReader::since(const Sight& sight, std::int64_t after, SinceLimits limits) {
    const Snapshot snapshot(connection_);
    return happened_since(connection_, sight, after, limits);
}

std::int64_t SqliteReader::head() {
    return last_seq(connection_);
}

std::vector<std::pair<std::string, std::int64_t>> SqliteReader::figures() {
    const Snapshot snapshot(connection_);
    std::vector<std::pair<std::string, std::int64_t>> figures;
    const auto figure = [&](const char* name, std::string_view sql) {
        Statement row(connection_, sql);
        figures.emplace_back(name, row.step() ? row.integer(0) : 0);
    };
    figure("events", "SELECT max(seq) FROM event");
    figure("records", "SELECT count(*) FROM record_body");
    figure("timers", "SELECT count(*) FROM timer");
    figure("follow_ups", "SELECT count(*) FROM follow_up WHERE parked = 0");
    figure("follow_ups_parked", "SELECT count(*) FROM follow_up WHERE parked = 1");
    figure("sessions", "SELECT count(*) FROM session");
    figure("records_set_aside", "SELECT count(*) FROM set_aside");
    return figures;
}

}  // namespace reeve::store::sqlite
