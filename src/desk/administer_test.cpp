// The directory and the processes: what administrators may send, what is published, what a restart finds.

#include <gtest/gtest.h>

#include <algorithm>

#include "desk/oncall.hpp"
#include "desk/relay_test.hpp"
#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

using Kind = Administer::Kind;

class AdministerTest : public ::testing::Test {
protected:
    Outcome<Answer> set(Kind kind, JsonObject value, std::string_view as = "anna") {
        Administer administer;
        administer.kind = kind;
        administer.actor = {records::ActorKind::person, desk.id(as)};
        administer.value = std::move(value);
        return desk.submit(std::move(administer));
    }
    // Every reason why not, in one text.
    std::string reasons(Kind kind, JsonObject value) {
        const Outcome<Answer> answer = set(kind, std::move(value));
        EXPECT_FALSE(answer);
        if (answer) {
            return "";
        }
        std::string text = std::string(word(answer.error().kind)) + ": " + answer.error().detail;
        for (const Unmet& one : answer.error().unmet) {
            text += " [" + one.field + "] " + one.why;
        }
        return text;
    }

    StagedDesk desk;
};

TEST_F(AdministerTest, DemonstrationHasTheSameIdsEveryTime) {
    const WorldPtr world = desk.desk->world();
    ASSERT_NE(world->directory->person("ada"), nullptr);
    EXPECT_EQ(world->directory->person("ada")->id, Id::of_name("person:ada"));
    EXPECT_EQ(world->directory->organisation("north")->id, Id::of_name("organisation:north"));
    EXPECT_EQ(world->directory->person("fay")->teams, std::vector{Id::of_name("team:runners")});
    ASSERT_NE(world->active("relay"), nullptr);
    EXPECT_EQ(world->active("relay")->version, 1);
    ASSERT_NE(world->directory->calendar("always"), nullptr);
    EXPECT_NE(world->directory->calendar("always")->time, nullptr);
}

TEST(Demonstration, SharesEntriesOfTheSameNameBetweenProcesses) {
    ShippedProcess twin = shipped("relay");
    twin.id = "relay-two";
    twin.files[0].text.replace(twin.files[0].text.find("process: relay"), 14, "process: relay-two");
    const auto submissions = demonstration({shipped("relay"), twin});
    ASSERT_TRUE(submissions);
    const auto ada = std::ranges::find_if(*submissions, [](const Administer& one) {
        return one.kind == Kind::person && one.value.string_or_empty("name") == "ada";
    });
    ASSERT_NE(ada, submissions->end());
    const JsonArray& roles = ada->value.find("roles")->array();
    ASSERT_EQ(roles.size(), 2u);
    EXPECT_EQ(roles[0].string_or_empty("process"), "relay");
    EXPECT_EQ(roles[1].string_or_empty("process"), "relay-two");
    EXPECT_EQ(std::ranges::count(*submissions, Kind::person, &Administer::kind), 8);
}

TEST(Demonstration, GivesRolesOfOtherProcessesThatAreThere) {
    ShippedProcess relay = shipped("relay"), twin = relay;
    twin.id = "relay-two";
    twin.files[0].text.replace(twin.files[0].text.find("process: relay"), 14, "process: relay-two");
    std::erase_if(twin.files, [](const auto& file) { return file.path == "demo.yaml"; });
    for (process::SourceFile& file : relay.files) {
        const std::size_t at = file.path == "demo.yaml" ? file.text.find("roles: [") : std::string::npos;
        if (at != std::string::npos) file.text.insert(at + 8, "relay-two/first, ");
    }
    const auto given = [&](const std::vector<ShippedProcess>& all) {
        std::size_t count = 0;
        for (const Administer& one : demonstration(all).value_or(std::vector<Administer>()))
            if (const Json* roles = one.kind == Kind::person ? one.value.find("roles") : nullptr)
                count += static_cast<std::size_t>(std::ranges::count_if(roles->array(), [](const Json& role) {
                    return role.string_or_empty("process") == "relay-two" &&
                           role.string_or_empty("role") == "first";
                }));
        return count;
    };
    EXPECT_EQ(given({relay, twin}), 1u);
    EXPECT_EQ(given({relay}), 0u);
    for (process::SourceFile& file : relay.files)
        if (const std::size_t at = file.text.find("relay-two/first"); at != std::string::npos)
            file.text.replace(at, 15, "relay-two/frist");
    const auto refused = demonstration({relay, twin});
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().unmet.size(), 1u);
    EXPECT_TRUE(refused.error().unmet[0].field.starts_with("demo.yaml:"));
    EXPECT_TRUE(refused.error().unmet[0].why.contains("did you mean 'relay-two/first'?"));
    EXPECT_EQ(given({relay}), 0u);
}

