// Acts that every record has, where the process says who does them, and when.
#include "records/recomputing.hpp"
#include "records/world_fixture_test.hpp"

namespace reeve::records {
namespace {

using testing::at;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Restrictions : public testing::JobTest {
protected:
    Restrictions() : JobTest("src/records/restrictions_test.yaml") {
        world.add_person("helena", "central", {"agent"});
        world.add_person("ivo", "central", {"agent"});
        world.add_person("rui", "central", {"second"});
        world.add_person("mario", "central", {"lead"});
        world.add_person("andre", "cs_boane", {"caller"});
    }
    Outcome<Plan> ask(Command::Kind kind, std::string_view person, std::string_view number,
                      const std::string& other = "") {
        Command command = world.command(person, kind, number);
        command.person = other;
        if (kind == Command::Kind::edit) command.fields = {{"level", 3}};
        if (kind == Command::Kind::comment) command.comment = CommentPart{"Hello", ""};
        return world.submit(command);
    }
    RefusalKind refused(Command::Kind kind, std::string_view person, std::string_view number,
                        const std::string& other = "") {
        const auto outcome = ask(kind, person, number, other);
        EXPECT_FALSE(outcome.has_value());
        return outcome ? RefusalKind::malformed : outcome.error().kind;
    }
    using Kind = Command::Kind;
};

TEST_F(Restrictions, ByNamesWhoMayInsteadOfThoseWhoMayOtherwise) {
    const std::string number = logged();
    EXPECT_EQ(refused(Kind::assign, "helena", number, "ivo"), RefusalKind::not_allowed);
    EXPECT_EQ(ask(Kind::assign, "helena", number, "ivo").error().detail, "'Assign' is for Shift lead.");
    ASSERT_TRUE(ask(Kind::assign, "mario", number, "ivo").has_value()) << "she does not hold it";
    EXPECT_EQ(world.get(number).holder.person, Id::of_name("person:ivo"));
    EXPECT_EQ(refused(Kind::assign, "mario", number, "rui"), RefusalKind::unmet)
        << "it is given to those who belong to the holder alone";
    EXPECT_EQ(refused(Kind::comment, "andre", logged({}, "andre")), RefusalKind::not_allowed);
}

TEST_F(Restrictions, WhoeverTakesItMustBeOfThoseWhoHoldIt) {
    const std::string number = logged();
    EXPECT_EQ(refused(Kind::take, "mario", number), RefusalKind::not_allowed);
    ASSERT_TRUE(ask(Kind::take, "ivo", number).has_value());
    done("helena", number, "pass");
    EXPECT_EQ(refused(Kind::take, "rui", number), RefusalKind::not_allowed)
        << "she holds it, and is not named";
}

TEST_F(Restrictions, AConditionIsJudgedAfterWhoAndWhetherItIsTheRecordThatSheSaw) {
    const std::string number = logged();
    done("helena", number, "seal");
    Command stale = world.command("helena", Kind::edit, number);
    stale.fields = {{"level", 3}};
    stale.if_version = world.get(number).version - 1;
    EXPECT_EQ(world.submit(stale).error().kind, RefusalKind::stale);
    stale.comment = CommentPart{"Hello", "internal"};
    Command hers = stale;
    hers.actor.id = world.who("andre");
    EXPECT_EQ(world.submit(hers).error().kind, RefusalKind::not_allowed);
    EXPECT_EQ(refused(Kind::edit, "helena", number), RefusalKind::unmet);
    done("helena", number, "finish");
    EXPECT_EQ(refused(Kind::edit, "helena", number), RefusalKind::wrong_state);
    EXPECT_EQ(refused(Kind::comment, "andre", number), RefusalKind::not_allowed);
}

TEST_F(Restrictions, AConditionIsJudgedOnTheRecordAsItIs) {
    const std::string number = logged();
    ASSERT_TRUE(ask(Kind::edit, "helena", number).has_value());
    ASSERT_TRUE(ask(Kind::comment, "helena", number).has_value());
    EXPECT_EQ(refused(Kind::edit, "andre", number), RefusalKind::not_allowed) << "who may is as everywhere";
    done("helena", number, "seal");
    const auto edited = ask(Kind::edit, "helena", number);
    ASSERT_FALSE(edited.has_value());
    EXPECT_EQ(edited.error().kind, RefusalKind::unmet);
    ASSERT_EQ(edited.error().unmet.size(), 1U);
    EXPECT_EQ(edited.error().unmet[0].what, "when");
    EXPECT_EQ(edited.error().unmet[0].why, "It is sealed.");
    EXPECT_EQ(refused(Kind::comment, "helena", number), RefusalKind::unmet);
    EXPECT_TRUE(ask(Kind::watch, "helena", number).has_value()) << "nothing is said of when";
    EXPECT_EQ(refused(Kind::watch, "andre", logged({}, "andre")), RefusalKind::not_allowed);
    EXPECT_EQ(refused(Kind::link, "helena", number), RefusalKind::not_allowed);
}

TEST_F(Restrictions, RecomputingIsForWhomTheProcessNames) {
    const std::string number = logged();
    world.advance("2014-01-20 12:00");
    world.add_calendar("facility_hours", R"({"tz": "Africa/Maputo", "always_open": true})",
                       at("2014-01-20 00:00"));
    const Record& record = world.get(number);
    const Situation situation = world.situation(&record);
    const auto why = [&](std::string_view person) {
        return why_not_recompute(situation, process_.types.front(), *world.directory().person(person));
    };
    EXPECT_THAT(why("helena"), HasSubstr("is for Shift lead"));
    EXPECT_EQ(why("mario"), "");
    EXPECT_EQ(refused(Kind::recompute, "helena", number), RefusalKind::not_allowed);
    EXPECT_NE(refused(Kind::recompute, "mario", number), RefusalKind::not_allowed);
}

TEST_F(Restrictions, WhatCanBeDoneIsShownWithItsReason) {
    const std::string number = logged();
    done("helena", number, "seal");
    std::vector<std::string> told;
    Situation situation = world.situation(&world.get(number));
    for (const ActView& act : possible_acts(situation, world.who("helena"), "en"))
        if (process::built_in(act.name)) told.push_back(act.name + ": " + act.why_not);
    EXPECT_THAT(told, ElementsAre("edit: It is sealed.", "assign: 'Assign' is for Shift lead.",
                                  "take: ", "comment: Say nothing more.", "link: 'Link' is for Shift lead.",
                                  "watch: ", "log_time: ", "recompute: 'Recompute' is for Shift lead.", "move: "));
}

}  // namespace
}  // namespace reeve::records
