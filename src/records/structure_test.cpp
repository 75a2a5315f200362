// What records owe each other, checklists, dossiers, question trees and registers, on a process of their own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/structure_view.hpp"
#include "records/world_test.hpp"

namespace reeve::records {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::World;

class Structure : public ::testing::Test {
protected:
    Structure() : world(*process()) {
        world.add_person("helena", "central", {"agent"});
        world.add_person("rui", "central", {"second"});
        world.add_person("andre", "cs_boane", {"caller"});
    }
    static process::ProcessPtr process() {
        static const process::ProcessPtr once = testing::loaded_from("src/records/structure_test.yaml");
        return once;
    }
    std::string logged(const std::string& type, JsonObject fields = {}, std::string title = "One") {
        const auto number = world.log("helena", type, std::move(fields), std::move(title));
        EXPECT_TRUE(number.has_value()) << (number ? "" : said(number.error()));
        return number.value_or("");
    }
    static std::string said(const Refusal& refusal) {
        std::string words = std::string(word(refusal.kind)) + ": " + refusal.detail;
        for (const Unmet& unmet : refusal.unmet)
            words += "\n  " + unmet.what + " [" + unmet.field + "] " + unmet.why;
        return words;
    }
    void done(std::string_view person, std::string_view number, const std::string& act,
              JsonObject fields = {}) {
        const auto outcome = world.act(person, number, act, std::move(fields));
        ASSERT_TRUE(outcome.has_value()) << act << ": " << said(outcome.error());
    }
    std::string refused(std::string_view person, std::string_view number, const std::string& act) {
        const auto outcome = world.act(person, number, act);
        EXPECT_FALSE(outcome.has_value()) << act << " was done";
        return outcome ? std::string() : said(outcome.error());
    }
    std::string tick(std::string_view person, std::string_view number, const char* step, bool on = true) {
        Command command = world.command(person, Command::Kind::tick, number);
        command.fields = {{"checklist", "install"}, {"step", step}, {"on", on}};
        const auto plan = world.submit(command);
        return plan ? "done" : said(plan.error());
    }
    Outcome<Plan> walked(std::string_view number, std::vector<std::string> answers) {
        Command command = world.command("helena", Command::Kind::act, number);
        command.act = "assess";
        command.trees = {{"triage", std::move(answers)}};
        return world.submit(command);
    }
    std::vector<std::string> owes(std::string_view number, std::string_view link = "owes") {
        std::vector<std::string> all;
        for (const LinkEnd& end : world.get(number).links)
            if (end.link == link) all.push_back(end.key + " " + end.number + " " + end.state);
        return all;
    }
    void TearDown() override { EXPECT_THAT(world.faults(), ElementsAre()); }

