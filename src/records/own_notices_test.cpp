// What the desk tells of itself: what it was refused, that nobody is further, that nobody fills a seat; and
// by how much it is late.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/approvals_fixture_test.hpp"
#include "records/told_test.hpp"
#include "records/why_refused.hpp"

namespace reeve::records {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using testing::told;

class OwnNotices : public testing::JobTest {
protected:
    OwnNotices() : JobTest("src/records/automation_test.yaml") {
        world.add_person("helena", "central", {"agent"});
        world.add_person("ivo", "central", {"agent"});
        world.add_person("rui", "central", {"second"});
        world.add_person("andre", "cs_boane", {"caller"});
    }
    // So much that its release waits.
    std::string held_up() {
        const std::string number = logged();
        done("helena", number, "begin");
        done("helena", number, "weigh", {{"count", 20}});
        done("rui", number, "approve");
        done("helena", number, "test");
        return number;
    }
};

TEST_F(OwnNotices, WhatTheDeskIsRefusedIsToldToWhoeverHoldsTheRecord) {
    const std::string number = held_up();
    ASSERT_THAT(world.get(number).refused, SizeIs(1));
    EXPECT_THAT(told(world, number),
                ElementsAre("helena: JOB-001: the desk could not do 'Release'. Too many.",
                            "ivo: JOB-001: the desk could not do 'Release'. Too many."))
        << "the desk acts: nobody is left out";
    EXPECT_THAT(told(world, number, "pt"),
                Contains("ivo: JOB-001: o sistema não pôde fazer 'Release'. Too many."));
}

TEST_F(OwnNotices, ItIsToldOnceAndAgainForOtherReasons) {
    const std::string number = held_up();
    done("helena", number, "weigh", {{"count", 21}});
    EXPECT_THAT(told(world, number), SizeIs(2)) << "refused again for the same reason";
    done("ivo", number, "code");
    ASSERT_THAT(told(world, number), SizeIs(4));
    EXPECT_THAT(told(world, number).back(), EndsWith("'Release'. Too many. What was coded is reviewed."));
    done("helena", number, "review");
    EXPECT_THAT(told(world, number), SizeIs(6)) << "as it was at first";
    done("helena", number, "weigh", {{"count", 2}});
    EXPECT_EQ(world.get(number).state, "ready");
    EXPECT_THAT(told(world, number), SizeIs(6)) << "done at last";
}

class OwnNoticesOfApprovals : public ApprovalsTest {};

TEST_F(OwnNoticesOfApprovals, ASeatThatNobodyFillsIsToldToWhoeverAskedAndHoldsIt) {
    world.add_organisation("empty", "facility", "facility_hours");
    const auto number =
        world.log("carlos", "change", {{"plan", "Swap"}, {"place", place("empty").text()}}, "New switch");
    ASSERT_TRUE(number.has_value());
    done("carlos", *number, "submit");
    const std::vector<std::string> first = told(world, *number);
    EXPECT_THAT(first,
                Contains(AllOf(StartsWith("carlos: "),
                               HasSubstr("Change board cannot be decided: nobody holds Network (empty)."))))
        << "he asked, and does not know";
    EXPECT_THAT(first, Contains(StartsWith("bela: " + *number + ": Change board")));
    EXPECT_THAT(refused("carlos", *number, "build"), HasSubstr("cannot be decided: nobody holds Network"));
    EXPECT_THAT(refused("carlos", *number, "build"), HasSubstr("cannot be decided: nobody holds Network"));
    EXPECT_EQ(told(world, *number), first) << "once a round, not once a try";
    ASSERT_TRUE(edit("carlos", *number, {{"plan", "Swap both"}}).has_value());
    EXPECT_THAT(told(world, *number), SizeIs(2 * first.size())) << "it is another round";
}

TEST_F(OwnNoticesOfApprovals, ASeatThatBecomesEmptyIsToldOnceInItsRound) {
    const std::string number = submitted();
    world.add_person("nuno", "cs_boane", {});
    EXPECT_THAT(told(world, number), Not(Contains(HasSubstr("cannot be decided")))) << "nina is there";
    world.add_person("nina", "cs_boane", {});
    const std::vector<std::string> first = told(world, number);
    EXPECT_THAT(first, Contains("bela: " + number +
                                ": Change board cannot be decided: nobody holds Network (cs_boane)."));
    EXPECT_THAT(told(world, number, "pt"),
                Contains(HasSubstr("Change board não pode ser decidida: ninguém exerce Network")));
    EXPECT_THAT(round(number).empty, ElementsAre(1));
    EXPECT_EQ(world.event_types(number).back(), "rechecked");
    EXPECT_THAT(refused("carlos", number, "build"), HasSubstr("cannot be decided: nobody holds Network"));
    world.add_person("nina", "cs_boane", {"network"});
    world.add_person("nina", "cs_boane", {});
    EXPECT_EQ(told(world, number), first) << "once in a round";
    ASSERT_TRUE(edit("carlos", number, {{"plan", "Swap both"}}).has_value());
    EXPECT_THAT(told(world, number), SizeIs(2 * first.size())) << "it is another round";
}

TEST_F(OwnNoticesOfApprovals, AVoteThatIsLostWithItsSeatIsToldToo) {
    const std::string number = submitted();
    world.add_person("nuno", "cs_boane", {});
    EXPECT_EQ(vote("nina", number, "yes"), "done");
    world.add_person("nina", "cs_boane", {});
    EXPECT_TRUE(round(number).votes.front().voided);
    EXPECT_THAT(told(world, number), Contains(HasSubstr("nobody holds Network (cs_boane).")));
}

TEST_F(OwnNoticesOfApprovals, WhatIsDecidedNeedsNobodyAnyMore) {
    const std::string number = submitted();
    EXPECT_EQ(vote("ana", number, "no", "Not now."), "done");
    world.add_person("nuno", "cs_boane", {});
    world.add_person("nina", "cs_boane", {});
    EXPECT_THAT(told(world, number), Not(Contains(HasSubstr("cannot be decided"))));
}

TEST_F(OwnNoticesOfApprovals, OfSeatsThatSomebodyFillsNothingIsSaid) {
    const std::string number = submitted();
    EXPECT_THAT(told(world, number), Not(Contains(HasSubstr("cannot be decided"))));
}

TEST_F(OwnNotices, WhatTheDeskSaysByItselfIsInTheLanguageOfWhoeverReads) {
    const process::RecordType& type = process_.types[0];
    const DeedRefused deed{"release", "", 0, {}, {"exhausted", "from", "rule:tested", "parts"}};
    EXPECT_THAT(
        why_refused(&process_, &type, deed, "pt"),
        ElementsAre("Não há mais ninguém a quem o passar.", "'Release' não é possível no estado em que está.",
                    "What was coded is reviewed.", "'parts' não está cumprido."));
    EXPECT_EQ(why_refused(&process_, &type, deed, "pt-BR"), why_refused(&process_, &type, deed, "pt"));
    EXPECT_THAT(why_refused(&process_, &type, deed, "de"),
                Contains("There is nobody further to hand it over to."));
    EXPECT_THAT(why_left_out(process_, type, {"link:parts", "reach"}, "pt"),
                ElementsAre("Parts: não é possível agir sobre um registo ligado.",
                            "Chegaria a demasiados registos."));
}

// Decided so much after the first thing fell due; nothing is committed.
class LateNotices : public OwnNotices {
protected:
    std::string words(Duration late, std::string_view path = "notice.desk_refused.en") {
        const std::string number = held_up();
        Command look = world.command("helena", Command::Kind::recheck, number);
        look.actor = {};
        look.about = look.record;
        Record changed = world.get(number);
        changed.refused.front().deed.unmet = {"when"};  // other reasons than it has now
        Situation situation = world.situation(&changed);
        situation.received = situation.now + late;
        const auto plan = decide(situation, look);
        if (!plan) return said(plan.error());
        const EventText* text = plan->events.front().text(std::string(path));
        return text == nullptr ? "nothing" : text->value;
    }
};

TEST_F(LateNotices, SayByHowMuchWhereTheDeskWasDown) {
    EXPECT_THAT(words(Duration::hours(2) + Duration::minutes(5)), EndsWith("Too many. (late by 2 h 5 min)"));
}

TEST_F(LateNotices, SayItInTheirLanguage) {
    EXPECT_THAT(words(Duration::hours(51), "notice.desk_refused.pt"),
                EndsWith(" (com atraso de 2 d 3 h 0 min)"));
}

TEST_F(LateNotices, SayNothingOfTheTimeThatTheDeskTakes) {
    EXPECT_THAT(words(Duration::seconds(59)), EndsWith("Too many."));
}

}  // namespace
}  // namespace reeve::records
