// What goes wrong below the desk: a full disk, a commit whose outcome nobody knows, one command's own
// accident.

#include <gtest/gtest.h>

#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

using store::StoreFailure;

class AccidentTest : public ::testing::Test {
protected:
    // The next time that the writer comes to that step.
    void fail_once(std::string step, StoreFailure::Kind kind) {
        auto left = std::make_shared<int>(1);
        desk.model->on_step([=](std::string_view now) {
            if (now == step && (*left)-- > 0) {
                throw StoreFailure(kind, "made to fail at " + step);
            }
        });
    }
    void fail_always(std::string step, StoreFailure::Kind kind) {
        desk.model->on_step([=](std::string_view now) {
            if (now == step) {
                throw StoreFailure(kind, "made to fail at " + step);
            }
        });
    }

    StagedDesk desk;
};

TEST_F(AccidentTest, AFullDiskFailsTheWholeBatchAndNothingIsHalfWritten) {
    const std::string number = desk.logged("ada", "relay/job");
    const auto before = desk.journal().size();
    fail_once("commit", StoreFailure::Kind::full);
    const Asked first = desk.ask(desk.act("fay", number, "begin"));
    const Asked refused = desk.ask(desk.act("fay", number, "wake"));
    const Asked second = desk.ask(desk.log("ada", "relay/job"));
    (void)desk.step();
    ASSERT_TRUE(*first && *refused && *second);
    EXPECT_EQ((*first)->error().kind, RefusalKind::full);
    EXPECT_EQ((*refused)->error().kind, RefusalKind::full);  // it was decided on what has not happened
    EXPECT_EQ((*second)->error().kind, RefusalKind::full);
    EXPECT_EQ(desk.journal().size(), before);
    EXPECT_TRUE(desk.desk->writable());
    // Room was made: it goes on by itself, and no number is missing.
    EXPECT_EQ(desk.done(desk.act("fay", number, "begin")).state, "busy");
    EXPECT_EQ(desk.logged("ada", "relay/job"), "JOB-002");
}

TEST_F(AccidentTest, ADiskThatFillsInTheMiddleOfABatchUndoesWhatWasBeforeIt) {
    const std::string number = desk.logged("ada", "relay/job");
    const auto before = desk.journal().size();
    int appends = 0;
    desk.model->on_step([&](std::string_view step) {
        if (step == "append" && ++appends == 2) {
            throw StoreFailure(StoreFailure::Kind::full, "made to fail");
        }
    });
    const Asked first = desk.ask(desk.act("fay", number, "begin"));
    const Asked second = desk.ask(desk.log("ada", "relay/job"));
    const Asked third = desk.ask(desk.log("bea", "relay/job"));
    (void)desk.step();
    ASSERT_TRUE(*first && *second);
    EXPECT_EQ((*first)->error().kind, RefusalKind::full);
    EXPECT_EQ((*second)->error().kind, RefusalKind::full);
    EXPECT_FALSE(*third);  // not yet tried: it waits for the next step
    EXPECT_EQ(desk.journal().size(), before);
    (void)desk.step();
    EXPECT_TRUE(*third && (*third)->has_value());
}

TEST_F(AccidentTest, AFailureToBeginLeavesTheQueueAsItIs) {
    fail_once("begin", StoreFailure::Kind::full);
    const Asked log = desk.ask(desk.log("ada", "relay/job"));
    (void)desk.step();
    EXPECT_FALSE(*log);
    (void)desk.step();
    EXPECT_TRUE(*log && (*log)->has_value());
}

TEST_F(AccidentTest, CachedRecordsOfAFailedBatchAreForgotten) {
    const std::string number = desk.logged("ada", "relay/job");
    fail_once("commit", StoreFailure::Kind::full);
    EXPECT_EQ(desk.refused(desk.act("fay", number, "begin")), RefusalKind::full);
    EXPECT_EQ(desk.refused(desk.act("fay", number, "park")), RefusalKind::wrong_state);
    EXPECT_EQ(desk.record(number).state, "fresh");
    EXPECT_EQ(desk.done(desk.act("fay", number, "begin")).version, 2);
}

TEST_F(AccidentTest, AnUnknownCommitStopsTheWriting) {
    const std::string number = desk.logged("ada", "relay/job");
    fail_once("committed", StoreFailure::Kind::unknown_commit);
    const Asked first = desk.ask(desk.act("fay", number, "begin"));
    (void)desk.step();
    ASSERT_TRUE(*first);
    EXPECT_EQ((*first)->error().kind, RefusalKind::busy);
    EXPECT_FALSE(desk.desk->writable());
    EXPECT_EQ(desk.submit(desk.log("ada", "relay/job")).error().kind, RefusalKind::busy);
    EXPECT_EQ(desk.step(), Instant::never());
    // It had taken hold all the same: whoever opens the desk anew finds it.
    desk.reopen();
    EXPECT_EQ(desk.record(number).state, "busy");
    EXPECT_EQ(desk.done(desk.act("fay", number, "park")).state, "parked");
}

TEST_F(AccidentTest, QueuedCommandsHearOfABrokenDisk) {
    fail_once("commit", StoreFailure::Kind::broken);
    desk.reopen({.batch = 1});
    fail_once("commit", StoreFailure::Kind::broken);
    const Asked first = desk.ask(desk.log("ada", "relay/job"));
    const Asked second = desk.ask(desk.log("ada", "relay/job"));
    (void)desk.step();
    ASSERT_TRUE(*first && *second);
    EXPECT_EQ((*second)->error().kind, RefusalKind::busy);
    EXPECT_GT((*second)->error().retry_after_s, 0);
    EXPECT_FALSE(desk.desk->writable());
}

