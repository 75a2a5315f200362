// How long people worked on a record: what counts, what is struck, what is forgotten when texts are erased.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "process/load.hpp"
#include "records/structure_view.hpp"
#include "records/world_test.hpp"

namespace reeve::records {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::World;

class TimeEntries : public ::testing::Test {
protected:
    TimeEntries() : world(*process()) {
        world.add_person("pia", "central", {"programmer"});
        world.add_person("per", "central", {"programmer"});
        world.add_person("lea", "central", {"lead"});
        world.add_person("carl", "cs_boane", {"client"});
        number = world.log("pia", "issue", {}).value_or("");
    }
    static process::ProcessPtr process() {
        static const process::ProcessPtr once = [] {
            auto loaded = process::load_process(
                "timed", {{"process.yaml", testing::text_of("tests/rehearsals/timed/process.yaml")}});
            EXPECT_TRUE(loaded.has_value());
            return loaded ? loaded->process : nullptr;
        }();
        return once;
    }
    static std::string said(const Refusal& refusal) {
        std::string words = std::string(word(refusal.kind)) + ": " + refusal.detail;
        for (const Unmet& unmet : refusal.unmet)
            words += "\n  " + unmet.what + " [" + unmet.field + "] " + unmet.why;
        return words;
    }
    std::string asked(std::string_view person, Command::Kind kind, JsonObject fields) {
        Command command = world.command(person, kind, number);
        command.fields = std::move(fields);
        const auto plan = world.submit(command);
        return plan ? "done" : said(plan.error());
    }
    std::string logs(std::string_view person, std::int64_t minutes, std::string text = "") {
        JsonObject fields{{"minutes", minutes}};
        if (!text.empty()) fields.set("text", std::move(text));
        return asked(person, Command::Kind::log_time, std::move(fields));
    }
    std::string strikes(std::string_view person, std::int64_t entry) {
        return asked(person, Command::Kind::strike_time, {{"entry", entry}});
    }
    std::string does(std::string_view person, const std::string& act) {
        const auto done = world.act(person, number, act);
        return done ? "done" : said(done.error());
    }
    std::vector<std::int64_t> strikable(std::string_view person) {
        Situation situation = world.situation(&world.get(number));
        return strikable_time(situation, world.who(person));
    }

    std::vector<std::string> hours_asked_of(std::string_view person) {
        Situation situation = world.situation(&world.get(number));
        std::vector<std::string> whys;
        for (const ActView& act : possible_acts(situation, world.who(person), "en"))
            for (const NeedView& need : act.needs)
                if (act.name == "migrate" && need.what == "tested") whys.push_back(need.why);
        return whys;
    }

