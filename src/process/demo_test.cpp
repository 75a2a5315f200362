#include "process/demo.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "process/demo_seats.hpp"
#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view people = R"(calendars:
  hours: { zone: Africa/Maputo, title: Hours, week: { mon-fri: "08:00-12:00, 13:00-16:00", sat: "08:00-12:00" }, holidays: { rules: MZ, 2014-12-24: Eve } }
  open: { zone: UTC, always_open: true }
organisations:
  centre: { name: The Centre, kind: facility, calendar: hours }
  other: { name: Other, kind: vendor }
teams:
  night: { name: Night watch, organisation: centre }
people:
  ana: { name: Ana, organisation: centre, team: night, email: ana@example.org, language: pt, roles: [agent, { expert: other }] }
  bo: { name: Bo, organisation: other, administrator: true }
)";

std::vector<std::string> problems(std::string_view text, const Process* process = nullptr,
                                  std::span<const ProcessPtr> beside = {}) {
    const auto demo = load_demo({"demo.yaml", std::string(text)}, process, beside);
    if (demo) return {"loaded"};
    std::vector<std::string> lines;
    for (const Problem& problem : demo.error()) lines.push_back(reeve::text(problem));
    return lines;
}

std::string changed(std::string_view old_text, std::string_view new_text) {
    std::string text(people);
    const std::size_t at = text.find(old_text);
    EXPECT_NE(at, std::string::npos) << old_text;
    return text.replace(at, old_text.size(), new_text);
}

TEST(Demo, FillsTheSeatsOfApprovals) {
    const auto with = [](std::string_view approval) {
        return Draft()
            .after("    kind: task", "    approvals: { board: " + std::string(approval) + " }")
            .with("shut: { from: open,", "shut: { needs: [ { approval: board, why: Agree. } ], from: open,")
            .process();
    };
    EXPECT_THAT(problems(people, with("{ seats: agent, opens: open }").get()), ElementsAre("loaded"));
    EXPECT_THAT(problems(people, with("{ seats: [agent, agent], opens: open }").get()),
                ElementsAre(HasSubstr("1 of 'agent' hold the 2 seats of 'board' in 'memo'")));
    EXPECT_THAT(problems(people, with("{ seats: agent, opens: open, exclude: assignee }").get()),
                ElementsAre(HasSubstr("who is excluded from 'board' in 'memo' may be everybody of 'agent'")));
    const std::string more = changed("administrator: true", "roles: [agent]");
    EXPECT_THAT(problems(more, with("{ seats: agent, opens: open, exclude: assignee }").get()),
                ElementsAre("loaded"));
    EXPECT_THAT(problems(more, with("{ seats: agent, opens: open, exclude: [assignee, \"act log\"] }").get()),
                ElementsAre(HasSubstr("may be everybody")));
}

// `at: place` is of the draft's field for any organisation: those count from which somebody reports.
TEST(Demo, FillsTheSeatsOfEachOrganisation) {
    const auto with = [](std::string_view role, std::string_view place) {
        return Draft()
            .with("  expert: {}", role)
            .with("place: { organisation: true,", place)
            .after("    organisation: place",
                   "    approvals: { board: { seats: { role: expert, at: place }, opens: done } }")
            .process();
    };
    const auto said = [](std::string_view text, const Process& process) {
        const auto demo = load_demo({"demo.yaml", std::string(text)}, &process);
        return demo ? missing_people(process, *demo) : std::vector<std::string>{"refused"};
    };
    const ProcessPtr any = with("  expert: {}", "place: { organisation: true,");
    const std::string at_other = changed("administrator: true", "roles: [caller]");
    EXPECT_THAT(problems(at_other, any.get()), ElementsAre("loaded"));
    EXPECT_THAT(said(at_other, *any), ElementsAre());
    const std::string at_neither = changed("{ expert: other }]", "caller]");
    EXPECT_THAT(
        problems(at_neither, any.get()),
        ElementsAre(HasSubstr("demo.yaml:10:3: too few hold 'expert' at any organisation of 'place' to "
                              "fill its seats of 'board' in 'issue'")));
    std::string both = at_other;
    both.replace(both.find("[agent, "), 8, "[agent, caller, ");
    EXPECT_THAT(problems(both, any.get()), ElementsAre("loaded"));
    EXPECT_THAT(
        said(both, *any),
        ElementsAre("too few hold 'expert' at The Centre to fill its seats of 'board' in 'issue': what "
                    "is asked there waits for ever"));
    // Of one kind: all of it, whoever reports.
    const ProcessPtr facility = with("  expert: {}", "place: { organisation: facility,");
    EXPECT_THAT(problems(at_other, facility.get()), ElementsAre(HasSubstr("at any organisation of 'place'")));
}

