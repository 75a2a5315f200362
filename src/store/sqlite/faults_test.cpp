// What the disk may do to the store, and that nothing acknowledged is lost and nothing is half done.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sample_journal.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/faulty_disk.hpp"
#include "store/sqlite/sqlite_replay.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::store::sqlite {
namespace {

using Fault = FaultyDisk::Fault;
using Kind = StoreFailure::Kind;

// Checkpoints fall within the tests.
const StoreOptions on_faulty_disk{.vfs = FaultyDisk::name, .writer_cache_kib = 256, .checkpoint_pages = 4000};
// The header of the log at its beginning, and all pages of the commit; one more, where none is left.
constexpr std::int64_t writes_of_a_commit = 3;

// What happened to a transaction with one batch.
std::optional<Kind> write(Store& store, const Batch& batch) {
    Writer& writer = store.writer();
    try {
        writer.begin();
        EXPECT_TRUE(writer.append(batch.expects, batch.events, batch.records));
        writer.commit();
        return std::nullopt;
    } catch (const StoreFailure& failure) {
        writer.rollback();
        return failure.kind();
    }
}

// The store holds exactly what the journal says, and replays.
void expect_holds(const std::filesystem::path& folder, Store& store, const SampleJournal& journal) {
    const auto reader = store.reader();
    const Sight all{.everything = true};
    EXPECT_EQ(reader->list(all, {}, "", 1, true).count, static_cast<std::int64_t>(journal.records().size()));
    for (const auto& [id, record] : journal.records()) {
        EXPECT_TRUE(reader->record(all, id) == record) << record.number;
    }
    EXPECT_TRUE(replay(folder).equal());
}

class Faults : public ::testing::Test {
protected:
    Faults() { disk_.heal(); }
    ~Faults() override {
        disk_.heal();
        disk_.forget_files();
    }
    void live(Store& store, int batches) {
        for (int i = 0; i < batches; ++i) {
            ASSERT_EQ(write(store, journal_.next()), std::nullopt);
        }
    }

