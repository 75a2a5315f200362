// Who votes in whose place: who may say it, and that the published world follows the time.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Kind = Administer::Kind;

class DelegationTest : public ::testing::Test {
protected:
    Outcome<Answer> set(Kind kind, JsonObject value, std::string_view as) {
        Administer administer;
        administer.kind = kind;
        administer.actor = {records::ActorKind::person, desk.id(as)};
        administer.value = std::move(value);
        return desk.submit(std::move(administer));
    }
    Outcome<Answer> name(std::string_view whose, Json delegate, std::string_view as) {
        return set(Kind::delegate, {{"id", desk.id(whose).text()}, {"delegate", std::move(delegate)}}, as);
    }
    // Why not, in one text.
    std::string refused(std::string_view whose, Json delegate) {
        const Outcome<Answer> answer = name(whose, std::move(delegate), "anna");
        EXPECT_FALSE(answer.has_value());
        std::string text;
        for (const Unmet& one : answer ? std::vector<Unmet>{} : answer.error().unmet) {
            text += one.why + " ";
        }
        return text;
    }
    // In whose place she votes, as it is published.
    std::vector<std::string> places(std::string_view person) {
        const WorldPtr world = desk.desk->world();
        std::vector<std::string> names;
        for (const records::Person* one : world->voices_of(*world->directory->person(person))) {
            if (one->name != person) {
                names.push_back(one->name);
            }
        }
        return names;
    }

    StagedDesk desk;
    const Instant from = monday + Duration::hours(1);
    const Instant until = monday + Duration::hours(2);
    const Json for_an_hour = JsonObject{{"person", "fay"}, {"from", text(from)}, {"until", text(until)}};
};

TEST_F(DelegationTest, SheSaysItHerselfOrAnAdministratorDoes) {
    EXPECT_EQ(name("ada", JsonObject{{"person", "fay"}}, "fay").error().kind, RefusalKind::not_allowed);
    EXPECT_TRUE(name("ada", JsonObject{{"person", "fay"}}, "ada").has_value());
    EXPECT_THAT(places("fay"), ElementsAre("ada"));
    EXPECT_TRUE(name("ada", nullptr, "anna").has_value());
    EXPECT_THAT(places("fay"), IsEmpty());
}

TEST_F(DelegationTest, ItIsSomebodyElseWhoIsThereAndHasNamedNobody) {
    EXPECT_THAT(refused("ada", JsonObject{{"person", "ada"}}), HasSubstr("Somebody else"));
    EXPECT_THAT(refused("ada", JsonObject{{"person", "nobody"}}), HasSubstr("nobody"));
    EXPECT_THAT(refused("ada", JsonObject{{"person", "fay"}, {"from", text(until)}, {"until", text(until)}}),
                HasSubstr("ends after it begins"));
    ASSERT_TRUE(name("fay", JsonObject{{"person", "anna"}, {"until", text(from)}}, "fay").has_value());
    EXPECT_THAT(refused("ada", JsonObject{{"person", "fay"}}), HasSubstr("has named somebody too"));
    EXPECT_TRUE(name("ada", for_an_hour, "ada").has_value()) << "at another time she has not";
    ASSERT_TRUE(set(Kind::person, {{"id", desk.id("fay").text()}, {"active", false}}, "anna").has_value());
    EXPECT_THAT(refused("ada", JsonObject{{"person", "fay"}}), HasSubstr("no longer here"));
}

TEST_F(DelegationTest, TheWorldFollowsTheTimeByItself) {
    ASSERT_TRUE(name("ada", for_an_hour, "ada").has_value());
    EXPECT_THAT(places("fay"), IsEmpty());
    EXPECT_EQ(desk.step(), from) << "the desk asks to be called then";
    desk.live(Instant{from.micros - 1});
    EXPECT_THAT(places("fay"), IsEmpty());
    desk.live(from);
    EXPECT_THAT(places("fay"), ElementsAre("ada"));
    desk.reopen();
    EXPECT_EQ(desk.step(), until);
    EXPECT_THAT(places("fay"), ElementsAre("ada")) << "as it is stored";
    desk.live(until);
    EXPECT_THAT(places("fay"), IsEmpty());
    EXPECT_EQ(desk.step(), Instant::never());
}

TEST_F(DelegationTest, WhatAnEntryShowsCanBeSentBack) {
    const auto named = name("ada", for_an_hour, "ada");
    ASSERT_TRUE(named.has_value());
    const auto again = set(Kind::person, named->value.object(), "anna");
    ASSERT_TRUE(again.has_value()) << again.error().detail;
    EXPECT_EQ(desk.desk->world()->directory->person("ada")->delegate,
              (records::Delegation{desk.id("fay"), from, until}));
}

}  // namespace
}  // namespace reeve::desk
