// Tables whose rows are a register's entries, and parties: for whom it is logged, and by whose way it came.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "process/load.hpp"
#include "records/clocks_moved.hpp"
#include "records/world_test.hpp"

namespace reeve::records {
namespace {

using testing::at;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::World;

class RowsFrom : public ::testing::Test {
protected:
    RowsFrom() : world(*process()) {
        world.add_person("helena", "central", {"agent"});
        world.add_person("rui", "cs_boane", {"local"});
        world.add_person("andre", "cs_boane", {"caller"});
    }
    static process::ProcessPtr process() {
        static const process::ProcessPtr once = testing::loaded_from("src/records/rows_from_test.yaml");
        return once;
    }
    std::string logged(const std::string& type, JsonObject fields = {}) {
        const auto number = world.log("helena", type, std::move(fields));
        EXPECT_TRUE(number.has_value()) << (number ? "" : said(number.error()));
        return number.value_or("");
    }
    static std::string said(const Refusal& refusal) {
        std::string words = refusal.detail;
        for (const Unmet& unmet : refusal.unmet) words += "\n" + unmet.what + ": " + unmet.why;
        return words;
    }
    std::string fact(const std::string& number, std::string_view name) {
        const Json* found = world.events(world.get(number).id).front().facts.find(name);
        return found == nullptr ? "none" : write_json(*found);
    }
    std::vector<std::string> legs(const std::string& number) {
        std::vector<std::string> roles;
        for (const Leg& leg : world.get(number).legs) roles.push_back(leg.holder.role);
        return roles;
    }
    void TearDown() override { EXPECT_THAT(world.faults(), ElementsAre()); }