TEST(Demo, HasSomebodyForEachRoleWhereItCounts) {
    const auto process =
        Draft()
            .with("  expert: {}", "  expert: { at: place }")
            .with("      place: { organisation: true,", "      place: { organisation: facility,")
            .process();
    const auto said = [&](std::string_view text) {
        const auto demo = load_demo({"demo.yaml", std::string(text)}, process.get());
        return demo ? missing_people(*process, *demo) : std::vector<std::string>{"refused"};
    };
    EXPECT_THAT(said(people),
                ElementsAre("nobody here has the role 'caller'",
                            "nobody here has the role 'expert' at an organisation of the kind 'facility', "
                            "where it counts"));
    EXPECT_THAT(said(changed("{ expert: other }", "expert")),
                ElementsAre("nobody here has the role 'caller'"));
}

TEST(Demo, HasAgreements) {
    const auto with = [](std::string_view line) {
        return std::string(people) +
               "agreements:\n  promise: { kind: sla, customer: centre, calendar: hours, from: 2014-01-01, " +
               std::string(line) + " }\n";
    };
    const std::string good = with(
        "targets: [ { clock: late, when: { level: high, quick: true }, limit: 4h, warn: [ 50%, 75% ] } ], "
        "agreed: { by: ana, reference: No. 7 }");
    const auto demo = load_demo({"demo.yaml", good});
    ASSERT_TRUE(demo) << reeve::text(demo.error().front());
    ASSERT_EQ(demo->agreements.size(), 1u);
    const DemoAgreement& promise = demo->agreements[0];
    EXPECT_EQ(std::tuple(promise.name, promise.kind, promise.customer, promise.provider, promise.calendar),
              std::tuple("promise", "sla", "centre", "", "hours"));
    EXPECT_EQ(write_json(promise.targets),
              R"([{"clock":"late","limit":"4h","when":{"level":"high","quick":true},"warn":[50,75]}])");
    EXPECT_EQ(std::tuple(promise.agreed, promise.agreed_by, promise.reference),
              std::tuple(true, "ana", "No. 7"));
    EXPECT_THAT(problems(with("targets: [ { clock: late, limit: 4h } ], agreed: { by: nobody }")),
                ElementsAre(HasSubstr("unknown person 'nobody'")));
    EXPECT_THAT(problems(with("targets: [ { clock: late, limit: 4h, warn: half } ]")),
                ElementsAre(HasSubstr("'half' is no share")));
    EXPECT_THAT(problems(with("provider: nowhere, targets: [ { clock: late, limit: 4h } ]")),
                ElementsAre(HasSubstr("unknown organisation 'nowhere'")));
    EXPECT_THAT(problems(with("until: 2015-01-01")), ElementsAre(HasSubstr("'promise' has no `targets`")));
}

