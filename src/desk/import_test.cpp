#include "desk/import.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <utility>

#include "desk/staged_test.hpp"
#include "records/record.hpp"

namespace reeve::desk {
namespace {

records::ImportedLife life(int number, int rows) {
    records::ImportedLife life;
    life.key = fmt::format("INC{}", number);
    life.type = "incident";
    life.reporter = "nora";
    for (int i = 0; i < rows; ++i) {
        records::ImportedRow& row = life.rows.emplace_back();
        row.at = monday - Duration::days(10) + Duration::hours(i);
        row.line = i + 2;
        row.hash = sha256(fmt::format("{}/{}", number, i));
        row.state = i == 0 ? "new" : "active";
        row.fields.set("impact", i % 2 == 0 ? "high" : "low");
        row.by = "there.1";
    }
    return life;
}

class Imports : public ::testing::Test {
protected:
    [[nodiscard]] Import batch(int lives, int rows) const {
        Import import;
        import.actor = {records::ActorKind::person, desk.id("uma")};
        import.source = "there";
        import.process = "itil-starter";
        import.organisations.push_back({"place_there", "There", "facility", ""});
        import.people.push_back({"there.1", "First of them", "place_there", {"agent"}, {}});
        for (int i = 0; i < lives; ++i) import.lives.push_back(life(i, rows));
        return import;
    }
    ImportReport imported(Import import) {
        Outcome<Answer> done = desk.submit(std::move(import));
        EXPECT_TRUE(done && done->imported) << (done ? "" : done.error().detail);
        return done && done->imported ? *done->imported : ImportReport{};
    }
    StagedDesk desk{{"itil-starter"}, Limits{.imports = 2, .import_rows = 10}};
};

TEST_F(Imports, PeopleDoNotWaitForThem) {
    const Asked import = desk.ask(batch(20, 4));
    (void)desk.step();
    const Asked act = desk.ask(Operate{[](store::Operational&) {}});
    (void)desk.step();
    ASSERT_TRUE(act->has_value());
    EXPECT_TRUE((*act)->has_value());
    EXPECT_FALSE(import->has_value()) << "it goes on, a slice a step";
    int steps = 0;
    for (; !import->has_value() && steps < 100; ++steps) (void)desk.step();
    EXPECT_GE(steps, 4);
    ASSERT_TRUE(import->has_value());
    ASSERT_TRUE((*import)->has_value());
    const ImportReport& report = *(**import)->imported;
    EXPECT_EQ(report.records, 20);
    EXPECT_EQ(report.created, 20);
    EXPECT_EQ(report.rows, 80);
    EXPECT_EQ(report.added, 80);
}

TEST_F(Imports, TheSameAgainAddsNothingAndMoreAddsTheRest) {
    (void)imported(batch(3, 2));
    const std::size_t events = desk.journal().size();
    const std::size_t people = desk.journal("person").size();
    const ImportReport again = imported(batch(3, 2));
    EXPECT_EQ(again.known, 6);
    EXPECT_EQ(again.added, 0);
    EXPECT_EQ(again.records, 3);
    EXPECT_EQ(desk.journal().size(), events);
    EXPECT_EQ(desk.journal("person").size(), people);
    desk.reopen();
    const ImportReport more = imported(batch(4, 3));
    EXPECT_EQ(more.known, 6);
    EXPECT_EQ(more.added, 6);
    EXPECT_EQ(more.created, 1);
}

TEST_F(Imports, TheyDoNothingByThemselves) {
    (void)imported(batch(2, 3));
    const std::size_t events = desk.journal().size();
    desk.advance(monday + Duration::days(60));
    EXPECT_EQ(desk.journal().size(), events);
    for (const records::Event& event : desk.journal()) {
        EXPECT_EQ(event.type, "imported");
        EXPECT_EQ(event.on_behalf, desk.id("there.1"));
    }
}

TEST_F(Imports, OnlySoManyWait) {
    const Asked first = desk.ask(batch(5, 4));
    const Asked second = desk.ask(batch(6, 4));
    EXPECT_EQ(desk.desk->submit(batch(1, 1), [](Outcome<Answer>) {}), Desk::Submitted::queue_full);
    for (int i = 0; i < 100 && !second->has_value(); ++i) (void)desk.step();
    ASSERT_TRUE(first->has_value() && second->has_value());
    EXPECT_EQ((**second)->imported->known, 20);
    EXPECT_EQ(imported(batch(1, 1)).known, 1) << "and there is room again";
}

TEST_F(Imports, RefusedAsAWhole) {
    Import import = batch(1, 1);
    import.actor.id = desk.id("priya");
    EXPECT_EQ(desk.submit(import).error().kind, RefusalKind::not_allowed);
    import = batch(1, 1);
    import.process = "none";
    EXPECT_EQ(desk.submit(import).error().kind, RefusalKind::unmet);
    import = batch(1, 1);
    import.people.front().roles = {"none"};
    const Outcome<Answer> refused = desk.submit(import);
    ASSERT_FALSE(refused.has_value());
    EXPECT_NE(refused.error().detail.find("there.1"), std::string::npos);
    EXPECT_TRUE(desk.journal().empty());
    EXPECT_EQ(imported(batch(1, 1)).added, 1) << "what was entered before it stays, and it goes on";
}

TEST_F(Imports, AnAccidentOnTheWayIsMendedByHandingItInAgain) {
    const Asked import = desk.ask(batch(10, 4));
    (void)desk.step();
    int commits = 0;
    desk.model->on_step([&](std::string_view step) {
        if (step == "commit" && ++commits == 1)
            throw store::StoreFailure(store::StoreFailure::Kind::full, "no room");
    });
    for (int i = 0; i < 20 && !import->has_value(); ++i) (void)desk.step();
    ASSERT_TRUE(import->has_value());
    EXPECT_EQ((*import)->error().kind, RefusalKind::full);
    const ImportReport report = imported(batch(10, 4));
    EXPECT_EQ(report.added + report.known, 40);
    EXPECT_GT(report.known, 0) << "what was durable before stays";
    EXPECT_EQ(desk.journal().size(), 40U);
}

// What was told ahead stands as it is where nothing has moved, and is decided anew where something has.
TEST_F(Imports, WhatIsToldAheadIsTakenWhereItHolds) {
    Import entries = batch(3, 2);
    const std::vector<records::ImportedLife> lives = std::exchange(entries.lives, {});
    for (const records::ImportedLife& one : lives) entries.foreseen.push_back({one.key, one.type});
    const std::vector<std::int64_t> numbers = imported(entries).numbers;
    ASSERT_EQ(numbers.size(), 3u);
    SeededEntropy entropy(7);
    Foresight foresight{desk.desk->world(), entropy, monday, "there", "itil-starter", {}};
    foresight.command.id = entropy.id();
    foresight.command.actor.kind = records::ActorKind::import;
    Import part = batch(0, 0);
    part.organisations.clear();
    part.people.clear();
    for (std::size_t i = 0; i < lives.size(); ++i) {
        part.lives.push_back(lives[i]);
        part.ahead.push_back(tell_ahead(foresight, lives[i], numbers[i]));
        ASSERT_TRUE(part.ahead.back());
    }
    // The second life is here before its turn: with a row less.
    Import first = batch(2, 1);
    first.lives.erase(first.lives.begin());
    (void)imported(first);
    const std::vector<records::Event> told = part.ahead.front()->told.plan.events;
    const ImportReport report = imported(part);
    EXPECT_EQ(report.rows, 6);
    EXPECT_EQ(report.added, 5);
    EXPECT_EQ(report.known, 1);
    EXPECT_EQ(report.created, 2);
    std::size_t as_told = 0;
    for (const records::Event& event : desk.journal("record"))
        for (const records::Event& one : told)
            as_told += one.id == event.id && one.hash == event.hash ? 1 : 0;
    EXPECT_EQ(as_told, told.size());
    const ImportReport again = imported(batch(3, 2));
    EXPECT_EQ(again.known, 6);
    EXPECT_EQ(imported(entries).numbers, (std::vector<std::int64_t>{0, 0, 0})) << "they are here";
}

}  // namespace
}  // namespace reeve::desk