    World world;
};

TEST_F(RowsFrom, AnEntryCountsBeforeTheRowsAndIsAFactOfTheEvent) {
    logged("agreement", {{"place", "cs_boane"}, {"area", "line"}, {"first", "agent"}});
    const std::string here = logged("issue", {{"place", "cs_boane"}});
    EXPECT_EQ(fact(here, "entries"), R"({"agreed":["AGR-001"]})");
    EXPECT_EQ(fact(here, "tables"), "none");
    EXPECT_THAT(world.clock(here, "answer"), HasSubstr("running"));
    const std::string other = logged("issue", {{"place", "cs_boane"}, {"area", "device"}});
    EXPECT_EQ(fact(other, "entries"), "none");
    EXPECT_EQ(fact(other, "tables"), R"({"agreed":[1]})");
    // The limits differ by what is agreed.
    EXPECT_NE(world.clock(here, "answer"), world.clock(other, "answer"));
}

TEST_F(RowsFrom, NoTwoEntriesHoldForTheSame) {
    const std::string boane = logged("agreement", {{"place", "cs_boane"}, {"area", "line"}});
    const auto again = world.log("helena", "agreement", {{"place", "cs_boane"}});
    ASSERT_FALSE(again.has_value());
    EXPECT_THAT(said(again.error()), HasSubstr("table:agreed: AGR-001 says already what holds here"));
    const std::string device = logged("agreement", {{"place", "cs_boane"}, {"area", "device"}});
    EXPECT_FALSE(world.act("helena", device, "change", {{"area", "line"}}).has_value());
    EXPECT_TRUE(world.act("helena", boane, "strike").has_value());
    EXPECT_TRUE(world.act("helena", device, "change", {{"area", "line"}}).has_value());
}

TEST_F(RowsFrom, AnEntryReachesClocksThatRunWhenItBeginsAndCeasesToCount) {
    world.advance("2014-01-20 08:00");
    const std::string number = logged("issue", {{"place", "cs_boane"}});
    EXPECT_EQ(world.clock(number, "answer"), "running until 2014-01-20 16:00");
    world.advance("2014-01-20 09:00");
    const std::string entry =
        logged("agreement", {{"place", "cs_boane"}, {"until", text(at("2014-01-20 10:00"))}});
    EXPECT_EQ(world.event_types(number).back(), "clocks_recounted");
    EXPECT_EQ(world.clock(number, "answer"), "running until 2014-01-20 10:00");
    world.advance("2014-01-20 09:30");
    EXPECT_TRUE(world.act("helena", entry, "change", {{"area", "device"}}).has_value());
    EXPECT_EQ(world.clock(number, "answer"), "running until 2014-01-20 16:00");
    EXPECT_TRUE(world.act("helena", entry, "change", {{"area", "line"}}).has_value());
    EXPECT_EQ(world.clock(number, "answer"), "running until 2014-01-20 10:00");
    const auto events = world.events(world.get(number).id).size();
    EXPECT_TRUE(world.act("helena", entry, "change", {{"area", "line"}}).has_value());
    EXPECT_EQ(world.events(world.get(number).id).size(), events)
        << "nothing is written where nothing changes";
    // At the instant at which it ceases to count nothing is late yet.
    world.advance("2014-01-20 10:01");
    EXPECT_EQ(world.event_types(entry).back(), "effect_turned");
    EXPECT_EQ(world.clock(number, "answer"), "running until 2014-01-20 16:00");
    EXPECT_THAT(due_timers(world.get(entry)), ::testing::IsEmpty());
}

TEST_F(RowsFrom, OnlyRowsByWhichAClockCountsReachClocks) {
    logged("issue", {{"place", "cs_boane"}});
    const std::string agreement = logged("agreement", {{"place", "cs_boane"}});
    const std::string lesson = logged("lesson");
    const auto told = [&](const std::string& number, std::string_view field, std::string value) {
        Command command = world.command("helena", Command::Kind::act, number);
        command.act = "change";
        command.fields.set(std::string(field), std::move(value));
        const auto plan = world.submit(command);
        EXPECT_TRUE(plan.has_value()) << number;
        return plan ? plan->follow_ups.size() : 99;
    };
    EXPECT_EQ(told(agreement, "area", "device"), 1U);
    EXPECT_EQ(told(lesson, "hint", "Ask twice"), 0U);
    EXPECT_THAT(types_counting_by(*process(), "agreement"), ElementsAre("issue"));
    EXPECT_THAT(types_counting_by(*process(), "pledge"), ElementsAre("job"));
    EXPECT_THAT(types_counting_by(*process(), "lesson"), ElementsAre());
    EXPECT_THAT(types_counting_by(*process(), "none of it"), ElementsAre());
}

TEST_F(RowsFrom, ARowThatAllowsNoTimeIsRefused) {
    const auto refused = world.log("helena", "agreement", {{"place", "cs_boane"}, {"within", "0s"}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(said(refused.error()), HasSubstr("Within allows no time at all."));
}

TEST_F(RowsFrom, ALengthInWorkingDaysIsKeptAsItIsSaidAndCountsByTheCalendar) {
    world.advance("2014-01-20 08:00");
    const std::string number = logged("job");
    const std::string entry = logged("pledge", {{"site", "central"}, {"within", "3wd"}});
    EXPECT_EQ(world.get(entry).field("within")->string(), "3wd");
    const auto clock = [&] { return world.get(number).clocks.front().now; };
    EXPECT_EQ(clock().limit, Duration::hours(24));
    EXPECT_EQ(clock().limit_said, "3wd");
    EXPECT_TRUE(world.act("helena", entry, "change", {{"within", "1wd2h"}}).has_value());
    EXPECT_EQ(clock().limit, Duration::hours(10));
    EXPECT_EQ(clock().limit_said, "1wd2h");
    const auto version = world.get(entry).version;
    EXPECT_TRUE(world.act("helena", entry, "change", {{"within", "1wd120m"}}).has_value());
    EXPECT_EQ(world.get(entry).field("within")->string(), "1wd2h");
    EXPECT_EQ(world.get(entry).version, version + 1);
    EXPECT_TRUE(world.act("helena", entry, "change", {{"within", "10h"}}).has_value());
    EXPECT_EQ(clock().limit_said, "");
    EXPECT_THAT(said(world.log("helena", "pledge", {{"within", "1wd1d"}}).error()),
                HasSubstr("say '1wd24h' where"));
    EXPECT_THAT(said(world.log("helena", "pledge", {{"within", "0wd"}}).error()),
                HasSubstr("Within allows no time at all."));
    EXPECT_THAT(
        said(world.log("helena", "pledge", {{"wait", "1wd"}}).error()),
        HasSubstr("Wait: '1wd' is working days, but 'Rest' counts round the clock; say hours, such as 24h."));
}

// How long such a day is no expression knows.
TEST(WorkingDays, AreSaidWhereNoExpressionReadsThem) {
    const auto loaded = [](std::string_view in, std::string_view with) {
        std::string text = testing::text_of("src/records/rows_from_test.yaml");
        text.replace(text.find(in), in.size(), with);
        const auto read = process::load_process("test", {{"process.yaml", text}});
        if (!read) {
            for (const Problem& problem : read.error()) ADD_FAILURE() << reeve::text(problem);
            return false;
        }
        const process::RecordType& type = read->process->types[*read->process->type("pledge")];
        return type.fields[*type.field("within")].takes_working_days;
    };
    const std::string_view need = "change: { from: listed, by: agent, form: [site";
    EXPECT_TRUE(loaded(need, need));
    EXPECT_FALSE(
        loaded(need,
               "change: { from: listed, by: agent, needs: [ { condition: \"within > duration('1h')\", "
               "why: Short. } ], form: [site"));
    const std::string_view done = "done: { from: new, to: done, by: agent }";
    EXPECT_FALSE(loaded(done,
                        "done: { from: new, to: done, by: agent, needs: [ { condition: "
                        "\"registers.pledge.exists(p, p.within > duration('1h'))\", why: Short. } ] }"));
}

TEST_F(RowsFrom, ALengthOfWorkingTimeIsNotSaidInDaysOf24Hours) {
    const auto refused = world.log("helena", "pledge", {{"within", "2d"}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(
        said(refused.error()),
        HasSubstr("table:pledged: Within: '2d' is days of 24 hours, but 'Work' counts working time; say "
                  "'48h' where so many hours of work are meant."));
    EXPECT_THAT(said(world.log("helena", "pledge", {{"within", "1d2h"}}).error()), HasSubstr("say '26h'"));
    // Every hour counts for the other clock; and what is worked out has no units.
    const std::string number = logged("pledge", {{"within", "40h"}, {"wait", "2d"}});
    EXPECT_EQ(world.get(number).field("within")->string(), "40h") << "as it was said";
    EXPECT_EQ(world.get(number).field("wait")->string(), "2d");
    EXPECT_FALSE(world.act("helena", number, "change", {{"within", "1d"}}).has_value());
    // The same length in other words is no change, and what is there may be sent back.
    EXPECT_TRUE(world.act("helena", number, "change", {{"within", "1d16h"}, {"wait", "48h"}}).has_value());
    EXPECT_EQ(world.get(number).field("within")->string(), "40h");
    EXPECT_EQ(world.get(number).field("wait")->string(), "2d");
    EXPECT_TRUE(world.act("helena", number, "change", {{"within", "90m"}, {"area", "line"}}).has_value());
    EXPECT_EQ(world.get(number).field("within")->string(), "1h30m");
    EXPECT_TRUE(world.act("helena", number, "strike").has_value());
    logged("pledge");
}

TEST_F(RowsFrom, ARecordIsHersForWhomItIsLogged) {
    const std::string number = logged("issue", {{"told_by", "andre"}});
    EXPECT_EQ(world.get(number).reporter, world.who("andre"));
    EXPECT_THAT(legs(number), ElementsAre("agent"));
    const auto both = world.log("helena", "issue", {{"told_by", "andre"}}, "It fails", "rui");
    ASSERT_FALSE(both.has_value());
    EXPECT_THAT(said(both.error()), HasSubstr("Whose record it is, 'told_by' says."));
    EXPECT_FALSE(world.log("helena", "issue", {{"told_by", "nobody"}}).has_value());
}

TEST_F(RowsFrom, WhatCameByWayOfAnotherHadALegThere) {
    const std::string number = logged("issue", {{"place", "cs_boane"}});
    EXPECT_THAT(legs(number), ElementsAre("local", "agent"));
    EXPECT_EQ(world.get(number).legs.front().to, world.get(number).legs.back().from);
    ASSERT_TRUE(world.act("helena", number, "back").has_value());
    EXPECT_EQ(world.holder(number), "local");
    ASSERT_TRUE(world.act("rui", number, "done").has_value());
}

}  // namespace
}  // namespace reeve::records
