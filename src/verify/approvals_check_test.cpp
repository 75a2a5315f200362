// What exploring finds of approvals, and of who may not do what.
#include <gmock/gmock.h>

#include "verify/redone_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

const std::string custody = "    custody:\n      holders: [agent, expert]";
const std::string begin = "      begin: { from: new, to: work, by: holder }";

// In `new` the board is asked, and nothing begins before it agreed.
Small with_board(const std::string& board) {
    Small small;
    small.with(custody, "    approvals:\n      board: " + board + "\n" + custody)
        .with(begin,
              "      begin: { from: new, to: work, by: holder, needs: [ { approval: board, why: Ask. } ] }");
    return small;
}

TEST(CheckApprovals, ABoardThatCanAgreeIsNoFinding) {
    EXPECT_THAT(with_board("{ seats: [expert, expert], opens: new }").found(), IsEmpty());
    EXPECT_THAT(with_board("{ seats: [expert, agent, agent], quorum: 2, covers: [level], exclude: "
                           "[assignee, \"act finish\"], opens: new }")
                    .found(),
                IsEmpty());
}

TEST(CheckApprovals, OnePersonFillsOneSeat) {
    Small small = with_board("{ seats: [caller, caller], opens: new }");
    EXPECT_THAT(small.found(), Contains("error approval_never_agreed:issue.approvals.board"));
    EXPECT_THAT(small.found(), Contains("error state_never_reached:issue.states.work"));
    // Of two seats one is enough.
    EXPECT_THAT(with_board("{ seats: [caller, caller], quorum: 1, opens: new }").found(), IsEmpty());
}

TEST(CheckApprovals, WhoIsExcludedFillsNoSeat) {
    // Everybody who logs one reports it.
    Small small = with_board("{ seats: caller, exclude: logger, opens: new }");
    small.with("log: { to: new, by: [caller, agent]", "log: { to: new, by: caller");
    EXPECT_THAT(small.found(), Contains("error approval_never_agreed:issue.approvals.board"));
    // An agent may log it for her; where she does it herself, nobody can agree.
    EXPECT_THAT(with_board("{ seats: caller, exclude: logger, opens: new }").found(),
                ElementsAre("error trap:issue.states.new"));
}

