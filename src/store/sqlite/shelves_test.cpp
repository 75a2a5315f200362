#include "store/sqlite/shelves.hpp"

#include <gtest/gtest.h>

#include "store/sample_journal.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_replay.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::store::sqlite {
namespace {

class ShelvesOfADesk : public ::testing::Test {
protected:
    void log() {
        const Batch batch = journal_.birth();
        EXPECT_TRUE(store_->writer().append(batch.expects, batch.events, batch.records));
    }
    std::int64_t listed() { return store_->reader()->list(everything, {}, "", 10, true).count.value_or(-1); }

    const Sight everything{.everything = true};
    ScratchFolder folder_;
    SampleJournal journal_{3};
    std::unique_ptr<Store> store_ = open_store(folder_.path());
};

TEST_F(ShelvesOfADesk, ArePutUpAnewWhereTheyWereTakenBack) {
    Writer& writer = store_->writer();
    writer.begin();
    log();
    writer.rollback();
    writer.begin();
    writer.savepoint();
    log();
    writer.rollback_to_savepoint();
    log();
    writer.commit();
    EXPECT_EQ(listed(), 1);
}

TEST_F(ShelvesOfADesk, KeepTheirNumbersWhenTheDeskStartsAgain) {
    for (int start = 0; start < 3; ++start) {
        Writer& writer = store_->writer();
        writer.begin();
        log();
        log();
        writer.commit();
        store_.reset();
        store_ = open_store(folder_.path());
    }
    EXPECT_EQ(listed(), 6);
    EXPECT_TRUE(replay(folder_.path()).equal());
}

// Which number stands for whom depends on what came first, also on what is gone: a replay takes those there
// are.
TEST_F(ShelvesOfADesk, MayHaveAnyNumbers) {
    Writer& writer = store_->writer();
    writer.begin();
    for (int i = 0; i < 20; ++i) {
        log();
    }
    writer.commit();
    store_.reset();
    Connection({database_in(folder_.path()), Access::write, {}, 1024})
        .run(
            "UPDATE shelf SET number = 1000 - number; UPDATE record SET shelf = 1000 - shelf;"
            "UPDATE record_party SET shelf = 1000 - shelf;");
    EXPECT_TRUE(replay(folder_.path()).equal());
    store_ = open_store(folder_.path());
    EXPECT_EQ(listed(), 20);
    store_.reset();
    EXPECT_TRUE(rebuild(folder_.path()).equal());
    store_ = open_store(folder_.path());
    EXPECT_EQ(listed(), 20);
}

TEST_F(ShelvesOfADesk, AreMadeAnewWhereTheyWereLost) {
    Writer& writer = store_->writer();
    writer.begin();
    log();
    writer.commit();
    store_.reset();
    Connection({database_in(folder_.path()), Access::write, {}, 1024}).run("DELETE FROM shelf");
    (void)rebuild(folder_.path());
    EXPECT_TRUE(replay(folder_.path()).equal());
    store_ = open_store(folder_.path());
    EXPECT_EQ(listed(), 1);
}

}  // namespace
}  // namespace reeve::store::sqlite
