#pragma once
// What tests of one process in the small world share.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "records/world_test.hpp"

namespace reeve::records::testing {

class WorldTest : public ::testing::Test {
protected:
    explicit WorldTest(const process::Process& process) : process_(process), world(process) {}
    // Of a file beside the tests, loaded once.
    explicit WorldTest(const std::string& file) : WorldTest(loaded_once(file)) {}

    static std::string said(const Refusal& refusal) {
        std::string words = std::string(word(refusal.kind)) + ": " + refusal.detail;
        for (const Unmet& unmet : refusal.unmet)
            words += "\n  " + unmet.what + " [" + unmet.field + "] " + unmet.why;
        return words;
    }
    void done(std::string_view person, std::string_view number, const std::string& act,
              JsonObject fields = {}, std::string comment = "") {
        const auto outcome = world.act(person, number, act, std::move(fields), std::move(comment));
        ASSERT_TRUE(outcome.has_value()) << act << ": " << said(outcome.error());
    }
    Outcome<Plan> edit(std::string_view person, std::string_view number, JsonObject fields) {
        Command command = world.command(person, Command::Kind::edit, number);
        command.fields = std::move(fields);
        return world.submit(command);
    }
    [[nodiscard]] const ClockInstance& instance(std::string_view number, std::string_view name) const {
        const auto& clocks = world.get(number).clocks;
        return *std::find_if(clocks.begin(), clocks.end(),
                             [&](const ClockInstance& clock) { return clock.now.clock == name; });
    }
    [[nodiscard]] const ClockSet& set(std::string_view number, std::string_view name) const {
        return instance(number, name).now;
    }
    void TearDown() override { EXPECT_THAT(world.faults(), ::testing::ElementsAre()); }

    const process::Process& process_;
    World world;

private:
    static const process::Process& loaded_once(const std::string& file) {
        static std::map<std::string, process::ProcessPtr> known;
        process::ProcessPtr& process = known[file];
        if (!process) process = loaded_from(file);
        return *process;
    }
};

// Of one whose records are jobs.
class JobTest : public WorldTest {
protected:
    using WorldTest::WorldTest;

    std::string logged(JsonObject fields = {}, std::string_view person = "helena") {
        const auto number = world.log(person, "job", std::move(fields), "Fix it");
        EXPECT_TRUE(number.has_value()) << (number ? "" : said(number.error()));
        return number.value_or("");
    }
};

}  // namespace reeve::records::testing