// What the desk would refuse to start with.
TEST(Demo, PromisesOnlyWhatTheProcessHas) {
    const auto process =
        Draft()
            .with("        starts: each_leg", "        agreement: sla\n        starts: each_leg")
            .process();
    ASSERT_NE(process, nullptr);
    const auto said = [&](std::string_view target, std::string_view of = "kind: sla, calendar: hours") {
        return problems(std::string(people) +
                            "agreements:\n  promise: { customer: centre, from: 2014-01-01, " +
                            std::string(of) + ", targets: [ { " + std::string(target) + " } ] }\n",
                        process.get());
    };
    EXPECT_THAT(said("clock: answer, when: { level: high, place: other, holder: agent }, limit: 1wd"),
                ElementsAre("loaded"));
    EXPECT_THAT(said("clock: answer, limit: 4h", "kind: ola, calendar: hours"),
                ElementsAre("demo.yaml:13:98: No clock of 'draft' rests on an agreement of the kind 'ola'."));
    EXPECT_THAT(
        said("clock: reply, limit: 4h"),
        ElementsAre(HasSubstr("There is no clock 'reply' that rests on an agreement of the kind 'sla'; "
                              "there is answer.")));
    EXPECT_THAT(said("clock: answer, limit: 4h", "kind: slo, calendar: hours"),
                ElementsAre(HasSubstr("unknown kind 'slo'")));
    EXPECT_THAT(said("clock: answer, limit: 4h", "kind: sla, calendar: hours, until: soon"),
                ElementsAre(HasSubstr("'soon' is no day")));
    EXPECT_THAT(said("clock: answer, limit: 4"), ElementsAre(HasSubstr("'4' has no unit")));
    EXPECT_THAT(said("clock: answer"), ElementsAre(HasSubstr("has no figure")));
    EXPECT_THAT(said("clock: answer, limit: 0h"), ElementsAre(HasSubstr("allows no time at all")));
    EXPECT_THAT(said("clock: answer, limit: 999999999h"), ElementsAre(HasSubstr("longer than ten years")));
    EXPECT_THAT(said("clock: answer, limit: 3661wd"), ElementsAre(HasSubstr("is no length of time")));
    EXPECT_THAT(said("clock: answer, limit: 2d"), ElementsAre(HasSubstr("'hours' counts working time")));
    EXPECT_THAT(said("clock: answer, limit: 2wd", "kind: sla, calendar: open"),
                ElementsAre(HasSubstr("'open' has no working days")));
    EXPECT_THAT(said("clock: answer, limit: 4h, warn: [75%, 50%]"), ElementsAre(HasSubstr("ascending")));
    EXPECT_THAT(said("clock: answer, limit: 4h, when: { holder: nobody, level: middling, note: x, size: 1, "
                     "place: nowhere }"),
                ElementsAre(HasSubstr("There is no role 'nobody'"),
                            HasSubstr("'middling' is no value of 'level'; there is high, low."),
                            HasSubstr("'x' is no value of 'note'"), HasSubstr("'issue' has no field 'size'"),
                            HasSubstr("unknown organisation 'nowhere'")));
}

// A clock of that name may be one of several types: a target asks for fields of any of them.
TEST(Demo, PromisesForEachTypeWithTheClock) {
    const auto process =
        Draft()
            .with("        starts: each_leg", "        agreement: sla\n        starts: each_leg")
            .after("      text: { text: short, required: true }",
                   "      size: { choice: size }\n      firm: { organisation: true }")
            .after("choices:", "  size: [small, big]")
            .after("    kind: task",
                   "    clocks: { answer: { starts: once, stops: [ state: shut ], agreement: sla, limit: "
                   "\"duration('4h')\" } }")
            .process();
    ASSERT_NE(process, nullptr);
    const auto said = [&](std::string_view when) {
        return problems(std::string(people) +
                            "agreements:\n  promise: { kind: sla, customer: centre, calendar: hours, from: "
                            "2014-01-01, targets: [ { clock: answer, limit: 1h, when: { " +
                            std::string(when) + " } } ] }\n",
                        process.get());
    };
    EXPECT_THAT(said("level: high"), ElementsAre("loaded"));
    EXPECT_THAT(said("size: small, firm: other"), ElementsAre("loaded"));
    EXPECT_THAT(said("size: small, firm: nobody"), ElementsAre(HasSubstr("unknown organisation 'nobody'")));
    EXPECT_THAT(said("size: smal"), ElementsAre(HasSubstr("'smal' is no value of 'size'")));
    EXPECT_THAT(said("size: small, level: high"), ElementsAre(HasSubstr("has no field 'size'")))
        << "no record has both";
}

