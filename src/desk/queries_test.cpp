// Reading: through the caller's sight, clocks explained, pages bound to who asked for what.

#include "desk/queries.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

class QueriesTest : public ::testing::Test {
protected:
    Outcome<RecordView> read(std::string_view person, std::string_view number) {
        return queries.record(*desk.desk->world(), desk.id(person), number, desk.now, "en");
    }
    Outcome<store::Page> list(std::string_view person, const store::Filter& filter = {},
                              std::string_view cursor = "", std::size_t limit = 50) {
        return queries.list(*desk.desk->world(), desk.id(person), filter, cursor, limit, true, desk.now);
    }
    std::vector<std::string> numbers(std::string_view person, const store::Filter& filter = {}) {
        std::vector<std::string> found;
        const auto page = list(person, filter);
        EXPECT_TRUE(page);
        for (const records::Record& record : page->records) {
            found.push_back(record.number);
        }
        EXPECT_EQ(page->count, static_cast<std::int64_t>(found.size()));
        return found;
    }
    std::vector<store::TimelineRow> timeline(std::string_view person, std::string_view number) {
        const auto page = queries.timeline(*desk.desk->world(), desk.id(person), number, "", 200);
        EXPECT_TRUE(page);
        return page ? page->rows : std::vector<store::TimelineRow>{};
    }

    StagedDesk desk;
    Queries queries{desk.store->reader()};
};

TEST_F(QueriesTest, WhatSheMayNotKnowIsAsIfItWereNot) {
    desk.logged("ada", "relay/job");
    desk.logged("bea", "relay/job");
    using Numbers = std::vector<std::string>;
    EXPECT_EQ(numbers("ada"), Numbers{"JOB-001"});
    EXPECT_EQ(numbers("lena"), Numbers{"JOB-001"});
    EXPECT_EQ(numbers("leo"), Numbers{"JOB-002"});
    EXPECT_EQ(numbers("fay"), (Numbers{"JOB-001", "JOB-002"}));
    EXPECT_EQ(numbers("anna"), Numbers{});
    ASSERT_TRUE(read("lena", "JOB-001"));
    const auto hidden = read("leo", "JOB-001");
    const auto absent = read("leo", "JOB-009");
    ASSERT_FALSE(hidden || absent);
    EXPECT_EQ(hidden.error(), absent.error());
    const auto whose = [&](std::string_view person, std::string_view number) {
        return queries.timeline(*desk.desk->world(), desk.id(person), number, "", 10).error();
    };
    EXPECT_EQ(whose("bea", "JOB-001"), whose("bea", "JOB-009"));
}

TEST_F(QueriesTest, TheDeskAndTheStoreAgreeOnWhoMayKnow) {
    desk.logged("ada", "relay/job");
    desk.logged("bea", "relay/job", {{"site", "north"}});
    desk.logged("lena", "relay/job");
    desk.logged("fay", "relay/job", {{"site", "south"}});
    desk.done(desk.act("fay", "JOB-001", "begin"));
    desk.done(desk.act("fay", "JOB-001", "split"));
    desk.advance(desk.now + Duration::minutes(45));
    const WorldPtr world = desk.desk->world();
    const auto reader = desk.store->reader();
    int known = 0;
    for (const char* number : {"JOB-001", "JOB-002", "JOB-003", "JOB-004", "PART-001"}) {
        for (const records::Person& person : world->directory->people()) {
            const bool seen = reader->record(sight_of(*world, person), std::string_view(number)).has_value();
            EXPECT_EQ(seen, may_know(*world, person, desk.record(number))) << person.name << " " << number;
            known += seen;
        }
    }
    EXPECT_GT(known, 15);
    EXPECT_LT(known, 35);
}

