// Calendars that a process names: that they are there before it is active, and keep the name while it is.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk/relay_test.hpp"
#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

using Kind = Administer::Kind;
using ::testing::ElementsAre;

class NamedCalendars : public ::testing::Test {
protected:
    explicit NamedCalendars(const std::vector<std::string>& processes = {"relay"}) : desk(processes) {}

    Outcome<Answer> set(Kind kind, JsonObject value, bool by_the_desk = false) {
        Administer administer;
        administer.kind = kind;
        if (!by_the_desk) {
            administer.actor = {records::ActorKind::person, desk.id("anna")};
        }
        administer.value = std::move(value);
        return desk.submit(std::move(administer));
    }
    // The relay in that version, with its clock `answer` in that calendar; its warnings of calendars.
    std::vector<std::string> install(int version, std::string_view calendar, std::string_view fast = "10m") {
        std::string text(relay_process);
        text.replace(text.find("version: 1"), 10, fmt::format("version: {}", version));
        text.replace(text.find("calendar: always"), 16, fmt::format("calendar: {}", calendar));
        text.replace(text.find("fast, 10m") + 6, 3, fast);
        const auto done =
            set(Kind::install_process, {{"id", "relay"}, {"files", JsonObject{{"process.yaml", text}}}});
        if (!done) {
            ADD_FAILURE() << done.error().detail;
            return {};
        }
        std::vector<std::string> warnings;
        for (const Json& warning : done->value.find("warnings")->array()) {
            if (warning.string().find("calendar") != std::string::npos) {
                warnings.push_back(warning.string());
            }
        }
        return warnings;
    }
    Outcome<Answer> activate(int version, bool by_the_desk = false) {
        return set(Kind::activate_process, {{"id", "relay"}, {"version", version}}, by_the_desk);
    }
    std::string add_mornings() {
        const Json spec = *parse_json(R"({"tz": "Africa/Maputo", "week": {"mon": [["08:00", "12:00"]]}})");
        const auto added = set(Kind::calendar, {{"name", "mornings"}, {"spec", spec}});
        return added ? std::string(added->value.string_or_empty("id")) : added.error().detail;
    }
    static std::vector<std::string> reasons(const Outcome<Answer>& answer) {
        std::vector<std::string> all;
        if (!answer) {
            for (const Unmet& one : answer.error().unmet) {
                all.push_back(one.why);
            }
        }
        return all;
    }

    StagedDesk desk;
};

TEST_F(NamedCalendars, AreThereBeforeAVersionIsActive) {
    const char* const missing =
        "There is no calendar 'mornings', in which the clock 'answer' of 'job' counts: add it first.";
    EXPECT_THAT(install(2, "mornings"), ElementsAre(missing));
    const auto refused = activate(2);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, RefusalKind::unmet);
    EXPECT_THAT(reasons(refused), ElementsAre(missing));
    EXPECT_EQ(desk.desk->world()->active("relay")->version, 1);
    add_mornings();
    EXPECT_TRUE(activate(2));
    EXPECT_THAT(install(3, "mornings"), ElementsAre());
}

TEST_F(NamedCalendars, MayComeLaterWhereTheDeskItselfActivates) {
    install(2, "mornings");
    EXPECT_TRUE(activate(2, true));
    const auto refused = desk.submit(desk.log("ada", "relay/job"));
    EXPECT_THAT(reasons(refused), ElementsAre("Answer: there is no calendar 'mornings'."));
    add_mornings();
    desk.logged("ada", "relay/job");
}

TEST_F(NamedCalendars, KeepHoursOfTheWeekWhileOpenRecordsCountDaysInThem) {
    const std::string id = add_mornings();
    const auto without_week = [&] {
        return set(
            Kind::calendar,
            {{"id", id}, {"name", "mornings"}, {"spec", *parse_json(R"({"tz": "Africa/Maputo", "week": {},
                                             "special_days": {"2014-01-22": [["08:00", "12:00"]]}})")}});
    };
    install(2, "mornings", "1wd");
    ASSERT_TRUE(activate(2));
    const std::string number = desk.logged("ada", "relay/job", {{"speed", "fast"}});
    const auto refused = without_week();
    EXPECT_THAT(reasons(refused),
                ElementsAre(fmt::format("Without hours of the week its working day has no length, and clocks "
                                        "of open records count such days in it ({}).",
                                        number)));
    desk.done(desk.act("fay", number, "begin"));
    EXPECT_TRUE(without_week());
    EXPECT_THAT(
        reasons(desk.submit(desk.log("ada", "relay/job", {{"speed", "fast"}}))),
        ElementsAre("Answer: a working day has no length in 'mornings', which has no hours of the week."));
}

TEST_F(NamedCalendars, KeepTheirNamesWhileSomethingCountsInThem) {
    const std::string id = add_mornings();
    const auto rename = [&](std::string_view name) {
        return set(Kind::calendar, {{"id", id}, {"name", name}});
    };
    EXPECT_TRUE(rename("early"));
    EXPECT_TRUE(rename("mornings"));
    install(2, "mornings");
    EXPECT_TRUE(rename("early")) << "nothing counts by a version that is not active";
    EXPECT_TRUE(rename("mornings"));
    ASSERT_TRUE(activate(2));
    const auto refused = rename("early");
    EXPECT_THAT(reasons(refused),
                ElementsAre("'relay', version 2: the clock 'answer' of 'job' counts in 'mornings'."));
    EXPECT_TRUE(set(Kind::calendar, {{"id", id}, {"title", "Early hours"}, {"name", "mornings"}}));

    // Its open records stay with their version.
    const std::string number = desk.logged("ada", "relay/job");
    install(3, "always");
    ASSERT_TRUE(activate(3));
    EXPECT_THAT(reasons(rename("early")).size(), 1U);
    desk.done(desk.act("fay", number, "begin"));
    desk.done(desk.act("fay", number, "finish", {{"note", "It is done."}}));
    EXPECT_TRUE(rename("early"));
}

// The relay whose clocks count in the hours of the site, one of them in working days.
class KeptHours : public NamedCalendars {
protected:
    KeptHours() : NamedCalendars({"relay_in_hours"}) {}
    Outcome<Answer> change(std::string_view organisation, Json calendar) {
        const records::Organisation& one = *desk.desk->world()->directory->organisation(organisation);
        return set(Kind::organisation, {{"id", one.id.text()},
                                        {"name", one.name},
                                        {"display", one.display},
                                        {"kind", one.kind},
                                        {"calendar", std::move(calendar)}});
    }
    static std::string why(const Outcome<Answer>& answer) {
        return answer ? "" : answer.error().unmet.front().why;
    }
};

TEST_F(KeptHours, AnOrganisationKeepsACalendarWhileClocksCountInItsHours) {
    EXPECT_TRUE(change("south", nullptr)) << "nothing counts there";
    const std::string number = desk.logged("ada", "relay_in_hours/job");
    EXPECT_EQ(
        why(change("north", nullptr)),
        fmt::format("Clocks of open records count in its hours, and without a calendar it has none ({}).",
                    number));
    EXPECT_TRUE(change("centre", nullptr)) << "nothing counts in its hours";
    desk.done(desk.act("fay", number, "begin"));
    desk.done(desk.act("fay", number, "finish", {{"note", "It is done."}}));
    EXPECT_TRUE(change("north", nullptr));
}

}  // namespace
}  // namespace reeve::desk