// What it says of days and targets is asked whether the process is known or not.
TEST(Demo, PromisesForSomeDaysAndEachThingOnce) {
    const auto said = [](std::string_view of, std::string_view targets = "[ { clock: late, limit: 4h } ]") {
        return problems(std::string(people) + "agreements:\n  promise: { kind: sla, customer: centre, " +
                        std::string(of) + ", targets: " + std::string(targets) + " }\n");
    };
    const std::string_view since = "calendar: hours, from: 2014-05-01";
    EXPECT_THAT(said("calendar: hours, from: 2014-05-01, until: 2014-01-01"),
                ElementsAre(HasSubstr("It ends before it begins.")));
    EXPECT_THAT(said("calendar: hours, from: 2014-05-01, until: 2014-05-01"), ElementsAre("loaded"));
    EXPECT_THAT(said("calendar: hours, from: soon, until: 2014-01-01"),
                ElementsAre(HasSubstr("'soon' is no day: say it as '2024-05-17'.")));
    EXPECT_THAT(said("calendar: hours, from: \"\""), ElementsAre(HasSubstr("`from` is empty")));
    EXPECT_THAT(said("calendar: \"\", from: 2014-05-01"), ElementsAre(HasSubstr("`calendar` is empty")));
    EXPECT_THAT(said(since, "[]"), ElementsAre(HasSubstr("without a target promises nothing")));
    EXPECT_THAT(said(since,
                     "[ { clock: late, limit: 4h, when: { level: high } }, { clock: late, limit: 2h },\n"
                     "  { clock: late, when: { level: high }, limit: 8h } ]"),
                ElementsAre(HasSubstr("demo.yaml:14:3: Another target says the same of 'late'")));
    std::string many, shares, fields;
    for (int i = 0; i <= 100; ++i)
        many += (i == 0 ? "" : ", ") + fmt::format("{{ clock: c{}, limit: 4h }}", i);
    for (int i = 1; i <= 11; ++i) {
        shares += (i == 1 ? "" : ", ") + fmt::format("{}%", i);
        fields += (i == 1 ? "" : ", ") + fmt::format("f{}: x", i);
    }
    EXPECT_THAT(said(since, "[ " + many + " ]"), ElementsAre(HasSubstr("at most 100 targets")));
    EXPECT_THAT(said(since, "[ { clock: late, limit: 4h, warn: [ " + shares + " ] } ]"),
                ElementsAre(HasSubstr("at most 10")));
    EXPECT_THAT(said(since, "[ { clock: late, limit: 4h, when: { " + fields + " } } ]"),
                ElementsAre(HasSubstr("at most 10")));
}

