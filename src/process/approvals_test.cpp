// Approvals and separation of duties: what loads, and what cannot work.
#include <gmock/gmock.h>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

// With an approval that `finish` needs.
Draft with_approval(std::string_view approval) {
    return Draft()
        .after("    order: [ priority ]", "    approvals:\n      board: " + std::string(approval))
        .with("finish: { from: work, to: done, by: holder, form: [note, count] }",
              "finish: { from: work, to: done, by: holder, form: [note, count], needs: [ { approval: board, "
              "why: Agree first. } ] }");
}

constexpr std::string_view plain = "{ seats: [expert, agent], covers: [title, level], opens: work }";

Draft with_exclusion(std::string_view exclude) {
    return Draft().with("finish: { from: work, to: done, by: holder,",
                        "finish: { from: work, to: done, by: holder, exclude: " + std::string(exclude) + ",");
}

TEST(Approvals, AreLoadedWhole) {
    const ProcessPtr process =
        with_approval(
            "{ title: Board, seats: [expert, { role: agent, at: place }], quorum: 2, covers: [title, level, "
            "notes], exclude: [assignee, reporter, logger, \"act begin\"], expires: 5d, opens: [work, wait], "
            "reasons: always }")
            .process();
    const RecordType& type = process->types.front();
    ASSERT_EQ(type.approvals.size(), 1U);
    const Approval& board = type.approvals.front();
    EXPECT_EQ(board.name, "board");
    ASSERT_EQ(board.seats.size(), 2U);
    EXPECT_FALSE(board.seats[0].at.has_value());
    EXPECT_EQ(type.fields[*board.seats[1].at].name, "place");
    EXPECT_EQ(board.quorum, 2U);
    EXPECT_TRUE(board.covers.title);
    EXPECT_FALSE(board.covers.attachments);
    EXPECT_EQ(board.covers.fields.size(), 1U);
    EXPECT_EQ(board.covers.links.size(), 1U);
    ASSERT_EQ(board.exclude.size(), 4U);
    EXPECT_EQ(type.acts[board.exclude[3].act].name, "begin");
    EXPECT_EQ(board.expires->exact, Duration::days(5));
    EXPECT_EQ(board.opens.size(), 2U);
    EXPECT_EQ(board.reasons, Approval::Reasons::always);
}

TEST(Approvals, CoverWhatPeopleFillInWhereNothingElseIsSaid) {
    const ProcessPtr process = with_approval("{ seats: [expert, agent], opens: work }").process();
    const RecordType& type = process->types.front();
    std::vector<std::string> fields;
    for (const Index field : type.approvals.front().covers.fields) fields.push_back(type.fields[field].name);
    EXPECT_THAT(fields, ElementsAre("level", "place", "count", "note"));
    EXPECT_EQ(type.approvals.front().covers.links.size(), 1U);
    EXPECT_TRUE(type.approvals.front().covers.attachments);
}

TEST(Approvals, NamesAreLookedUp) {
    EXPECT_THAT(with_approval("{ seats: [expret], opens: work }").problems(),
                Contains(HasSubstr("unknown role 'expret'")));
    EXPECT_THAT(with_approval("{ seats: expert, opens: wrok }").problems(),
                Contains(HasSubstr("unknown state 'wrok'")));
    EXPECT_THAT(with_approval("{ seats: expert, opens: work, covers: [titel] }").problems(),
                Contains(HasSubstr("unknown field or link 'titel'")));
    EXPECT_THAT(with_approval("{ seats: expert, opens: work, exclude: [asignee] }").problems(),
                Contains(HasSubstr("unknown party to exclude 'asignee'")));
    EXPECT_THAT(with_approval("{ seats: expert, opens: work, exclude: [\"act bgin\"] }").problems(),
                Contains(HasSubstr("unknown act 'bgin'")));
    EXPECT_THAT(with_approval("{ seats: expert, opens: work, reasons: some }").problems(),
                Contains(HasSubstr("unknown value of `reasons` 'some'")));
    EXPECT_THAT(with_approval("{ seats: { role: expert, at: note }, opens: work }").problems(),
                Contains(HasSubstr("'note' names no organisation")));
    EXPECT_THAT(with_approval(plain).with("approval: board", "approval: bord").problems(),
                Contains(HasSubstr("unknown approval 'bord'")));
    EXPECT_THAT(with_approval("{ seats: expert, after: bord }").problems(),
                Contains(HasSubstr("unknown approval 'bord'")));
}

