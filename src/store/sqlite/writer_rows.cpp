// Follow-ups and receipts.

#include <fmt/format.h>

#include "store/sqlite/statement.hpp"
#include "store/sqlite/writer.hpp"

namespace reeve::store::sqlite {
namespace {

// "/job/issue/", in which each is found whole; empty for none.
std::string between_slashes(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += text.empty() ? "/" + name + "/" : name + "/";
    }
    return text;
}

}  // namespace

void SqliteWriter::add_follow_up(const FollowUpRow& row) {
    Statement(connection_,
              "INSERT INTO follow_up (id, target, about, cause, depth, at, failures, parked) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, 0)")
        .with(row.id, blob_of(row.follow_up.target), blob_of(row.follow_up.about),
              blob_of(row.follow_up.cause), row.follow_up.depth, row.at, row.failures)
        .run();
}

std::optional<Id> SqliteWriter::add_follow_ups(const ReachedOf& of, const FollowUpRow& row, Id after,
                                               std::size_t look) {
    // An act that the desk does by itself has a timer too, and none of the clocks'. Records lie in the order
    // in which they began: what is written side by side is on few pages.
    static const std::string to_each =
        "INSERT INTO follow_up (id, target, about, cause, depth, at, failures, parked) "
        "SELECT randomblob(16), r.id, ?, ?, ?, ?, 0, 0 FROM "
        "(SELECT key, id, process, type FROM record "
        "WHERE key > coalesce((SELECT key FROM record WHERE id = ?), 0) "
        "ORDER BY key LIMIT ?) r WHERE (?7 = '' OR r.process = ?7) "
        "AND (?8 = '' OR instr(?8, '/' || r.type || '/') > 0) AND ";
    static const std::string to_clocks =
        to_each +
        "(EXISTS (SELECT 1 FROM timer t WHERE t.key = r.key AND t.kind <> 0) "
        "OR r.key IN (SELECT key FROM record_endless)) ORDER BY r.key";
    static const std::string to_rounds = to_each + "r.key IN (SELECT key FROM record_asked) ORDER BY r.key";
    static const std::string to_dues =
        to_each + fmt::format(
                      "(EXISTS (SELECT 1 FROM record d WHERE d.key = r.key AND d.due < {}) "
                      "OR EXISTS (SELECT 1 FROM record_kept_due k WHERE k.key = r.key)) ORDER BY r.key",
                      Instant::never().micros);
    Statement(connection_, of.reached == Reached::rounds   ? to_rounds
                           : of.reached == Reached::clocks ? to_clocks
                                                           : to_dues)
        .with(blob_of(row.follow_up.about), blob_of(row.follow_up.cause), row.follow_up.depth, row.at,
              blob_of(after), look, of.process, between_slashes(of.types))
        .run();
    Statement last(connection_,
                   "SELECT id FROM record WHERE key > coalesce((SELECT key FROM record WHERE id = ?), 0) "
                   "ORDER BY key LIMIT 1 OFFSET ?");
    return last.with(blob_of(after), look - 1).step() ? std::optional(last.id(0)) : std::nullopt;
}

std::vector<FollowUpRow> SqliteWriter::follow_ups(std::size_t limit) {
    Statement rows(connection_,
                   "SELECT id, target, about, cause, depth, at, failures FROM follow_up WHERE parked = 0 "
                   "ORDER BY place LIMIT ?");
    rows.with(limit);
    std::vector<FollowUpRow> list;
    while (rows.step()) {
        FollowUpRow row;
        row.id = rows.id(0);
        row.follow_up = {rows.id(1), rows.id(2), rows.id(3), static_cast<int>(rows.integer(4))};
        row.at = rows.instant(5);
        row.failures = static_cast<int>(rows.integer(6));
        list.push_back(row);
    }
    return list;
}

Instant SqliteWriter::first_follow_up() {
    Statement first(connection_, "SELECT min(at) FROM follow_up WHERE parked = 0");
    return first.step() && !first.null(0) ? first.instant(0) : Instant::never();
}

void SqliteWriter::finish_follow_up(Id id) {
    Statement(connection_, "DELETE FROM follow_up WHERE id = ?").with(id).run();
}

void SqliteWriter::fail_follow_up(Id id, bool park) {
    Statement(connection_, "UPDATE follow_up SET failures = failures + 1, parked = ? WHERE id = ?")
        .with(park, id)
        .run();
}

std::optional<Receipt> SqliteWriter::receipt(Id caller, std::string_view route, std::string_view key) {
    Statement row(connection_,
                  "SELECT body, status, location, number, expires FROM receipt "
                  "WHERE caller = ? AND route = ? AND key = ?");
    if (!row.with(blob_of(caller), route, key).step()) {
        return std::nullopt;
    }
    Receipt receipt;
    receipt.caller = caller;
    receipt.route = route;
    receipt.key = key;
    receipt.body = row.digest(0);
    receipt.status = static_cast<int>(row.integer(1));
    receipt.location = row.string(2);
    receipt.number = row.string(3);
    receipt.expires = row.instant(4);
    return receipt;
}

void SqliteWriter::put_receipt(const Receipt& receipt) {
    Statement(connection_,
              "INSERT OR REPLACE INTO receipt (caller, route, key, body, status, location, number, expires) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .with(blob_of(receipt.caller), receipt.route, receipt.key, receipt.body, receipt.status,
              receipt.location, receipt.number, receipt.expires)
        .run();
}

void SqliteWriter::purge_receipts(Instant now) {
    Statement(connection_, "DELETE FROM receipt WHERE expires <= ?").with(now).run();
}

}  // namespace reeve::store::sqlite
