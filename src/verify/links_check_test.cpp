// What is linked, from either end and in other processes: it goes as its own exploration shows, and no freer.
#include <gmock/gmock.h>

#include "process/pair_test.hpp"
#include "verify/redone_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

const std::string drop = "      drop: { from: open, to: gone, by: [agent, linked] }";
const std::string log_memo = "      log: { to: open, by: [agent, expert] }";
const std::string say_it = "          - { field: note, min: 5, why: Say it. }";
const std::string never_closed =
    "close: { from: done, to: closed, by: agent, when: \"ever('closed')\", why: No. }";

// A memo is dropped where this holds.
Small dropped_when(std::string_view condition) {
    Small small;
    small.with(drop, "      drop: { from: open, to: gone, by: agent, needs: [ { name: there, condition: \"" +
                         std::string(condition) + "\", why: Wait. } ] }");
    return small;
}

TEST(Links, AreExploredFromTheOtherEnd) {
    Small small = dropped_when("links.issue.exists(i, i.state == 'closed')");
    EXPECT_THAT(small.found(), IsEmpty());
    // As the file has it an issue is closed; in truth it never is.
    small.with("close: { from: done, to: closed, by: agent, auto: { after: 5d } }", never_closed);
    EXPECT_THAT(small.found(), UnorderedElementsAre("error state_never_reached:issue.states.closed",
                                                    "error act_never_possible:issue.acts.close",
                                                    "error need_never_met:memo.acts.drop.there",
                                                    "error trap:memo.states.open",
                                                    "error state_never_reached:memo.states.gone"));
}

TEST(Links, WhatIsMadeIsLinkedFromItsFirstMoment) {
    const auto ruled = [](std::string_view log) {
        Small small;
        small
            .with(drop,
                  drop +
                      "\n    rules:\n      of: { answers: [A2], always: \"links.issue.size() > 0\", why: x }")
            .with(log_memo, log);
        return small.found();
    };
    EXPECT_THAT(ruled("      log: { to: open, by: linked }"), IsEmpty());
    EXPECT_THAT(ruled(log_memo), Contains("error rule_broken:memo.rules.of.log"));
}

TEST(Links, AreTakenAwayFromTheOtherEndToo) {
    Small small = dropped_when("links.issue.size() == 0");
    small.with(log_memo,
               "      log: { to: open, by: linked }\n      link: { when: \"state == 'gone'\", why: No. }");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Links, ShowTheFieldsThatAreShared) {
    Small small = dropped_when("links.issue.exists(i, i.open && i.level == 'low')");
    small.with("    priority: level\n", "    priority: level\n    shares: [level]\n");
    EXPECT_THAT(small.found(), IsEmpty());
    small
        .with("level: { choice: level, required: true }",
              "level: { choice: level, required: true, default: \"'high'\" }")
        .with("form: [title, level, told] }\n",
              "form: [title, told] }\n      edit: { when: \"state == 'closed'\", why: No. }\n");
    EXPECT_THAT(small.found(), Contains("error need_never_met:memo.acts.drop.there"));
}

TEST(Links, ThatAreNeededAreCounted) {
    const auto needing = [](std::string_view need) {
        Small small;
        small.with(say_it, "          - { link: notes, " + std::string(need) + ", why: Wait. }");
        return small;
    };
    EXPECT_THAT(needing("linked: \"linked.state == 'gone'\", min: 2").found(), IsEmpty());
    EXPECT_THAT(needing("min: 5").found(), IsEmpty());
    Small never = needing("linked: \"linked.state == 'gone'\"");
    never.with(drop, "      drop: { from: open, to: gone, by: agent, when: \"ever('gone')\", why: No. }");
    EXPECT_THAT(never.found(), Contains(HasSubstr("error need_never_met:issue.acts.finish")));
}

