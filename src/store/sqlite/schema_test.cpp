#include "store/sqlite/schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/statement.hpp"
#include "store/sqlite/transaction.hpp"

namespace reeve::store::sqlite {
namespace {

namespace fs = std::filesystem;

const fs::path schema_folder = fs::path(REEVE_ROOT) / "schema" / "sqlite";

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string refusal_of(const std::function<void()>& what) {
    try {
        what();
    } catch (const StoreFailure& failure) {
        return failure.what();
    }
    return "";
}

class SchemaFile : public ::testing::Test {
protected:
    Connection connection(Access access = Access::write) {
        return Connection({folder_.path() / "x.sqlite", access, {}, 1024});
    }
    ScratchFolder folder_;
    const Migration first_{1, "0001_a.sql", "-- 0001: One. journal\nCREATE TABLE event (a INTEGER);"};
    const Migration second_{2, "0002_b.sql",
                            "-- 0002: Two. derived\nCREATE TABLE b (a INTEGER); INSERT INTO b VALUES (7);"};
    const Migration broken_{
        2, "0002_b.sql",
        "-- 0002: Two. derived\nCREATE TABLE b (a INTEGER); INSERT INTO nowhere VALUES (7);"};
};

TEST(Schema, EveryFileSaysWhatItDoesAndOfWhatKindItIs) {
    int next = 1;
    for (const Migration& migration : migrations()) {
        const std::string_view first = migration.sql.substr(0, migration.sql.find('\n'));
        char number[16];
        std::snprintf(number, sizeof number, "-- %04d: ", next);
        EXPECT_EQ(migration.number, next) << migration.file;
        EXPECT_TRUE(first.starts_with(number)) << first;
        EXPECT_TRUE(first.ends_with(". journal") || first.ends_with(". derived") ||
                    first.ends_with(". operational"))
            << first;
        EXPECT_EQ(migration.sql, content(schema_folder / migration.file))
            << "the binary has another " << migration.file;
        ++next;
    }
    EXPECT_GT(next, 1);
}

// What was released is never edited: data in the field were made by it. To change the schema, add a file.
TEST(Schema, ReleasedFilesAreAsTheyWereReleased) {
    std::map<std::string, std::string> released;
    std::istringstream list(content(schema_folder / "released.sha256"));
    for (std::string digest, file; list >> digest >> file;) {
        released[file] = digest;
    }
    for (const auto& [file, digest] : released) {
        EXPECT_EQ(hex(sha256(content(schema_folder / file))), digest)
            << file << " is released and was edited: put it back and add a new migration";
    }
    for (const Migration& migration : migrations()) {
        EXPECT_TRUE(released.contains(std::string(migration.file)))
            << migration.file << " is missing in released.sha256: " << hex(sha256(migration.sql));
    }
}

TEST(Schema, NamesTheTablesThatReplayMakes) {
    EXPECT_EQ(derived_tables(),
              (std::vector<std::string>{"record", "record_body", "record_party", "record_person", "search",
                                        "timer", "record_left", "record_row", "record_flow", "record_refused",
                                        "record_endless", "record_limit", "notice", "record_asked",
                                        "record_kept_due", "record_time"}));
}

// Records that an earlier release left say for whom their clocks are once the desk has looked at them.
TEST_F(SchemaFile, OfAnEarlierReleaseHasWhatIsDueLookedAtOnce) {
    const auto step = std::ranges::find_if(
        migrations(), [](const Migration& one) { return one.file.ends_with("_marks_due.sql"); });
    ASSERT_NE(step, migrations().end());
    const std::span<const Migration> before(migrations().begin(), step),
        with_it(migrations().begin(), step + 1);
    for (const bool has_journal : {false, true}) {
        Connection old(
            {folder_.path() / (has_journal ? "lived.sqlite" : "new.sqlite"), Access::write, {}, 1024});
        migrate(old, before);
        if (has_journal) {
            for (const char* seq : {"1", "2"}) {
                old.run(std::string("INSERT INTO event SELECT ") + seq +
                        ", zeroblob(16), zeroblob(16), 'record', " + seq + ", '', 1, " + seq + ", " + seq +
                        "0, 'desk', NULL, NULL, NULL, NULL, NULL, '', 0, '', '{}', x'', x''");
            }
        }
        migrate(old, with_it);
        migrate(old, with_it);
        Statement rows(old, "SELECT target, about, cause, at, depth, failures + parked FROM follow_up");
        ASSERT_EQ(rows.step(), has_journal);
        if (has_journal) {
            for (const int column : {0, 1, 2}) {
                EXPECT_TRUE(rows.id(column).empty());
            }
            EXPECT_EQ(rows.instant(3), Instant{20});
            EXPECT_EQ(rows.integer(4) + rows.integer(5), 0);
            EXPECT_FALSE(rows.step());
        }
    }
}

// The page on storage names each of them in its row.
TEST(Schema, DerivedTablesAreThoseThatTheDocumentationNames) {
    std::istringstream page(content(fs::path(REEVE_ROOT) / "docs" / "inside" / "storage.md"));
    std::set<std::string> named;
    for (std::string line; std::getline(page, line);) {
        if (!line.starts_with("| derived |")) continue;
        std::istringstream cell(line.substr(0, line.find('|', sizeof "| derived |")));
        for (std::string text, name; std::getline(cell, text, '`') && std::getline(cell, name, '`');)
            named.insert(name);
    }
    const std::vector<std::string> tables = derived_tables();
    EXPECT_EQ(named, std::set<std::string>(tables.begin(), tables.end()));
}

TEST_F(SchemaFile, IsBroughtUpToDateStepByStep) {
    const Migration steps[] = {first_, second_};
    {
        Connection old = connection();
        migrate(old, {steps, 1});
        migrate(old, {steps, 1});
        EXPECT_NE(refusal_of([&] { check_schema(old, steps); }).find("have schema 1, and this Reeve needs 2"),
                  std::string::npos);
    }
    Connection now = connection();
    migrate(now, steps);
    check_schema(now, steps);
    Statement row(now, "SELECT a FROM b");
    ASSERT_TRUE(row.step());
    EXPECT_EQ(row.integer(0), 7);
}

TEST_F(SchemaFile, AMigrationThatWasInterruptedHappensOnTheNextStart) {
    const Migration half[] = {first_, broken_};
    const Migration whole[] = {first_, second_};
    {
        Connection interrupted = connection();
        EXPECT_THROW(migrate(interrupted, half), StoreFailure);
    }
    Connection next = connection();
    migrate(next, whole);
    Statement count(next, "SELECT count(*) FROM b");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer(0), 1);
}

TEST_F(SchemaFile, OfANewerReeveIsLeftAlone) {
    const Migration steps[] = {first_, second_};
    {
        Connection newer = connection();
        migrate(newer, steps);
    }
    const std::string before = content(folder_.path() / "x.sqlite");
    Connection older = connection();
    const std::string refusal = refusal_of([&] { migrate(older, {steps, 1}); });
    EXPECT_NE(refusal.find("written by a newer Reeve"), std::string::npos) << refusal;
    EXPECT_NE(refusal.find("schema 2, and this one knows up to 1"), std::string::npos) << refusal;
    EXPECT_EQ(content(folder_.path() / "x.sqlite"), before);
}

TEST_F(SchemaFile, OfADifferentBuildIsLeftAlone) {
    const Migration edited[] = {{1, "0001_a.sql", "-- 0001: One. journal\nCREATE TABLE event (b INTEGER);"}};
    Connection file = connection();
    migrate(file, {&first_, 1});
    const std::string refusal = refusal_of([&] { migrate(file, edited); });
    EXPECT_NE(refusal.find("is not the one that this Reeve knows"), std::string::npos) << refusal;
}

TEST_F(SchemaFile, OfSomethingElseIsLeftAlone) {
    Connection file = connection();
    file.run("CREATE TABLE event (mine INTEGER)");
    EXPECT_NE(refusal_of([&] { migrate(file); }).find("not a Reeve database"), std::string::npos);
    std::ofstream(folder_.path() / "reeve.sqlite")
        << "This is no database, but a text of some length that somebody put here.\n";
    EXPECT_NE(refusal_of([&] { (void)open_store(folder_.path()); }), "");
}

TEST(SchemaOfAStore, IsLockedAgainstASecondReeve) {
    const ScratchFolder folder;
    const auto store = open_store(folder.path());
    EXPECT_NE(refusal_of([&] { (void)open_store(folder.path()); }).find("in use by another Reeve"),
              std::string::npos);
}

TEST(SchemaOfAStore, IsUsedAsIntended) {
    const ScratchFolder folder;
    const auto store = open_store(folder.path());
    Connection reader({database_in(folder.path()), Access::read, {}, 1024});
    const auto pragma = [&](const char* name) {
        Statement row(reader, std::string("PRAGMA ") + name);
        return row.step() ? row.string(0) : "";
    };
    EXPECT_EQ(pragma("journal_mode"), "wal");
    EXPECT_EQ(pragma("query_only"), "1");
    EXPECT_THROW(reader.run("DELETE FROM event"), StoreFailure);
    EXPECT_THROW(reader.run("PRAGMA wal_checkpoint(TRUNCATE)"), StoreFailure)
        << "only the writer may checkpoint";
}

}  // namespace
}  // namespace reeve::store::sqlite
