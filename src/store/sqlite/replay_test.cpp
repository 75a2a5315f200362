#include <gtest/gtest.h>

#include <algorithm>

#include "records/written_test.hpp"
#include "store/compressed.hpp"
#include "store/sample_journal.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/folding.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/sqlite_replay.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/statement.hpp"
#include "store/sqlite/transaction.hpp"

namespace reeve::store::sqlite {
namespace {

class Replay : public ::testing::Test {
protected:
    void live(int batches) {
        const auto store = open_store(folder_.path());
        store->writer().begin();
        for (int i = 0; i < batches; ++i) {
            const Batch batch = i % 13 == 12 ? journal_.erase() : journal_.next();
            ASSERT_TRUE(store->writer().append(batch.expects, batch.events, batch.records));
        }
        store->writer().commit();
    }
    Connection damage() { return Connection({database_in(folder_.path()), Access::write, {}, 1024}); }

    ScratchFolder folder_;
    SampleJournal journal_{21};
};

std::string differences(const ReplayReport& report) {
    std::string text;
    for (const TableReplayed& table : report.tables) {
        text += table.equal() ? "" : table.table + ": " + table.difference + "\n";
    }
    return text;
}

TEST_F(Replay, GivesTheSameBytes) {
    live(300);
    const ReplayReport report = replay(folder_.path());
    EXPECT_EQ(differences(report), "");
    EXPECT_TRUE(report.equal());
    EXPECT_GT(report.events, 300);
    ASSERT_EQ(report.tables.size(), 16U);
    for (const TableReplayed& table : report.tables) {
        EXPECT_GT(table.rows, 0) << table.table;
        EXPECT_EQ(table.rows, table.rebuilt_rows) << table.table;
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
        EXPECT_FALSE(entry.path().filename().string().starts_with("replay")) << entry.path();
    }
}

// Folded record by record, each stands as it stood after its acts among those of others; the indexes that
// were put aside meanwhile are there again.
TEST_F(Replay, FoldsEachRecordByItself) {
    live(200);
    Connection journal({database_in(folder_.path()), Access::read, {}, 1024});
    Connection target({":memory:", Access::scratch, {}, 1024});
    migrate(target);
    const auto indexes = [&] {
        Statement rows(target,
                       "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master "
                       "WHERE type = 'index' AND sql IS NOT NULL ORDER BY name)");
        return rows.step() ? rows.string(0) : std::string();
    };
    const std::string before = indexes();
    Folding folding(journal, target);
    folding.run();
    EXPECT_EQ(indexes(), before);
    EXPECT_NE(before, "");
    EXPECT_TRUE(folding.set_aside().empty());
    Statement count(target, "SELECT count(*) FROM record");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer(0), static_cast<std::int64_t>(journal_.records().size()));
    for (const auto& [id, record] : journal_.records()) {
        Statement body(target,
                       "SELECT b.body FROM record r JOIN record_body b ON b.key = r.key WHERE r.id = ?");
        ASSERT_TRUE(body.with(id).step());
        EXPECT_EQ(decompress(body.text(0)), records::testing::written(record));
    }
}

// Data of the first release, and of the last before records got shelves: their journal is all that later
// tables are made from.
TEST_F(Replay, FillsTablesThatAnOlderReeveDidNotHave) {
    live(200);
    for (const std::size_t steps : {3U, 14U}) {
        const ScratchFolder old;
        {
            Connection file({database_in(old.path()), Access::write, {}, 1024});
            migrate(file, migrations().first(steps));
            file.run("ATTACH '" + database_in(folder_.path()).string() + "' AS whole");
            file.run("INSERT INTO event SELECT * FROM whole.event");
            file.run("INSERT INTO event_text SELECT * FROM whole.event_text");
        }
        (void)open_store(old.path());
        const ReplayReport report = replay(old.path());
        EXPECT_EQ(differences(report), "") << steps;
        for (const TableReplayed& table : report.tables) {
            EXPECT_GT(table.rows, 0) << table.table;
        }
    }
}

TEST_F(Replay, FindsARowThatWasChanged) {
    live(60);
    damage().run("UPDATE record SET due = due - 1 WHERE key = (SELECT max(key) FROM record)");
    const ReplayReport report = replay(folder_.path());
    EXPECT_FALSE(report.equal());
    const std::string text = differences(report);
    EXPECT_NE(text.find("record: key "), std::string::npos) << text;
    EXPECT_NE(text.find("of due"), std::string::npos) << text;
}

TEST_F(Replay, FindsARowTooManyAndOneTooFew) {
    live(60);
    damage().run("DELETE FROM timer WHERE key = (SELECT min(key) FROM timer)");
    damage().run(
        "INSERT INTO record_person (person, process, open, key, ground) VALUES (x'FF', 'zeta', 1, 1, 1)");
    const std::string text = differences(replay(folder_.path()));
    EXPECT_NE(text.find("timer: "), std::string::npos) << text;
    EXPECT_NE(text.find("record_person: person ff, process zeta, open 1, key 1: stored only"),
              std::string::npos)
        << text;
}

TEST_F(Replay, SetsARecordAsideThatDoesNotFoldAndGoesOn) {
    live(80);
    const auto& [id, record] = *journal_.records().begin();
    {
        Connection connection = damage();
        Statement(connection,
                  "UPDATE event SET data = '{\"changes\": [{\"leg\": 77}]}' WHERE stream = ? AND version = ?")
            .with(id, record.version)
            .run();
    }
    ReplayReport report = replay(folder_.path());
    ASSERT_EQ(report.set_aside.size(), 1U);
    EXPECT_EQ(report.set_aside.front().stream, id);
    EXPECT_FALSE(report.set_aside.front().reason.empty());
    EXPECT_FALSE(report.equal());

    report = rebuild(folder_.path());
    const auto store = open_store(folder_.path());
    const auto reader = store->reader();
    const Sight all{.everything = true};
    EXPECT_EQ(reader->record(all, id), std::nullopt);
    EXPECT_EQ(reader->list(all, {}, "", 200, true).count,
              static_cast<std::int64_t>(journal_.records().size()) - 1);
    EXPECT_EQ(reader->list(all, {}, "", 200, false).records.size(), journal_.records().size() - 1);
    EXPECT_EQ(reader->timeline(all, id, "", 200).rows.size(), 0U);
    for (const auto& [name, value] : reader->figures()) {
        if (name == "records_set_aside") {
            EXPECT_EQ(value, 1);
        }
    }
}

TEST_F(Replay, SetsARecordAsideThatHasLostItsBeginning) {
    live(80);
    const auto lived =
        std::ranges::find_if(journal_.records(), [](const auto& each) { return each.second.version > 1; });
    ASSERT_NE(lived, journal_.records().end());
    const Id id = lived->first;
    {
        Connection connection = damage();
        Statement(connection, "DELETE FROM event WHERE stream = ? AND version = 1").with(id).run();
    }
    const ReplayReport report = replay(folder_.path());
    ASSERT_EQ(report.set_aside.size(), 1U);
    EXPECT_EQ(report.set_aside.front().stream, id);
    EXPECT_FALSE(report.set_aside.front().reason.empty());
}

TEST_F(Replay, RebuildsWhatWasDamaged) {
    live(100);
    damage().run("DELETE FROM record_party; UPDATE record_body SET body = x'7b7d'; DELETE FROM search;");
    EXPECT_FALSE(replay(folder_.path()).equal());
    (void)rebuild(folder_.path());
    EXPECT_EQ(differences(replay(folder_.path())), "");
    live(50);
    EXPECT_EQ(differences(replay(folder_.path())), "");
}

TEST_F(Replay, RunsBesideADeskButRebuildsOnlyWithoutOne) {
    live(40);
    const auto store = open_store(folder_.path());
    EXPECT_TRUE(replay(folder_.path()).equal());
    EXPECT_THROW((void)rebuild(folder_.path()), StoreFailure);
}

TEST_F(Replay, SaysWhenThereIsNothing) {
    try {
        (void)replay(folder_.path() / "nowhere");
        FAIL() << "replayed nothing";
    } catch (const StoreFailure& failure) {
        EXPECT_NE(std::string(failure.what()).find("no Reeve data"), std::string::npos) << failure.what();
    }
}

}  // namespace
}  // namespace reeve::store::sqlite