TEST_F(AccidentTest, AnAccidentOfItsOwnFailsOneCommandAlone) {
    const Asked first = desk.ask(desk.log("ada", "relay/job"));
    const Asked odd = desk.ask(Operate{[](store::Operational&) { throw std::runtime_error("odd"); }});
    const Asked second = desk.ask(desk.log("ada", "relay/job"));
    (void)desk.step();
    EXPECT_TRUE((**first).has_value());
    ASSERT_FALSE((**odd).has_value());
    EXPECT_EQ((**odd).error().kind, RefusalKind::busy);
    EXPECT_EQ((**second)->record->number, "JOB-002");
    EXPECT_TRUE(desk.desk->writable());

    fail_once("append", StoreFailure::Kind::broken);  // a constraint, say
    const Asked third = desk.ask(desk.log("ada", "relay/job"));
    const Asked fourth = desk.ask(desk.log("ada", "relay/job"));
    (void)desk.step();
    EXPECT_EQ((**third).error().kind, RefusalKind::busy);
    EXPECT_EQ((**fourth)->record->number, "JOB-003");  // the number went back with it
}

TEST_F(AccidentTest, AnEntryThatIsTakenBackIsTakenOutOfTheDirectoryToo) {
    const auto entry = [&](Administer::Kind kind, JsonObject value) {
        Administer administer;
        administer.kind = kind;
        administer.actor = {records::ActorKind::person, desk.id("anna")};
        administer.value = std::move(value);
        return administer;
    };
    const JsonObject hours{{"tz", "UTC"},
                           {"week", JsonObject{{"mon", JsonArray{JsonArray{"08:00", "12:00"}}}}}};
    const auto was = *desk.desk->world()->directory->calendar("always");
    const std::string always = was.id.text();
    const auto journal = desk.journal("calendar").size();
    fail_once("follow_up", StoreFailure::Kind::broken);
    // One before it and one after it, in the same transaction.
    const Asked before =
        desk.ask(entry(Administer::Kind::organisation, {{"name", "west"}, {"kind", "site"}}));
    const Asked failed = desk.ask(entry(Administer::Kind::calendar, {{"id", always}, {"spec", hours}}));
    const Asked after = desk.ask(entry(Administer::Kind::organisation, {{"name", "east"}, {"kind", "site"}}));
    (void)desk.step();
    ASSERT_TRUE(*before && *failed && *after);
    EXPECT_TRUE((*before)->has_value() && (*after)->has_value());
    ASSERT_FALSE((*failed)->has_value());
    EXPECT_EQ((*failed)->error().kind, RefusalKind::busy);
    EXPECT_EQ(desk.journal("calendar").size(), journal);
    const WorldPtr world = desk.desk->world();
    EXPECT_EQ(world->directory->calendar("always")->version, 1);
    EXPECT_EQ(world->directory->calendar("always")->spec, was.spec);
    EXPECT_NE(world->directory->organisation("west"), nullptr);
    EXPECT_NE(world->directory->organisation("east"), nullptr);
    // What is done next rests on what is there.
    desk.logged("ada", "relay/job");
    const auto again = desk.submit(entry(Administer::Kind::calendar, {{"id", always}, {"spec", hours}}));
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again->value.find("version")->integer(), 2);
    desk.reopen();
    EXPECT_EQ(desk.desk->world()->directory->calendar("always")->version, 2);
}

TEST_F(AccidentTest, TimersWaitWhileTheDiskIsFull) {
    desk.logged("ada", "relay/job");
    desk.now = desk.now + Duration::hours(1);
    fail_always("commit", StoreFailure::Kind::full);
    EXPECT_EQ(desk.step(), desk.now + Duration::seconds(1));
    desk.model->on_step({});
    desk.live(desk.now + Duration::seconds(1));
    EXPECT_EQ(desk.record("JOB-001").holder.role, "second");
}

TEST_F(AccidentTest, AnAdvanceOnAFullDiskIsRefusedAndCanBeTriedAgain) {
    desk.logged("ada", "relay/job");
    fail_always("commit", StoreFailure::Kind::full);
    EXPECT_EQ(desk.submit(Advance{monday + Duration::hours(1)}).error().kind, RefusalKind::full);
    desk.model->on_step({});
    desk.advance(monday + Duration::hours(1));
    EXPECT_EQ(desk.record("JOB-001").holder.role, "second");
}

TEST_F(AccidentTest, ATimerThatCannotBeDoneIsNotTriedForEver) {
    desk.logged("ada", "relay/job");
    desk.logged("bea", "relay/job");
    desk.now = desk.now + Duration::hours(1);
    // Every append of the first record's breach fails; the desk says so where it can, and goes on with the
    // next.
    int appends = 0;
    desk.model->on_step([&](std::string_view step) {
        if (step == "append" && ++appends == 1) {
            throw std::runtime_error("odd");
        }
    });
    desk.live(desk.now);
    desk.model->on_step({});
    EXPECT_EQ(desk.record("JOB-002").holder.role, "second");
    EXPECT_LT(appends, 20);
}

}  // namespace
}  // namespace reeve::desk
