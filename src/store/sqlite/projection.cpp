#include "store/sqlite/projection.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "records/clocks_moved.hpp"
#include "records/seats_left.hpp"
#include "store/kept_dues.hpp"
#include "store/said.hpp"
#include "store/sqlite/event_rows.hpp"
#include "store/sqlite/flow_rows.hpp"
#include "store/written.hpp"

namespace reeve::store::sqlite {
namespace {

// Title, description or another text came, changed or went.
bool changes_words(const records::Change& change) {
    const auto* set = std::get_if<records::FieldSet>(&change);
    return set != nullptr && (!set->text_path.empty() || set->value.is_null());
}

// What figures of how records went on rest on; most changes leave it alone.
bool changes_flow(const records::Change& change) {
    return std::holds_alternative<records::Born>(change) ||
           std::holds_alternative<records::StateEntered>(change) ||
           std::holds_alternative<records::LegOpened>(change) ||
           std::holds_alternative<records::LegClosed>(change) ||
           std::holds_alternative<records::Assigned>(change) ||
           std::holds_alternative<records::ClockSet>(change) ||
           std::holds_alternative<records::PrioritySet>(change) ||
           std::holds_alternative<records::Moved>(change);  // by which version its clocks are told
}

// What a record is found by besides its title and its comments: its description, and each field that is a
// text.
std::string words_of(const records::Record& record) {
    std::string words = record.description;
    for (const auto& [name, version] : record.text_versions) {
        const Json* value = record.field(name);
        if (value != nullptr && value->is_string()) {
            words.append(1, '\n').append(value->string());
        }
    }
    return words;
}

// "SET a = ?, b = ?" of those of the first `among` columns that changed; binds nothing.
std::string assignments(Columns changed, std::size_t among) {
    std::string sql;
    for (std::size_t i = 0; i < among; ++i) {
        if (changed.test(i)) {
            sql += sql.empty() ? " SET " : ", ";
            sql += name_of(static_cast<Column>(i));
            sql += " = ?";
        }
    }
    return sql;
}

void bind_changed(Statement& statement, const RecordRow& row, Columns changed, std::size_t among) {
    for (std::size_t i = 0; i < among; ++i) {
        if (changed.test(i)) {
            statement.bind(row.values[i]);
        }
    }
}

std::string insert_sql(std::string_view table, std::string_view first, std::size_t among,
                       std::size_t first_count) {
    std::string columns(first);
    std::string marks;
    for (std::size_t i = 0; i < first_count; ++i) {
        marks += i == 0 ? "?" : ", ?";
    }
    for (std::size_t i = 0; i < among; ++i) {
        columns += ", ";
        columns += name_of(static_cast<Column>(i));
        marks += ", ?";
    }
    return "INSERT INTO " + std::string(table) + " (" + columns + ") VALUES (" + marks + ")";
}

}  // namespace

void Touched::add(const records::Event& event, std::int64_t seq) {
    if (event.version == 1) {
        born_ = seq;
    }
    if (records::may_change_reach(event.changes)) {
        ++reaching_;
        last_reaching_ = seq;
    }
    for (const records::Change& change : event.changes) {
        words_ = words_ || changes_words(change);
        erased_ = erased_ || std::holds_alternative<records::TextsErased>(change);
        flow_ = flow_ || changes_flow(change);
        endless_ = endless_ || std::holds_alternative<records::ClockSet>(change) ||
                   std::holds_alternative<records::Adopted>(change);
        refused_ = refused_ || std::holds_alternative<records::DeedRefused>(change) ||
                   std::holds_alternative<records::DeedSettled>(change);
        asked_ = asked_ || std::holds_alternative<records::RoundOpened>(change) ||
                 std::holds_alternative<records::RoundDecided>(change) ||
                 std::holds_alternative<records::RoundVoided>(change);
        limits_ = limits_ || std::holds_alternative<records::LimitHeld>(change);
        moved_ = moved_ || std::holds_alternative<records::Moved>(change);
        if (const auto* logged = std::get_if<records::TimeLogged>(&change)) {
            time_.push_back(logged->entry);
        } else if (const auto* struck = std::get_if<records::TimeStruck>(&change)) {
            time_.push_back(struck->entry);
        }
        if (const auto* noticed = std::get_if<records::Noticed>(&change)) {
            for (const Id person : noticed->people) {
                told_.push_back({seq, noticed->notice, person});
            }
        }
    }
    for (const std::string_view words : said_in(event)) {
        (event.audience == "public" ? said_ : internal_).append(words).push_back('\n');
    }
}

void Touched::follow(const records::Reach& before, const records::Reach& after, std::int64_t seq) {
    followed_ = true;
    for (const Id who : records::lost(before, after)) {
        left_.emplace_back(who, seq);
    }
}

Projection::Known Projection::known(Id id) {
    static const std::string sql = [] {
        std::string columns = "SELECT key";
        for (std::size_t i = 0; i < column_count; ++i) {
            columns += ", " + std::string(name_of(static_cast<Column>(i)));
        }
        return columns + " FROM record WHERE id = ?";
    }();
    Known known;
    Statement row(connection_, sql);
    if (row.with(id).step()) {
        known.key = row.integer(0);
        for (std::size_t i = 0; i < column_count; ++i) {
            known.row.values[i] = row.value(static_cast<int>(i) + 1);
        }
        known.reach = unpack(std::get<Blob>(known.row[Column::reach]).bytes);
    }
    return known;
}

void Projection::put(const records::Record& record, const Touched& touched) {
    put(record, touched, write_record(record));
}

void Projection::put(const records::Record& record, const Touched& touched, const RecordWritten& written) {
    const records::Reach reach = records::reach_of(record);
    const RecordRow row = row_of(record, reach);
    const Known before = touched.born() ? Known{} : known(record.id);
    const std::int64_t key = touched.born() ? touched.birth() : before.key;
    if (key == 0) {
        throw StoreFailure(StoreFailure::Kind::broken,
                           "The record " + record.number + " has no row to bring up to date.");
    }
    const Columns changed = touched.born() ? Columns().set() : row.differing(before.row);
    if (touched.born()) {
        insert_row(key, record, row);
    } else if (changed.any()) {
        update_row(key, row, changed);
    }
    put_body(key, written, touched.born());
    put_parties(key, record.process, row, before, reach, changed);
    if (!touched.born() && changed.test(static_cast<std::size_t>(Column::open))) {
        move_people(key, row, before);
    }
    if (changed.test(static_cast<std::size_t>(Column::reach))) {
        put_people(key, row, before, reach);
    }
    put_left(key, before, reach, touched);
    put_timers(key, record, row, touched.born());
    put_words(key, record, touched);
    if (touched.flow_) {
        put_flow(connection_, key, written.flow, touched.born());
    }
    if (touched.limits_) {
        put_limits(key, record);
    }
    put_kept_dues(key, record, row, touched);
    put_time(key, record, touched);
    put_notices(key, touched);
    const auto list = [&](bool touches, bool is_listed, std::string_view put, std::string_view drop) {
        if (touches) {
            Statement(connection_, is_listed ? put : drop).with(key).run();
        }
    };
    list(touched.refused_, !record.refused.empty(), "INSERT OR IGNORE INTO record_refused (key) VALUES (?)",
         "DELETE FROM record_refused WHERE key = ?");
    list(touched.endless_, records::runs_endlessly(record),
         "INSERT OR IGNORE INTO record_endless (key) VALUES (?)", "DELETE FROM record_endless WHERE key = ?");
    list(touched.asked_, records::waits_for_seats(record),
         "INSERT OR IGNORE INTO record_asked (key) VALUES (?)", "DELETE FROM record_asked WHERE key = ?");
}

void Projection::insert_row(std::int64_t key, const records::Record& record, const RecordRow& row) {
    static const std::string sql = insert_sql("record", "key, id, shelf", column_count, 3);
    Statement insert(connection_, sql);
    insert.with(key, record.id, shelves_->of(record.process));
    bind_changed(insert, row, Columns().set(), column_count);
    insert.run();
}

void Projection::update_row(std::int64_t key, const RecordRow& row, Columns changed) {
    // Only the columns that changed: SQLite moves the entry of every index whose column is named.
    Statement update(connection_, "UPDATE record" + assignments(changed, column_count) + " WHERE key = ?");
    bind_changed(update, row, changed, column_count);
    update.with(key).run();
}

void Projection::put_body(std::int64_t key, const RecordWritten& written, bool born) {
    Statement put(connection_, born ? "INSERT INTO record_body (body, key) VALUES (?, ?)"
                                    : "UPDATE record_body SET body = ? WHERE key = ?");
    put.with(Blob{written.body}, key).run();
    Statement row(connection_, born ? "INSERT INTO record_row (row, key) VALUES (?, ?)"
                                    : "UPDATE record_row SET row = ? WHERE key = ?");
    row.with(Blob{written.row}, key).run();
}

void Projection::put_parties(std::int64_t key, const std::string& process, const RecordRow& row,
                             const Known& before, const records::Reach& reach, Columns changed) {
    static const std::string insert_sql_text =
        insert_sql("record_party", "shelf, key, ground", copied_count, 3);
    const records::Reach& had = before.reach;
    for (const auto& [party, ground] : had.parties) {
        if (!reach.parties.contains(party)) {
            Statement(connection_, "DELETE FROM record_party WHERE shelf = ? AND open = ? AND key = ?")
                .with(shelves_->of(process, party), before.row[Column::open], key)
                .run();
        }
    }
    const std::string copies = assignments(changed, copied_count);
    for (const auto& [party, ground] : reach.parties) {
        const auto former = had.parties.find(party);
        const std::int64_t shelf = shelves_->of(process, party);
        if (former == had.parties.end()) {
            Statement insert(connection_, insert_sql_text);
            insert.with(shelf, key, ground);
            bind_changed(insert, row, Columns().set(), copied_count);
            insert.run();
        } else if (!copies.empty() || former->second != ground) {
            Statement update(connection_, "UPDATE record_party" + copies + (copies.empty() ? " SET" : ",") +
                                              " ground = ? WHERE shelf = ? AND open = ? AND key = ?");
            bind_changed(update, row, changed, copied_count);
            update.with(ground, shelf, before.row[Column::open], key).run();
        }
    }
}

void Projection::put_people(std::int64_t key, const RecordRow& row, const Known& before,
                            const records::Reach& reach) {
    const records::Reach& had = before.reach;
    const Value& process = row[Column::process];
    for (const auto& [person, ground] : had.people) {
        if (!reach.people.contains(person)) {
            Statement(connection_,
                      "DELETE FROM record_person WHERE person = ? AND process = ? AND open = ? AND key = ?")
                .with(person, process, row[Column::open], key)
                .run();
        }
    }
    for (const auto& [person, ground] : reach.people) {
        const auto former = had.people.find(person);
        if (former == had.people.end() || former->second != ground) {
            Statement(connection_,
                      "INSERT INTO record_person (person, process, open, key, ground) VALUES (?, ?, ?, ?, ?) "
                      "ON CONFLICT DO UPDATE SET ground = excluded.ground")
                .with(person, process, row[Column::open], key, ground)
                .run();
        }
    }
}

// Those who knew it before stand among the open ones, or no longer.
void Projection::move_people(std::int64_t key, const RecordRow& row, const Known& before) {
    for (const auto& [person, ground] : before.reach.people) {
        Statement(
            connection_,
            "UPDATE record_person SET open = ? WHERE person = ? AND process = ? AND open = ? AND key = ?")
            .with(row[Column::open], person, row[Column::process], before.row[Column::open], key)
            .run();
    }
}

void Projection::put_left(std::int64_t key, const Known& before, const records::Reach& reach,
                          const Touched& touched) {
    std::vector<std::pair<Id, std::int64_t>> left = touched.left_;
    if (!touched.followed_ && !touched.born()) {
        for (const Id who : records::lost(before.reach, reach)) {
            left.emplace_back(who, touched.last_reaching_);
        }
    }
    for (const auto& [who, seq] : left) {
        Statement(connection_, "INSERT INTO record_left (who, seq, key) VALUES (?, ?, ?)")
            .with(who, seq, key)
            .run();
    }
}

void Projection::put_timers(std::int64_t key, const records::Record& record, const RecordRow& row,
                            bool born) {
    using Timer =
        std::tuple<std::int64_t, std::string, std::int64_t, std::int64_t>;  // kind, name, due, ordinal
    std::vector<Timer> wanted;
    for (const records::DueTimer& timer : records::due_timers(record)) {
        wanted.emplace_back(static_cast<std::int64_t>(timer.kind), timer.name, timer.due.micros,
                            timer.ordinal);
    }
    std::ranges::sort(wanted);
    const auto same = std::ranges::unique(wanted);
    wanted.erase(same.begin(), same.end());
    std::vector<Timer> present;
    if (!born) {
        Statement rows(connection_, "SELECT kind, name, due, ordinal FROM timer WHERE key = ?");
        rows.with(key);
        while (rows.step()) {
            present.emplace_back(rows.integer(0), rows.string(1), rows.integer(2), rows.integer(3));
        }
        std::ranges::sort(present);
    }
    for (const Timer& timer : present) {
        if (!std::ranges::binary_search(wanted, timer)) {
            Statement(connection_, "DELETE FROM timer WHERE key = ? AND kind = ? AND name = ? AND due = ?")
                .with(key, std::get<0>(timer), std::get<1>(timer), std::get<2>(timer))
                .run();
        }
    }
    for (const auto& timer : wanted) {
        if (!std::ranges::binary_search(present, timer)) {
            const auto& [kind, name, due, ordinal] = timer;
            const bool after_commands = kind != static_cast<std::int64_t>(records::DueTimer::Kind::act);
            Statement(connection_,
                      "INSERT INTO timer (key, kind, name, due, phase, number_key, ordinal) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?)")
                .with(key, kind, name, due, after_commands, row[Column::number_key], ordinal)
                .run();
        }
    }
}

void Projection::put_limits(std::int64_t key, const records::Record& record) {
    Statement(connection_, "DELETE FROM record_limit WHERE key = ?").with(key).run();
    for (const auto& [name, values] : record.limits) {
        for (const std::string& value : values) {
            Statement(connection_,
                      "INSERT INTO record_limit (process, type, name, value, key) VALUES (?, ?, ?, ?, ?)")
                .with(record.process, record.type, name, value, key)
                .run();
        }
    }
}

void Projection::put_kept_dues(std::int64_t key, const records::Record& record, const RecordRow& row,
                               const Touched& touched) {
    const bool keeps = std::ranges::any_of(
        record.clocks, [](const records::ClockInstance& clock) { return !clock.now.kept_for.empty(); });
    // Another version may keep none any more.
    if (!keeps && !touched.moved_) {
        return;
    }
    const std::map<std::string, Instant> wanted = kept_dues(record);
    if (!touched.born()) {
        std::map<std::string, Instant> present;
        bool same_place = true;
        Statement rows(connection_, "SELECT audience, due, open FROM record_kept_due WHERE key = ?");
        rows.with(key);
        while (rows.step()) {
            present.emplace(rows.string(0), rows.instant(1));
            same_place = same_place && Value(rows.integer(2)) == row[Column::open];
        }
        if (same_place && present == wanted) {
            return;
        }
        Statement(connection_, "DELETE FROM record_kept_due WHERE key = ?").with(key).run();
    }
    for (const auto& [audience, due] : wanted) {
        Statement(
            connection_,
            "INSERT INTO record_kept_due (key, audience, shelf, open, due, number_key) VALUES (?, ?, ?, "
            "?, ?, ?)")
            .with(key, audience, shelves_->of(record.process), row[Column::open], due,
                  row[Column::number_key])
            .run();
    }
}

void Projection::put_time(std::int64_t key, const records::Record& record, const Touched& touched) {
    for (const records::TimeEntry& entry : record.time_entries) {
        if (std::ranges::find(touched.time_, entry.entry) == touched.time_.end()) {
            continue;
        }
        if (entry.struck) {
            Statement(connection_,
                      "DELETE FROM record_time WHERE process = ? AND day = ? AND key = ? AND entry = ?")
                .with(record.process, entry.day, key, entry.entry)
                .run();
        } else {
            Statement(connection_,
                      "INSERT INTO record_time (process, day, key, entry, type, person, minutes) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?)")
                .with(record.process, entry.day, key, entry.entry, record.type, entry.person, entry.minutes)
                .run();
        }
    }
}

void Projection::put_notices(std::int64_t key, const Touched& touched) {
    for (const Touched::Told& told : touched.told_) {
        Statement(connection_, "INSERT INTO notice (person, seq, name, key) VALUES (?, ?, ?, ?)")
            .with(told.person, told.seq, told.notice, key)
            .run();
    }
}

void Projection::put_words(std::int64_t key, const records::Record& record, const Touched& touched) {
    const bool texts = touched.words_ || touched.erased_;
    if (!touched.born() && !texts && touched.said_.empty() && touched.internal_.empty()) {
        return;
    }
    SearchRow row{.how = touched.born() ? SearchRow::How::insert : SearchRow::How::append,
                  .key = key,
                  .title = record.title,
                  .description = words_of(record),
                  .said = touched.said_,
                  .internal = touched.internal_};
    if (!touched.born() && touched.erased_ && journal_ == Journal::beside) {
        row.how = SearchRow::How::replace;
        read_said(record.id, row);
    }
    if (words_ == nullptr) {
        write(connection_, row);
    } else {
        words_->add(std::move(row));
    }
}

// All that was ever said and is not erased.
void Projection::read_said(Id record, SearchRow& row) {
    row.said.clear();
    row.internal.clear();
    Statement rows(connection_,
                   "SELECT e.audience, t.value, t.path FROM event e JOIN event_text t ON t.event = e.seq "
                   "WHERE e.stream = ? AND t.value <> '' ORDER BY e.version, t.path");
    rows.with(record);
    while (rows.step()) {
        if (!is_said(rows.text(2))) {
            continue;
        }
        (rows.text(0) == "public" ? row.said : row.internal).append(rows.text(1)).push_back('\n');
    }
}

}  // namespace reeve::store::sqlite
