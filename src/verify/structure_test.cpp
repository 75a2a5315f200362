// What records owe each other, checklists, question trees and registers: no finding that is none, and what is
// not explored is said.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "process/load.hpp"
#include "verify/check.hpp"
#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Owed {
public:
    Owed() {
        std::ifstream file(std::string(REEVE_ROOT) + "/tests/rehearsals/owed/process.yaml");
        std::stringstream text;
        text << file.rdbuf();
        text_ = text.str();
    }
    Owed& with(std::string_view old_text, std::string_view new_text) {
        const std::size_t at = text_.find(old_text);
        EXPECT_NE(at, std::string::npos) << old_text;
        text_.replace(at, old_text.size(), new_text);
        return *this;
    }
    // The sentences of all findings of that severity.
    [[nodiscard]] std::vector<std::string> found(Severity severity) const {
        const std::vector<process::SourceFile> files{{"process.yaml", text_}};
        const auto loaded = process::load_process("owed", files);
        std::vector<std::string> sentences;
        if (!loaded) {
            for (const Problem& problem : loaded.error()) ADD_FAILURE() << text(problem);
            return sentences;
        }
        for (const Finding& finding : check(*loaded->process, files).findings)
            if (finding.severity == severity) sentences.push_back(finding.sentence);
        return sentences;
    }

private:
    std::string text_;
};

TEST(Structure, NothingIsFoundWhereNothingIs) {
    EXPECT_THAT(Owed().found(Severity::error), IsEmpty());
    EXPECT_THAT(Owed().found(Severity::note), IsEmpty());
}

TEST(Structure, AStepThatCanNeverBeTickedIsFound) {
    EXPECT_THAT(Owed().with("!(actor.id in by('measure'))", "missed && !missed").found(Severity::error),
                Contains(HasSubstr("What the step 'read' of 'night' needs ('apart', line ")));
    EXPECT_THAT(Owed()
                    .with("title: Read it back",
                          "title: Read\n            when: missed && !missed\n"
                          "            why: x")
                    .found(Severity::error),
                Contains("The step 'read' of 'night' can never be ticked: its `when` holds in no state of a "
                         "record."));
}

// A step that is never owed is never due: what would follow when it is late does not either.
TEST(Structure, TheClockOfAStepThatIsNeverOwedNeverRuns) {
    const auto found = Owed()
                           .with("title: Read it back",
                                 "title: Read\n            when: missed && !missed\n            why: x")
                           .found(Severity::error);
    EXPECT_THAT(found, Contains("The clock 'night_read' never runs: whenever it could, it has no target."));
    EXPECT_THAT(found, Contains(HasSubstr("'miss' can never be done")));
}

TEST(Structure, WhatIsNotExploredIsSaid) {
    const auto registers = HasSubstr("asks about the entries of registers, which are not explored");
    const auto trees = HasSubstr("asks about answers to question trees, which are not explored");
    const auto limits = Owed().found(Severity::limit);
    EXPECT_THAT(limits, AllOf(Contains(registers), Contains(trees)));
    EXPECT_THAT(limits, Each(AnyOf(registers, trees))) << "what is linked is explored from both ends";
}

// What is owed must be worked out first: where nothing does that, what waits for it never comes.
TEST(Structure, WhatIsNeverWorkedOutIsNeverDone) {
    const auto found =
        Owed()
            .with(
                "          - for_each:\n              rows: tables.owed(size)\n              as: row\n"
                "              key: row.where\n",
                "          - create:\n")
            .with(
                "              create: { type: obligation, link: owes, title: \"'Try in ' + "
                "row.where\", fields: { where: row.where } }\n              superfluous: not_owed\n",
                "              { type: obligation, link: owes, title: \"'Try'\", fields: { "
                "where: \"'test'\" } }\n")
            .with("      not_owed: { end: true }\n", "")
            .with("[failed, not_owed]", "[failed]")
            .found(Severity::error);
    EXPECT_THAT(found, Contains(HasSubstr("'tried'")));
}

// A dossier is as strict as what it consists of.
TEST(Structure, ADossierNeedsItsParts) {
    const auto found = Owed()
                           .with("condition: \"size != 'fix'\", why: It is more than a fix.",
                                 "condition: \"size == 'fix' && size == 'major'\", why: It is both.")
                           .found(Severity::error);
    EXPECT_THAT(found, Contains(HasSubstr("'file' can never be done")));
}