    World world;
};

TEST_F(Structure, DerivingAgainMakesWhatIsMissingKeepsWhatIsAndMovesWhatIsSuperfluous) {
    const std::string release = logged("release", {{"size", "minor"}});
    done("helena", release, "derive");
    EXPECT_THAT(owes(release), ElementsAre("test OBL-001 owed"));
    done("helena", release, "resize", {{"size", "major"}});  // raised after it was derived
    done("helena", release, "derive");
    EXPECT_THAT(owes(release), ElementsAre("test OBL-001 owed", "acceptance OBL-002 owed"));
    done("rui", "OBL-001", "pass");
    done("helena", release, "resize", {{"size", "fix"}});
    done("helena", release, "derive");
    // What was done stays done; what is no longer owed is put aside, and deleted never.
    EXPECT_THAT(owes(release), ElementsAre("test OBL-001 passed", "acceptance OBL-002 not_owed"));
    EXPECT_TRUE(world.get("OBL-002").holder.role.empty());
    EXPECT_THAT(world.event_types("OBL-002"), ElementsAre("logged log", "put_aside"));
    done("helena", release, "resize", {{"size", "major"}});
    done("helena", release, "derive");  // owed anew: another record
    EXPECT_THAT(owes(release),
                ElementsAre("test OBL-001 passed", "acceptance OBL-002 not_owed", "acceptance OBL-003 owed"));
}

TEST_F(Structure, WhatWasNeverWorkedOutIsNotDone) {
    const std::string release = logged("release");
    EXPECT_THAT(refused("helena", release, "go_live"), HasSubstr("Everything that is owed is done."));
    done("helena", release, "derive");  // a fix owes nothing: an empty derivation is an answer
    EXPECT_THAT(owes(release), ElementsAre());
    done("helena", release, "go_live");
    EXPECT_EQ(world.get(release).state, "live");
}

TEST_F(Structure, JoinsWaitForTheLastOfWhatIsOwed) {
    const std::string release = logged("release", {{"size", "major"}});
    done("helena", release, "derive");
    done("rui", "OBL-001", "pass");
    refused("helena", release, "go_live");
    done("rui", "OBL-002", "pass");
    done("helena", release, "go_live");
}

TEST_F(Structure, ANeedForALinkReadsOutcomesAndWhatIsShared) {
    const std::string release = logged("release", {{"size", "major"}});
    done("helena", release, "derive");
    EXPECT_THAT(refused("helena", release, "certify"), HasSubstr("It passed in the test environment."));
    done("rui", "OBL-002", "pass");  // in the acceptance environment
    refused("helena", release, "certify");
    done("rui", "OBL-001", "pass");
    done("helena", release, "certify");
    const LinkEnd& end = world.get("OBL-001").links.front();
    EXPECT_EQ(end.link, "release");
    EXPECT_EQ(end.outcome, "running");
}

TEST_F(Structure, StepsAreTickedInOrderByThoseWhoMay) {
    const std::string release = logged("release");
    EXPECT_THAT(tick("helena", release, "look"), HasSubstr("'Back up' comes first."));
    EXPECT_THAT(tick("rui", release, "back_up"), HasSubstr("not_allowed"));
    EXPECT_THAT(tick("andre", release, "look"), HasSubstr("not_allowed"));
    EXPECT_EQ(tick("helena", release, "back_up"), "done");
    EXPECT_THAT(tick("rui", release, "copy"), HasSubstr("A fix is copied by itself."));
    EXPECT_THAT(tick("helena", release, "bake"), HasSubstr("no step 'bake'"));
    done("helena", release, "resize", {{"size", "major"}});
    EXPECT_EQ(tick("rui", release, "copy"), "done");
    EXPECT_THAT(tick("helena", release, "back_up", false), HasSubstr("'Copy' was ticked after it."));
    EXPECT_THAT(refused("helena", release, "install"), HasSubstr("The installation is done. (Look)"));
    EXPECT_EQ(tick("helena", release, "look"), "done");
    const std::int64_t version = world.get(release).version;
    EXPECT_EQ(tick("helena", release, "look"), "done");  // again: nothing changes
    EXPECT_EQ(world.get(release).version, version);
    done("helena", release, "install");
    EXPECT_EQ(tick("helena", release, "look", false), "done");
    EXPECT_EQ(world.get(release).ticks.size(), 2U);
    EXPECT_EQ(world.get(release).ticks.back().by, world.who("rui"));
}

TEST_F(Structure, AStepWhoseConditionDoesNotHoldIsNotOwed) {
    const std::string release = logged("release");  // of a fix
    EXPECT_EQ(tick("helena", release, "back_up"), "done");
    EXPECT_EQ(tick("helena", release, "look"), "done");
    done("helena", release, "install");
    Situation situation = world.situation(&world.get(release));
    const StepView copy = checklists_of(situation, world.who("andre"), "en").front().steps[1];
    EXPECT_FALSE(copy.owed);
    EXPECT_EQ(copy.why_not, "A fix is copied by itself.");
    done("helena", release, "resize", {{"size", "major"}});
    EXPECT_THAT(refused("helena", release, "install"), HasSubstr("The installation is done. (Copy)"));
    EXPECT_EQ(tick("rui", release, "copy"), "done");
    done("helena", release, "install");
}

TEST_F(Structure, EvidenceIsNewerThanWhatItProves) {
    const std::string release = logged("release");
    const auto attached = [&](const std::string& act) {
        Command command = world.command("helena", Command::Kind::act, release);
        command.act = act;
        command.attachments = {{Id::of_name(act), "report.pdf", "application/pdf", "00", 1, ""}};
        return world.submit(command).has_value();
    };
    refused("helena", release, "prove");
    EXPECT_TRUE(attached("prove"));  // what comes along counts
    done("helena", release, "prove");
    world.advance("2014-01-20 09:00");
    done("helena", release, "code");
    EXPECT_THAT(refused("helena", release, "prove"), HasSubstr("A report newer than the code."));
    world.advance("2014-01-20 10:00");
    EXPECT_TRUE(attached("prove"));
    done("helena", release, "prove");
}

TEST_F(Structure, ADossierSaysAllThatItLacks) {
    const std::string release = logged("release");
    EXPECT_THAT(refused("helena", release, "file"),
                HasSubstr("The papers are complete. The plan and the report lie there. (0 of 2.) It is more "
                          "than a fix."));
    Situation situation = world.situation(&world.get(release));
    const auto dossiers = dossiers_of(situation, world.who("helena"), "en");
    ASSERT_EQ(dossiers.size(), 1U);
    EXPECT_EQ(dossiers.front().owner, "Planner");
    EXPECT_FALSE(dossiers.front().complete);
    EXPECT_EQ(dossiers.front().needs.size(), 2U);
    const auto lists = checklists_of(situation, world.who("rui"), "en");
    ASSERT_EQ(lists.size(), 1U);
    EXPECT_THAT(lists.front().steps[0].why_not, HasSubstr("Planner"));
    EXPECT_EQ(lists.front().steps[2].why_not, "'Back up' comes first.");
}

TEST_F(Structure, ATreeIsWalkedToItsLeafAndItsAnswersStay) {
    const std::string release = logged("release");
    EXPECT_EQ(world.get(release).field("found"), nullptr);
    EXPECT_THAT(said(walked(release, {"yes"}).error()), HasSubstr("Where was it tried?"));
    EXPECT_THAT(said(walked(release, {"maybe"}).error()), HasSubstr("'maybe' is no answer"));
    EXPECT_THAT(said(walked(release, {"no", "test"}).error()), HasSubstr("more answers than questions"));
    EXPECT_THAT(said(walked(release, {}).error()), HasSubstr("Does anything change"));
    ASSERT_TRUE(walked(release, {"yes", "test"}).has_value());
    const Record& record = world.get(release);
    EXPECT_EQ(write_json(record.trees.at("triage").result), R"({"size":"minor","hours":4,"wait":"1wd"})");
    EXPECT_THAT(write_json(record.trees.at("triage").answers), HasSubstr("Where was it tried?"));
    EXPECT_EQ(*record.field("found"), Json("minor"));  // computed from the answers
    ASSERT_TRUE(walked(release, {"yes", "acceptance"}).has_value());
    EXPECT_EQ(*world.get(release).field("found"), Json("major"));
}

TEST_F(Structure, LoggingAsksTheQuestionsAndTheAnswersChooseTheHolder) {
    EXPECT_THAT(said(world.log("helena", "ticket", {}).error()), HasSubstr("How large is it?: answer"));
    Command command = world.command("andre", Command::Kind::log);
    command.process = "test";
    command.type = "ticket";
    command.title = "It fails";
    command.trees = {{"triage", {"yes", "acceptance"}}};
    ASSERT_TRUE(world.submit(command).has_value());
    EXPECT_EQ(world.holder("TIC-001"), "second");
    command.id = world.id();
    command.trees = {{"triag", {"no"}}};
    EXPECT_THAT(said(world.submit(command).error()), HasSubstr("does not ask"));
}

TEST_F(Structure, ARegisterHasNoHolderAndListsWhatIsInEffect) {
    const std::string here = logged("site", {}, "Here");
    logged("site", {{"since", "2014-02-01T00:00:00Z"}}, "Later");
    logged("site", {{"until", "2014-01-19T00:00:00Z"}}, "Over");
    const std::string gone = logged("site", {}, "Gone");
    done("helena", gone, "strike");
    EXPECT_TRUE(world.get(here).legs.empty());
    const std::string release = logged("release");
    done("helena", release, "count_in");
    EXPECT_EQ(*world.get(release).field("covered"), Json(1));
    done("helena", release, "roll_out");
    EXPECT_THAT(owes(release, "sites"), ElementsAre("SITE-0001 ROL-001 new"));
    world.advance("2014-02-03 09:00");
    done("helena", release, "roll_out");  // one that joined after it was derived
    EXPECT_THAT(owes(release, "sites"), ElementsAre("SITE-0001 ROL-001 new", "SITE-0002 ROL-002 new"));
    done("helena", here, "strike");
    done("helena", release, "roll_out");
    EXPECT_THAT(owes(release, "sites"), ElementsAre("SITE-0001 ROL-001 dropped", "SITE-0002 ROL-002 new"));
}

TEST_F(Structure, RowsAreTakenWithEachElementOfAList) {
    const std::string first = logged("site", {}, "North");
    const std::string second = logged("site", {{"active", false}}, "South");
    const std::string release = logged("release", {{"size", "minor"}});
    done("helena", release, "try_out");
    // The rows come first, and the list is the row's own.
    EXPECT_THAT(owes(release, "trials"),
                ElementsAre("SITE-0001 early ROL-001 new", "SITE-0001 late ROL-002 new",
                            "SITE-0002 late ROL-003 new"));
    EXPECT_EQ(world.get("ROL-002").title, "North, late");
    done("helena", second, "change", {{"active", true}});
    done("helena", first, "change", {{"active", false}});
    done("helena", release, "try_out");
    EXPECT_THAT(owes(release, "trials"),
                ElementsAre("SITE-0001 early ROL-001 dropped", "SITE-0001 late ROL-002 new",
                            "SITE-0002 late ROL-003 new", "SITE-0002 early ROL-004 new"));
    done("helena", release, "resize", {{"size", "fix"}});
    done("helena", release, "try_out");
    EXPECT_THAT(owes(release, "trials"),
                ElementsAre("SITE-0001 early ROL-001 dropped", "SITE-0001 late ROL-002 dropped",
                            "SITE-0002 late ROL-003 dropped", "SITE-0002 early ROL-004 dropped"));
}

TEST_F(Structure, PairsAreCountedAgainstWhatOneActReaches) {
    for (int i = 0; i < 501; ++i) logged("site", {}, "Site");
    const std::string release = logged("release", {{"size", "minor"}});
    EXPECT_THAT(refused("helena", release, "try_out"),
                HasSubstr("One act reaches at most 1000 records; these would be 1002."));
    EXPECT_THAT(owes(release, "trials"), ElementsAre());
}

TEST_F(Structure, OneActReachesSoManyRecordsAndNoMore) {
    for (int i = 0; i < 1000; ++i) logged("site", {}, "Site");
    const std::string release = logged("release");
    EXPECT_THAT(refused("helena", release, "roll_out"), HasSubstr("at most 1000 records"));
    EXPECT_THAT(owes(release, "sites"), ElementsAre());
}

}  // namespace
}  // namespace reeve::records
