#pragma once
// What tests of records that go to another version of their process share.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "process/load.hpp"
#include "records/moving.hpp"
#include "records/world_fixture_test.hpp"

namespace reeve::records {

using Replaced = std::vector<std::pair<std::string, std::string>>;

inline constexpr const char* first_file = "src/records/moving_test.yaml";

inline std::string first_version() {
    return testing::text_of(first_file);
}

inline process::ProcessPtr version(int number, const Replaced& replaced, const std::string& moves = "") {
    std::string text = first_version();
    Replaced all = replaced;
    all.emplace_back("version: 1", "version: " + std::to_string(number));
    for (const auto& [before, after] : all) {
        const std::size_t at = text.find(before);
        EXPECT_NE(at, std::string::npos) << before;
        if (at != std::string::npos) text.replace(at, before.size(), after);
    }
    auto loaded = process::load_process("test", {{"process.yaml", text + moves}});
    if (!loaded) {
        ADD_FAILURE() << reeve::text(loaded.error().front());
        return nullptr;
    }
    return loaded->process;
}

// What the desk knows, with the further versions that are installed.
class Installed : public Facts {
public:
    explicit Installed(testing::World& desk) : desk_(desk) {}
    std::vector<process::ProcessPtr> versions;

    [[nodiscard]] const Record* record(Id id) override { return desk_.record(id); }
    [[nodiscard]] const Record* record(std::string_view number) override { return desk_.record(number); }
    [[nodiscard]] Ahead ahead(const Record& like, std::span<const std::string> states) override {
        return desk_.ahead(like, states);
    }
    [[nodiscard]] Ahead counting(const LimitKey& key, std::span<const Id> except) override {
        return desk_.counting(key, except);
    }
    [[nodiscard]] const process::Process* process_of(const Record& record) override {
        for (const auto& one : versions)
            if (one->version == record.process_version) return one.get();
        return desk_.process_of(record);
    }

    [[nodiscard]] std::vector<Event> journal(const Record& record) override { return desk_.journal(record); }

private:
    testing::World& desk_;
};

class Moving : public testing::WorldTest {
protected:
    Moving() : WorldTest(first_file), installed(world) {
        world.add_person("bela", "central", {"board"});
        world.add_person("sonia", "central", {"second"});
    }

    Installed installed;

    std::string logged(JsonObject fields = {{"level", "high"}}) {
        const auto number = world.log("helena", "job", std::move(fields), "A job");
        EXPECT_TRUE(number.has_value()) << (number ? "" : said(number.error()));
        return number.value_or("");
    }
    void install(process::ProcessPtr process) { installed.versions.push_back(std::move(process)); }
    Command moving(std::string_view number, std::int64_t to, JsonObject fields = {},
                   std::string_view by = "helena") {
        Command command = world.command(by, Command::Kind::move, number);
        command.version = to;
        command.fields = std::move(fields);
        return command;
    }
    Outcome<Plan> decided(const Command& command) {
        Situation situation = world.situation(world.record(command.record));
        situation.facts = &installed;
        return decide(situation, command);
    }
    // The record as it is after the move; its event replays to the same.
    Record moved(std::string_view number, std::int64_t to, JsonObject fields = {}) {
        const auto plan = decided(moving(number, to, std::move(fields)));
        if (!plan) {
            ADD_FAILURE() << said(plan.error());
            return {};
        }
        Record replayed = world.get(number);
        for (const Event& event : plan->events) EXPECT_TRUE(apply(replayed, event).has_value());
        replayed.head = plan->records.front().head;  // the hash of what it was before
        EXPECT_EQ(replayed, plan->records.front());
        EXPECT_EQ(plan->events.front().type, "moved");
        EXPECT_EQ(plan->events.front().process_version, to);
        return replayed;
    }
    std::vector<std::string> refused(std::string_view number, std::int64_t to, JsonObject fields = {}) {
        const auto plan = decided(moving(number, to, std::move(fields)));
        EXPECT_FALSE(plan.has_value());
        std::vector<std::string> why;
        if (!plan) {
            for (const Unmet& one : plan.error().unmet) why.push_back(one.why);
            if (why.empty()) why.push_back(plan.error().detail);
        }
        return why;
    }
    static const ClockSet& clock(const Record& record, std::string_view name) {
        for (auto one = record.clocks.rbegin(); one != record.clocks.rend(); ++one)
            if (one->now.clock == name) return one->now;
        ADD_FAILURE() << "no clock " << name;
        static const ClockSet none;
        return none;
    }
};

}  // namespace reeve::records
