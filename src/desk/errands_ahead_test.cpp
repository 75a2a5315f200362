// Errands decided beside the thread that steps: the same is told, in the same order, whoever decided it.

#include "desk/errands_ahead.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "desk/lent_hands_test.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::desk {
namespace {

Instant minute(int minutes) {
    return monday + Duration::minutes(minutes);
}

class ErrandsAheadTest : public ::testing::Test {
protected:
    void open(Beside& beside, Limits limits = {.ahead = 1}) {
        desk.reopen(limits);
        desk.desk->decide_beside(beside, theirs, ours);
    }
    void log(int jobs) {
        for (int i = 0; i < jobs; ++i) {
            desk.logged("ada", "relay/job");
        }
    }

    SeededEntropy theirs{11}, ours{12};
    StagedDesk desk;
};

TEST_F(ErrandsAheadTest, ATimerOfOneRecordIsDecidedAhead) {
    log(1);
    const auto rows = desk.store->writer().timers(minute(11), minute(11), 10);
    ASSERT_FALSE(rows.empty());
    const auto reader = desk.store->reader();
    const Turn turn{rows.front(), {rows.front().timer.due, minute(11)}, desk.desk->world()};
    const auto ahead = decide_ahead(turn, *reader, theirs);
    ASSERT_TRUE(ahead);
    EXPECT_EQ(ahead->plan.records.front().version, 2);
    EXPECT_EQ(ahead->plan.events.front().recorded_at, minute(11));
    EXPECT_NE(ahead->plan.events.front().hash, Digest{});
    EXPECT_GE(ahead->next, minute(10));
}

TEST_F(ErrandsAheadTest, WhatIsDecidedAheadIsTaken) {
    AtOnce beside;
    open(beside);
    log(40);
    desk.live(minute(11));
    EXPECT_GT(beside.given, 0);
    for (int i = 1; i <= 40; ++i) {
        const std::string number = (i < 10 ? "JOB-00" : "JOB-0") + std::to_string(i);
        EXPECT_EQ(desk.record(number).holder.role, "second") << number;
    }
}

TEST_F(ErrandsAheadTest, NothingIsRecordedBeforeWhatCameBeforeIt) {
    // Small slices and a command after each of them: what was decided ahead is as old as the step before.
    AtOnce beside;
    open(beside, {.timers = 5, .ahead = 1});
    log(40);
    std::vector<Asked> asked;
    for (int i = 0; i < 30; ++i) {
        desk.now = minute(11) + Duration::seconds(i);
        asked.push_back(desk.ask(desk.log("bea", "relay/job")));
        (void)desk.step();
    }
    desk.live(minute(12));
    Instant last;
    for (const records::Event& event : desk.journal()) {
        EXPECT_GE(event.recorded_at, last);
        last = event.recorded_at;
    }
    EXPECT_TRUE(std::ranges::all_of(asked, [](const Asked& one) { return one->has_value() && **one; }));
    EXPECT_EQ(desk.record("JOB-040").holder.role, "second");
}

TEST_F(ErrandsAheadTest, WhatMovedMeanwhileIsDecidedAnew) {
    Later beside;
    open(beside, {.timers = 4, .ahead = 1});
    log(12);
    desk.now = minute(11);
    (void)desk.step();  // the first four; those behind them are wanted ahead
    beside.do_it();     // on what is committed now
    // Her command is decided after what was due of its record: that one is done when its turn comes.
    (void)desk.ask(desk.act("sue", "JOB-007", "begin"));
    desk.live(minute(11));
    EXPECT_EQ(desk.record("JOB-007").state, "busy");
    EXPECT_EQ(desk.record("JOB-007").legs.size(), 2u);
    EXPECT_EQ(desk.record("JOB-012").legs.size(), 2u);
    for (const records::Event& event : desk.journal()) {
        EXPECT_NE(event.type, "finding");
    }
}

TEST_F(ErrandsAheadTest, ADirectoryThatChangedMeanwhileIsHeeded) {
    Later beside;
    open(beside, {.timers = 4, .ahead = 1});
    log(12);
    desk.now = minute(11);
    (void)desk.step();
    beside.do_it();
    Administer entry;
    entry.actor = {records::ActorKind::desk, {}};
    entry.kind = Administer::Kind::organisation;
    entry.value = JsonObject{{"name", "elsewhere"}, {"display", "Elsewhere"}};
    (void)desk.ask(entry);
    desk.live(minute(11));
    EXPECT_EQ(desk.record("JOB-012").legs.size(), 2u);
}

TEST_F(ErrandsAheadTest, AnAccidentAmongThemIsTheOneTimersOwn) {
    AtOnce beside;
    open(beside);
    log(20);
    desk.now = minute(11);
    int appends = 0;
    desk.model->on_step([&](std::string_view step) {
        if (step == "append" && ++appends == 7) {
            throw std::runtime_error("odd");
        }
    });
    desk.live(minute(11));
    desk.model->on_step({});
    for (const char* number : {"JOB-001", "JOB-007", "JOB-020"}) {
        EXPECT_EQ(desk.record(number).holder.role, "second") << number;
        EXPECT_EQ(desk.record(number).legs.size(), 2u) << number;
    }
}

TEST_F(ErrandsAheadTest, AnAccidentAmongThemTakesBackNothingThatAPersonDid) {
    AtOnce beside;
    open(beside);
    log(20);
    int appends = 0;
    desk.model->on_step([&](std::string_view step) {
        if (step == "append" && ++appends == 9) {
            throw std::runtime_error("odd");
        }
    });
    const Asked logged = desk.ask(desk.log("bea", "relay/job"));
    const Asked turned = desk.ask(Advance{minute(11)});
    desk.live(monday);
    desk.model->on_step({});
    EXPECT_GT(appends, 30);
    EXPECT_TRUE(*logged && **logged);
    EXPECT_TRUE(*turned && **turned);
    for (const char* number : {"JOB-001", "JOB-008", "JOB-021"}) {
        EXPECT_EQ(desk.record(number).holder.role, "second") << number;
        EXPECT_EQ(desk.record(number).legs.size(), 2u) << number;
    }
}

TEST_F(ErrandsAheadTest, AFullDiskForgetsThem) {
    AtOnce beside;
    open(beside, {.timers = 4, .ahead = 1});
    log(12);
    desk.now = minute(11);
    int commits = 0;
    desk.model->on_step([&](std::string_view step) {
        if (step == "commit" && ++commits == 2) {
            throw store::StoreFailure(store::StoreFailure::Kind::full, "made to fail");
        }
    });
    desk.live(minute(11));
    desk.model->on_step({});
    desk.live(minute(12));
    for (int i = 10; i <= 12; ++i) {
        EXPECT_EQ(desk.record("JOB-0" + std::to_string(i)).legs.size(), 2u);
    }
}

// With people or without: what a commit would have to carry over takes several times as long.
TEST(LongLog, IsCarriedOverBetweenTwoStepsAlsoWhereNobodyWaits) {
    const store::ScratchFolder folder;
    StagedDesk desk({"relay"}, {.timers = 2},
                    store::sqlite::open_store(folder.path(), {.checkpoint_pages = 60}));
    for (int i = 0; i < 60; ++i) {
        desk.logged("ada", "relay/job");
    }
    desk.now = minute(11);
    int long_steps = 0, in_a_row = 0, steps = 0;
    do {
        in_a_row = desk.store->writer().log_is_long() ? in_a_row + 1 : 0;
        long_steps += in_a_row > 0 ? 1 : 0;
        ASSERT_LE(in_a_row, 1) << "after " << steps << " steps";
        ++steps;
    } while (desk.step() <= desk.now);
    EXPECT_GT(long_steps, 1);
    EXPECT_EQ(desk.record("JOB-060").holder.role, "second");
}

// Many records whose clocks run out close to each other, with commands between; by the real clock and by
// hand, with a thread and without one.
TEST(ErrandsAhead, OnAThreadItIsTheSameStory) {
    const auto live = [](StagedDesk& desk, Pass pass) {
        for (int i = 0; i < 60; ++i) {
            const std::string number = "JOB-0" + std::to_string(10 + i / 2);
            desk.now = desk.now + Duration::seconds(7);
            desk.logged("ada", "relay/job");
            if (i % 3 == 2) {
                (void)desk.submit(desk.act("fay", number, "begin"));
            }
            if (i % 9 == 8) {
                (void)desk.submit(desk.act("fay", number, "park"));
            }
            if (i % 20 == 19) {
                (desk.*pass)(desk.now + Duration::minutes(9));
            }
        }
        (desk.*pass)(desk.now + Duration::minutes(90));
    };
    expect_the_same_on_a_thread("relay", live,
                                [](const std::vector<std::string>& story) { EXPECT_GT(story.size(), 200u); });
}

}  // namespace
}  // namespace reeve::desk