TEST(CheckApprovals, WhatFollowsFromAVoteIsSeen) {
    Small small = with_board("{ seats: expert, covers: [level], opens: new }");
    small
        .with(custody,
              "    on: [ { becomes: \"approved('board')\", then: [ set: { count: \"7\" } ] } ]\n" + custody)
        .with("      jot:\n",
              "      more: { from: work, by: holder, when: \"count != null && count == 7\", why: Not agreed. "
              "}\n"
              "      jot:\n");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(CheckApprovals, ANeedOfWhatNothingEverAsks) {
    Small small = with_board("{ seats: expert, opens: wait }");
    const Checked checked = small.checked();
    std::vector<std::string> found;
    for (const Finding& finding : checked.findings) found.push_back(finding.id());
    EXPECT_THAT(found, Contains("approval_never_asked:issue.approvals.board"));
    // Told once: not of the need as well.
    EXPECT_THAT(found, Not(Contains(HasSubstr("need_never_met"))));
    EXPECT_THAT(found, Not(Contains("act_never_possible:issue.acts.begin")));
}

TEST(CheckApprovals, ANeedThatComesBeforeWhatItFollows) {
    Small small;
    small
        .with(custody,
              "    approvals:\n      board: { seats: expert, opens: work }\n      owners: { seats: "
              "expert, after: board }\n" +
                  custody)
        .with(begin,
              "      begin: { from: new, to: work, by: holder, needs: [ { approval: owners, why: Ask. } ] }");
    EXPECT_THAT(small.found(), Contains("error approval_never_asked:issue.approvals.owners"));
}

TEST(CheckApprovals, ARuleIsToldExactly) {
    Small small = with_board("{ seats: expert, covers: [level], opens: new }");
    small.with_rule("always: \"state != 'work' || approval('board') == 'yes'\"");
    EXPECT_THAT(small.found(), IsEmpty());
    // What was agreed to may be changed afterwards, but not by that very act: then it is asked about.
    Small asked = with_board("{ seats: expert, covers: [level], opens: new }");
    asked.with_rule("always: \"state != 'work' || approved('board')\"");
    EXPECT_THAT(asked.found(), Contains(HasSubstr("rule_broken:issue.rules.noted")));
}

TEST(CheckApprovals, ARuleThatADecisionBreaksIsReplayed) {
    Small small = with_board("{ seats: [expert, agent], opens: new }");
    small.with_rule("always: \"approval('board') != 'yes' || state != 'new'\"");
    const Redone redone(small, "rule_broken:issue.rules.noted");
    ASSERT_NE(redone.finding, nullptr);
    const Finding& finding = *redone.finding;
    EXPECT_EQ(finding.severity, Severity::error);
    EXPECT_THAT(finding.way.back(), HasSubstr("the seats: yes to board"));
    EXPECT_TRUE(redone.replayed.same);
    EXPECT_EQ(redone.replayed.done.size(), 3U);  // logged, and a vote for each seat
}

// Without these approvals nothing is finished, and the rule is broken with a count that is sent then.
Small finished_with(const std::string& approvals) {
    Small small;
    small.with(custody, "    approvals:\n      " + approvals + "\n" + custody)
        .with("        form: [note]\n        needs:\n",
              "        form: [note, count]\n        needs:\n          - { approval: board, why: Ask. }\n")
        .with_rule("never: \"state == 'done' && count != null && count > 100\"");
    return small;
}

// In `new` nobody is asked, so that nothing is known there of what the board said; nothing can have been.
TEST(CheckApprovals, AWayByAVoteIsGoneWhereAShorterOneWithoutItIsNone) {
    const Redone redone(finished_with("board: { seats: expert, covers: [title], opens: work }"),
                        "rule_broken:issue.rules.noted.finish");
    ASSERT_NE(redone.finding, nullptr);
    EXPECT_EQ(redone.finding->severity, Severity::error);
    EXPECT_TRUE(redone.replayed.same);
    EXPECT_THAT(redone.finding->way, Contains(HasSubstr("the seats: yes to board")));
}

// It follows another one, and nothing is known of it before anybody is asked.
TEST(CheckApprovals, AWayThatRestsOnWhatIsNotKnownIsGoneWhereItIs) {
    const Redone redone(finished_with("first: { seats: expert, covers: [title], opens: [new, work] }\n"
                                      "      board: { seats: agent, after: first }"),
                        "rule_broken:issue.rules.noted.finish");
    ASSERT_NE(redone.finding, nullptr);
    EXPECT_EQ(redone.finding->severity, Severity::error);
    EXPECT_TRUE(redone.replayed.same);
}

TEST(CheckApprovals, WithoutTheNeedTheRuleIsBroken) {
    Small small;
    small.with(custody, "    approvals:\n      board: { seats: expert, opens: new }\n" + custody)
        .with_rule("always: \"state != 'work' || approval('board') == 'yes'\"");
    EXPECT_THAT(small.found(), Contains("error rule_broken:issue.rules.noted.begin"));
}

TEST(CheckApprovals, WhatExpiresLeavesATrapWhereNothingAsksAgain) {
    const std::string board = "{ seats: expert, covers: [level], expires: 1h, opens: new }";
    EXPECT_THAT(with_board(board).found(), Contains("error trap:issue.states.new"));
    Small again = with_board(board);
    again.after("      answer: { from: wait, to: work, by: caller }",
                "      again: { from: new, to: new, by: holder }");
    EXPECT_THAT(again.found(), IsEmpty());
}

// The board has an hour; when that is over, and by nothing else, it is told. Who cheers must have been told.
std::vector<std::string> found_where_expiry_tells(const std::string& rule) {
    Small small = with_board("{ seats: expert, expires: 1h, opens: new }");
    small
        .with(
            custody,
            "    on: [ { becomes: \"approval('board') == 'void'\", then: [ set: { told: \"true\" } ] } ]\n" +
                custody)
        .with("form: [title, level, told] }", "form: [title, level] }")
        .with("      jot:\n",
              "      edit: { when: \"state == 'closed'\", why: Leave it. }\n"
              "      again: { from: new, to: new, by: holder }\n"
              "      cheer: { from: new, by: holder, when: \"told != null && told\", why: Not told. }\n"
              "      jot:\n")
        .with_rule(rule);
    return small.found();
}

TEST(CheckApprovals, WhatExpiryBringsAboutIsLeftOutWhereItIsRefused) {
    EXPECT_THAT(found_where_expiry_tells("always: \"true\""), IsEmpty());
    EXPECT_THAT(found_where_expiry_tells("never: \"told != null && told\""),
                Contains("error act_never_possible:issue.acts.cheer"));
    // A rule that is broken without it, too, keeps nothing away.
    const std::string anyway = "always: \"approval('board') != 'void'\"";
    EXPECT_THAT(found_where_expiry_tells(anyway), Not(Contains("error act_never_possible:issue.acts.cheer")));
}

// Nothing else asks of which organisation they are heard; unless one is named, nobody is asked.
TEST(CheckApprovals, WhatNobodyAsksAgainAfterItsTimeIsSurelyATrap) {
    Small small = with_board("{ seats: [ { role: expert, at: firm } ], opens: new, expires: 2h }");
    small.after("      note: { text: long }", "      firm: { organisation: true }")
        .with("form: [title, level, told]", "form: [title, level, told, firm]");
    EXPECT_THAT(small.found(), Contains("error trap:issue.states.new"));
}

// The record is never made, or never begun: nobody could be asked.
TEST(CheckApprovals, AnActThatNeverGetsTheOrganisationOfASeat) {
    const auto heard_at_firm = [](const std::string& opens, const std::string& edit) {
        Small small = with_board("{ seats: [ { role: expert, at: firm } ], opens: " + opens + " }");
        small.after("      note: { text: long }", "      firm: { organisation: true }")
            .with("      jot:\n", edit + "      jot:\n");
        return small;
    };
    const std::string no_edit = "      edit: { when: \"false\", why: Leave it. }\n";
    const Checked checked = heard_at_firm("new", "").checked();
    const Finding* log = finding_of(checked, "act_never_possible:issue.acts.log");
    ASSERT_NE(log, nullptr);
    EXPECT_THAT(log->sentence,
                HasSubstr("it asks people of an organisation to agree, and no record has one"));
    EXPECT_THAT(heard_at_firm("new", "")
                    .with("form: [title, level, told]", "form: [title, level, told, firm]")
                    .found(),
                IsEmpty());
    Small later = heard_at_firm("work", no_edit);
    later.with(", needs: [ { approval: board, why: Ask. } ]", "")
        .with("          - { field: note, min: 5, why: Say it. }",
              "          - { approval: board, why: Ask. }");
    EXPECT_THAT(later.found(), Contains("error act_never_possible:issue.acts.begin"));
    // Somebody may put it right before.
    EXPECT_THAT(Small(later).with(no_edit, "").found(), IsEmpty());
    EXPECT_THAT(later
                    .with("      firm: { organisation: true }",
                          "      firm: { organisation: true, default: reporter.organisation }")
                    .found(),
                IsEmpty());
}

TEST(CheckApprovals, AnActFromWhichEverybodyIsExcluded) {
    Small small;
    small
        .with("      ask: { from: work, to: wait, by: holder }",
              "      ask: { from: work, to: wait, by: assignee, exclude: [\"act grab\"] }")
        .after(begin, "      grab: { from: work, by: holder, then: [ assign: actor ] }");
    // Another may be made the assignee.
    EXPECT_THAT(small.found(), IsEmpty());
    Small alone;
    alone
        .with("      answer: { from: wait, to: work, by: caller }",
              "      answer: { from: wait, to: work, by: caller, exclude: logger }")
        .with("log: { to: new, by: [caller, agent]", "log: { to: new, by: caller");
    EXPECT_THAT(alone.found(), ElementsAre("error act_never_possible:issue.acts.answer"));
}

}  // namespace
}  // namespace reeve::verify
