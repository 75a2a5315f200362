#include "store/sqlite/writer.hpp"

#include <algorithm>
#include <map>

#include "store/sqlite/event_rows.hpp"
#include "store/sqlite/lists.hpp"
#include "store/sqlite/projection.hpp"
#include "store/sqlite/reader.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/statement.hpp"
#include "store/sqlite/transaction.hpp"
#include "store/written.hpp"

namespace reeve::store::sqlite {
namespace {

// What a transaction changes waits for its end in memory, up to 96 MiB: pages that leave earlier are written
// twice. Many clocks that run out at once change twice what the cache holds.
constexpr const char* keep_unwritten = "PRAGMA cache_spill = 24576;";

constexpr int soon = 8;  // of the length at which a log is long, a part

// Several events of one record that may each have changed who may know it: what each did shows only by
// folding them one by one, as replay does.
void follow(Connection& connection, Id stream, std::span<const records::Event> events,
            std::span<const std::int64_t> seqs, Touched& touched) {
    records::Record record;
    Statement row(connection, "SELECT key FROM record WHERE id = ?");
    if (row.with(stream).step()) {
        record = load_record(connection, row.integer(0)).value_or(records::Record{});
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].stream != stream) {
            continue;
        }
        const records::Reach before = records::reach_of(record);
        if (!records::apply(record, events[i])) {
            throw StoreFailure(StoreFailure::Kind::broken, "An event does not follow the one before it.");
        }
        touched.follow(before, records::reach_of(record), seqs[i]);
    }
}

// Whoever writes carries the log over between two commits (log_is_long); where nobody does, a commit does.
Opening with_patience(Opening opening) {
    opening.checkpoint_pages *= 3;
    return opening;
}

}  // namespace

SqliteWriter::SqliteWriter(const Opening& opening)
    : log_limit_(opening.checkpoint_pages), connection_(with_patience(opening)), operational_(connection_) {
    migrate(connection_);
    if (opening.sync_each_commit) {
        connection_.run(keep_unwritten);
    }
}

void SqliteWriter::begin() {
    if (closed_) {
        throw StoreFailure(
            StoreFailure::Kind::broken,
            "An earlier commit could not be made durable; its outcome shows when Reeve is started again.");
    }
    Statement(connection_, "BEGIN IMMEDIATE").run();
}

void SqliteWriter::savepoint() {
    Statement(connection_, "SAVEPOINT command").run();
    words_.mark();
}

void SqliteWriter::release() {
    Statement(connection_, "RELEASE command").run();
}

void SqliteWriter::rollback_to_savepoint() {
    words_.drop_to_mark();
    shelves_.forget();
    Statement(connection_, "ROLLBACK TO command").run();
    Statement(connection_, "RELEASE command").run();
}

void SqliteWriter::commit() {
    words_.write_all(connection_);
    try {
        Statement(connection_, "COMMIT").run();
    } catch (const StoreFailure& failure) {
        rollback();
        if (failure.kind() == StoreFailure::Kind::full) {
            throw;  // the commit's end was not written: nothing of it holds
        }
        // A failed fsync drops what it could not write: it is not tried again as if nothing had been.
        closed_ = true;
        throw StoreFailure(StoreFailure::Kind::unknown_commit, failure.what());
    }
}

// What somebody still reads around keeps the log from beginning anew; the rest of it is little, and is tried
// soon: a log that has grown by as much again takes twice as long.
void SqliteWriter::carry_log_over() {
    connection_.carry_log_over();
    const int left = connection_.log_pages();
    long_from_ = left + (left == 0 ? log_limit_ : log_limit_ / soon);
}

void SqliteWriter::rollback() noexcept {
    words_.drop();
    shelves_.forget();
    roll_back(connection_);
}

std::optional<records::Record> SqliteWriter::record(Id id) {
    Statement row(connection_,
                  "SELECT b.body FROM record r JOIN record_body b ON b.key = r.key WHERE r.id = ?");
    if (!row.with(id).step()) {
        return std::nullopt;
    }
    Outcome<records::Record> record = read_record(row.text(0));
    if (!record) {
        set_aside(id, record.error().detail);
        return std::nullopt;
    }
    return std::move(*record);
}

