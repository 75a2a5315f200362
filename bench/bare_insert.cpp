#include "bare_insert.hpp"

#include <sqlite3.h>

#include <chrono>
#include <deque>
#include <memory>
#include <stdexcept>

namespace bench {
namespace {

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;
using Value = std::unique_ptr<sqlite3_value, Close>;

struct Table {
    std::string insert;
    int columns = 0;
    std::deque<Value> values;
};

[[noreturn]] void fail(sqlite3* database) {
    throw std::runtime_error(sqlite3_errmsg(database));
}

Database open(const std::string& file, int flags) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    Database database(raw);
    if (code != SQLITE_OK) fail(raw);
    return database;
}

void run(sqlite3* database, const std::string& sql) {
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(database);
}

Statement prepare(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) fail(database);
    return Statement(raw);
}

void copy_schema(sqlite3* source, sqlite3* target, const std::string& table) {
    const Statement rows = prepare(source, "SELECT sql FROM sqlite_master WHERE tbl_name = '" + table +
                                               "' AND sql IS NOT NULL ORDER BY type DESC");
    while (sqlite3_step(rows.get()) == SQLITE_ROW)
        run(target, reinterpret_cast<const char*>(sqlite3_column_text(rows.get(), 0)));
}

Table read_table(sqlite3* source, const std::string& name) {
    const bool words = name == "search";
    const Statement rows =
        prepare(source, std::string("SELECT ") + (words ? "rowid, " : "") + "* FROM " + name);
    Table table;
    table.columns = sqlite3_column_count(rows.get());
    std::string columns;
    std::string marks;
    for (int i = 0; i < table.columns; ++i) {
        columns += (i == 0 ? "" : ", ") + std::string(sqlite3_column_name(rows.get(), i));
        marks += i == 0 ? "?" : ", ?";
    }
    table.insert = "INSERT INTO " + name + " (" + columns + ") VALUES (" + marks + ")";
    while (sqlite3_step(rows.get()) == SQLITE_ROW) {
        for (int i = 0; i < table.columns; ++i)
            table.values.emplace_back(sqlite3_value_dup(sqlite3_column_value(rows.get(), i)));
    }
    return table;
}

std::int64_t write_table(sqlite3* target, const Table& table) {
    const Statement insert = prepare(target, table.insert);
    std::int64_t rows = 0;
    for (auto value = table.values.begin(); value != table.values.end(); ++rows) {
        for (int i = 1; i <= table.columns; ++i, ++value) sqlite3_bind_value(insert.get(), i, value->get());
        if (sqlite3_step(insert.get()) != SQLITE_DONE) fail(target);
        sqlite3_reset(insert.get());
    }
    return rows;
}

}  // namespace

Inserted bare_insert(const std::string& source_file, const std::string& target_file,
                     const std::vector<std::string>& tables) {
    const Database source = open(source_file, SQLITE_OPEN_READONLY);
    const Database target = open(target_file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    run(target.get(),
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
        "PRAGMA mmap_size = 0; PRAGMA cache_size = -65536;");
    std::deque<Table> read;
    for (const std::string& table : tables) {
        copy_schema(source.get(), target.get(), table);
        read.push_back(read_table(source.get(), table));
    }
    Inserted inserted;
    const auto begun = std::chrono::steady_clock::now();
    run(target.get(), "BEGIN");
    for (const Table& table : read) inserted.rows += write_table(target.get(), table);
    run(target.get(), "COMMIT");
    inserted.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return inserted;
}

}  // namespace bench