    World world;
    std::string number;
};

TEST_F(TimeEntries, AreKeptWithPersonDayAndTextAndChangeNothingElse) {
    world.advance("2014-01-21 00:30");  // in Mozambique; in UTC it is still the day before
    Record before = world.get(number);
    EXPECT_EQ(logs("pia", 90, " The cable. "), "done");
    Record after = world.get(number);
    ASSERT_EQ(after.time_entries.size(), 1U);
    const TimeEntry& entry = after.time_entries.front();
    EXPECT_EQ(std::tuple(entry.entry, entry.person, entry.day, entry.minutes, entry.text),
              std::tuple(1, world.who("pia"), "2014-01-21", 90, "The cable."));
    const Event& event = world.events(after.id).back();
    EXPECT_EQ(event.audience, "internal");
    EXPECT_EQ(write_json(encode(event.changes.at(0))).find("cable"), std::string::npos)
        << "words lie in the texts alone";
    before.time_entries = after.time_entries = {};
    before.version = after.version;
    before.head = after.head;
    before.updated = after.updated;
    EXPECT_EQ(before, after);
    EXPECT_THAT(world.faults(), IsEmpty());
}

TEST_F(TimeEntries, CountSinceAnActThoughItWasDoneAtThatVeryInstant) {
    EXPECT_EQ(logs("pia", 60), "done");
    EXPECT_EQ(does("pia", "code"), "done");
    EXPECT_THAT(does("lea", "migrate"), HasSubstr("(0 of 30 minutes.)")) << "what was before does not count";
    EXPECT_EQ(logs("lea", 30), "done");
    EXPECT_EQ(does("lea", "back"), "done");
    EXPECT_EQ(logs("pia", 1), "done");
    EXPECT_EQ(does("pia", "code"), "done");
    EXPECT_THAT(does("lea", "migrate"), HasSubstr("(0 of 30 minutes.)"));
    world.advance(world.now + Duration::minutes(1));
    EXPECT_EQ(logs("per", 30), "done");
    EXPECT_EQ(does("lea", "migrate"), "done");
    EXPECT_EQ(logs("per", 5), "done") << "after the end as well";
    EXPECT_THAT(world.faults(), IsEmpty());
}

TEST_F(TimeEntries, AreStruckByTheirOwnersAndWhomTheProcessNames) {
    EXPECT_THAT(logs("carl", 5), HasSubstr("not_allowed"));
    EXPECT_EQ(logs("pia", 10), "done");
    EXPECT_EQ(logs("per", 20), "done");
    EXPECT_THAT(strikable("pia"), ElementsAre(1));
    EXPECT_THAT(strikable("lea"), ElementsAre(1, 2));
    EXPECT_THAT(strikable("carl"), IsEmpty());
    EXPECT_THAT(strikes("pia", 2), HasSubstr("'Strike time' is for Team lead"));
    EXPECT_EQ(strikes("lea", 2), "done");
    EXPECT_EQ(strikes("pia", 1), "done");
    EXPECT_THAT(strikes("lea", 1), HasSubstr("strike_time [entry] The time entry 1 was struck before."));
    EXPECT_THAT(does("pia", "code"), HasSubstr("Log the time that it took you."));
    EXPECT_EQ(world.get(number).time_entries.at(1).struck_by, world.who("lea"));
    EXPECT_THAT(world.faults(), IsEmpty());
}

TEST_F(TimeEntries, AreToldToNobodyWhoReadsNoInternalEntries) {
    EXPECT_EQ(logs("pia", 10), "done");
    EXPECT_EQ(does("pia", "code"), "done");
    EXPECT_EQ(logs("pia", 10), "done");
    EXPECT_THAT(hours_asked_of("lea"), ElementsAre("Log the time of the tests. (10 of 30 minutes.)"));
    EXPECT_THAT(hours_asked_of("carl"), ElementsAre("Log the time of the tests."));
}

TEST_F(TimeEntries, AreBoundInNumberAndLength) {
    EXPECT_THAT(logs("pia", 1, std::string(1001, 'x')), HasSubstr("log_time [text]"));
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(logs("pia", 1, std::string(10, 'x')), "done");
    EXPECT_THAT(logs("pia", 1), HasSubstr("1000 time entries are on it"));
}

TEST_F(TimeEntries, LeaveAnActOfThatNameToAProcessThatWasInUse) {
    std::string text = testing::text_of("tests/rehearsals/timed/process.yaml");
    const std::string now = "log_time:    { by: [programmer, lead] }";
    const auto at = text.find(now);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, now.size(), "log_time:    { from: research, to: testing, by: [programmer, lead] }");
    const std::vector<process::SourceFile> files{{"process.yaml", text}};
    EXPECT_FALSE(process::load_process("timed", files).has_value());
    const auto loaded = process::load_process("timed", files, process::Text::in_use);
    ASSERT_TRUE(loaded.has_value());
    EXPECT_EQ(loaded->warnings.size(), 1U);
    World other(*loaded->process);
    other.add_person("pia", "central", {"programmer"});
    const std::string own = other.log("pia", "issue", {}).value_or("");
    Command command = other.command("pia", Command::Kind::log_time, own);
    command.act = "log_time";
    ASSERT_TRUE(other.submit(command).has_value());
    EXPECT_EQ(other.get(own).state, "testing");
    EXPECT_THAT(other.get(own).time_entries, IsEmpty());
}

TEST_F(TimeEntries, LoseTheirTextWhereItIsErasedAndNothingElse) {
    EXPECT_EQ(logs("pia", 10, "Called Carl at home."), "done");
    Record record = world.get(number);
    Event erased;
    erased.id = Id{9, 9};
    erased.stream = record.id;
    erased.stream_kind = "record";
    erased.version = record.version + 1;
    erased.type = "texts_erased";
    erased.changes = {TextsErased{world.events(record.id).back().id, record.version, {"time"}}};
    ASSERT_TRUE(apply(record, erased).has_value());
    EXPECT_EQ(record.time_entries.at(0).text, "");
    EXPECT_EQ(record.time_entries.at(0).minutes, 10);
}

TEST(TimeEntry, DoesNotFollowOutOfItsOrder) {
    Record record;
    record.id = Id{1, 1};
    record.version = 1;
    Event event;
    event.stream = record.id;
    event.stream_kind = "record";
    event.version = 2;
    event.changes = {TimeLogged{2, Id{2, 2}, "2014-01-20", 5}};
    EXPECT_FALSE(apply(record, event).has_value()) << "the first is 1";
    event.changes = {TimeStruck{1}};
    EXPECT_FALSE(apply(record, event).has_value()) << "there is none";
}

}  // namespace
}  // namespace reeve::records