TEST(Demonstration, TellsEveryMistakeOfAProcess) {
    ShippedProcess broken = shipped("relay");
    broken.files[0].text.replace(broken.files[0].text.find("by: holder"), 10, "by: holdre");
    const auto submissions = demonstration({broken});
    ASSERT_FALSE(submissions);
    EXPECT_EQ(submissions.error().kind, RefusalKind::unmet);
    ASSERT_FALSE(submissions.error().unmet.empty());
    EXPECT_TRUE(submissions.error().unmet[0].field.starts_with("process.yaml:"));
}

TEST_F(AdministerTest, AddsAndChangesAPerson) {
    const WorldPtr before = desk.desk->world();
    const auto added =
        set(Kind::person, {{"name", "ida"},
                           {"display", "Ida Holm"},
                           {"email", "ida@example.org"},
                           {"organisation", "centre"},
                           {"teams", JsonArray{"runners"}},
                           {"roles", JsonArray{JsonObject{{"process", "relay"}, {"role", "second"}}}}});
    ASSERT_TRUE(added) << added.error().detail;
    EXPECT_TRUE(added->created);
    EXPECT_EQ(before->directory->person("ida"), nullptr);  // what was published stays as it was
    const WorldPtr after = desk.desk->world();
    const records::Person* ida = after->directory->person("ida");
    ASSERT_NE(ida, nullptr);
    EXPECT_EQ(added->value.string_or_empty("id"), ida->id.text());
    EXPECT_EQ(ida->version, 1);
    EXPECT_EQ(ida->email, "ida@example.org");
    EXPECT_EQ(ida->memberships, (std::vector<records::Membership>{{"relay", "second", {}}}));

    const auto changed = set(Kind::person, {{"id", ida->id.text()}, {"active", false}, {"version", 1}});
    ASSERT_TRUE(changed);
    EXPECT_FALSE(changed->created);
    const records::Person* now = desk.desk->world()->directory->person("ida");
    EXPECT_FALSE(now->active);
    EXPECT_EQ(now->display, "Ida Holm");  // what was not sent stayed
    EXPECT_EQ(set(Kind::person, {{"id", ida->id.text()}, {"active", true}, {"version", 1}}).error().kind,
              RefusalKind::stale);
}

TEST_F(AdministerTest, WhatAnEntryShowsCanBeSentBack) {
    const auto added = set(Kind::organisation, {{"name", "west"}, {"kind", "site"}, {"calendar", "always"}});
    ASSERT_TRUE(added);
    const auto again = set(Kind::organisation, added->value.object());
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again->value.integer_or("version", 0), 2);
    const auto cleared =
        set(Kind::organisation, {{"id", added->value.string_or_empty("id")}, {"calendar", nullptr}});
    ASSERT_TRUE(cleared);
    EXPECT_TRUE(cleared->value.find("calendar")->is_null());
}

TEST_F(AdministerTest, TellsAllThatDoesNotDo) {
    const std::string all =
        reasons(Kind::person, {{"name", "Ida Holm"},
                               {"email", "nowhere"},
                               {"organisation", "nobody"},
                               {"teams", JsonArray{"nobody"}},
                               {"roles", JsonArray{JsonObject{{"process", "relay"}, {"role", "third"}},
                                                   JsonObject{{"process", "none"}, {"role", "x"}}}}});
    EXPECT_TRUE(all.starts_with("unmet")) << all;
    for (const char* part : {"[name]", "[email]", "[organisation]", "[teams]", "no role 'third'",
                             "no process 'none'", "asker, local, first, second"}) {
        EXPECT_NE(all.find(part), std::string::npos) << part << " in " << all;
    }
    EXPECT_EQ(desk.desk->world()->directory->person("Ida Holm"), nullptr);
}

TEST_F(AdministerTest, RefusesWhatIsMalformed) {
    EXPECT_EQ(reasons(Kind::team, {{"name", "x"}, {"organization", "centre"}}),
              "malformed: There is no member 'organization'; did you mean 'organisation'?");
    EXPECT_TRUE(reasons(Kind::team, {{"name", 7}}).starts_with("malformed"));
    EXPECT_TRUE(reasons(Kind::person, {{"name", "x"}, {"administrator", "yes"}}).starts_with("malformed"));
    EXPECT_TRUE(reasons(Kind::calendar, {{"name", "x"}}).starts_with("malformed"));
    EXPECT_TRUE(reasons(Kind::organisation, {{"id", "nonsense"}, {"name", "x"}}).starts_with("unseen"));
    // An id that nobody has is not taken from a person.
    EXPECT_TRUE(
        reasons(Kind::organisation, {{"id", Id::of_name("x").text()}, {"name", "x"}}).starts_with("unseen"));
    EXPECT_TRUE(
        reasons(Kind::team, {{"name", Id::of_name("x").text()}}).starts_with("unmet"));  // a handle is no id
}

