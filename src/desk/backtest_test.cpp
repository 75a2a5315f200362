// A change tried on the past: told in pieces it comes to what it comes to at once.

#include "desk/backtest.hpp"

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "desk/staged_test.hpp"
#include "records/directory_events.hpp"

namespace reeve::desk {
namespace {

class BackTestTest : public ::testing::Test {
protected:
    BackTestTest() {
        for (int i = 0; i < 7; ++i) {
            desk.advance(desk.now + Duration::minutes(1));
            made.push_back(desk.now);
            desk.logged("ada", "relay_in_hours/job");
        }
        desk.advance(desk.now + Duration::minutes(60));  // in which all their clocks run out
    }

    // Round the clock becomes two hours that lie before.
    BackTest tried(BackTestLimits limits = {}, const std::string& position = {}) {
        const WorldPtr world = desk.desk->world();
        const auto spec = parse_json(R"({"tz": "Africa/Maputo", "week": {"mon": [["04:00", "06:00"]]}})");
        const auto time = records::read_calendar("always", *spec);
        EXPECT_TRUE(time);
        BackTestQuestion question;
        question.process = "relay_in_hours";
        question.from = from;
        question.to = to;
        question.what.directory = world->directory.get();
        question.what.calendar = world->directory->calendar("always")->id;
        const calendar::DatedTime dated(*time);
        question.what.time = &dated;
        question.position = position;
        store::Sight all;
        all.everything = true;
        return back_test(*reader, *world, all, question, desk.now, limits);
    }

    // All answers one after the other; each tells so many at most.
    BackTest in_pieces(BackTestLimits limits, std::size_t& answers) {
        BackTest sum;
        std::string position;
        for (answers = 1;; ++answers) {
            const BackTest piece = tried(limits, position);
            EXPECT_LE(piece.records, limits.records);
            EXPECT_EQ(piece.partial, !piece.next.empty());
            sum.records += piece.records;
            sum.clocks += piece.clocks;
            sum.before.breached += piece.before.breached;
            sum.after.breached += piece.after.breached;
            sum.no_longer_total += piece.no_longer_total;
            if (!piece.partial || answers == 20) {
                return sum;
            }
            position = piece.next;
        }
    }

    StagedDesk desk{{"relay_in_hours"}};
    std::vector<Instant> made;
    Instant from = monday, to = monday + Duration::days(1);
    std::unique_ptr<store::Reader> reader = desk.store->reader();
};

TEST_F(BackTestTest, PiecesComeToTheWhole) {
    const BackTest whole = tried();
    EXPECT_EQ(whole.records, 7);
    EXPECT_FALSE(whole.partial);
    EXPECT_TRUE(whole.next.empty());
    std::size_t answers = 0;
    const BackTest sum = in_pieces({.records = 3}, answers);
    EXPECT_EQ(answers, 3U);
    EXPECT_EQ(sum.records, whole.records);
    EXPECT_EQ(sum.clocks, whole.clocks);
    EXPECT_GE(whole.before.breached, 7);
    EXPECT_EQ(sum.before.breached, whole.before.breached);
    EXPECT_EQ(sum.after.breached, whole.after.breached);
    EXPECT_EQ(whole.after.breached, 0);
    EXPECT_EQ(whole.no_longer_total, whole.before.breached);
    EXPECT_EQ(sum.no_longer_total, whole.no_longer_total);
}

TEST_F(BackTestTest, ExactlyAsManyAsAreToldAreAll) {
    EXPECT_FALSE(tried({.records = 7}).partial);
    from = made[2];
    EXPECT_EQ(tried({.records = 5}).records, 5);
    EXPECT_FALSE(tried({.records = 5}).partial) << "those before are of no interest";
    EXPECT_TRUE(tried({.records = 4}).partial);
}

TEST_F(BackTestTest, OnTheWayToOlderOnesItRests) {
    to = made[2];
    std::size_t answers = 0;
    EXPECT_EQ(in_pieces({.records = 1, .rows = 2}, answers).records, 2);
    EXPECT_GT(answers, 3U);
}

TEST_F(BackTestTest, APositionOfNoListTellsNothing) {
    const BackTest found = tried({}, "nowhere");
    EXPECT_TRUE(found.wrong_position);
    EXPECT_EQ(found.records, 0);
}

}  // namespace
}  // namespace reeve::desk
