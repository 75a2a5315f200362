// A change tried on the past: told in pieces it comes to what it comes to at once.

#include "desk/backtest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

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
    records::Supposition supposition(const World& world) {
        const auto spec = parse_json(R"({"tz": "Africa/Maputo", "week": {"mon": [["04:00", "06:00"]]}})");
        time = std::make_shared<const calendar::DatedTime>(*records::read_calendar("always", *spec));
        records::Supposition what;
        what.directory = world.directory.get();
        what.calendar = world.directory->calendar("always")->id;
        what.time = time.get();
        return what;
    }

    BackTest tried(BackTestLimits limits = {}, const std::string& position = {}) {
        const WorldPtr world = desk.desk->world();
        BackTestQuestion question;
        question.process = "relay_in_hours";
        question.from = from;
        question.to = to;
        question.what = supposition(*world);
        question.position = position;
        store::Sight all;
        all.everything = true;
        const records::Person& ada = *world->directory->person(desk.id("ada"));
        return back_test(*reader, *world, ada, all, question, desk.now, limits);
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
    std::shared_ptr<const calendar::DatedTime> time;
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

TEST_F(BackTestTest, WhatIsKeptOfClocksTellsWhatTheirRecordsTell) {
    const BackTest told = tried();
    const WorldPtr world = desk.desk->world();
    std::int64_t clocks = 0, breached = 0;
    for (int i = 1; i <= 7; ++i) {
        const records::Record record = desk.record("JOB-00" + std::to_string(i));
        for (const records::SupposedClock& clock :
             records::suppose(*world->type_of(record), record, supposition(*world), desk.now)) {
            ++clocks;
            breached += clock.after.breached_at ? 1 : 0;
            const auto turned = std::ranges::find(told.no_longer, record.number, &BackTest::Turned::number);
            ASSERT_NE(turned, told.no_longer.end());
            EXPECT_EQ(turned->title, record.title);
        }
    }
    EXPECT_EQ(told.clocks, clocks);
    EXPECT_EQ(told.after.breached, breached);
}

TEST_F(BackTestTest, ExactlyAsManyAsAreToldAreAll) {
    EXPECT_FALSE(tried({.records = 7}).partial);
    from = made[2];
    EXPECT_EQ(tried({.records = 5}).records, 5);
    EXPECT_FALSE(tried({.records = 5}).partial) << "those before are of no interest";
    EXPECT_TRUE(tried({.records = 4}).partial);
}

TEST_F(BackTestTest, WhatIsOutsideThePeriodIsNotPassed) {
    from = made[1];
    to = made[3];
    std::size_t answers = 0;
    EXPECT_EQ(in_pieces({.records = 1}, answers).records, 2);
    EXPECT_EQ(answers, 2U);
}

TEST_F(BackTestTest, APositionOfNoListTellsNothing) {
    const BackTest found = tried({}, "nowhere");
    EXPECT_TRUE(found.wrong_position);
    EXPECT_EQ(found.records, 0);
}

}  // namespace
}  // namespace reeve::desk
