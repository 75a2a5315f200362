// Votes in another's place: who may cast them and when, and that they count as both persons.
#include "records/delegation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/approvals_fixture_test.hpp"

namespace reeve::records {
namespace {

using namespace ::testing;

using Delegations = ApprovalsTest;

TEST_F(Delegations, ADelegateVotesInAnothersPlaceAndBothAreRecorded) {
    const std::string number = submitted();
    world.delegate("ana", "xavier");
    EXPECT_THAT(places("xavier", number), ElementsAre("ana"));
    EXPECT_THAT(places("ana", number), ElementsAre());
    EXPECT_THAT(vote("xavier", number, "yes"), HasSubstr("not_allowed: Change board is for Manager"))
        << "for herself she holds no seat";
    EXPECT_EQ(vote_for("ana", "xavier", number, "yes"), "done");
    const Vote& cast = round(number).votes.at(0);
    EXPECT_EQ(cast.person, world.who("xavier"));
    EXPECT_EQ(cast.principal, world.who("ana"));
    const Event& event = world.events(world.get(number).id).back();
    EXPECT_EQ(event.actor.id, world.who("xavier"));
    EXPECT_EQ(event.on_behalf, world.who("ana"));
    EXPECT_EQ(vote_for("ana", "xavier", number, "abstain"), "done") << "it may change until it is decided";
    EXPECT_EQ(round(number).votes.size(), 1U);
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_EQ(standing(number), "yes");
}

TEST_F(Delegations, WhoIsToldThatSeatsAreAskedIsAlsoWhoVotesInTheirPlace) {
    const std::string number = submitted();
    world.delegate("ana", "otto", world.now, world.now + Duration::hours(1));
    const auto told = [&] {
        std::vector<std::string> names;
        done("carlos", number, "remind");
        for (const Change& change : world.events(world.get(number).id).back().changes)
            if (const auto* noticed = std::get_if<Noticed>(&change))
                for (const Id id : noticed->people) names.push_back(world.directory().person(id)->name);
        return names;
    };
    EXPECT_THAT(told(), ::testing::UnorderedElementsAre("ana", "otto", "bela", "nina", "nuno"));
    world.advance(world.now + Duration::hours(1));
    EXPECT_THAT(told(), ::testing::UnorderedElementsAre("ana", "bela", "nina", "nuno"));
}

TEST_F(Delegations, ADelegateVotesFromTheOneInstantUpToTheOther) {
    const std::string number = submitted();
    const Instant from = world.now + Duration::hours(1);
    const Instant until = world.now + Duration::hours(2);
    world.delegate("ana", "xavier", from, until);
    const std::string too_soon = "not_allowed: You do not vote in the place of 'ana' now.";
    EXPECT_EQ(vote_for("ana", "xavier", number, "yes"), too_soon);
    world.advance({from.micros - 1});
    EXPECT_EQ(vote_for("ana", "xavier", number, "yes"), too_soon);
    world.advance(from);
    EXPECT_EQ(vote_for("ana", "xavier", number, "yes"), "done");
    world.advance({until.micros - 1});
    EXPECT_EQ(vote_for("ana", "xavier", number, "abstain"), "done");
    world.advance(until);
    EXPECT_EQ(vote_for("ana", "xavier", number, "yes"), too_soon);
    EXPECT_THAT(places("xavier", number), ElementsAre());
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_EQ(standing(number), "yes") << "what was cast is not undone by the end of the window";
    done("carlos", number, "build");
}

TEST_F(Delegations, WhatShutsOutEitherShutsOutTheDelegate) {
    const std::string number = submitted();
    world.delegate("ana", "carlos");
    ASSERT_TRUE(assign("carlos", number, "carlos").has_value());
    EXPECT_THAT(vote_for("ana", "carlos", number, "yes"),
                HasSubstr("not_allowed: It is assigned to you; somebody else must do this."));
    world.delegate("ana", "xavier");
    world.delegate("bela", "xavier");
    ASSERT_TRUE(assign("carlos", number, "bela").has_value());
    EXPECT_THAT(vote_for("bela", "xavier", number, "yes"),
                HasSubstr("not_allowed: bela may not vote on this, and so nobody may in that place."));
    EXPECT_THAT(places("xavier", number), ElementsAre("ana"));
    EXPECT_EQ(vote_for("ana", "xavier", number, "yes"), "done");
}

TEST_F(Delegations, AVoteInAnothersPlaceCountsNoMoreWhereEitherBecomesTheAssignee) {
    for (const char* assignee : {"bela", "carlos"}) {
        const std::string number = submitted();
        world.delegate("bela", "carlos");
        EXPECT_EQ(vote_for("bela", "carlos", number, "yes"), "done");
        EXPECT_EQ(vote("nina", number, "yes"), "done");
        EXPECT_EQ(standing(number), "yes");
        ASSERT_TRUE(assign("carlos", number, assignee).has_value());
        EXPECT_EQ(standing(number), "open") << assignee;
        EXPECT_TRUE(round(number).votes[0].voided) << assignee;
        EXPECT_FALSE(round(number).votes[1].voided) << assignee;
    }
}

TEST_F(Delegations, ADelegateAndHerPrincipalFillOneSeatBetweenThem) {
    const std::string number = submitted();
    world.delegate("ana", "nina");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    EXPECT_THAT(vote_for("ana", "nina", number, "yes"),
                AllOf(HasSubstr("wrong_state: You have voted for Network"), HasSubstr("fills one seat.")));
    EXPECT_EQ(vote("ana", number, "yes"), "done") << "herself she may";
    EXPECT_EQ(standing(number), "yes");
    // The other way about: who voted in another's place has no voice left of her own.
    const std::string other = submitted();
    EXPECT_EQ(vote_for("ana", "nina", other, "yes"), "done");
    EXPECT_THAT(vote("nina", other, "yes"),
                HasSubstr("wrong_state: You have voted for Manager in the place of ana; one person"));
    EXPECT_EQ(vote("nuno", other, "yes"), "done");
    EXPECT_EQ(standing(other), "yes");
}

TEST_F(Delegations, ThePrincipalFillsNoOtherSeatThanHerDelegateFilled) {
    const std::string number = submitted();
    done("carlos", number, "ask");
    world.add_person("otto", "central", {"owner"});
    world.delegate("otto", "xavier");
    world.delegate("olga", "xavier");
    world.delegate("ovid", "otto");
    EXPECT_EQ(vote_for("otto", "xavier", number, "no", "owners"), "done");
    EXPECT_THAT(vote_for("olga", "xavier", number, "yes", "owners"),
                HasSubstr("wrong_state: You have voted for Owner in the place of otto; one person"));
    EXPECT_THAT(vote_for("ovid", "otto", number, "yes", "owners"),
                HasSubstr("wrong_state: xavier has voted for Owner in your place; one person"));
    EXPECT_EQ(vote("otto", number, "yes", "Good.", "owners"), "done");
    EXPECT_EQ(round(number, "owners").votes.size(), 1U);
}

TEST_F(Delegations, ThePrincipalsOwnVoteTakesThePlaceOfHerDelegates) {
    const std::string number = submitted();
    world.delegate("ana", "xavier");
    EXPECT_EQ(vote_for("ana", "xavier", number, "abstain"), "done");
    EXPECT_EQ(vote("ana", number, "yes"), "done");
    ASSERT_EQ(round(number).votes.size(), 1U);
    EXPECT_EQ(round(number).votes[0].person, world.who("ana"));
    EXPECT_EQ(round(number).votes[0].principal, Id{});
    EXPECT_THAT(vote_for("ana", "xavier", number, "no"),
                HasSubstr("wrong_state: ana has voted for Manager already."));
    // Another delegate speaks for the same seat.
    const std::string other = submitted();
    EXPECT_EQ(vote_for("ana", "xavier", other, "abstain"), "done");
    world.delegate("ana", "otto");
    EXPECT_EQ(vote_for("ana", "otto", other, "yes"), "done");
    EXPECT_EQ(round(other).votes.size(), 1U);
    EXPECT_EQ(vote("nina", other, "yes"), "done");
    EXPECT_THAT(vote("ana", other, "no", "Wait."), HasSubstr("has decided: yes"));
}

TEST_F(Delegations, WhomADelegateNamesIsNoDelegateOfHerPrincipal) {
    const std::string number = submitted();
    world.delegate("ana", "xavier");
    world.delegate("xavier", "otto");
    EXPECT_THAT(vote_for("ana", "otto", number, "yes"),
                HasSubstr("You do not vote in the place of 'ana' now"));
    EXPECT_THAT(places("otto", number), ElementsAre());
    EXPECT_THAT(places("xavier", number), ElementsAre("ana"));
    EXPECT_THAT(vote_for("nobody", "otto", number, "yes"), HasSubstr("in the place of 'nobody' now"));
}

TEST_F(Delegations, AVoteInAnothersPlaceRestsOnThePrincipalsRole) {
    const std::string number = submitted();
    world.delegate("ana", "xavier");
    EXPECT_EQ(vote_for("ana", "xavier", number, "yes"), "done");
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    world.add_person("xavier", "hr_xai_xai", {"owner"});
    EXPECT_EQ(standing(number), "yes") << "the delegate needs no role";
    world.add_person("ana", "central", {"owner"});
    EXPECT_EQ(standing(number), "open");
    EXPECT_THAT(refused("carlos", number, "build"), HasSubstr("still to be heard: Manager."));
}

}  // namespace
}  // namespace reeve::records