TEST_F(AdministerTest, NamesAreUnique) {
    EXPECT_NE(reasons(Kind::person, {{"name", "ada"}}).find("taken"), std::string::npos);
    EXPECT_NE(reasons(Kind::team, {{"name", "runners"}}).find("taken"), std::string::npos);
    EXPECT_TRUE(set(Kind::team, {{"name", "ada"}}));  // each kind has its own names
}

TEST_F(AdministerTest, SetsACalendarOrSaysWhatIsWrongWithIt) {
    const Json good = *parse_json(R"({"tz": "Africa/Maputo", "week": {"mon": [["08:00", "12:00"]]}})");
    const auto added = set(Kind::calendar, {{"name", "mornings"}, {"spec", good}});
    ASSERT_TRUE(added) << added.error().detail;
    const Json bad =
        *parse_json(R"({"tz": "Africa/Maputa", "week": {"mon": [["12:00", "08:00"], ["08:00", "x"]]}})");
    const std::string all = reasons(Kind::calendar, {{"name", "never"}, {"spec", bad}});
    EXPECT_TRUE(all.starts_with("unmet")) << all;
    EXPECT_NE(all.find("[spec]"), std::string::npos) << all;
}

TEST_F(AdministerTest, OnlyAdministratorsAdminister) {
    EXPECT_EQ(set(Kind::team, {{"name", "x"}}, "fay").error().kind, RefusalKind::not_allowed);
    Administer stranger;
    stranger.actor = {records::ActorKind::person, Id::of_name("nobody")};
    stranger.value = JsonObject{{"name", "x"}};
    EXPECT_EQ(desk.submit(stranger).error().kind, RefusalKind::unauthenticated);
}

TEST_F(AdministerTest, TheLastAdministratorStays) {
    const std::string anna = desk.id("anna").text();
    EXPECT_NE(reasons(Kind::person, {{"id", anna}, {"administrator", false}}).find("last administrator"),
              std::string::npos);
    EXPECT_NE(reasons(Kind::person, {{"id", anna}, {"active", false}}).find("last administrator"),
              std::string::npos);
    ASSERT_TRUE(set(Kind::person, {{"id", desk.id("fay").text()}, {"administrator", true}}));
    EXPECT_TRUE(set(Kind::person, {{"id", anna}, {"administrator", false}}));
}

TEST_F(AdministerTest, RepeatsAreAnsweredOnce) {
    Administer add;
    add.kind = Kind::team;
    add.actor = {records::ActorKind::person, desk.id("anna")};
    add.value = JsonObject{{"name", "walkers"}};
    add.key = "k1";
    add.route = "POST /api/v1/teams";
    add.body = sha256("body");
    const auto first = desk.submit(add);
    const auto second = desk.submit(add);
    ASSERT_TRUE(first && second);
    EXPECT_FALSE(first->replayed);
    EXPECT_TRUE(second->replayed);
    EXPECT_TRUE(second->created);
    EXPECT_EQ(first->value, second->value);
    add.body = sha256("another");
    EXPECT_EQ(desk.submit(add).error().kind, RefusalKind::unmet);
}

TEST_F(AdministerTest, InstallsANewVersionAndActivatesIt) {
    std::string text(relay_process);
    const auto files = [&] { return Json(JsonObject{{"process.yaml", text}}); };
    EXPECT_NE(reasons(Kind::install_process, {{"id", "relay"}, {"files", files()}})
                  .find("newest version of 'relay' is 1"),
              std::string::npos);
    text.replace(text.find("version: 1"), 10, "version: 2");
    const auto installed = set(Kind::install_process, {{"id", "relay"}, {"files", files()}});
    ASSERT_TRUE(installed) << installed.error().detail;
    EXPECT_TRUE(installed->created);
    EXPECT_EQ(installed->value.integer_or("version", 0), 2);
    EXPECT_EQ(desk.desk->world()->active("relay")->version, 1);  // not until it is activated
    ASSERT_TRUE(set(Kind::activate_process, {{"id", "relay"}, {"version", 2}}));
    EXPECT_EQ(desk.desk->world()->active("relay")->version, 2);
    ASSERT_TRUE(set(Kind::activate_process, {{"id", "relay"}, {"version", 1}}));
    EXPECT_EQ(desk.desk->world()->active("relay")->version, 1);
    EXPECT_EQ(set(Kind::activate_process, {{"id", "none"}}).error().kind, RefusalKind::unseen);
    EXPECT_EQ(set(Kind::activate_process, {{"id", "relay"}, {"version", 3}}).error().kind,
              RefusalKind::unmet);

    text.replace(text.find("first: \"'first'\""), 16, "first: \"'fist'\"");
    const std::string why = reasons(Kind::install_process, {{"id", "relay"}, {"files", files()}});
    EXPECT_TRUE(why.starts_with("unmet")) << why;
    EXPECT_NE(why.find("[process.yaml:"), std::string::npos) << why;
}

