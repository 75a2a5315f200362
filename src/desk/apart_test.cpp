// Roles that nobody has together: who is given both is refused, and so is a version under which somebody has
// both.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk/relay_test.hpp"
#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = Administer::Kind;

class ApartTest : public ::testing::Test {
protected:
    // Who decides first does not decide second, from version 2 on.
    Outcome<Answer> install() {
        std::string text(relay_process);
        text.replace(text.find("version: 1"), 10, "version: 2");
        text.replace(text.find("title: Second }"), 15, "title: Second, disjoint: first }");
        return administer(Kind::install_process,
                          {{"id", "relay"}, {"files", JsonObject{{"process.yaml", std::move(text)}}}});
    }
    Outcome<Answer> activate() { return administer(Kind::activate_process, {{"id", "relay"}}); }
    void begin() {
        ASSERT_TRUE(install());
        ASSERT_TRUE(activate());
    }
    Outcome<Answer> change(std::string_view who, JsonObject value) {
        value.set("id", desk.id(who).text());
        return administer(Kind::person, std::move(value));
    }
    static Json roles(std::initializer_list<std::string_view> names) {
        JsonArray all;
        for (const std::string_view name : names) {
            all.push_back(JsonObject{{"process", "relay"}, {"role", name}});
        }
        return all;
    }
    // "[field] why", each.
    static std::vector<std::string> why(const Outcome<Answer>& answer) {
        std::vector<std::string> all;
        for (const Unmet& one : answer ? std::vector<Unmet>{} : answer.error().unmet) {
            all.push_back("[" + one.field + "] " + one.why);
        }
        return all;
    }

    StagedDesk desk;

private:
    Outcome<Answer> administer(Kind kind, JsonObject value) {
        Administer what;
        what.kind = kind;
        what.actor = {records::ActorKind::person, desk.id("anna")};
        what.value = std::move(value);
        return desk.submit(std::move(what));
    }
};

TEST_F(ApartTest, NobodyIsGivenBoth) {
    ASSERT_TRUE(change("fay", {{"roles", roles({"first", "second"})}}));  // not yet: version 1 is in force
    ASSERT_TRUE(change("fay", {{"roles", roles({"first"})}}));
    begin();
    EXPECT_THAT(why(change("fay", {{"roles", roles({"first", "second"})}})),
                ElementsAre("[roles] Fay has 'First' and 'Second'; nobody has both."));
    // At another place neither.
    const Json elsewhere =
        JsonArray{JsonObject{{"process", "relay"}, {"role", "first"}, {"organisation", "north"}},
                  JsonObject{{"process", "relay"}, {"role", "second"}, {"organisation", "south"}}};
    EXPECT_THAT(why(change("fay", {{"roles", elsewhere}})),
                ElementsAre("[roles] Fay has 'First' and 'Second'; nobody has both."));
    EXPECT_TRUE(change("fay", {{"roles", roles({"second", "local"})}}));
    EXPECT_TRUE(change("fay", {{"display", "Fay Holm"}}));
}

TEST_F(ApartTest, NobodyIsImportedWithBoth) {
    begin();
    const auto import = [this](std::string name, std::vector<std::string> roles) {
        Import what;
        what.actor = {records::ActorKind::person, desk.id("anna")};
        what.source = "there";
        what.process = "relay";
        what.people.push_back({std::move(name), "Zoe", "", std::move(roles), {}});
        return desk.submit(std::move(what));
    };
    const Outcome<Answer> refused = import("zoe", {"first", "second"});
    EXPECT_THAT(why(refused), ElementsAre("[roles] Zoe has 'First' and 'Second'; nobody has both."));
    EXPECT_EQ(refused ? "" : refused.error().detail, "zoe: These are roles that nobody has together.");
    EXPECT_EQ(desk.desk->world()->directory->person(std::string_view("zoe")), nullptr);
    EXPECT_TRUE(import("zoe", {"second"}));
}

TEST_F(ApartTest, WhoIsNotHereHasNothing) {
    ASSERT_TRUE(change("fay", {{"active", false}}));
    begin();
    EXPECT_TRUE(change("fay", {{"roles", roles({"first", "second"})}}));
    EXPECT_THAT(why(change("fay", {{"active", true}})),
                ElementsAre("[roles] Fay has 'First' and 'Second'; nobody has both."));
}

TEST_F(ApartTest, NobodyVotesForWhoHasTheOther) {
    begin();
    EXPECT_THAT(why(change("fay", {{"delegate", JsonObject{{"person", "sue"}}}})),
                ElementsAre("[delegate] Sue has 'Second' and votes as 'First' for Fay; nobody has both."));
    // A time that is over counts no more; two that do not meet neither.
    const auto from_to = [&](int from, int to) {
        return Json(JsonObject{{"person", "leo"},
                               {"from", text(monday + Duration::hours(from))},
                               {"until", text(monday + Duration::hours(to))}});
    };
    EXPECT_TRUE(change("fay", {{"delegate", from_to(1, 2)}}));
    EXPECT_TRUE(change("sue", {{"delegate", from_to(2, 3)}}));
    EXPECT_THAT(why(change("sue", {{"delegate", from_to(1, 3)}})),
                ElementsAre("[delegate] Leo votes as 'First' for Fay and votes as 'Second' for Sue; nobody "
                            "has both."));
    EXPECT_THAT(why(change("leo", {{"roles", roles({"second"})}})),
                ElementsAre("[delegate] Leo has 'Second' and votes as 'First' for Fay; nobody has both."));
    desk.now = monday + Duration::hours(2);
    EXPECT_TRUE(change("leo", {{"roles", roles({"second"})}}));
}

TEST_F(ApartTest, AVersionUnderWhichSomebodyHasBothIsNotActivated) {
    ASSERT_TRUE(change("fay", {{"roles", roles({"first", "second"})}}));
    ASSERT_TRUE(change("fred", {{"delegate", JsonObject{{"person", "sue"}}}}));
    const std::vector<std::string> both{"Fay has 'First' and 'Second'; nobody has both.",
                                        "Sue has 'Second' and votes as 'First' for Fred; nobody has both."};
    const auto installed = install();
    ASSERT_TRUE(installed);
    const std::string warnings = write_json(*installed->value.find("warnings"));
    EXPECT_TRUE(warnings.ends_with(write_json(Json(JsonArray{both[0], both[1]})).substr(1))) << warnings;
    EXPECT_THAT(why(activate()), ElementsAre("[roles] " + both[0], "[delegate] " + both[1]));
    EXPECT_EQ(desk.desk->world()->active("relay")->version, 1);
    ASSERT_TRUE(change("fay", {{"roles", roles({"first"})}}));
    ASSERT_TRUE(change("fred", {{"delegate", nullptr}}));
    EXPECT_THAT(why(activate()), IsEmpty());
    EXPECT_EQ(desk.desk->world()->active("relay")->version, 2);
}

}  // namespace
}  // namespace reeve::desk