// What cannot be read is told once, and not asked any more.
TEST(Demo, TellsWhatCannotBeReadOnce) {
    const auto process =
        Draft()
            .with("        starts: each_leg", "        agreement: sla\n        starts: each_leg")
            .process();
    ASSERT_NE(process, nullptr);
    const auto said = [&](std::string_view of) {
        return problems(
            std::string(people) + "agreements:\n  promise: { customer: centre, " + std::string(of) + " }\n",
            process.get());
    };
    const std::string rest = "kind: sla, calendar: hours, from: 2014-01-01, targets: ";
    for (const std::string target :
         {"clock: [], limit: 4h", "clock: answer, limit: []", "clock: answer, limit: 4h, when: []",
          "clock: answer, limit: 4h, when: { level: [] }", "clock: answer, limit: 4h, when: { holder: [] }",
          "clock: answer, limit: 4h, warn: { x: 1 }"})
        EXPECT_EQ(said(rest + "[ { " + target + " } ]").size(), 1u) << target;
    EXPECT_THAT(said(rest + "[ { clock: [], limit: 4h } ]"), ElementsAre(HasSubstr("`clock` is a list")));
    EXPECT_EQ(said(rest + "[ { clock: [], limit: 4h }, { clock: [], limit: 4h } ]").size(), 2u);
    EXPECT_EQ(said(rest + "[ x ]").size(), 1u);
    EXPECT_EQ(said(rest + "x").size(), 1u);
    const std::string targets = ", targets: [ { clock: answer, limit: 4h } ]";
    EXPECT_EQ(said("kind: [], calendar: hours, from: 2014-01-01" + targets).size(), 1u);
    EXPECT_EQ(said("kind: sla, calendar: [], from: 2014-01-01" + targets).size(), 1u);
    EXPECT_EQ(said("kind: sla, calendar: hours, from: []" + targets).size(), 1u);
    EXPECT_EQ(said("kind: sla, calendar: hours, from: 2014-01-01, until: []" + targets).size(), 1u);
}

TEST(Demo, IsReadInTheOrderOfTheFile) {
    const auto demo = load_demo({"demo.yaml", std::string(people)}, Draft().process().get());
    ASSERT_TRUE(demo) << reeve::text(demo.error().front());
    ASSERT_EQ(demo->calendars.size(), 2u);
    EXPECT_EQ(
        write_json(demo->calendars[0].spec),
        R"({"tz":"Africa/Maputo","week":{"mon":[["08:00","12:00"],["13:00","16:00"]],"tue":[["08:00","12:00"],)"
        R"(["13:00","16:00"]],"wed":[["08:00","12:00"],["13:00","16:00"]],"thu":[["08:00","12:00"],["13:00","16:00"]],)"
        R"("fri":[["08:00","12:00"],["13:00","16:00"]],"sat":[["08:00","12:00"]]},"holidays_of":"MZ",)"
        R"("holidays":[{"date":"2014-12-24","name":"Eve"}]})");
    EXPECT_EQ(write_json(demo->calendars[1].spec), R"({"tz":"UTC","always_open":true})");
    EXPECT_EQ(demo->organisations[0].calendar, "hours");
    EXPECT_EQ(demo->organisations[1].calendar, "");
    EXPECT_EQ(demo->teams[0].display, "Night watch");
    const DemoPerson& ana = demo->people[0];
    EXPECT_EQ(std::tuple(ana.name, ana.display, ana.email, ana.language, ana.organisation, ana.administrator),
              std::tuple("ana", "Ana", "ana@example.org", "pt", "centre", false));
    EXPECT_THAT(ana.teams, ElementsAre("night"));
    EXPECT_THAT(ana.roles, ElementsAre(DemoRole{"draft", "agent", ""}, DemoRole{"draft", "expert", "other"}));
    EXPECT_TRUE(demo->people[1].administrator);
    EXPECT_EQ(demo->people[1].language, "en");
}

