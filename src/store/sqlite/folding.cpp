#include "store/sqlite/folding.hpp"

#include <algorithm>

#include "store/sqlite/event_rows.hpp"
#include "store/sqlite/schema.hpp"

namespace reeve::store::sqlite {
namespace {

// The indexes of derived tables go while the tables are filled and are made of the whole afterwards: sorting
// a million keys costs a tenth of putting each in its place. What is sorted may be larger than memory.
class IndexesAside {
public:
    explicit IndexesAside(Connection& connection) : connection_(connection) {
        const std::vector<std::string> tables = derived_tables();
        std::vector<std::string> names;
        {
            Statement rows(connection_,
                           "SELECT name, tbl_name, sql FROM sqlite_master "
                           "WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid");
            while (rows.step()) {
                if (std::ranges::find(tables, rows.text(1)) != tables.end()) {
                    names.push_back(rows.string(0));
                    made_.push_back(rows.string(2));
                }
            }
        }
        for (const std::string& name : names) {
            connection_.run("DROP INDEX " + name);
        }
    }

    void make() {
        connection_.run("PRAGMA temp_store = FILE");
        for (const std::string& sql : made_) {
            connection_.run(sql);
        }
        connection_.run("PRAGMA temp_store = MEMORY");
    }

private:
    Connection& connection_;
    std::vector<std::string> made_;  // the sentences that made them
};

std::int64_t count_events(Connection& connection) {
    Statement count(connection, "SELECT count(*) FROM event");
    return count.step() ? count.integer(0) : 0;
}

}  // namespace

Folding::Folding(Connection& source, Connection& target)
    : source_(source), target_(target), projection_(target, Projection::Journal::elsewhere) {}

void Folding::run() {
    events_ = count_events(source_);
    IndexesAside indexes(target_);
    {
        Statement births(
            source_, "SELECT stream FROM event WHERE stream_kind = 'record' AND version = 1 ORDER BY seq");
        while (births.step()) {
            fold(births.id(0));
        }
    }
    // What has lost its beginning does not fold, and is named.
    Statement others(source_,
                     "SELECT f.stream FROM (SELECT stream, min(version) AS first FROM event GROUP BY stream "
                     "HAVING first <> 1) f JOIN event e ON e.stream = f.stream AND e.version = f.first "
                     "WHERE e.stream_kind = 'record'");
    while (others.step()) {
        fold(others.id(0));
    }
    indexes.make();
}

void Folding::fold(Id stream) {
    records::Record record;
    Touched touched;
    Statement rows(source_, "SELECT " + std::string(event_columns) +
                                " FROM event e WHERE e.stream = ? ORDER BY e.version");
    rows.with(stream);
    while (rows.step()) {
        if (std::string reason = apply(rows, record, touched); !reason.empty()) {
            given_up_[stream] = std::move(reason);
            return;
        }
    }
    projection_.put(record, touched);
}

std::string Folding::apply(const Statement& row, records::Record& record, Touched& touched) {
    const Outcome<records::Event> event = read_event(source_, row);
    if (!event) {
        return event.error().detail;
    }
    const std::int64_t seq = row.integer(0);
    const bool reaching = records::may_change_reach(event->changes);
    const records::Reach before = reaching ? records::reach_of(record) : records::Reach{};
    if (const Outcome<void> applied = records::apply(record, *event); !applied) {
        return applied.error().detail;
    }
    touched.add(*event, seq);
    if (reaching) {
        touched.follow(before, records::reach_of(record), seq);
    }
    return {};
}

std::vector<SetAside> Folding::set_aside() const {
    std::vector<SetAside> list;
    for (const auto& [stream, reason] : given_up_) {
        list.push_back({stream, reason});
    }
    return list;
}

std::vector<SetAside> fold_anew(Connection& source, Connection& target) {
    for (const std::string& table : derived_tables()) {
        target.run("DELETE FROM " + table);
    }
    Folding folding(source, target);
    folding.run();
    target.run("DELETE FROM set_aside");
    std::vector<SetAside> set_aside = folding.set_aside();
    for (const SetAside& each : set_aside) {
        Statement(target, "INSERT INTO set_aside (stream, reason) VALUES (?, ?)")
            .with(each.stream, each.reason)
            .run();
    }
    return set_aside;
}

}  // namespace reeve::store::sqlite