    ScratchFolder folder_;
    FaultyDisk& disk_ = FaultyDisk::installed();
    SampleJournal journal_{31};
};

TEST_F(Faults, AFullDiskRefusesAndGoesOnWhenThereIsSpaceAgain) {
    const auto store = open_store(folder_.path(), on_faulty_disk);
    live(*store, 20);
    const auto reader = store->reader();
    const Sight all{.everything = true};
    int refused = 0;
    for (const Fault fault : {Fault::full, Fault::full_midway}) {
        for (int round = 0; round < 40; ++round) {
            const std::int64_t nth = 1 + round % writes_of_a_commit;
            const Batch batch = journal_.next();
            disk_.fail_from(nth, fault);
            const std::optional<Kind> failure = write(*store, batch);
            if (disk_.struck()) {
                // It may have struck in a checkpoint, after the commit: then the batch stands.
                ASSERT_TRUE(!failure || *failure == Kind::full) << "at write " << nth;
            } else {
                ASSERT_EQ(failure, std::nullopt);
            }
            const auto count = reader->list(all, {}, "", 1, true).count;  // reading goes on
            disk_.heal();
            if (failure) {
                ++refused;
                ASSERT_EQ(write(*store, batch), std::nullopt) << "there is space again";
            }
            EXPECT_EQ(*reader->list(all, {}, "", 1, true).count,
                      *count + (failure && batch.expects.front().version == 0 ? 1 : 0));
        }
    }
    EXPECT_GT(refused, 10);
    expect_holds(folder_.path(), *store, journal_);
}

TEST_F(Faults, AWriteErrorLeavesNothingHalfDone) {
    auto store = open_store(folder_.path(), on_faulty_disk);
    live(*store, 20);
    int failed = 0;
    for (int round = 0; round < 25; ++round) {
        const Batch batch = journal_.next();
        disk_.fail_from(1 + round % writes_of_a_commit, Fault::write_error);
        const std::optional<Kind> failure = write(*store, batch);
        disk_.heal();
        if (!failure) {
            continue;
        }
        ++failed;
        EXPECT_NE(*failure, Kind::full);
        // What came of it shows when the file is opened anew: all of it or nothing.
        store.reset();
        store = open_store(folder_.path(), on_faulty_disk);
        if (store->writer().version_of(batch.events.back().stream) != batch.events.back().version) {
            ASSERT_EQ(write(*store, batch), std::nullopt);
        }
    }
    EXPECT_GT(failed, 5);
    expect_holds(folder_.path(), *store, journal_);
}

// More than waits at once, of which a part is in the log already when the disk fails.
TEST_F(Faults, ALongTransactionFailsAsAWhole) {
    const auto store = open_store(folder_.path(), on_faulty_disk);
    live(*store, 20);
    Writer& writer = store->writer();
    int struck = 0;
    for (const Fault fault : {Fault::full, Fault::full_midway}) {
        for (std::int64_t nth = 1; nth <= 8; ++nth) {
            std::vector<Batch> batches;
            disk_.fail_from(nth, fault);
            const auto write_all = [&] {
                writer.begin();
                for (const Batch& batch : batches) {
                    ASSERT_TRUE(writer.append(batch.expects, batch.events, batch.records));
                }
                writer.commit();
            };
            for (int i = 0; i < 45; ++i) {
                batches.push_back(journal_.next());
            }
            try {
                write_all();
            } catch (const StoreFailure& failure) {
                EXPECT_EQ(failure.kind(), Kind::full);
                ++struck;
                writer.rollback();
                disk_.heal();
                write_all();
            }
            disk_.heal();
        }
    }
    EXPECT_GT(struck, 6);
    expect_holds(folder_.path(), *store, journal_);
}

TEST_F(Faults, AFailedSyncIsNotAcknowledgedAndNothingIsWrittenOnTop) {
    auto store = open_store(folder_.path(), on_faulty_disk);
    live(*store, 20);
    const Batch batch = journal_.next();
    disk_.fail_from(1, Fault::sync_error);
    EXPECT_EQ(write(*store, batch), Kind::unknown_commit);
    disk_.heal();
    const Batch next = journal_.birth();
    EXPECT_EQ(write(*store, next), Kind::broken) << "the disk looks well again, but what it lost is unknown";
    EXPECT_TRUE(store->reader()->list(Sight{.everything = true}, {}, "", 1, true).count.has_value());
    store.reset();
    store = open_store(folder_.path(), on_faulty_disk);
    if (store->writer().version_of(batch.events.back().stream) != batch.events.back().version) {
        ASSERT_EQ(write(*store, batch), std::nullopt);
    }
    ASSERT_EQ(write(*store, next), std::nullopt);
    expect_holds(folder_.path(), *store, journal_);
}

TEST_F(Faults, AFirstStartThatFailsAnywhereSucceedsTheNextTime) {
    bool struck = true;
    for (std::int64_t nth = 1; struck; ++nth) {
        const ScratchFolder folder;
        disk_.fail_from(nth, nth % 2 == 0 ? Fault::full : Fault::write_error);
        try {
            (void)open_store(folder.path(), on_faulty_disk);
        } catch (const StoreFailure&) {
            EXPECT_TRUE(disk_.struck());
        }
        struck = disk_.struck();
        disk_.heal();
        const auto store = open_store(folder.path(), on_faulty_disk);
        SampleJournal journal(static_cast<std::uint64_t>(nth));
        ASSERT_EQ(write(*store, journal.next()), std::nullopt);
        EXPECT_TRUE(replay(folder.path()).equal());
        ASSERT_LT(nth, 1000);
    }
}

TEST_F(Faults, APowerCutKeepsAllThatWasAcknowledged) {
    const auto store = open_store(folder_.path(), on_faulty_disk);
    std::mt19937_64 random(4);
    for (int round = 0; round < 25; ++round) {
        live(*store, 6);
        const Batch unfinished = journal_.next();
        store->writer().begin();
        ASSERT_TRUE(store->writer().append(unfinished.expects, unfinished.events, unfinished.records));
        const ScratchFolder after;
        disk_.cut_power(folder_.path(), after.path(), random);
        store->writer().rollback();
        journal_.forget(unfinished);
        const auto found = open_store(after.path());
        expect_holds(after.path(), *found, journal_);
    }
}

// Somebody who reads keeps what came meanwhile in the log.
TEST(LongLog, IsSoonCarriedToItsEndWhereSomebodyRead) {
    const ScratchFolder folder;
    const auto store = open_store(folder.path(), {.checkpoint_pages = 400});
    Writer& writer = store->writer();
    SampleJournal journal(5);
    const auto until_long = [&] {
        int batches = 0;
        for (; !writer.log_is_long(); ++batches) {
            EXPECT_EQ(write(*store, journal.next()), std::nullopt);
        }
        return batches;
    };
    (void)until_long();
    writer.carry_log_over();
    const int first = until_long();
    store->each_event([&](const records::Event&) {
        EXPECT_EQ(write(*store, journal.next()), std::nullopt);
        writer.carry_log_over();
        return false;
    });
    EXPECT_FALSE(writer.log_is_long());
    EXPECT_LT(until_long(), first / 3);
    writer.carry_log_over();
    EXPECT_GT(until_long(), first / 2) << "it began anew";
}

// Writes batch after batch and says over a pipe that each was acknowledged, until it is killed.
[[noreturn]] void write_until_killed(const ScratchFolder& folder, std::uint64_t seed, int tell) {
    const auto store = open_store(folder.path());
    SampleJournal journal(seed);
    for (;;) {
        if (write(*store, journal.next())) {
            ::_exit(1);
        }
        const char acknowledged = 'a';
        if (::write(tell, &acknowledged, 1) != 1) {
            ::_exit(2);
        }
    }
}

// Lets a child write, kills it in the middle, and says how many batches it had acknowledged; fails the test
// when the child ended by itself.
std::size_t acknowledged_until_killed(const ScratchFolder& folder, std::uint64_t seed,
                                      std::mt19937_64& random) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    EXPECT_GE(child, 0);
    if (child == 0) {
        ::close(ends[0]);
        write_until_killed(folder, seed, ends[1]);
    }
    ::close(ends[1]);
    std::size_t acknowledged = 0;
    const std::size_t enough = 20 + random() % 150;
    for (char byte = 0; acknowledged < enough && ::read(ends[0], &byte, 1) == 1;) {
        ++acknowledged;
    }
    ::usleep(static_cast<useconds_t>(random() % 3000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
    for (char byte = 0; ::read(ends[0], &byte, 1) == 1;) {
        ++acknowledged;
    }
    ::close(ends[0]);
    return acknowledged;
}

std::vector<Id> events_of(Store& store) {
    std::vector<Id> found;
    store.each_event([&](const records::Event& event) {
        found.push_back(event.id);
        return true;
    });
    return found;
}

TEST(KilledStore, HasAllThatItAcknowledgedAndNothingTwice) {
    std::mt19937_64 random(9);
    for (std::uint64_t round = 0; round < 5; ++round) {
        const ScratchFolder folder;
        const std::size_t acknowledged = acknowledged_until_killed(folder, round, random);
        const auto store = open_store(folder.path());
        SampleJournal journal(round);
        std::vector<Id> expected;
        const auto expect = [&](const Batch& batch) {
            for (const records::Event& event : batch.events) {
                expected.push_back(event.id);
            }
        };
        for (std::size_t i = 0; i < acknowledged; ++i) {
            expect(journal.next());
        }
        const Batch perhaps = journal.next();  // committed, but killed before it could say so
        const std::vector<Id> found = events_of(*store);
        if (found.size() > expected.size()) {
            expect(perhaps);
        } else {
            journal.forget(perhaps);
        }
        EXPECT_EQ(found, expected);
        expect_holds(folder.path(), *store, journal);
    }
}

}  // namespace
}  // namespace reeve::store::sqlite
