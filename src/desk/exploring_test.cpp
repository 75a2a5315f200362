#include "desk/exploring.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "desk/lent_hands_test.hpp"
#include "desk/pair_test.hpp"
#include "verify/check.hpp"

namespace reeve::desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A record comes to its end only where the condition holds.
Json with_end(const std::string& condition) {
    std::string text =
        "process: slips\nversion: 1\nroles: { crew: {} }\nrecords:\n  slip:\n    kind: task\n"
        "    number: \"SLIP-{seq:3}\"\n    states: { open: { open: true, start: true }, gone: { end: true } "
        "}\n"
        "    custody: { holders: [crew], first: \"'crew'\" }\n    acts:\n      log: { to: open, by: crew }\n"
        "      drop: { from: open, to: gone, by: crew, when: \"" +
        condition + "\", why: Not yet. }\n";
    return JsonObject{{"id", "slips"}, {"files", JsonObject{{"process.yaml", std::move(text)}}}};
}

ProcessVersion version_of(std::string_view id, std::string text) {
    ProcessVersion version;
    version.files = std::make_shared<const std::vector<process::SourceFile>>(
        std::vector<process::SourceFile>{{"process.yaml", std::move(text)}});
    if (auto loaded = process::load_process(id, *version.files)) version.process = loaded->process;
    return version;
}

std::string releases_that_never_come() {
    std::string text(releases_process);
    text.replace(text.find("planned, to: live, by: planner"), 30,
                 "planned, to: live, by: planner, when: \"ever('live')\", why: No.");
    return text;
}

class ExplorationsTest : public testing::Test {
protected:
    Later hands;
    WorldPtr world = std::make_shared<const World>();
    Explorations explorations{hands};
    std::vector<std::string> told;

    void ask(const std::string& condition) {
        explorations.explore(world, with_end(condition), [this](const auto& found) {
            told.emplace_back(!found ? word(found.error().refusal.kind) : **found ? "sound" : "unread");
        });
    }
};

TEST_F(ExplorationsTest, NobodyWaitsForWhatTakesSeconds) {
    ask("true");
    EXPECT_THAT(told, IsEmpty()) << "it is left to other hands";
    hands.do_it();
    EXPECT_THAT(told, ElementsAre("sound"));
}

// A mistake may be found only after looking for long.
TEST_F(ExplorationsTest, ItIsReadByOtherHandsToo) {
    ask("no_such_thing");
    EXPECT_THAT(told, IsEmpty());
    hands.do_it();
    EXPECT_THAT(told, ElementsAre("unread"));
}

TEST_F(ExplorationsTest, WhatCanNeverEndIsRefused) {
    ask("times('log') > 1");  // it is logged once
    hands.do_it();
    EXPECT_THAT(told, ElementsAre("unmet"));
}

TEST_F(ExplorationsTest, WhatIsRefusedIsToldWithItsRehearsals) {
    const RehearseFindings rehearse = [](const ShippedProcess& process, const process::Process&,
                                         verify::Checked& checked, auto beside, const auto&) {
        for (verify::Finding& finding : checked.findings)
            finding.rehearsal = fmt::format("rehearsal of {} beside {}", process.id, beside.front().id);
        return std::string("people: {}");
    };
    World beside = *world;
    beside.processes = {version_of("releases", releases_that_never_come())};
    beside.processes.front().active = true;
    Explorations with_rehearsals{hands, rehearse};
    Unsound unsound;
    const Json tickets =
        JsonObject{{"id", "tickets"}, {"files", JsonObject{{"process.yaml", std::string(tickets_process)}}}};
    with_rehearsals.explore(std::make_shared<const World>(std::move(beside)), tickets, [&](auto found) {
        ASSERT_FALSE(found);
        unsound = std::move(found.error());
    });
    hands.do_it();
    ASSERT_TRUE(unsound.findings.is_array());
    ASSERT_FALSE(unsound.findings.array().empty());
    EXPECT_EQ(unsound.findings.array().front().string_or_empty("rehearsal"),
              "rehearsal of tickets beside releases");
    EXPECT_EQ(unsound.demo, "people: {}");
}

// Whoever stops the desk does not wait for rehearsals that nobody will read.
TEST_F(ExplorationsTest, WhatIsUnderWayIsToldThatTheDeskStops) {
    bool goes_on = true;
    Explorations stopped{hands, [&](const ShippedProcess&, const process::Process&, verify::Checked&, auto,
                                    const std::function<bool()>& asked) {
                             goes_on = asked();
                             return std::string();
                         }};
    stopped.explore(world, with_end("times('log') > 1"), [](auto) {});
    stopped.stop();
    hands.do_it();
    EXPECT_FALSE(goes_on);
}

// What it links to goes as the active version there does.
TEST_F(ExplorationsTest, APartnerThatNeverComesThereIsSeen) {
    Installation tickets;
    tickets.process = version_of("tickets", std::string(tickets_process)).process;
    tickets.files = {{"process.yaml", std::string(tickets_process)}};
    ASSERT_TRUE(tickets.process);
    EXPECT_TRUE(explore(tickets));
    tickets.partners = {version_of("releases", std::string(releases_process))};
    EXPECT_TRUE(explore(tickets));
    tickets.partners = {version_of("releases", releases_that_never_come())};
    ASSERT_TRUE(tickets.partners.front().process);
    EXPECT_FALSE(explore(tickets));
}

TEST_F(ExplorationsTest, AFewMayWaitAndThenOthersMay) {
    for (int i = 0; i < 5; ++i) ask("true");
    EXPECT_THAT(told, ElementsAre("busy"));
    hands.do_it();
    EXPECT_THAT(told, ElementsAre("busy", "sound", "sound", "sound", "sound"));
    ask("true");
    hands.do_it();
    EXPECT_EQ(told.size(), 6u);
}

}  // namespace
}  // namespace reeve::desk