// Reading takes long where much was sent, and everybody waits for the desk meanwhile.
TEST_F(AdministerTest, WhatWasReadIsNotReadOnTheDesksTurn) {
    std::string text(relay_process);
    text.replace(text.find("version: 1"), 10, "version: 2");
    const Json value = JsonObject{{"id", "relay"}, {"files", JsonObject{{"process.yaml", text}}}};
    Administer install;
    install.kind = Kind::install_process;
    install.actor = {records::ActorKind::person, desk.id("anna")};
    install.read = read_for_handing_on(*desk.desk->world(), value);
    install.value = JsonObject{{"id", "relay"}, {"files", JsonObject{{"process.yaml", "no process"}}}};
    const auto installed = desk.submit(install);
    ASSERT_TRUE(installed) << installed.error().detail;
    EXPECT_EQ(installed->value.integer_or("version", 0), 2);
    // Others were at work since it was read.
    const auto again = desk.submit(install);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, RefusalKind::unmet);
}

TEST_F(AdministerTest, RefusesAVersionBesideWhichAnEarlierOneCannotBeRead) {
    std::string text(relay_process);
    text.replace(text.find("version: 1"), 10, "version: 2");
    std::string former(relay_process);
    const auto files = [&] {
        return Json(JsonObject{{"process.yaml", text}, {"former/1/process.yaml", former}});
    };
    former.replace(former.find("states:"), 7, "stats:");
    const std::string why = reasons(Kind::install_process, {{"id", "relay"}, {"files", files()}});
    EXPECT_NE(why.find("[former/1/process.yaml:"), std::string::npos) << why;
    former = relay_process;
    EXPECT_TRUE(set(Kind::install_process, {{"id", "relay"}, {"files", files()}}));
}

TEST_F(AdministerTest, ARestartFindsEverythingAgain) {
    ASSERT_TRUE(set(Kind::person, {{"id", desk.id("ada").text()}, {"display", "Ada L."}}));
    const WorldPtr before = desk.desk->world();
    desk.reopen();
    const WorldPtr after = desk.desk->world();
    EXPECT_EQ(after->directory->people(), before->directory->people());
    EXPECT_EQ(after->directory->organisations(), before->directory->organisations());
    EXPECT_EQ(after->directory->teams(), before->directory->teams());
    ASSERT_EQ(after->processes.size(), before->processes.size());
    EXPECT_EQ(after->processes[0].process->digest, before->processes[0].process->digest);
    EXPECT_TRUE(after->processes[0].active);
    EXPECT_EQ(after->processes[0].installed, before->processes[0].installed);
}

TEST_F(AdministerTest, PersonalValuesStayOutOfTheSkeleton) {
    for (const records::Event& event : desk.journal("person")) {
        const std::string skeleton = write_json(records::skeleton(event));
        EXPECT_EQ(skeleton.find("Lena"), std::string::npos) << skeleton;
        EXPECT_NE(event.text("display"), nullptr);
    }
}

TEST_F(AdministerTest, OnCallListsWhoHoldsARole) {
    const WorldPtr world = desk.desk->world();
    const auto first = oncall(*world, "relay", "first");
    ASSERT_EQ(first.size(), 1u);
    EXPECT_EQ(first[0].organisation, Id::of_name("organisation:centre"));
    EXPECT_EQ(first[0].people, (std::vector{desk.id("fay"), desk.id("fred")}));
    EXPECT_EQ(oncall(*world, "", "").size(),
              4u);  // first, second, and local at two sites; askers are on no duty
    EXPECT_TRUE(oncall(*world, "another", "").empty());
    ASSERT_TRUE(set(Kind::person, {{"id", desk.id("fred").text()}, {"active", false}}));
    EXPECT_EQ(oncall(*desk.desk->world(), "relay", "first")[0].people, std::vector{desk.id("fay")});
}

}  // namespace
}  // namespace reeve::desk
