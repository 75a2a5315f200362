// Follow-ups: the model and SQLite must keep and give the same.

#include <gtest/gtest.h>

#include <algorithm>

#include "records/clocks_moved.hpp"
#include "records/seats_left.hpp"
#include "store/kept_dues.hpp"
#include "store/model/model_store.hpp"
#include "store/sample_journal.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::store {
namespace {

class FollowUpContract : public ::testing::TestWithParam<std::uint64_t> {
protected:
    FollowUpContract() : journal_(GetParam()), sqlite_(sqlite::open_store(folder_.path())) {}

    void live(int batches) {
        for (int i = 0; i < batches; ++i) {
            const Batch batch = i % 17 == 16 ? journal_.erase() : journal_.next();
            for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
                store->writer().begin();
                ASSERT_TRUE(store->writer().append(batch.expects, batch.events, batch.records));
                store->writer().commit();
            }
        }
    }

    // One to each such record, in slices, the oldest first; the same in both stores.
    void expect_reached(const ReachedOf& of, bool (*reaches)(const records::Record&)) {
        std::vector<Id> wanted;
        model_.each_event([&](const records::Event& event) {
            const auto known = journal_.records().find(event.stream);
            if (event.version == 1 && known != journal_.records().end() && reaches(known->second) &&
                (of.process.empty() || known->second.process == of.process) &&
                (of.types.empty() || std::ranges::find(of.types, known->second.type) != of.types.end())) {
                wanted.push_back(event.stream);
            }
            return true;
        });
        ASSERT_FALSE(wanted.empty());
        ASSERT_LT(wanted.size(), journal_.records().size()) << "it does not reach the others";
        SeededEntropy entropy(4);
        const FollowUpRow row{{}, {{}, entropy.id(), entropy.id(), 1}, Instant{7}, 0};
        for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
            Writer& writer = store->writer();
            writer.begin();
            std::optional<Id> last = Id{};
            std::size_t slices = 0;
            while (last) {
                last = writer.add_follow_ups(of, row, *last, 7);
                ++slices;
            }
            writer.commit();
            EXPECT_EQ(slices, journal_.records().size() / 7 + 1);
            const auto waiting = writer.follow_ups(wanted.size() + 1);
            ASSERT_EQ(waiting.size(), wanted.size());
            for (std::size_t at = 0; at < waiting.size(); ++at) {
                EXPECT_EQ(waiting[at].follow_up.target, wanted[at]);
                EXPECT_EQ(waiting[at].follow_up.about, row.follow_up.about);
                EXPECT_EQ(waiting[at].follow_up.cause, row.follow_up.cause);
                EXPECT_EQ(waiting[at].at, row.at);
            }
            if (wanted.size() > 1) {
                EXPECT_NE(waiting.front().id, waiting.back().id);
            }
        }
    }

    ScratchFolder folder_;
    SampleJournal journal_;
    model::ModelStore model_;
    std::unique_ptr<Store> sqlite_;
};

TEST_P(FollowUpContract, TheyWaitInOrderUntilTheyAreDoneOrParked) {
    SeededEntropy entropy(3);
    std::vector<FollowUpRow> rows;
    for (int i = 0; i < 4; ++i) {
        rows.push_back({entropy.id(), {entropy.id(), entropy.id(), entropy.id(), i}, Instant{i}, 0});
    }
    for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
        Writer& writer = store->writer();
        writer.begin();
        for (const FollowUpRow& row : rows) {
            writer.add_follow_up(row);
        }
        writer.finish_follow_up(rows[0].id);
        writer.fail_follow_up(rows[1].id, false);
        writer.fail_follow_up(rows[1].id, false);
        writer.fail_follow_up(rows[2].id, true);
        writer.commit();
        const auto waiting = writer.follow_ups(10);
        ASSERT_EQ(waiting.size(), 2U);
        EXPECT_EQ(writer.first_follow_up(), Instant{1});
        EXPECT_EQ(waiting[0].id, rows[1].id);
        EXPECT_EQ(waiting[0].failures, 2);
        EXPECT_EQ(waiting[1].id, rows[3].id);
        EXPECT_EQ(waiting[1].failures, 0);
        EXPECT_EQ(waiting[1].at, Instant{3});
        EXPECT_EQ(waiting[1].follow_up.target, rows[3].follow_up.target);
        EXPECT_EQ(waiting[1].follow_up.about, rows[3].follow_up.about);
        EXPECT_EQ(waiting[1].follow_up.cause, rows[3].follow_up.cause);
        EXPECT_EQ(waiting[1].follow_up.depth, 3);
        EXPECT_EQ(writer.follow_ups(1).size(), 1U);
    }
}

TEST_P(FollowUpContract, OneToClocksReachesEachRecordWhoseClocksRun) {
    live(150);
    const auto is_endless = [](const auto& known) {
        return records::runs_endlessly(known.second) && records::due_timers(known.second).empty();
    };
    for (int more = 0; more < 2000 && std::ranges::none_of(journal_.records(), is_endless); ++more) {
        live(1);
    }
    ASSERT_TRUE(std::ranges::any_of(journal_.records(), is_endless)) << "one that no timer tells of";
    expect_reached({Reached::clocks, {}, {}}, records::has_clocks_to_move);
}

TEST_P(FollowUpContract, OneToTheClocksOfAProcessReachesNoOthers) {
    live(150);
    const auto runs = [](const auto& known) { return records::has_clocks_to_move(known.second); };
    const auto some = std::ranges::find_if(journal_.records(), runs);
    ASSERT_NE(some, journal_.records().end());
    const std::string process = some->second.process;
    EXPECT_TRUE(std::ranges::any_of(journal_.records(), [&](const auto& known) {
        return runs(known) && known.second.process != process;
    })) << "one of another process";
    expect_reached({Reached::clocks, process, {}}, records::has_clocks_to_move);
}

TEST_P(FollowUpContract, OneToTheClocksOfSomeTypesReachesNoOthers) {
    live(150);
    const auto of_another_type = [](const auto& known) {
        return records::has_clocks_to_move(known.second) && known.second.type == "article";
    };
    EXPECT_TRUE(std::ranges::any_of(journal_.records(), of_another_type));
    expect_reached({Reached::clocks, {}, {"artic", "issue", "visit"}}, records::has_clocks_to_move);
}

TEST_P(FollowUpContract, OneToRoundsReachesEachRecordThatWaitsForSomebody) {
    live(150);
    expect_reached({Reached::rounds, {}, {}}, records::waits_for_seats);
}

TEST_P(FollowUpContract, OneToWhatIsDueReachesWhatIsDueForSomeAloneToo) {
    live(150);
    const auto for_some = [](const auto& known) {
        return !kept_dues(known.second).empty() && !public_due(known.second);
    };
    for (int more = 0; more < 2000 && std::ranges::none_of(journal_.records(), for_some); ++more) {
        live(1);
    }
    ASSERT_TRUE(std::ranges::any_of(journal_.records(), for_some));
    expect_reached({Reached::dues, {}, {}},
                   [](const records::Record& record) { return record.due().has_value(); });
}

INSTANTIATE_TEST_SUITE_P(Seeds, FollowUpContract, ::testing::Values(1, 2));

}  // namespace
}  // namespace reeve::store