void SqliteWriter::set_aside(Id stream, std::string_view reason) {
    Statement(connection_, "INSERT INTO set_aside (stream, reason) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .with(stream, reason)
        .run();
}

std::optional<Id> SqliteWriter::find_record(std::string_view number) {
    Statement row(connection_, "SELECT id FROM record WHERE number = ?");
    return row.with(number).step() ? std::optional(row.id(0)) : std::nullopt;
}

std::int64_t SqliteWriter::version_of(Id stream) {
    return sqlite::version_of(connection_, stream);
}

Digest SqliteWriter::head_of(Id stream) {
    return sqlite::head_of(connection_, stream).hash;
}

std::vector<records::Event> SqliteWriter::events_of(Id stream) {
    Statement rows(connection_, "SELECT " + std::string(event_columns) +
                                    " FROM event e WHERE e.stream = ? ORDER BY e.version");
    rows.with(stream);
    std::vector<records::Event> events;
    while (rows.step()) {
        if (Outcome<records::Event> event = read_event(connection_, rows)) {
            events.push_back(std::move(*event));
        }
    }
    return events;
}

std::int64_t SqliteWriter::next_number(std::string_view series) {
    Statement draw(connection_,
                   "INSERT INTO series (name, last) VALUES (?, 1) "
                   "ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last");
    std::int64_t number = 0;
    draw.with(series);
    while (draw.step()) {
        number = draw.integer(0);
    }
    return number;
}

records::Ahead SqliteWriter::counting(const records::LimitKey& key, std::span<const Id> except) {
    return find_counting(connection_, key, except);
}

records::Ahead SqliteWriter::ahead(const records::Record& like, std::span<const std::string> states) {
    return find_ahead(connection_, like, states);
}

std::vector<Id> SqliteWriter::open_of(std::string_view process, std::string_view type, std::size_t most) {
    return find_open(connection_, process, type, most);
}

bool SqliteWriter::append(std::span<const records::Expected> expects, std::span<const records::Event> events,
                          std::span<const records::Record> records, const Written& written) {
    for (const records::Expected& expected : expects) {
        if (sqlite::version_of(connection_, expected.stream) != expected.version) {
            return false;
        }
    }
    std::map<Id, Touched> touched;
    std::map<Id, const Digest*> heads;
    std::vector<std::int64_t> seqs;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const records::Event& event = events[i];
        const std::int64_t seq = written.skeletons.empty()
                                     ? insert_event(connection_, event)
                                     : insert_event(connection_, event, written.skeletons[i]);
        seqs.push_back(seq);
        if (event.stream_kind == "record") {
            touched[event.stream].add(event, seq);
            heads[event.stream] = &event.hash;
        }
    }
    Projection projection(connection_, words_, shelves_);
    for (auto& [stream, changed] : touched) {
        if (changed.must_follow()) {
            follow(connection_, stream, events, seqs, changed);
        }
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        const records::Record& record = records[i];
        const Digest* head = heads[record.id];
        if (head == nullptr) {
            continue;  // no event touched it: it stands as it stood
        }
        if (!written.records.empty()) {
            projection.put(record, touched[record.id], written.records[i]);
        } else if (record.head == *head) {
            projection.put(record, touched[record.id]);
        } else {
            // Decided before its events were sealed.
            records::Record sealed = record;
            sealed.head = *head;
            projection.put(sealed, touched[record.id]);
        }
    }
    return true;
}

std::vector<TimerRow> SqliteWriter::timers(Instant acts_until, Instant clocks_until, std::size_t limit,
                                           std::optional<Id> record) {
    constexpr std::string_view columns = "SELECT r.id, t.due, t.kind, t.name, t.ordinal FROM timer t ";
    constexpr std::string_view due =
        "t.due <= max(?1, ?2) AND t.due <= CASE t.phase WHEN 0 THEN ?1 ELSE ?2 END ";
    constexpr std::string_view order =
        "ORDER BY t.due, t.phase, t.number_key, t.kind, t.ordinal, t.name LIMIT ?3";
    const std::string sql =
        record
            ? std::string(columns) + "JOIN record r ON r.key = t.key WHERE r.id = ?4 AND " +
                  std::string(due) + std::string(order)
            : std::string(columns) + "INDEXED BY timer_firing CROSS JOIN record r ON r.key = t.key WHERE " +
                  std::string(due) + std::string(order);
    Statement rows(connection_, sql);
    rows.with(acts_until, clocks_until, limit);
    if (record) {
        rows.bind(*record);
    }
    std::vector<TimerRow> timers;
    while (rows.step()) {
        records::DueTimer timer;
        timer.due = rows.instant(1);
        timer.kind = static_cast<records::DueTimer::Kind>(rows.integer(2));
        timer.name = rows.string(3);
        timer.ordinal = static_cast<int>(rows.integer(4));
        timers.push_back({rows.id(0), std::move(timer)});
    }
    return timers;
}

std::vector<Id> SqliteWriter::refused() {
    Statement rows(connection_,
                   "SELECT r.id FROM record_refused f JOIN record r ON r.key = f.key ORDER BY f.key");
    std::vector<Id> ids;
    while (rows.step()) {
        ids.push_back(rows.id(0));
    }
    return ids;
}

Instant SqliteWriter::next_due() {
    Statement first(connection_, "SELECT min(due) FROM timer");
    return first.step() && !first.null(0) ? first.instant(0) : Instant::never();
}

}  // namespace reeve::store::sqlite
