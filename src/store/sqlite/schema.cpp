#include "store/sqlite/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/sha256.hpp"
#include "store/sqlite/folding.hpp"
#include "store/sqlite/statement.hpp"
#include "store/sqlite/transaction.hpp"

namespace reeve::store::sqlite {
namespace {

constexpr const char* applied_table =
    "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT "
    "NULL) STRICT";

struct Applied {
    int number = 0;
    std::string file, sha256;
};

[[noreturn]] void refuse_file(const std::string& why) {
    throw StoreFailure(StoreFailure::Kind::broken, why);
}

bool has_table(Connection& connection, std::string_view name) {
    Statement found(connection, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    return found.with(name).step();
}

std::vector<Applied> applied_to(Connection& connection) {
    std::vector<Applied> applied;
    if (!has_table(connection, "migration")) {
        return applied;
    }
    Statement rows(connection, "SELECT number, file, sha256 FROM migration ORDER BY number");
    while (rows.step()) {
        applied.push_back({static_cast<int>(rows.integer(0)), rows.string(1), rows.string(2)});
    }
    return applied;
}

// How many of the steps the file has. Refuses a file that this program must not touch.
std::size_t known_steps(Connection& connection, std::span<const Migration> steps) {
    const std::vector<Applied> applied = applied_to(connection);
    if (applied.empty() && has_table(connection, "event")) {
        refuse_file("This file has tables but no list of its migrations: it is not a Reeve database.");
    }
    for (std::size_t i = 0; i < applied.size(); ++i) {
        if (i >= steps.size()) {
            refuse_file(fmt::format(
                "These data were written by a newer Reeve: they have schema {}, and this one knows up to {}. "
                "Run the newer Reeve, or restore a backup that was made before it ran.",
                applied.back().number, steps.empty() ? 0 : steps.back().number));
        }
        if (applied[i].number != steps[i].number || applied[i].sha256 != hex(sha256(steps[i].sql))) {
            refuse_file(fmt::format(
                "Migration {} ({}) of these data is not the one that this Reeve knows ({}): they were "
                "written by a different build. Nothing was changed.",
                applied[i].number, applied[i].file, steps[i].file));
        }
    }
    return applied.size();
}

bool has_journal(Connection& connection) {
    return has_table(connection, "event") && Statement(connection, "SELECT 1 FROM event LIMIT 1").step();
}

// One past the last step that is of derived tables.
std::size_t end_of_derived(std::span<const Migration> steps) {
    std::size_t end = steps.size();
    while (end > 0 && kind_of(steps[end - 1]) != TableKind::derived) {
        --end;
    }
    return end;
}

std::set<std::string> tables_of(Connection& connection) {
    std::set<std::string> names;
    // Tables that a virtual table keeps for itself are its own affair.
    Statement rows(
        connection,
        "SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual') AND schema = 'main' "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
    while (rows.step()) {
        names.insert(rows.string(0));
    }
    return names;
}

}  // namespace

TableKind kind_of(const Migration& migration) {
    const std::string_view first = migration.sql.substr(0, migration.sql.find('\n'));
    if (first.ends_with(". journal")) {
        return TableKind::journal;
    }
    return first.ends_with(". derived") ? TableKind::derived : TableKind::operational;
}

void migrate(Connection& connection, std::span<const Migration> steps) {
    for (std::size_t next = known_steps(connection, steps); next < steps.size(); ++next) {
        Transaction transaction(connection);
        connection.run(applied_table);
        connection.run(std::string(steps[next].sql));
        Statement(connection, "INSERT INTO migration (number, file, sha256) VALUES (?, ?, ?)")
            .with(steps[next].number, steps[next].file, hex(sha256(steps[next].sql)))
            .run();
        // An interrupted upgrade begins again with this step, so earlier ones may leave it to the last.
        if (next + 1 == end_of_derived(steps) && has_journal(connection)) {
            (void)fold_anew(connection, connection);
        }
        transaction.commit();
    }
}

void check_schema(Connection& connection, std::span<const Migration> steps) {
    if (const std::size_t known = known_steps(connection, steps); known < steps.size()) {
        refuse_file(fmt::format(
            "These data have schema {}, and this Reeve needs {}: start it once to bring them up to date.",
            known == 0 ? 0 : steps[known - 1].number, steps.back().number));
    }
}

std::vector<std::string> derived_tables() {
    Connection scratch({.file = ":memory:", .access = Access::scratch});
    std::vector<std::string> derived;
    for (const Migration& migration : migrations()) {
        const std::set<std::string> before = tables_of(scratch);
        scratch.run(std::string(migration.sql));
        if (kind_of(migration) == TableKind::derived) {
            std::ranges::set_difference(tables_of(scratch), before, std::back_inserter(derived));
        }
    }
    return derived;
}

}  // namespace reeve::store::sqlite
