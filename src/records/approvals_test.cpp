// Rounds and votes: quorum, the digest they bind to, what voids them, and the traps of semantics section 12.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/approvals_fixture_test.hpp"
#include "records/next_step.hpp"

namespace reeve::records {
namespace {

using namespace ::testing;

using Approvals = ApprovalsTest;

TEST_F(Approvals, AStateOpensARoundAndAllSeatsDecideIt) {
    const std::string number = submitted();
    EXPECT_EQ(round(number).opened.round, 1);
    EXPECT_THAT(round(number).opened.seats,
                ElementsAre(ApprovalSeat{"manager", {}}, ApprovalSeat{"network", place("cs_boane")}));
    EXPECT_THAT(
        refused("carlos", number, "build"),
        HasSubstr("The board must have agreed. Change board is still to be heard: Manager, Network ("));
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(standing(number), "open");
    EXPECT_EQ(vote("nina", number, "abstain"), "done");
    EXPECT_EQ(standing(number), "yes");
    EXPECT_THAT(world.event_types(number),
                ElementsAre("logged log", "acted submit", "voted", "voted", "approval_decided"));
    done("carlos", number, "build");
    EXPECT_EQ(round(number).used, "build");
}

// What happens next is the vote, by the first seat that is still to be heard, until it is decided.
TEST_F(Approvals, TheVoteComesBeforeTheActThatRestsOnIt) {
    const auto next = [&](std::string_view number) {
        const Record& record = world.get(number);
        return next_step(&process_, &process_.types[*process_.type(record.type)], record, "en");
    };
    using Kind = NextStep::Kind;
    const std::string number = submitted();
    EXPECT_EQ(next(number), (NextStep{Kind::vote, "Change board", "build", {}, "manager"}));
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(next(number), (NextStep{Kind::vote, "Change board", "build", {}, "network"}));
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_EQ(next(number).kind, Kind::act);
}

TEST_F(Approvals, TheFirstNoDecidesNoAndNeedsAReason) {
    const std::string number = submitted();
    EXPECT_THAT(vote("nina", number, "no"), AllOf(HasSubstr("unmet"), HasSubstr("Say why not.")));
    EXPECT_EQ(vote("nina", number, "no", "The cable is too short."), "done");
    EXPECT_EQ(standing(number), "no");
    EXPECT_EQ(round(number).votes.front().reason, "The cable is too short.");
    EXPECT_THAT(vote("ana", number, "yes"), HasSubstr("wrong_state: Change board has decided: no."));
    EXPECT_THAT(refused("carlos", number, "build"), HasSubstr("Change board said no."));
    // Asked again when it comes there again.
    done("carlos", number, "rework", {{"plan", "A longer cable"}});
    EXPECT_EQ(standing(number), "void");
    EXPECT_THAT(vote("ana", number, "yes"), HasSubstr("is not asked any more"));
    done("carlos", number, "submit");
    EXPECT_EQ(round(number).opened.round, 2);
    EXPECT_EQ(standing(number), "open");
}

TEST_F(Approvals, AVoteMayChangeUntilItIsDecided) {
    const std::string number = submitted();
    EXPECT_EQ(vote("ana", number, "abstain"), "done");
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(round(number).votes.size(), 1U);
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_THAT(vote("ana", number, "no", "Wait."), HasSubstr("has decided: yes"));
}

TEST_F(Approvals, WhoHoldsNoSeatOrIsExcludedIsRefused) {
    const std::string number = submitted();
    EXPECT_THAT(vote("carlos", number, "yes"),
                HasSubstr("not_allowed: Change board is for Manager, Network ("));
    EXPECT_THAT(vote("xavier", number, "yes"), HasSubstr("not_allowed"));
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_THAT(vote("nuno", number, "yes"), HasSubstr("wrong_state: nina has voted for Network"));
    ASSERT_TRUE(assign("carlos", number, "bela").has_value());
    EXPECT_THAT(vote("bela", number, "yes"),
                HasSubstr("not_allowed: It is assigned to you; somebody else must do this."));
}

TEST_F(Approvals, AVoteOnWhatWasThereBeforeIsNotCounted) {
    const std::string number = submitted();
    const Command late = ballot("nina", number, "yes");
    ASSERT_TRUE(edit("carlos", number, {{"plan", "Swap both switches"}}).has_value());
    const auto refused = world.submit(late);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, RefusalKind::stale);
    EXPECT_EQ(round(number).opened.round, 2);
    EXPECT_TRUE(round(number).votes.empty());
}

TEST_F(Approvals, AChangeOfTheSubjectVoidsWhateverWasSaid) {
    const std::string number = submitted();
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    ASSERT_TRUE(edit("carlos", number, {{"weight", 3}}).has_value());
    EXPECT_EQ(standing(number), "yes") << "it does not cover the weight";
    ASSERT_TRUE(edit("carlos", number, {{"plan", "Swap both switches"}}).has_value());
    EXPECT_EQ(standing(number), "open");
    EXPECT_THAT(refused("carlos", number, "build"), HasSubstr("still to be heard"));
    const auto& rounds = world.get(number).rounds;
    ASSERT_GE(rounds.size(), 2U);
    EXPECT_EQ(rounds.front().outcome, "void");
    EXPECT_EQ(rounds.front().votes.size(), 2U) << "what was said stays to be read";
}

TEST_F(Approvals, ADocumentReplacedAfterYesVoids) {
    const std::string number = submitted();
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    Command command = world.command("carlos", Command::Kind::comment, number);
    command.comment = CommentPart{"The new drawing", "internal"};
    command.attachments.push_back({Id{7, 7}, "plan.pdf", "application/pdf", std::string(64, 'a'), 10, ""});
    command.attachments.push_back(
        {Id{7, 8}, "cost.pdf", "application/pdf", std::string(64, 'b'), 10, "public"});
    ASSERT_TRUE(world.submit(command).has_value());
    EXPECT_EQ(standing(number), "open");
    EXPECT_EQ(round(number).opened.round, 2) << "two documents at once are one change";
}

TEST_F(Approvals, WhatComesWithTheActIsPutBeforeTheSeats) {
    const std::string number = logged();
    Command command = world.command("carlos", Command::Kind::act, number);
    command.act = "submit";
    command.attachments.push_back({Id{7, 7}, "plan.pdf", "application/pdf", std::string(64, 'a'), 10, ""});
    ASSERT_TRUE(world.submit(command).has_value());
    EXPECT_EQ(round(number).opened.round, 1);
    EXPECT_EQ(standing(number), "open");
}

TEST_F(Approvals, LinksAreCovered) {
    const std::string number = submitted();
    const auto part = world.log("carlos", "part", {}, "Cable");
    ASSERT_TRUE(part.has_value());
    Command command = world.command("carlos", Command::Kind::link, number);
    command.links.push_back({"parts", *part, false});
    ASSERT_TRUE(world.submit(command).has_value());
    EXPECT_EQ(round(number).opened.round, 2);
    // From the other end, too.
    Command undo = world.command("carlos", Command::Kind::link, *part);
    undo.links.push_back({"change", number, true});
    ASSERT_TRUE(world.submit(undo).has_value());
    EXPECT_EQ(round(number).opened.round, 3);
}

TEST_F(Approvals, AVoterWhoBecomesTheAssigneeLosesThatVoteAlone) {
    const std::string number = submitted();
    EXPECT_EQ(vote("bela", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_EQ(standing(number), "yes");
    ASSERT_TRUE(assign("carlos", number, "bela").has_value());
    EXPECT_EQ(standing(number), "open");
    EXPECT_EQ(round(number).outcome, "open");
    EXPECT_TRUE(round(number).votes[0].voided);
    EXPECT_FALSE(round(number).votes[1].voided);
    EXPECT_EQ(round(number).opened.round, 1);
    EXPECT_THAT(refused("carlos", number, "build"), HasSubstr("still to be heard: Manager."));
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(standing(number), "yes");
}

TEST_F(Approvals, AVoterWhoLostTheRoleDoesNotCountWhenTheOutcomeIsUsed) {
    const std::string number = submitted();
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    world.add_person("ana", "central", {"owner"});
    EXPECT_EQ(standing(number), "open");
    EXPECT_THAT(refused("carlos", number, "build"), HasSubstr("still to be heard: Manager."));
    EXPECT_EQ(vote("bela", number, "yes"), "done");
    done("carlos", number, "build");
}

TEST_F(Approvals, ALeadWhoBuiltInAnEarlierRoundApprovesNoMore) {
    const std::string number = submitted();
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    done("bela", number, "build");
    done("carlos", number, "replan");
    EXPECT_EQ(round(number).opened.round, 2) << "what was used is history: it is asked anew";
    EXPECT_THAT(vote("bela", number, "yes"), HasSubstr("not_allowed: You did 'Build'"));
}

TEST_F(Approvals, AUsedOutcomeIsHistory) {
    const std::string number = submitted();
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    done("carlos", number, "build");
    ASSERT_TRUE(edit("carlos", number, {{"plan", "As built"}}).has_value());
    EXPECT_EQ(round(number).outcome, "yes");
    EXPECT_EQ(standing(number), "yes");
    EXPECT_EQ(world.get(number).rounds.front().opened.round, 1);
}

TEST_F(Approvals, SeparationOfDutiesComparesPersons) {
    const std::string number = submitted();
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_EQ(vote("otto", number, "yes", "", "go_live"), "done");
    done("bela", number, "build");
    EXPECT_THAT(refused("bela", number, "release"), HasSubstr("not_allowed: You did 'Build'"));
    done("carlos", number, "release", {{"result", "It runs"}});
    EXPECT_EQ(round(number, "go_live").used, "release");
}

TEST_F(Approvals, OneAfterAnotherOpensOnTheSameSubjectWhenThatIsYes) {
    const std::string number = submitted();
    EXPECT_EQ(world.get(number).round("go_live"), nullptr);
    EXPECT_THAT(vote("otto", number, "yes", "", "go_live"),
                HasSubstr("wrong_state: Go-live was not asked yet."));
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_EQ(round(number, "go_live").opened.digest, round(number).opened.digest);
    EXPECT_EQ(vote("otto", number, "yes", "", "go_live"), "done");
    ASSERT_TRUE(edit("carlos", number, {{"plan", "Swap both switches"}}).has_value());
    EXPECT_EQ(standing(number, "go_live"), "void");
    EXPECT_EQ(round(number, "go_live").opened.round, 1) << "not before the other said yes again";
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_EQ(round(number, "go_live").opened.round, 2);
}

TEST_F(Approvals, AQuorumDecidesWhenItCanNoLongerChange) {
    const std::string number = submitted();
    done("carlos", number, "ask");
    EXPECT_THAT(vote("otto", number, "yes", "", "owners"), HasSubstr("Say why."));
    EXPECT_EQ(vote("otto", number, "yes", "Good.", "owners"), "done");
    EXPECT_EQ(vote("olga", number, "no", "Not yet.", "owners"), "done");
    EXPECT_EQ(standing(number, "owners"), "open");
    EXPECT_THAT(refused("carlos", number, "skip"), HasSubstr("Owners first."));
    EXPECT_EQ(vote("ovid", number, "yes", "Fine.", "owners"), "done");
    EXPECT_EQ(standing(number, "owners"), "yes");
    EXPECT_THAT(vote("omar", number, "no", "No.", "owners"), HasSubstr("has decided"));
    done("carlos", number, "skip");
}

TEST_F(Approvals, AQuorumThatCannotBeHadDecidesNo) {
    const std::string number = submitted();
    done("carlos", number, "ask");
    EXPECT_EQ(vote("otto", number, "no", "No.", "owners"), "done");
    EXPECT_EQ(vote("olga", number, "abstain", "Not mine.", "owners"), "done");
    EXPECT_EQ(standing(number, "owners"), "no");
}

TEST_F(Approvals, OnePersonFillsOneSeat) {
    const std::string number = submitted();
    done("carlos", number, "ask");
    EXPECT_EQ(vote("otto", number, "yes", "Good.", "owners"), "done");
    EXPECT_EQ(vote("otto", number, "yes", "Still good.", "owners"), "done");
    EXPECT_EQ(round(number, "owners").votes.size(), 1U);
    const std::string own = logged("omar");
    done("carlos", own, "submit");
    done("carlos", own, "ask");
    EXPECT_THAT(vote("omar", own, "yes", "Mine.", "owners"), HasSubstr("not_allowed: You logged it"));
}

TEST_F(Approvals, ReasonsThatAreNotAskedForAreRefused) {
    const std::string number = submitted();
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_THAT(vote("otto", number, "no", "Because.", "go_live"), HasSubstr("No reasons are given here."));
    EXPECT_EQ(vote("otto", number, "no", "", "go_live"), "done");
}

TEST_F(Approvals, ExpiresAtItsInstantUnlessItWasUsed) {
    const std::string number = submitted();
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    world.advance("2014-01-25 08:00");
    EXPECT_EQ(vote("nina", number, "yes"), "done") << "at the limit the person wins";
    world.advance("2014-01-25 08:01");
    EXPECT_EQ(standing(number), "void");
    EXPECT_EQ(round(number).cause, "expired");
    EXPECT_THAT(refused("carlos", number, "build"), HasSubstr("What Change board said has expired."));
    done("carlos", number, "rework");
    done("carlos", number, "submit");
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    done("carlos", number, "build");
    world.advance("2014-03-01 08:00");
    EXPECT_EQ(standing(number), "yes");
}

TEST_F(Approvals, TheEndEndsWhatIsAsked) {
    const std::string number = submitted();
    done("carlos", number, "close");
    EXPECT_EQ(round(number).outcome, "void");
    EXPECT_EQ(round(number).cause, "ended");
    EXPECT_THAT(due_timers(world.get(number)), ElementsAre());
    EXPECT_THAT(vote("ana", number, "yes"), HasSubstr("has ended"));
}

TEST_F(Approvals, ASeatWithoutMembersIsSaid) {
    world.add_person("nina", "cs_boane", {});
    world.add_person("nuno", "cs_boane", {});
    const std::string number = submitted();
    EXPECT_THAT(refused("carlos", number, "build"),
                HasSubstr("Change board cannot be decided: nobody holds Network"));
}

TEST_F(Approvals, ASeatOfAnOrganisationThatNobodyNamedIsMissed) {
    const auto number = world.log("carlos", "change", {{"plan", "Swap"}}, "New switch");
    ASSERT_TRUE(number.has_value());
    EXPECT_THAT(refused("carlos", *number, "submit"),
                HasSubstr("Network is heard of an organisation, and none is named."));
}

TEST_F(Approvals, NearNamesAreSaid) {
    const std::string number = submitted();
    EXPECT_THAT(vote("ana", number, "yes", "", "caab"),
                HasSubstr("unseen: The type 'change' has no approval 'caab'; did you mean 'cab'?"));
}

}  // namespace
}  // namespace reeve::records