TEST_F(QueriesTest, ACursorBelongsToItsListAndItsCaller) {
    for (int i = 0; i < 5; ++i) {
        desk.logged("ada", "relay/job");
    }
    const store::Filter all{.sort = store::Sort::number};
    const auto first = list("fay", all, "", 2);
    ASSERT_TRUE(first);
    ASSERT_FALSE(first->next.empty());
    EXPECT_EQ(first->records[1].number, "JOB-002");
    const auto second = list("fay", all, first->next, 2);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->records[0].number, "JOB-003");
    const auto third = list("fay", all, second->next, 2);
    EXPECT_EQ(third->records.size(), 1u);
    EXPECT_TRUE(third->next.empty());

    store::Filter open = all;
    open.open = true;
    for (const auto& refused : {list("sue", all, first->next, 2), list("fay", open, first->next, 2),
                                list("fay", all, "nonsense!", 2), list("fay", all, base64url("{}"), 2),
                                list("fay", all, std::string(3000, 'a'), 2)}) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, RefusalKind::malformed);
    }
    EXPECT_EQ(list("fay", all, "", 0)->records.size(), 1u);
    EXPECT_EQ(list("fay", all, "", 100'000)->records.size(), 5u);
}

TEST_F(QueriesTest, ClocksSayHowMuchIsLeft) {
    desk.logged("ada", "relay/job", {{"speed", "slow"}});
    desk.advance(desk.now + Duration::minutes(15));
    const auto view = read("fay", "JOB-001");
    ASSERT_TRUE(view);
    std::map<std::string, ClockView> clocks;
    for (const ClockView& clock : view->clocks) {
        clocks[clock.now.clock] = clock;
    }
    ASSERT_TRUE(clocks.contains("answer") && clocks.contains("whole"));
    const ClockView& answer = clocks["answer"];
    ASSERT_NE(answer.clock, nullptr);
    EXPECT_EQ(answer.clock->name, "answer");
    EXPECT_EQ(answer.elapsed, Duration::minutes(15));
    EXPECT_EQ(answer.remaining, Duration::minutes(45));
    EXPECT_EQ(answer.calendar, "always");
    ASSERT_EQ(answer.why.size(), 1u);
    EXPECT_EQ(answer.why[0].from, monday);
    EXPECT_EQ(answer.why[0].to, desk.now);
    EXPECT_TRUE(answer.why[0].counted);

    // Over its limit, it goes on counting, and less than nothing is left.
    desk.advance(desk.now + Duration::minutes(120));
    const auto late = read("fay", "JOB-001");
    for (const ClockView& clock : late->clocks) {
        if (clock.now.clock == "whole") {
            EXPECT_EQ(clock.now.state, records::ClockState::breached);
            EXPECT_EQ(clock.elapsed, Duration::minutes(135));
            EXPECT_EQ(clock.remaining, Duration{} - Duration::minutes(15));
        }
    }
}

TEST_F(QueriesTest, APausedClockSaysWhy) {
    desk.logged("ada", "relay/job", {{"speed", "slow"}});
    desk.done(desk.act("fay", "JOB-001", "begin"));
    desk.advance(desk.now + Duration::minutes(10));
    desk.done(desk.act("fay", "JOB-001", "split"));
    desk.advance(desk.now + Duration::minutes(20));
    const auto view = read("fay", "JOB-001");
    ASSERT_TRUE(view);
    const auto whole =
        std::ranges::find(view->clocks, "whole", [](const ClockView& c) { return c.now.clock; });
    ASSERT_NE(whole, view->clocks.end());
    EXPECT_EQ(whole->elapsed, Duration::minutes(10));
    ASSERT_EQ(whole->why.size(), 2u);
    EXPECT_TRUE(whole->why[0].counted);
    EXPECT_FALSE(whole->why[1].counted);
    EXPECT_NE(whole->why[1].reason.find("parts"), std::string::npos) << whole->why[1].reason;
    EXPECT_EQ(whole->why[1].to, desk.now);
}

TEST_F(QueriesTest, ARecordSaysWhatSheMayDo) {
    desk.logged("ada", "relay/job");
    const auto acts = [&](std::string_view person) {
        std::map<std::string, bool> allowed;
        const auto view = read(person, "JOB-001");
        for (const records::ActView& act : view->acts) {
            allowed[act.name] = act.allowed;
        }
        return allowed;
    };
    EXPECT_TRUE(acts("fay")["begin"]);
    EXPECT_FALSE(acts("sue")["begin"]);
    EXPECT_FALSE(acts("ada")["begin"]);
    EXPECT_TRUE(acts("ada")["comment"]);
    EXPECT_FALSE(acts("fay").contains("pass_on"));  // the desk's own
    const auto without =
        queries.view(*desk.desk->world(), desk.id("fay"), desk.record("JOB-001"), desk.now, "en", false);
    EXPECT_TRUE(without.acts.empty());
    EXPECT_FALSE(without.clocks.empty());
}

TEST_F(QueriesTest, AReaderOfPublicEntriesGetsNoInternalOnes) {
    desk.logged("ada", "relay/job");
    desk.done(desk.act("fay", "JOB-001", "begin"));
    desk.done(desk.comment("fay", "JOB-001", "she is difficult", "internal"));
    desk.done(desk.comment("fay", "JOB-001", "on its way", "public"));
    desk.done(desk.act("fay", "JOB-001", "split"));
    EXPECT_EQ(timeline("fay", "JOB-001").size(), timeline("ada", "JOB-001").size() + 1);
    for (const store::TimelineRow& row : timeline("ada", "JOB-001")) {
        EXPECT_EQ(row.event.audience, "public");
        for (const records::Change& change : row.event.changes) {
            EXPECT_FALSE(std::holds_alternative<records::ClockSet>(change));
            EXPECT_FALSE(std::holds_alternative<records::Assigned>(change));
            EXPECT_FALSE(std::holds_alternative<records::Linked>(change));
            if (const auto* leg = std::get_if<records::LegOpened>(&change)) {
                EXPECT_EQ(leg->holder, records::Holder{.role = "first"});
            }
        }
        for (const records::EventText& text : row.event.texts) {
            EXPECT_EQ(text.value.find("difficult"), std::string::npos);
        }
        EXPECT_TRUE(row.event.facts.empty());
    }
    const auto view = read("ada", "JOB-001");
    ASSERT_TRUE(view);
    EXPECT_TRUE(view->record.links.empty());  // a part that she may not know
    for (const ClockView& clock : view->clocks) {
        EXPECT_TRUE(clock.why.empty());
    }
    EXPECT_EQ(read("fay", "JOB-001")->record.links.size(), 1u);
}

TEST_F(QueriesTest, TheReporterSeesTheFieldsThatAreHers) {
    desk.logged("ada", "relay/job");
    desk.done(desk.act("fay", "JOB-001", "begin"));
    desk.done(desk.act("fay", "JOB-001", "finish", {{"note", "done and dusted"}}));
    bool speed = false;
    for (const store::TimelineRow& row : timeline("ada", "JOB-001")) {
        for (const records::Change& change : row.event.changes) {
            if (const auto* set = std::get_if<records::FieldSet>(&change)) {
                EXPECT_NE(set->field, "note");
                speed = speed || set->field == "speed";
            }
        }
        EXPECT_EQ(row.event.text("fields.note"), nullptr);
    }
    EXPECT_TRUE(speed);
    EXPECT_EQ(read("ada", "JOB-001")->record.state, "over");
}

TEST_F(QueriesTest, AnAttachmentOfAnInternalCommentStaysInternal) {
    desk.logged("ada", "relay/job");
    const auto attach = [&](std::string_view audience) {
        store::UploadRow row{.id = desk.entropy.id(), .person = desk.id("fay"), .name = "x.txt"};
        row.media_type = "text/plain";
        row.complete = true;
        EXPECT_TRUE(
            desk.submit(Operate{[row](store::Operational& operational) { operational.put_upload(row); }}));
        Act act = desk.comment("fay", "JOB-001", "see there", audience);
        act.command.attachments = {{.id = row.id}};
        desk.done(act);
        return row.id;
    };
    const Id hidden = attach("internal");
    const Id shown = attach("public");
    const auto get = [&](std::string_view person, std::string_view number, Id id) {
        return queries.attachment(*desk.desk->world(), desk.id(person), number, id);
    };
    EXPECT_TRUE(get("fay", "JOB-001", hidden));
    EXPECT_TRUE(get("ada", "JOB-001", shown));
    ASSERT_FALSE(get("ada", "JOB-001", hidden));
    EXPECT_EQ(get("ada", "JOB-001", hidden).error(), get("ada", "JOB-001", Id::of_name("none")).error());
    EXPECT_EQ(get("bea", "JOB-001", shown).error(), get("ada", "JOB-001", Id::of_name("none")).error());
    const std::string other = desk.logged("ada", "relay/job");
    EXPECT_FALSE(get("ada", other, shown));  // of another record
    EXPECT_EQ(read("ada", "JOB-001")->record.attachments.size(), 1u);
    EXPECT_EQ(read("fay", "JOB-001")->record.attachments.size(), 2u);
}

TEST_F(QueriesTest, ATimelineGoesOnWhereItEnded) {
    desk.logged("ada", "relay/job");
    for (int i = 0; i < 4; ++i) {
        desk.done(desk.comment("fay", "JOB-001", "again", i % 2 == 0 ? "internal" : "public"));
    }
    std::string cursor;
    std::vector<std::int64_t> seen;
    do {
        const auto page = queries.timeline(*desk.desk->world(), desk.id("ada"), "JOB-001", cursor, 1);
        ASSERT_TRUE(page);
        for (const store::TimelineRow& row : page->rows) {
            seen.push_back(row.seq);
        }
        cursor = page->next;
    } while (!cursor.empty());
    EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 3, 5}));
    EXPECT_EQ(queries.timeline(*desk.desk->world(), desk.id("ada"), "JOB-001", "x", 1).error().kind,
              RefusalKind::malformed);
}

}  // namespace
}  // namespace reeve::desk
