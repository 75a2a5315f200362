#include "store/sqlite/operational_rows.hpp"

#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {
namespace {

SessionRow session_of(const Statement& row) {
    return {row.digest(0), row.id(1), row.instant(2), row.instant(3), row.instant(4), row.boolean(5)};
}

// In the column `complete`: 0 on its way, 1 complete, 2 complete and attached.
UploadRow upload_of(const Statement& row) {
    return {row.id(0),      row.id(1),           row.string(2), row.string(3),  row.integer(4),
            row.integer(5), row.integer(6) >= 1, row.string(7), row.instant(8), row.integer(6) == 2};
}

}  // namespace

void OperationalRows::put_password(Id person, std::string_view hash) {
    Statement(connection_, "INSERT OR REPLACE INTO password (person, hash) VALUES (?, ?)")
        .with(person, hash)
        .run();
}

std::optional<std::string> OperationalRows::password(Id person) {
    Statement row(connection_, "SELECT hash FROM password WHERE person = ?");
    return row.with(person).step() ? std::optional(row.string(0)) : std::nullopt;
}

std::vector<std::pair<Id, std::string>> OperationalRows::passwords() {
    std::vector<std::pair<Id, std::string>> list;
    Statement rows(connection_, "SELECT person, hash FROM password ORDER BY person");
    while (rows.step()) {
        list.emplace_back(rows.id(0), rows.string(1));
    }
    return list;
}

void OperationalRows::put_session(const SessionRow& row) {
    Statement(connection_,
              "INSERT OR REPLACE INTO session (token, person, created, used, expires, bearer) VALUES (?, ?, "
              "?, ?, ?, ?)")
        .with(row.token, row.person, row.created, row.used, row.expires, row.bearer)
        .run();
}

std::vector<SessionRow> OperationalRows::sessions() {
    std::vector<SessionRow> list;
    Statement rows(connection_,
                   "SELECT token, person, created, used, expires, bearer FROM session ORDER BY token");
    while (rows.step()) {
        list.push_back(session_of(rows));
    }
    return list;
}

std::optional<SessionRow> OperationalRows::session(const Digest& token) {
    Statement row(connection_,
                  "SELECT token, person, created, used, expires, bearer FROM session WHERE token = ?");
    return row.with(token).step() ? std::optional(session_of(row)) : std::nullopt;
}

void OperationalRows::end_session(const Digest& token) {
    Statement(connection_, "DELETE FROM session WHERE token = ?").with(token).run();
}

void OperationalRows::end_sessions_of(Id person) {
    Statement(connection_, "DELETE FROM session WHERE person = ?").with(person).run();
}

void OperationalRows::purge_sessions(Instant now) {
    Statement(connection_, "DELETE FROM session WHERE expires <= ?").with(now).run();
}

void OperationalRows::put_upload(const UploadRow& row) {
    Statement(connection_,
              "INSERT OR REPLACE INTO upload (id, person, name, media_type, size, length, complete, sha256, "
              "created) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .with(row.id, row.person, row.name, row.media_type, row.size, row.length,
              row.attached ? 2 : std::int64_t{row.complete}, row.sha256, row.created)
        .run();
}

std::optional<UploadRow> OperationalRows::upload(Id id) {
    Statement row(connection_,
                  "SELECT id, person, name, media_type, size, length, complete, sha256, created FROM upload "
                  "WHERE id = ?");
    return row.with(id).step() ? std::optional(upload_of(row)) : std::nullopt;
}

void OperationalRows::remove_upload(Id id) {
    Statement(connection_, "DELETE FROM upload WHERE id = ?").with(id).run();
}

std::vector<UploadRow> OperationalRows::old_uploads(Instant before) {
    std::vector<UploadRow> list;
    Statement rows(connection_,
                   "SELECT id, person, name, media_type, size, length, complete, sha256, created FROM upload "
                   "WHERE created < ? ORDER BY id");
    rows.with(before);
    while (rows.step()) {
        list.push_back(upload_of(rows));
    }
    return list;
}

void OperationalRows::put_secret(std::string_view name, std::string_view bytes) {
    Statement(
        connection_,
        "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value")
        .with(name, Blob{std::string(bytes)})
        .run();
}

std::optional<std::string> OperationalRows::secret(std::string_view name) {
    Statement row(connection_, "SELECT value FROM secret WHERE name = ?");
    return row.with(name).step() ? std::optional(row.string(0)) : std::nullopt;
}

}  // namespace reeve::store::sqlite