// The other record is really made, linked, and goes on: so the finding is one of real records.
TEST(Links, WhatLinkedRecordsDoIsDoneAgain) {
    Small small;
    small.with_rule("never: \"state == 'done' && links.notes.exists(n, !n.open)\"")
        .with("inverse: issue, max: 5", "inverse: issue, max: 1")
        .with("begin: { from: new, to: work, by: holder }",
              "begin: { from: new, to: work, by: holder, when: \"links.notes.exists(n, n.open)\", why: x }");
    const Redone redone(small, "rule_broken:issue.rules.noted.finish");
    ASSERT_NE(redone.finding, nullptr);
    EXPECT_EQ(redone.finding->severity, Severity::error);
    const std::vector<Done>& done = redone.replayed.done;
    EXPECT_TRUE(std::ranges::any_of(done, [](const Done& one) { return one.linked == 1; }));
    EXPECT_TRUE(std::ranges::any_of(
        done, [](const Done& one) { return one.other == 1 && one.command.act == "drop"; }));
    EXPECT_EQ(done.back().command.act, "finish");
}

// The act moves what it is done on into a state from which it does not come.
TEST(Links, AnActIsDoneOnceOnEach) {
    Small small;
    small
        .with("      open: { open: true, start: true }\n",
              "      open: { open: true, start: true }\n      moved: { open: true }\n")
        .with(drop,
              "      shift: { from: open, to: moved, by: linked }\n"
              "      drop: { from: [open, moved], to: gone, by: agent }")
        .with("      reopen: { from: done, to: work, by: caller }",
              "      reopen: { from: done, to: work, by: caller }\n"
              "      go: { from: work, to: done, by: agent, when: \"links.notes.exists(n, n.state == "
              "'open')\", "
              "why: Wait., then: [ do: { act: shift, on: notes } ] }");
    EXPECT_THAT(small.found(), IsEmpty());
}

const std::string to_work = "      lapse: { from: wait, to: work, by: desk, auto: { after: 14d } }";

// Once a memo is gone, its issue is never finished; and nobody ever takes it away.
Small stuck_for_good() {
    Small small;
    small
        .with(say_it,
              "          - { name: none_gone, condition: \"links.notes.all(n, n.open)\", why: Wait. }")
        .with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }", to_work)
        .with(
            "      reopen: { from: done, to: work, by: caller }",
            "      reopen: { from: done, to: work, by: caller }\n      link: { when: \"false\", why: No. }");
    return small;
}

TEST(Links, AreNotTakenAwayFromTheOtherEndWhereThatIsNeverAllowed) {
    Small small = stuck_for_good();
    EXPECT_THAT(small.found(), IsEmpty());
    small.with(log_memo, log_memo + "\n      link: { when: \"false\", why: No. }");
    EXPECT_THAT(small.found(), Contains("error trap:issue.states.work"));
}

// The memo is made by the issue's own act: its rehearsal gives it a name there.
TEST(Links, WhatAnActMadeIsNamedWhereItGoesOn) {
    Small small = stuck_for_good();
    small.with(log_memo, "      log: { to: open, by: linked }\n      link: { when: \"false\", why: No. }");
    const Redone redone(small, "trap:issue.states.work");
    ASSERT_NE(redone.finding, nullptr);
    EXPECT_TRUE(redone.replayed.same);
    const std::vector<Done>& done = redone.replayed.done;
    EXPECT_TRUE(std::ranges::any_of(done, [](const Done& one) {
        return one.command.act == "jot" && one.linked == 1 && one.link == "notes";
    }));
    EXPECT_TRUE(std::ranges::any_of(
        done, [](const Done& one) { return one.command.act == "drop" && one.other == 1 && one.type == 1; }));
}

struct Releases : process::Edited<Releases> {
    Releases() : Edited(process::releases_process) {}
    using Edited::loaded_as;
};
struct Tickets : process::Edited<Tickets> {
    Tickets() : Edited(process::tickets_process) {
        with(
            "{ link: rfc, linked: \"linked.outcome == 'live' && linked.size != null && linked.size == "
            "'major'\", "
            "why: The change is live. }",
            "{ name: live, condition: \"links.rfc.exists(r, r.outcome == 'live' && r.size != null && r.size "
            "== "
            "'major')\", why: It is live. }");
    }
    using Edited::loaded_as;
    [[nodiscard]] std::vector<std::string> found(const process::ProcessPtr& beside) const {
        std::vector<process::ProcessPtr> all;
        if (beside) all.push_back(beside);
        std::vector<std::string> found;
        for (const Finding& finding : check(*loaded_as("tickets"), files(), {}, all).findings)
            found.push_back(std::string(word(finding.severity)) + " " + finding.id() + ": " +
                            finding.sentence);
        return found;
    }
};