TEST(Approvals, MustBePossible) {
    EXPECT_THAT(with_approval(plain).problems(), ElementsAre("loaded"));
    EXPECT_THAT(with_approval("{ opens: work }").problems(), Contains(HasSubstr("'board' has no `seats`")));
    EXPECT_THAT(with_approval("{ seats: expert }").problems(),
                ElementsAre(HasSubstr("nothing ever opens 'board'")));
    EXPECT_THAT(with_approval("{ seats: expert, opens: work, quorum: 2 }").problems(),
                ElementsAre(HasSubstr("'board' needs 2 votes and has 1 seats")));
    EXPECT_THAT(with_approval("{ seats: expert, opens: closed }").problems(),
                ElementsAre(HasSubstr("'closed' is an end")));
    EXPECT_THAT(with_approval("{ seats: expert, opens: work, expires: 2wd }").problems(),
                ElementsAre(HasSubstr("`wd` counts in a calendar")));
    EXPECT_THAT(with_approval("{ seats: caller, opens: work, exclude: reporter }").problems(),
                ElementsAre(HasSubstr("nobody is left for the seat of 'caller' of 'board'")));
}

// Who is of an organisation would else be heard whichever it is.
TEST(Approvals, ASeatOfARoleIsAtItsOrganisation) {
    const auto with = [](std::string_view seat) {
        return with_approval("{ seats: " + std::string(seat) + ", opens: work }")
            .with("  expert: {}", "  expert: { at: site }")
            .after("      text: { text: short, required: true }", "      site: { organisation: true }");
    };
    EXPECT_THAT(with("[expert]").problems(),
                Contains(HasSubstr("'expert' is a role at 'site', and 'issue' has no such organisation")));
    EXPECT_TRUE(load_process("draft", with("[expert]").files(), Text::in_use).has_value());
    EXPECT_THAT(with("[{ role: expert, at: place }]").problems(), ElementsAre("loaded"));
}

TEST(Approvals, OneAfterAnotherGoesInNoCircleAndAsksTheSame) {
    const std::string second = "\n      second: { seats: agent, after: board }";
    EXPECT_THAT(with_approval(std::string(plain) + second).problems(), ElementsAre("loaded"));
    const ProcessPtr process = with_approval(std::string(plain) + second).process();
    EXPECT_EQ(process->types.front().approvals[1].covers.fields,
              process->types.front().approvals[0].covers.fields);
    EXPECT_THAT(
        with_approval(std::string(plain) + "\n      second: { seats: agent, after: board, opens: work }")
            .problems(),
        ElementsAre(HasSubstr("'second' comes after 'board'")));
    EXPECT_THAT(with_approval("{ seats: expert, after: second }" + second).problems(),
                Contains(HasSubstr("in a circle: board -> second -> board")));
}

TEST(Approvals, WarnOfAFormThatTakesTheApprovalAway) {
    EXPECT_THAT(with_approval("{ seats: [expert, agent], covers: [note], opens: work }").warnings(),
                Contains(HasSubstr("its own form may change 'note', which that covers")));
    EXPECT_THAT(with_approval(plain).warnings(),
                testing::Not(Contains(HasSubstr("its own form may change"))));
}

TEST(Approvals, ConditionsAskForThemByName) {
    EXPECT_THAT(
        with_approval(plain)
            .with(
                "finish: { from: work,",
                "finish: { when: \"approved('board') && approval('board') == 'yes'\", why: No., from: work,")
            .problems(),
        ElementsAre("loaded"));
    EXPECT_THAT(
        with_approval(plain)
            .with("finish: { from: work,", "finish: { when: \"approved('bord')\", why: No., from: work,")
            .problems(),
        Contains(HasSubstr("'bord'")));
    EXPECT_THAT(with_approval(plain)
                    .with("finish: { from: work,",
                          "finish: { when: \"approval('board') == 'maybe'\", why: No., from: work,")
                    .problems(),
                Contains(HasSubstr("'maybe'")));
}

TEST(Exclusions, LeaveSomebodyToDoIt) {
    EXPECT_THAT(with_exclusion("[reporter, \"act begin\"]").problems(), ElementsAre("loaded"));
    EXPECT_THAT(with_exclusion("\"act bgin\"").problems(), Contains(HasSubstr("unknown act 'bgin'")));
    EXPECT_THAT(Draft()
                    .with("close: { from: done, to: closed, by: caller }",
                          "close: { from: done, to: closed, by: caller, exclude: reporter }")
                    .problems(),
                ElementsAre(HasSubstr("nobody is left to do 'close'")));
}

}  // namespace
}  // namespace reeve::process
