// What happened since a place in the journal: the model and SQLite must tell the same.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "base/json.hpp"
#include "store/model/model_store.hpp"
#include "store/sample_journal.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::store {
namespace {

class SinceContract : public ::testing::TestWithParam<std::uint64_t> {
protected:
    SinceContract() : journal_(GetParam()), sqlite_(sqlite::open_store(folder_.path())) {}

    void append(const Batch& batch) {
        for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
            store->writer().begin();
            ASSERT_TRUE(store->writer().append(batch.expects, batch.events, batch.records));
            store->writer().commit();
        }
    }
    void live(int batches) {
        for (int i = 0; i < batches; ++i) {
            append(i % 17 == 16 ? journal_.erase() : journal_.next());
        }
    }

    ScratchFolder folder_;
    SampleJournal journal_;
    model::ModelStore model_;
    std::unique_ptr<Store> sqlite_;
};

std::string text_of(const Since& since) {
    std::string text = std::to_string(since.until) + (since.more ? " and more:" : ":");
    for (const Happened& each : since.records) {
        text += " " + each.number + "@" + std::to_string(each.version) + (each.gone ? " gone" : "");
        for (const records::Change& change : each.changes) {
            text += " " + write_json(records::encode(change));
        }
    }
    return text;
}

TEST_P(SinceContract, WhatHappenedSinceIsTheSame) {
    std::size_t told = 0;
    std::size_t gone = 0;
    for (int round = 0; round < 8; ++round) {
        live(40);
        const auto model = model_.reader();
        const auto sqlite = sqlite_->reader();
        ASSERT_EQ(sqlite->head(), model->head());
        EXPECT_EQ(sqlite_->writer().head(), model->head());
        for (int question = 0; question < 20; ++question) {
            const Sight sight = journal_.sight();
            std::int64_t after =
                static_cast<std::int64_t>(journal_.below(static_cast<std::size_t>(model->head()) + 5));
            const SinceLimits limits{1 + journal_.below(12), 1 + journal_.below(200)};
            for (bool more = true; more;) {
                const Since expected = model->since(sight, after, limits);
                const Since since = sqlite->since(sight, after, limits);
                ASSERT_EQ(text_of(since), text_of(expected)) << "after " << after;
                told += since.records.size();
                gone += static_cast<std::size_t>(
                    std::ranges::count_if(since.records, [](const Happened& each) { return each.gone; }));
                more = since.more;
                ASSERT_TRUE(!more || since.until > after);
                after = since.until;
            }
            EXPECT_GE(after, model->head());
        }
    }
    EXPECT_GT(told, 1000U);
    EXPECT_GT(gone, 20U);
}

// A record that one event after the other, of one commit, hands to somebody and away again.
TEST_P(SinceContract, WhoKnewARecordBetweenTwoEventsOfOneCommitIsToldThatItIsGone) {
    append(journal_.birth());
    const std::int64_t before = model_.reader()->head();
    const Id watcher = Id::of_name("watcher");
    append(journal_.watched(watcher));
    Sight sight;
    sight.person = watcher;
    for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
        const Since since = store->reader()->since(sight, before, {10, 10});
        ASSERT_EQ(since.records.size(), 1U);
        EXPECT_TRUE(since.records[0].gone);
        EXPECT_EQ(since.until, before + 2);
        EXPECT_TRUE(store->reader()->since(sight, before + 2, {10, 10}).records.empty());
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SinceContract, ::testing::Values(1, 2, 3));

}  // namespace
}  // namespace reeve::store