TEST(Links, ToAProcessThatIsNotAtHandAreSaidToBeRough) {
    EXPECT_THAT(Tickets().found(nullptr),
                ElementsAre(AllOf(HasSubstr("limit told_roughly:ticket"), HasSubstr("'releases'"))));
}

TEST(Links, ToAnotherProcessGoAsThatOneDoes) {
    const auto releases = Releases().loaded_as("releases");
    ASSERT_TRUE(releases);
    EXPECT_THAT(Tickets().found(releases), IsEmpty());
    const auto still = Releases()
                           .with("go_live: { from: planned, to: live, by: planner }",
                                 "go_live: { from: planned, to: live, by: planner, when: \"size != null && "
                                 "size == 'minor'\", why: No. }\n"
                                 "      edit: { when: \"state == 'live'\", why: No. }")
                           .loaded_as("releases");
    ASSERT_TRUE(still);
    EXPECT_THAT(Tickets().found(still), Contains(StartsWith("error need_never_met:ticket.acts.close.live")));
}

// The change is made and goes live on the same desk in memory as the ticket, by people of its own process.
TEST(Links, WhatRecordsOfAnotherProcessDoIsDoneAgain) {
    const auto releases = Releases().loaded_as("releases");
    Tickets tickets;
    tickets.with("          - { name: live,",
                 "          - { comment: public, why: Say it. }\n          - { name: live,");
    const auto ruled =
        tickets.with("    custody: { holders: [agent]",
                     "    rules: { kept: { answers: [X1], never: \"state == 'closed'\", why: It "
                     "is kept. } }\n    custody: { holders: [agent]");
    const auto process = ruled.loaded_as("tickets");
    ASSERT_TRUE(releases && process);
    const Checked checked = check(*process, ruled.files(), {}, std::vector{releases});
    const Finding* finding = finding_of(checked, "rule_broken:ticket.rules.kept.close");
    ASSERT_NE(finding, nullptr);
    EXPECT_EQ(finding->severity, Severity::error);
    const Replayed replayed = replay(checked.explorations[finding->type], *finding, checked.all());
    EXPECT_TRUE(std::ranges::any_of(replayed.done, [&](const Done& one) {
        return one.process == releases.get() && one.command.act == "go_live" && one.other == 1;
    }));
    EXPECT_EQ(replayed.done.back().process, process.get());
}

TEST(Links, RecordsOfTwoProcessesThatWaitForEachOtherAreAnError) {
    const auto releases =
        Releases()
            .with("    shares: [size]\n",
                  "    shares: [size]\n    links: { asked: { to: tickets/ticket, inverse: changes } }\n")
            .with("go_live: { from: planned, to: live, by: planner }",
                  "go_live: { from: planned, to: live, by: planner, needs: [ { name: over, condition: "
                  "\"links.asked.all(t, !t.open)\", why: x } ] }")
            .loaded_as("releases");
    ASSERT_TRUE(releases);
    Tickets tickets;
    tickets.with("links.rfc.exists(r, r.outcome == 'live' && r.size != null && r.size == 'major')",
                 "links.rfc.all(r, !r.open)");
    // A change that waits for nothing leads out.
    EXPECT_THAT(tickets.found(Releases().loaded_as("releases")), IsEmpty());
    EXPECT_THAT(
        tickets.found(releases),
        ElementsAre(StartsWith("error mutual_wait:ticket.links.rfc: 'ticket' in 'new' and 'change' in "
                               "'planned' that are linked to each other wait for each other")));
}

}  // namespace
}  // namespace reeve::verify
