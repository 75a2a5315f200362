// Two processes in one desk whose records are linked: what crosses, and what is refused.
#include "desk/partners.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk/pair_test.hpp"
#include "desk/staged_test.hpp"
#include "process/load.hpp"

namespace reeve::desk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Pair : public ::testing::Test {
protected:
    Pair() : desk({"releases", "tickets"}) {}

    Act link(const std::string& ticket, const std::string& change) {
        Act act = desk.act("ada", ticket, "link");
        act.command.kind = records::Command::Kind::link;
        act.command.links = {{"rfc", change, false}};
        return act;
    }
    // What follows from a commit is done in the steps after it.
    void settle() {
        for (int i = 0; i < 20; ++i) (void)desk.step();
    }
    records::LinkEnd end_of(const std::string& number) {
        const records::Record record = desk.record(number);
        EXPECT_EQ(record.links.size(), 1U);
        return record.links.empty() ? records::LinkEnd{} : record.links.front();
    }
    // What the other active processes say of this text as the next version.
    std::vector<std::string> refused(std::string text, std::string_view from, std::string_view to) {
        text.replace(text.find(from), from.size(), to);
        const auto loaded = process::load_process("releases", {{"process.yaml", text}});
        EXPECT_TRUE(loaded.has_value());
        std::vector<std::string> why;
        if (!loaded) return why;
        for (const Unmet& one : unmet_links(*desk.desk->world(), *loaded->process)) why.push_back(one.why);
        return why;
    }

    StagedDesk desk;
};

TEST_F(Pair, WhatIsSharedCrossesAndNothingElse) {
    const std::string change = desk.logged("ada", "releases/change", {{"size", "major"}});
    const std::string ticket = desk.logged("ada", "tickets/ticket");
    desk.done(link(ticket, change));
    const records::LinkEnd there = end_of(ticket);
    EXPECT_EQ(there.type, "change");
    EXPECT_EQ(there.outcome, "on_its_way");
    EXPECT_EQ(write_json(there.shared), R"({"size":"major"})");
    EXPECT_EQ(end_of(change).link, "tickets");
    EXPECT_EQ(desk.refused(desk.act("ada", ticket, "close")), RefusalKind::unmet);
    desk.done(desk.act("ada", change, "go_live"));
    settle();
    EXPECT_EQ(end_of(ticket).outcome, "live");
    desk.done(desk.act("ada", ticket, "close"));
    EXPECT_EQ(desk.record(ticket).state, "closed");
    settle();
    EXPECT_EQ(end_of(change).state, "closed");
}

TEST_F(Pair, PartnersOfPartnersAreKnown) {
    std::string text(tickets_process);
    for (const auto& [from, to] :
         {std::pair("process: tickets", "process: calls"), std::pair("releases/change", "tickets/ticket"),
          std::pair("TIC-", "CAL-")}) {
        text.replace(text.find(from), std::string_view(from).size(), to);
    }
    const auto calls = process::load_process("calls", {{"process.yaml", text}});
    ASSERT_TRUE(calls);
    std::vector<std::string> ids;
    for (const process::ProcessPtr& one : processes_of(partners_of(*desk.desk->world(), *calls->process))) {
        ids.push_back(one->id);
    }
    EXPECT_THAT(ids, ElementsAre("tickets", "releases"));
}

TEST_F(Pair, AnotherTypeOfTheOtherProcessIsNotLinked) {
    const std::string ticket = desk.logged("ada", "tickets/ticket");
    const std::string other = desk.logged("ada", "tickets/ticket");
    EXPECT_EQ(desk.refused(link(ticket, other)), RefusalKind::unmet);
}

TEST_F(Pair, AVersionThatTakesAwayWhatIsReadIsRefused) {
    const std::string text(releases_process);
    EXPECT_THAT(refused(text, "version: 1", "version: 2"), IsEmpty());
    EXPECT_THAT(refused(text, "shares: [size]", "shares: []"),
                ElementsAre("tickets.ticket.rfc: 'change' does not share 'size'."));
    EXPECT_THAT(refused(text, "live: [live] }", "there: [live] }"),
                ElementsAre("tickets.ticket.rfc: 'change' has no outcome 'live'."));
    EXPECT_THAT(refused(text, "size: [major, minor]", "size: [major, minor, huge]"),
                ElementsAre(HasSubstr("may be 'huge', which is not expected")));
    EXPECT_THAT(refused(text, "    states: # of change",
                        "    links: { tickets: { to: change, inverse: more } }\n    states:"),
                ElementsAre(HasSubstr("'change' has a link 'tickets' of its own")));
    EXPECT_THAT(refused(text, "  change:\n", "  alter:\n"),
                ElementsAre("tickets.ticket.rfc: 'releases' has no type 'change'."));
}

TEST_F(Pair, ActivatingItSaysSo) {
    std::string text(releases_process);
    text.replace(text.find("version: 1"), 10, "version: 2");
    text.replace(text.find("shares: [size]"), 14, "shares: []");
    const auto enter = [&](Administer::Kind kind, JsonObject value) {
        Administer one;
        one.kind = kind;
        one.actor = {records::ActorKind::person, desk.id("ada")};
        one.value = Json(std::move(value));
        return desk.submit(std::move(one));
    };
    ASSERT_TRUE(enter(Administer::Kind::install_process,
                      {{"id", "releases"}, {"files", JsonObject{{"process.yaml", text}}}}));
    const auto answer = enter(Administer::Kind::activate_process, {{"id", "releases"}, {"version", 2}});
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, RefusalKind::unmet);
    EXPECT_THAT(answer.error().detail, HasSubstr("does not share 'size'"));
    EXPECT_EQ(desk.desk->world()->active("releases")->version, 1);
}

}  // namespace
}  // namespace reeve::desk
