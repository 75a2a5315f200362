#include "store/sqlite/statement.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "store/sqlite/step_limit.hpp"

namespace reeve::store::sqlite {

Value value_of(Id id) {
    return id.empty() ? Value() : Value(blob_of(id));
}

Blob blob_of(Id id) {
    const auto bytes = id.bytes();
    return {std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size())};
}

Value value_of(std::string_view text) {
    return text.empty() ? Value() : Value(std::string(text));
}

Statement::Statement(Connection& connection, std::string_view sql)
    : connection_(connection), prepared_(connection.prepared(sql)) {
    prepared_.in_use = true;
}

Statement::~Statement() {
    sqlite3_reset(prepared_.statement);
    sqlite3_clear_bindings(prepared_.statement);
    prepared_.in_use = false;
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) {
        connection_.fail(code, prepared_.sql, StoreFailure::Kind::broken);
    }
}

void Statement::bind_integer(std::int64_t value) {
    check(sqlite3_bind_int64(prepared_.statement, next_++, value));
}

void Statement::bind(std::nullptr_t) {
    check(sqlite3_bind_null(prepared_.statement, next_++));
}

void Statement::bind(std::string_view text) {
    check(sqlite3_bind_text64(prepared_.statement, next_++, text.data() == nullptr ? "" : text.data(),
                              text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(const Blob& blob) {
    check(sqlite3_bind_blob64(prepared_.statement, next_++, blob.bytes.data(), blob.bytes.size(),
                              SQLITE_TRANSIENT));
}

void Statement::bind(Id id) {
    if (id.empty()) {
        bind(nullptr);
    } else {
        const auto bytes = id.bytes();
        check(
            sqlite3_bind_blob64(prepared_.statement, next_++, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
    }
}

void Statement::bind(const Digest& digest) {
    check(sqlite3_bind_blob64(prepared_.statement, next_++, digest.data(), digest.size(), SQLITE_TRANSIENT));
}

void Statement::bind_value(const Value& value) {
    switch (value.index()) {
        case 0: return bind(nullptr);
        case 1: return bind_integer(std::get<std::int64_t>(value));
        case 2: return bind(std::string_view(std::get<std::string>(value)));
        default: return bind(std::get<Blob>(value));
    }
}

bool Statement::step() {
    const int code = sqlite3_step(prepared_.statement);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_INTERRUPT) {
        throw StoppedEarly();
    }
    if (code != SQLITE_DONE) {
        connection_.fail(code, prepared_.sql, StoreFailure::Kind::broken);
    }
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

void Statement::again() {
    sqlite3_reset(prepared_.statement);
    next_ = 1;
}

bool Statement::null(int column) const {
    return sqlite3_column_type(prepared_.statement, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(prepared_.statement, column);
}

std::string_view Statement::text(int column) const {
    // The bytes are taken as they lie there, text or blob: nothing is converted.
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(prepared_.statement, column));
    const int size = sqlite3_column_bytes(prepared_.statement, column);
    return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<std::size_t>(size));
}

Id Statement::id(int column) const {
    const std::string_view bytes = text(column);
    return bytes.size() == 16 ? Id::from_bytes(reinterpret_cast<const std::uint8_t*>(bytes.data())) : Id{};
}

Digest Statement::digest(int column) const {
    const std::string_view bytes = text(column);
    Digest digest{};
    if (bytes.size() == digest.size()) {
        std::copy(bytes.begin(), bytes.end(), digest.begin());
    }
    return digest;
}

Value Statement::value(int column) const {
    switch (sqlite3_column_type(prepared_.statement, column)) {
        case SQLITE_INTEGER: return integer(column);
        case SQLITE_TEXT: return string(column);
        case SQLITE_BLOB: return Blob{string(column)};
        default: return {};
    }
}

int Statement::columns() const {
    return sqlite3_column_count(prepared_.statement);
}

}  // namespace reeve::store::sqlite
