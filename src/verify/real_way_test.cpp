// What a way takes besides its steps: a real record goes it, so that what is found is so.
#include <gmock/gmock.h>

#include "verify/redone_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

constexpr std::string_view found = "rule_broken:issue.rules.noted.finish";
const std::string log = "form: [title, level, told]";
const std::string finish = "        from: work\n        to: done\n        by: holder\n";
const std::string note = "      note: { text: long }";
const std::string need = "          - { field: note, min: 5, why: Say it. }";

// Nothing keeps `finish` from breaking its rule.
Small broken() {
    Small small;
    small.with("        form: [note]", "        form: [note, count]")
        .with_rule("never: \"state == 'done' && count != null && count > 100\"");
    return small;
}

void expect_gone(const Small& small) {
    const Redone redone(small, found);
    ASSERT_NE(redone.finding, nullptr);
    EXPECT_EQ(redone.finding->severity, Severity::error);
    EXPECT_TRUE(redone.replayed.same);
}

TEST(RealWay, AsItIs) {
    expect_gone(broken());
}

TEST(RealWay, PeopleAreOfTheKindThatAFieldTakesFromThem) {
    for (const char* whose : {"reporter", "actor"})
        expect_gone(broken().after(
            note, std::string("      place: { organisation: customer, required: true, default: ") + whose +
                      ".organisation }"));
}

TEST(RealWay, SomebodyIsAssignedFirst) {
    expect_gone(broken().with(finish, "        from: work\n        to: done\n        by: assignee\n"));
}

TEST(RealWay, AnAdministratorActs) {
    expect_gone(broken().with(finish, "        from: work\n        to: done\n        by: administrator\n"));
}

TEST(RealWay, SomebodyIsNamed) {
    expect_gone(broken()
                    .after(note, "      who: { person: true, required: true }")
                    .with(log, "form: [title, level, told, who]"));
}

TEST(RealWay, AnOrganisationIsNamedWhoseRoleActs) {
    expect_gone(broken()
                    .with("  expert: {}", "  expert: {}\n  local: { at: site }")
                    .after(note, "      site: { organisation: true }")
                    .with(log, "form: [title, level, told, site]")
                    .with(finish, finish + "        when: \"done('nod')\"\n        why: x\n")
                    .after("      begin: { from: new, to: work, by: holder }",
                           "      nod: { from: work, by: local }"));
}

TEST(RealWay, WhatNeedsAskForIsSeenTo) {
    expect_gone(broken().with(log, log + ", needs: [ { document: true, why: x } ]"));
    for (const char* asked :
         {"{ document: true, min: 2, since: begin, why: x }", "{ comment: public, min: 60, why: x }",
          "{ time_entry: true, min: 2000, by: actor, why: x }", "{ checklist: list, why: x }",
          "{ dossier: all, why: x }"})
        expect_gone(
            broken()
                .after(need, std::string("          - ") + asked)
                .with("    custody:\n      holders: [agent, expert]",
                      "    documents: { plan: {} }\n"
                      "    checklists: { list: { steps: { a: { by: expert }, b: { needs: [ { document: "
                      "plan, why: x } ] } } } }\n"
                      "    dossiers: { all: { needs: [ { document: plan, why: x }, { name: t, "
                      "time_entry: true, min: 30, why: x } ] } }\n"
                      "    custody:\n      holders: [agent, expert]"));
}

TEST(RealWay, WhatIsTooSoonIsDoneLater) {
    // Nothing else becomes of it meanwhile.
    const std::string breach = "        breach: { do: escalate }\n";
    for (const char* later : {"        after: 2d\n",
                              "        when: \"last('begin') != null && now - last('begin').at > "
                              "duration('48h')\"\n        why: x\n"})
        expect_gone(broken().with(breach, "").with(finish, finish + later));
}

TEST(RealWay, AQuestionTreeIsWalked) {
    expect_gone(
        broken()
            .with("records:\n  issue:",
                  "trees:\n  sure: { out: { so: boolean }, ask: Is it so, no: { give: { so: false } }, "
                  "yes: { give: { so: true } } }\nrecords:\n  issue:")
            .with(finish, finish + "        asks: sure\n        when: \"trees.sure != null && "
                                   "trees.sure.so\"\n        why: x\n"));
}

// Where records are tried every role has members, as in the people of a rehearsal.
TEST(RealWay, EveryRoleHasMembers) {
    const auto finished_when = [](const std::string& condition) {
        Small small;
        small
            .with("      told: { boolean: true }",
                  "      told: { boolean: true }\n"
                  "      site: { organisation: true, required: true, default: reporter.organisation }")
            .with("        form: [note]\n",
                  "        form: [note, count]\n        when: \"" + condition + "\"\n        why: Not so.\n")
            .with_rule("never: \"state == 'done' && count != null && count > 100\"");
        return small.found();
    };
    EXPECT_THAT(finished_when("staffed('expert', site)"),
                Contains("error rule_broken:issue.rules.noted.finish"));
    EXPECT_THAT(finished_when("!staffed('expert', site)"),
                Contains("note rule_broken:issue.rules.noted.finish"));
}

}  // namespace
}  // namespace reeve::verify
