#pragma once
// What tests of approvals share: people with seats in the small world, and how they vote.

#include <string>
#include <string_view>
#include <vector>

#include "records/approvals.hpp"
#include "records/world_fixture_test.hpp"

namespace reeve::records {

class ApprovalsTest : public testing::WorldTest {
protected:
    ApprovalsTest() : WorldTest("src/records/approvals_test.yaml") {
        world.add_person("ana", "central", {"manager"});
        world.add_person("bela", "central", {"builder", "manager"});
        world.add_person("carlos", "central", {"builder"});
        world.add_person("nina", "cs_boane", {"network"});
        world.add_person("nuno", "cs_boane", {"network"});
        world.add_person("xavier", "hr_xai_xai", {"network"});
        world.add_person("otto", "central", {"owner"});
        world.add_person("olga", "central", {"owner"});
        world.add_person("ovid", "central", {"owner"});
        world.add_person("omar", "central", {"owner", "builder"});
    }

    [[nodiscard]] Id place(std::string_view name) const { return world.directory().organisation(name)->id; }
    std::string logged(std::string_view by = "carlos") {
        const auto number = world.log(
            by, "change", {{"plan", "Swap the switch"}, {"place", place("cs_boane").text()}}, "New switch");
        EXPECT_TRUE(number.has_value()) << (number ? "" : said(number.error()));
        return number.value_or("");
    }
    std::string submitted() {
        std::string number = logged();
        done("carlos", number, "submit");
        return number;
    }
    std::string refused(std::string_view person, std::string_view number, const std::string& act,
                        JsonObject fields = {}) {
        const auto outcome = world.act(person, number, act, std::move(fields));
        EXPECT_FALSE(outcome.has_value()) << act << " was done";
        return outcome ? std::string() : said(outcome.error());
    }
    [[nodiscard]] const Round& round(std::string_view number, std::string_view approval = "cab") const {
        const Round* last = world.get(number).round(approval);
        EXPECT_NE(last, nullptr);
        return *last;
    }
    Command ballot(std::string_view person, std::string_view number, const std::string& vote,
                   const std::string& reason = "", const std::string& approval = "cab",
                   const std::string& principal = "") {
        Command command = world.command(person, Command::Kind::vote, number);
        command.vote = {approval, vote, "", "", reason, principal};
        if (const Round* last = world.get(number).round(approval)) command.vote.digest = last->opened.digest;
        return command;
    }
    std::string vote(std::string_view person, std::string_view number, const std::string& vote,
                     const std::string& reason = "", const std::string& approval = "cab") {
        const auto plan = world.submit(ballot(person, number, vote, reason, approval));
        return plan ? "done" : said(plan.error());
    }
    std::string vote_for(std::string_view principal, std::string_view person, std::string_view number,
                         const std::string& vote, const std::string& approval = "cab") {
        const std::string reason = vote == "no" || approval == "owners" ? "So it is." : "";
        const auto plan =
            world.submit(ballot(person, number, vote, reason, approval, std::string(principal)));
        return plan ? "done" : said(plan.error());
    }
    // In whose place she may vote, by name.
    std::vector<std::string> places(std::string_view person, std::string_view number) {
        std::vector<std::string> names;
        Situation situation = world.situation(&world.get(number));
        for (const ApprovalView& view : approvals_of(situation, world.who(person), "en"))
            if (view.approval->name == "cab")
                for (const Id id : view.places) names.push_back(world.directory().person(id)->name);
        return names;
    }
    Outcome<Plan> assign(std::string_view by, std::string_view number, std::string_view to) {
        Command command = world.command(by, Command::Kind::assign, number);
        command.person = std::string(to);
        return world.submit(command);
    }
    std::string standing(std::string_view number, std::string_view approval = "cab") {
        Situation situation = world.situation(&world.get(number));
        for (const ApprovalView& view : approvals_of(situation, world.who("ana"), "en"))
            if (view.approval->name == approval) return view.standing;
        return "no such approval";
    }
};

}  // namespace reeve::records