// Whoever acts logs the time that is asked for; so a way on which it is can be gone with a real record.
TEST(Structure, TimeThatIsAskedForIsLoggedOnTheWay) {
    Small small;
    small.with("begin: { from: new, to: work, by: holder }",
               "begin: { from: new, to: work, by: holder, needs: [ { time_entry: true, by: actor, min: 1500, "
               "why: x } ] }");
    EXPECT_THAT(small.found(), IsEmpty()) << "people can meet it";
    small.with_rule("always: \"state != 'work'\"");
    const Checked checked = small.checked();
    const Finding* finding = finding_of(checked, "rule_broken:issue.rules.noted.begin");
    ASSERT_NE(finding, nullptr);
    EXPECT_EQ(finding->severity, Severity::error) << "it was done again with a real record";
}

// By somebody else where she may log none herself.
TEST(Structure, TimeThatIsAskedForIsLoggedByWhoMay) {
    Small small;
    small.with("  expert: {}", "  expert: { disjoint: agent }")
        .with("begin: { from: new, to: work, by: holder }",
              "begin: { from: new, to: work, by: agent, needs: [ { time_entry: true, why: x } ] }\n"
              "      log_time: { by: expert }")
        .with_rule("always: \"state != 'work'\"");
    EXPECT_THAT(small.found(), Contains("error rule_broken:issue.rules.noted.begin"));
}

// Where the process lets nobody log any by then, the act waits for ever.
TEST(Structure, TimeThatNobodyMayLogByThenIsNeverThere) {
    const auto logged_when = [](const std::string& when) {
        Small small;
        small.with("begin: { from: new, to: work, by: holder }",
                   "begin: { from: new, to: work, by: holder, needs: [ { time_entry: true, why: x } ] }\n"
                   "      log_time: { by: agent, when: \"" +
                       when + "\", why: Not now. }");
        return small.found();
    };
    EXPECT_THAT(logged_when("state == 'done'"),
                testing::IsSupersetOf({"error need_never_met:issue.acts.begin.time_entry",
                                       "error state_never_reached:issue.states.done",
                                       "error trap:issue.states.new"}));
    EXPECT_THAT(logged_when("state != 'done'"), IsEmpty());
    EXPECT_THAT(logged_when("acting_as('expert')"), IsEmpty()) << "somebody may";
    EXPECT_THAT(logged_when("told != null && told"), IsEmpty()) << "in some records";
    EXPECT_THAT(logged_when("holder != null && holder == 'expert'"), IsEmpty()) << "while experts have it";
}

// Where it is to be whoever acts, and she may log none.
TEST(Structure, TimeOfWhoeverActsIsNeverThereWhereSheMayLogNone) {
    const auto begun_by = [](const std::string& by, const std::string& log_time, bool apart) {
        Small small;
        if (apart) small.with("  expert: {}", "  expert: { disjoint: agent }");
        small.with("begin: { from: new, to: work, by: holder }",
                   "begin: { from: new, to: work, by: " + by +
                       ", needs: [ { time_entry: true, by: actor, why: x } ] }\n      log_time: { " +
                       log_time + " }");
        return small.found();
    };
    EXPECT_THAT(begun_by("agent", "by: expert", true),
                testing::IsSupersetOf({"error need_never_met:issue.acts.begin.time_entry",
                                       "error state_never_reached:issue.states.done",
                                       "error trap:issue.states.new"}));
    EXPECT_THAT(begun_by("agent", "by: expert", false), IsEmpty()) << "somebody may have both";
    EXPECT_THAT(begun_by("agent", "by: [expert, agent]", true), IsEmpty());
    EXPECT_THAT(begun_by("agent", "by: [expert, administrator]", true), IsEmpty()) << "anybody may be one";
    EXPECT_THAT(begun_by("agent", "by: [expert, caller]", true), IsEmpty()) << "anybody may be its caller";
    EXPECT_THAT(begun_by("caller", "by: expert", true), IsEmpty());
    EXPECT_THAT(begun_by("holder", "by: expert", true), IsEmpty()) << "it may be handed to experts";
    EXPECT_THAT(begun_by("agent", "by: holder", true), IsEmpty());
    EXPECT_THAT(begun_by("expert", "by: holder, when: \"holder != null && holder == 'agent'\", why: x", true),
                testing::Contains("error need_never_met:issue.acts.begin.time_entry"));
    EXPECT_THAT(
        begun_by("expert", "by: holder, when: \"holder != null && holder == 'expert'\", why: x", true),
        IsEmpty());
}

// What was logged in one state is there in the next.
TEST(Structure, TimeMayBeLoggedEarlier) {
    Small small;
    small
        .with("        needs:\n          - { field: note, min: 5, why: Say it. }",
              "        needs:\n          - { time_entry: true, why: x }")
        .with("begin: { from: new, to: work, by: holder }",
              "begin: { from: new, to: work, by: holder }\n"
              "      log_time: { by: agent, when: \"state == 'new'\", why: Not now. }");
    EXPECT_THAT(small.found(), IsEmpty());
}

}  // namespace
}  // namespace reeve::verify