TEST(Demo, EveryNameIsLookedUp) {
    EXPECT_THAT(problems(changed("calendar: hours", "calendar: hour")),
                ElementsAre("demo.yaml:5:57: unknown calendar 'hour' (expected one of hours and open; did "
                            "you mean 'hours'?)"));
    EXPECT_THAT(problems(changed("team: night", "team: nigth")),
                ElementsAre(HasSubstr("did you mean 'night'?")));
    EXPECT_THAT(problems(changed("organisation: other", "organisation: othr")),
                ElementsAre(HasSubstr("did you mean 'other'?")));
    EXPECT_THAT(problems(changed("expert: other", "expert: othr")),
                ElementsAre(HasSubstr("did you mean 'other'?")));
    EXPECT_THAT(problems(changed("[agent, ", "[agnt, ")), ElementsAre("loaded"));
    EXPECT_THAT(problems(changed("[agent, ", "[agnt, "), Draft().process().get()),
                ElementsAre(HasSubstr("did you mean 'agent'?")));
    // Of another process, which may not be at hand.
    EXPECT_THAT(problems(changed("[agent, ", "[releases/planner, "), Draft().process().get()),
                ElementsAre("loaded"));
    EXPECT_THAT(problems(changed("[agent, ", "[releases/, "), Draft().process().get()),
                ElementsAre(HasSubstr("unknown role")));
    EXPECT_THAT(problems(changed("[agent, ", "[draft/agnt, "), Draft().process().get()),
                ElementsAre("demo.yaml:10:102: unknown role 'draft/agnt' (expected one of draft/caller, "
                            "draft/agent and draft/expert; did you mean 'draft/agent'?)"));
    EXPECT_THAT(problems(changed("[agent, ", "[agent, draft/agent, "), Draft().process().get()),
                ElementsAre(HasSubstr("'draft/agent' is given twice")));
    EXPECT_THAT(problems(changed("kind: vendor", "knd: vendor")),
                ElementsAre(HasSubstr("'other' has no `kind`"), HasSubstr("unknown key 'knd'")));
}

TEST(Demo, RolesOfAProcessBesideItAreLookedUpToo) {
    const ProcessPtr draft = Draft().process();
    const auto releases = load_process("releases", Draft()
                                                       .with("process: draft", "process: releases")
                                                       .with("  expert: {}", "  expert: { disjoint: agent }")
                                                       .files());
    ASSERT_TRUE(releases);
    const std::vector<ProcessPtr> beside{releases->process};
    const auto with = [&](std::string_view roles) {
        return problems(changed("[agent, ", fmt::format("[{}, ", roles)), draft.get(), beside);
    };
    EXPECT_THAT(with("releases/agent"), ElementsAre("loaded"));
    EXPECT_THAT(with("releases/agnt"), ElementsAre(HasSubstr("did you mean 'releases/agent'?")));
    EXPECT_THAT(with("{ releases/agnt: other }"),
                ElementsAre(HasSubstr("demo.yaml:10:102: unknown role 'releases/agnt'")));
    EXPECT_THAT(with("elsewhere/agnt"), ElementsAre("loaded"));
    // What the one parts is not parted in the other.
    EXPECT_THAT(with("agent"), ElementsAre("loaded"));
    EXPECT_THAT(with("releases/agent, releases/expert"),
                ElementsAre(HasSubstr("nobody has 'agent' and 'expert' together")));
}

// A role of that name in another process fills no seat here.
TEST(Demo, WhoHasARoleElsewhereHasItNotHere) {
    const auto demo =
        load_demo({"demo.yaml", changed("[agent, { expert: other }]", "[releases/agent, expert]")},
                  Draft().process().get());
    ASSERT_TRUE(demo);
    EXPECT_THAT(missing_people(*Draft().process(), *demo),
                testing::Contains("nobody here has the role 'agent'"));
}

TEST(Demo, CalendarsMustMakeSense) {
    EXPECT_THAT(problems(changed("mon-fri", "mon-fry")),
                ElementsAre(HasSubstr("'mon-fry' is no day of the week")));
    EXPECT_THAT(problems(changed("sat:", "fri:")),
                ElementsAre(HasSubstr("the hours of 'fri' are said twice")));
    EXPECT_THAT(problems(changed("13:00-16:00", "13:00 to 16:00")),
                ElementsAre(HasSubstr("'13:00 to 16:00' are no hours")));
    EXPECT_THAT(problems(changed("13:00-16:00", "11:00-16:00")),
                testing::Contains("demo.yaml:2:3: hours: Monday: 08:00-12:00 and 11:00-16:00 overlap."));
    EXPECT_THAT(problems(changed("Africa/Maputo", "Africa/Maput")), ElementsAre(HasSubstr("Africa/Maputo")));
    EXPECT_THAT(problems(changed("rules: MZ", "rules: XX")), ElementsAre(HasSubstr("demo.yaml:2:3: ")));
}

}  // namespace
}  // namespace reeve::process
