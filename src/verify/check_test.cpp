// What exploring finds, an example of each: docs/processes/checking.md tells of the same.
#include "verify/check.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "verify/redone_test.hpp"
#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

std::vector<process::SourceFile> shipped_files(const std::string& id) {
    std::ifstream file(std::string(REEVE_ROOT) + "/processes/" + id + "/process.yaml");
    std::stringstream text;
    text << file.rdbuf();
    return {{"process.yaml", text.str()}};
}

TEST(Check, FindsNothingInASoundProcess) {
    EXPECT_THAT(Small().found(), IsEmpty());
}

TEST(Check, FindsNothingInTheShippedProcesses) {
    for (const std::string id : {"epts-support", "itil-starter"}) {
        const auto files = shipped_files(id);
        const auto loaded = process::load_process(id, files);
        ASSERT_TRUE(loaded.has_value()) << id;
        const Checked checked = check(*loaded->process, files);
        for (const Finding& finding : checked.findings) ADD_FAILURE() << id << ": " << finding.sentence;
        for (const TypeChecked& type : checked.types) EXPECT_TRUE(type.complete) << type.type;
    }
}

// Such as the instant at which something was done: nothing asks for it, and there it is all the same.
TEST(Check, AFieldThatNothingReadsCanBeSet) {
    Small small;
    small.after("      note: { text: long }", "      stamped: { instant: true }");
    small.with("begin: { from: new, to: work, by: holder }",
               "begin: { from: new, to: work, by: holder, then: [ set: { stamped: now } ] }");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Check, FindsARuleThatAnActBreaksWithTheShortestWay) {
    Small small;
    small.with_rule("always: \"state != 'done' || count != null\"");
    const Checked checked = small.checked();
    const Finding* finding = finding_of(checked, "rule_broken:issue.rules.noted.finish");
    ASSERT_NE(finding, nullptr);
    EXPECT_EQ(finding->line, 68);
    EXPECT_EQ(finding->severity, Severity::error);
    EXPECT_THAT(finding->sentence, HasSubstr("'finish' is possible by its own needs"));
    ASSERT_EQ(finding->way.size(), 3U);
    EXPECT_THAT(finding->way[0], HasSubstr("log"));
    EXPECT_THAT(finding->way[1], HasSubstr("begin"));
    EXPECT_THAT(finding->way[2], HasSubstr("finish (note: 5 characters) -> done"));
    // What the desk does by itself breaks it as well.
    EXPECT_NE(finding_of(checked, "rule_broken:issue.rules.noted.lapse"), nullptr);
}

TEST(Check, TellsOnceWhatSeveralMayDo) {
    Small small;
    // The desk closes as well, after five days.
    small.with("always: \"state != 'closed' || state == 'closed'\"",
               "always: \"state != 'closed' || count != null\"");
    EXPECT_THAT(small.found(), ElementsAre("error rule_broken:issue.rules.noted.close"));
}

// What a condition makes of a number is not known, but a real record is refused for it.
TEST(Check, ARuleThatANeedKeepsTooIsNotBroken) {
    Small small;
    small.with("        form: [note]", "        form: [note, count]")
        .with_rule("never: \"state == 'done' && count != null && count > 100\"");
    const std::string need =
        "\n          - { name: half, condition: \"count == null || count * 2 < 100\", why: x }";
    Small kept = small;
    kept.after("          - { field: note, min: 5, why: Say it. }", need);
    EXPECT_THAT(small.found(), Contains("error rule_broken:issue.rules.noted.finish"));
    EXPECT_THAT(kept.found(), Contains("note rule_broken:issue.rules.noted.finish"));
}

TEST(Check, TellsOfAHolderWhoSeesNothingOfIt) {
    const auto told = Contains("note holder_sees_nothing:issue.custody.expert");
    Small small;
    small.with("  expert: {}", "  expert: { sees: own }");
    EXPECT_THAT(small.found(), told);
    // Who logs such records sees those.
    Small logs = small;
    logs.with("log: { to: new, by: [caller, agent]", "log: { to: new, by: [caller, agent, expert]");
    EXPECT_THAT(logs.found(), IsEmpty());
    Small watches = small;
    watches.with("begin: { from: new, to: work, by: holder }",
                 "begin: { from: new, to: work, by: holder, then: [ watch: expert ] }");
    EXPECT_THAT(watches.found(), IsEmpty());
    // Of which organisation whoever holds it must be, the role does not say.
    Small theirs;
    theirs.with("  expert: {}", "  expert: { sees: organisation }");
    EXPECT_THAT(theirs.found(), told);
}

// People of a role that sees no such record may do the act where somebody lets them follow it.
TEST(Check, TellsOfWhoActsOnWhatTheyDoNotSee) {
    Small small;
    small.with("  expert: {}", "  expert: {}\n  outsider: { sees: own }")
        .with("begin: { from: new, to: work, by: holder }", "begin: { from: new, to: work, by: outsider }");
    EXPECT_THAT(small.found(), ElementsAre("note actor_sees_nothing:issue.acts.begin.outsider"));
    small.with_rule("never: \"state == 'work'\"");
    const Redone redone(small, "rule_broken:issue.rules.noted.begin");
    ASSERT_NE(redone.finding, nullptr);
    EXPECT_EQ(redone.finding->severity, Severity::error);
    ASSERT_TRUE(redone.replayed.same);
    ASSERT_EQ(redone.replayed.done.size(), 3U);
    EXPECT_EQ(redone.replayed.done[1].command.kind, records::Command::Kind::watch);
    EXPECT_EQ(redone.replayed.done[1].command.person, redone.replayed.done[2].command.actor.id.text());
}

// Nobody may let them: then no record went that way.
TEST(Check, WhoCannotBeShownARecordDoesNothingWithIt) {
    Small small;
    small.with("  expert: {}", "  expert: {}\n  outsider: { sees: own }")
        .with("begin: { from: new, to: work, by: holder }",
              "begin: { from: new, to: work, by: outsider }\n"
              "      watch: { by: expert, when: \"state == 'done'\", why: Not now. }")
        .with_rule("never: \"state == 'work'\"");
    EXPECT_THAT(small.found(), Contains("note rule_broken:issue.rules.noted.begin"));
}

TEST(Check, FindsARuleThatTheBeginningBreaks) {
    Small small;
    small.with_rule("always: \"told != null\"");
    EXPECT_THAT(small.found(), Contains("error rule_broken:issue.rules.noted.log"));
}

TEST(Check, TakesWhatIsNeededForKept) {
    Small small;
    small.with_rule("always: \"state != 'done' || note != null\"")
        .with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }",
              "      lapse: { from: wait, to: done, by: desk, auto: { after: 14d }, then: [ set: { note: "
              "\"'None.'\" } ] }");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Check, FindsAnActThatCanNeverBeDone) {
    Small small;
    small.with("      ask: { from: work, to: wait, by: holder }",
               "      ask: { from: work, to: wait, by: holder, when: \"level == 'high' && level == 'low'\", "
               "why: No. }");
    EXPECT_THAT(small.found(), ElementsAre("error state_never_reached:issue.states.wait",
                                           "error act_never_possible:issue.acts.ask",
                                           "error act_never_possible:issue.acts.answer",
                                           "error act_never_possible:issue.acts.lapse"));
}

TEST(Check, FindsANeedThatIsNeverMet) {
    Small small;
    small.with(
        "          - { field: note, min: 5, why: Say it. }",
        "          - { name: both, condition: \"count != null && count > 3 && count < 3\", why: No. }");
    EXPECT_THAT(small.found(), Contains("error need_never_met:issue.acts.finish.both"));
}

// Comparisons of one term with several numbers keep their order.
TEST(Check, KnowsTheOrderOfNumbers) {
    Small small;
    small.with(
        "          - { field: note, min: 5, why: Say it. }",
        "          - { name: both, condition: \"count != null && count > 3 && count < 5\", why: No. }");
    EXPECT_THAT(small.found(), IsEmpty());
    Small none;
    none.with("          - { field: note, min: 5, why: Say it. }",
              "          - { name: both, condition: \"count != null && count > 3 && count < 4\", why: No. }");
    EXPECT_THAT(none.found(), Contains("error need_never_met:issue.acts.finish.both"));
}

TEST(Check, FindsATrapWhereOnlyTheOtherSideMoves) {
    Small small;
    small.with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }\n", "");
    const Checked checked = small.checked();
    const Finding* finding = finding_of(checked, "trap:issue.states.wait");
    ASSERT_NE(finding, nullptr);
    // Of the first holder it is passed on when its time is up; the last one's nobody takes.
    EXPECT_EQ(finding->way.size(), 4U);
}

TEST(Check, FindsAClockThatNothingStops) {
    Small small;
    small.with("        stops: [ state: done, hand_over ]", "        stops: [ act: jot ]")
        .with("        from: work\n        by: holder\n        then:",
              "        from: work\n        by: holder\n        when: \"level == 'high' && level == 'low'\"\n "
              "       why: No.\n        then:");
    EXPECT_THAT(small.found(), Contains("error clock_never_stopped:issue.clocks.answer"));
}

TEST(Check, FindsAHolderToWhomNoRecordComes) {
    Small small;
    small.with("- [ agent, expert ]", "- [ agent, none ]");
    EXPECT_THAT(small.found(), Contains("error holder_never_reached:issue.custody.expert"));
    EXPECT_THAT(small.found(), Contains("error hand_over_refused:issue.acts.refer"));
}

TEST(Check, FindsAHolderThatIsNotListed) {
    Small small;
    small.with("first: \"'agent'\"\n      arrives: new",
               "first: \"level == 'high' ? 'caller' : 'agent'\"\n      arrives: new");
    EXPECT_THAT(small.found(), Contains("error holder_not_listed:issue.custody.caller"));
}

TEST(Check, FindsAnEscalationThatGoesRound) {
    Small small;
    small.with("hand_over: tables.next(holder).to }\n      jot:",
               "hand_over: \"level == 'high' || holder == 'agent' ? 'expert' : 'agent'\" }\n      jot:");
    EXPECT_THAT(small.found(), Contains("error endless_escalation:issue"));
}

// Its limit is another only where the level is: what the desk does at its shares comes to an end.
TEST(Check, TakesSharesOfALimitThatDependsForNoEscalationThatGoesRound) {
    Small small;
    small.with("      close: { from: done, to: closed",
               "      remind: { from: [new, work], by: desk }\n"
               "      urge:   { from: [new, work], by: desk }\n      close: { from: done, to: closed");
    small.with("limit: \"duration('4h')\"\n        calendar: always",
               "limit: \"level == 'high' ? duration('4h') : duration('8h')\"\n        calendar: always\n"
               "        warn: [ { at: 50%, do: remind }, { at: 75%, do: urge } ]");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Check, NotesARowThatIsNeverTaken) {
    Small small;
    small.with("    in: { holder: role }", "    in: { holder: role, level: level }")
        .with("      - [ agent, expert ]\n      - [ any but agent, none ]",
              "      - [ agent, high, expert ]\n      - [ agent, low, none ]\n      - [ any but agent, any, "
              "none ]")
        .with("refer: { from: [new, work], by: holder, hand_over: tables.next(holder).to }",
              "refer: { from: [new, work], by: holder, hand_over: \"tables.next(holder, 'high').to\" }")
        .with("by: desk, hand_over: tables.next(holder).to }",
              "by: desk, hand_over: \"tables.next(holder, 'high').to\" }");
    EXPECT_THAT(small.found(), ElementsAre("note row_never_taken:tables.next.2"));
}

TEST(Check, KnowsWhatLinkedRecordsDo) {
    Small small;
    small.with("          - { field: note, min: 5, why: Say it. }",
               "          - { name: ended, condition: \"links.notes.all(n, !n.open)\", why: Wait. }");
    EXPECT_THAT(small.found(), IsEmpty());
    // Without anybody who drops them, they never end.
    small.with("      drop: { from: open, to: gone, by: [agent, linked] }",
               "      drop: { from: open, to: gone, by: agent, when: \"ever('gone')\", why: No. }");
    EXPECT_THAT(small.found(), Contains("error state_never_reached:memo.states.gone"));
}

TEST(Check, KnowsWhatOnlyOtherRecordsMake) {
    Small small;
    small.with("      log: { to: open, by: [agent, expert] }", "      log: { to: open, by: linked }");
    EXPECT_THAT(small.found(), IsEmpty());
    // With the way of a real one.
    small.with(
        "      drop: { from: open, to: gone, by: [agent, linked] }",
        "      drop: { from: open, to: gone, by: [agent, linked] }\n    rules:\n      kept: { answers: "
        "[A1], never: \"state == 'gone'\", why: No. }");
    EXPECT_THAT(small.found(), Contains("error rule_broken:memo.rules.kept.drop"));
}

TEST(Check, SaysOfATypeWithoutRecordsOnlyThat) {
    Small small;
    small
        .with("          - create: { type: memo, link: notes, title: \"'A note'\" }",
              "          - assign: actor")
        .with("      log: { to: open, by: [agent, expert] }", "      log: { to: open, by: linked }");
    EXPECT_THAT(small.found(), ElementsAre("error act_never_possible:memo.acts.log"));
}

TEST(Check, TellsPeopleApart) {
    Small small;
    small.with(
        "      begin: { from: new, to: work, by: holder }",
        "      begin: { from: new, to: work, by: holder, when: \"!(actor.id in by('refer'))\", why: No. }");
    EXPECT_THAT(small.found(), IsEmpty());
    small.with_rule("always: \"state != 'work' || !by('begin').exists(p, p in by('refer'))\"");
    EXPECT_THAT(small.found(), Contains("error rule_broken:issue.rules.noted.begin"));
}

TEST(Check, RemembersWhatWasDone) {
    Small small;
    small.with_rule("always: \"times('begin') < 1 || ever('wait') || leg.done('begin')\"");
    EXPECT_THAT(small.found(), ElementsAre("error rule_broken:issue.rules.noted.refer",
                                           "error rule_broken:issue.rules.noted"));
}

TEST(Check, SaysWhatItCouldNotExploreAndJudgesNothing) {
    const Checked checked = Small().checked({.states = 5});
    ASSERT_EQ(checked.findings.size(), 1U);
    EXPECT_EQ(checked.findings[0].severity, Severity::limit);
    EXPECT_EQ(checked.findings[0].id(), "not_explored:issue");
    EXPECT_THAT(checked.findings[0].sentence, HasSubstr("clock answer"));
}

// An act for each of many numbers, of which none is out of reach.
std::string many_acts(int count, const std::string& what) {
    std::string acts;
    for (int i = 1; i <= count; ++i)
        acts += fmt::format(
            "      go{0}: {{ from: work, to: done, by: holder, when: \"{1}{2}\", why: Not yet. }}\n", i, what,
            i * 100);
    return acts;
}

TEST(Check, TellsManyNumbersApart) {
    Small small;
    small.with("form: [title, level, told]", "form: [title, level, told, count]")
        .with("      begin: {", many_acts(40, "count != null && count > ") + "      begin: {");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Check, SaysNothingOfMoreNumbersThanItTellsApart) {
    Small small;
    small.with("form: [title, level, told]", "form: [title, level, told, count]")
        .with("      begin: {", many_acts(120, "count != null && count > ") + "      begin: {");
    const Checked checked = small.checked();
    ASSERT_EQ(checked.findings.size(), 1U);
    EXPECT_EQ(checked.findings[0].id(), "not_explored:issue");
    EXPECT_EQ(checked.findings[0].severity, Severity::limit);
    EXPECT_THAT(checked.findings[0].sentence, HasSubstr("of the field 'count'"));
}

TEST(Check, TakesTheGreatestNumberThatThereIs) {
    Small small;
    small.with("form: [title, level, told]", "form: [title, level, told, count]")
        .with("      begin: { from: new,",
              "      begin: { when: \"count == null || count <= 9223372036854775807\", "
              "why: Never., from: new,");
    EXPECT_THAT(small.found(), IsEmpty());
}

// A mask has no bits for so many values.
TEST(Check, KnowsEveryValueOfALargeChoiceThatIsSet) {
    std::string values;
    for (int i = 1; i <= 70; ++i) values += (i > 1 ? ", v" : "v") + std::to_string(i);
    Small small;
    small.with("  level: [high, low]", "  level: [high, low]\n  many: [" + values + "]")
        .with("      count: { integer: true }", "      count: { integer: true }\n      one: { choice: many }")
        .with("      begin: { from: new, to: work, by: holder }",
              "      begin: { from: new, to: work, by: holder, then: [ set: { one: \"'v70'\" } ] }\n"
              "      last: { from: work, to: done, by: holder, when: \"one != null && one == 'v70'\", why: "
              "Not yet. }");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Check, StopsWhereItsStepsEnd) {
    const Checked whole = Small().checked();
    const std::uint64_t steps = whole.types[0].steps;
    const Checked checked = Small().checked({.steps = steps / 2});
    const Finding* limit = finding_of(checked, "not_explored:issue");
    ASSERT_NE(limit, nullptr);
    EXPECT_THAT(limit->sentence, HasSubstr("Exploring 'issue' takes more than "));
    EXPECT_THAT(limit->sentence, HasSubstr(" steps, which is all that"));
    EXPECT_EQ(finding_of(checked, "not_explored:memo"), nullptr);
    EXPECT_LE(checked.types[0].steps + checked.types[1].steps, steps / 2 + 2);
}

// Record types that are all alike, each with so many flags.
std::string many_types(int types, int flags) {
    std::string text = "process: wide\nversion: 1\nroles: { agent: {} }\nrecords:\n";
    for (int t = 0; t < types; ++t) {
        std::string fields, acts, all;
        for (int f = 0; f < flags; ++f) {
            fields += fmt::format("      f{}: {{ boolean: true, required: true, default: \"false\" }}\n", f);
            acts += fmt::format(
                "      turn_{0}: {{ from: open, by: holder, then: [ set: {{ f{0}: \"!f{0}\" }} ] }}\n", f);
            all += fmt::format("f{} || ", f);
        }
        text += fmt::format(
            "  t{0}:\n    kind: task\n    number: \"T{0}-{{seq:3}}\"\n    fields:\n{1}"
            "    states: {{ open: {{ open: true, start: true }}, gone: {{ end: true }} }}\n"
            "    custody: {{ holders: [agent], first: \"'agent'\" }}\n    acts:\n"
            "      log: {{ to: open, by: agent }}\n{2}"
            "      drop: {{ from: open, to: gone, by: holder, when: \"{3}true\", why: No. }}\n",
            t, fields, acts, all);
    }
    return text;
}

// All types together stay within what there is; the small ones are explored whole all the same.
TEST(Check, SharesWhatThereIsAmongAllTypes) {
    const auto checked_with = [](const Bounds& bounds) {
        const std::vector<process::SourceFile> files{{"process.yaml", many_types(12, 9)}};
        const auto loaded = process::load_process("wide", files);
        EXPECT_TRUE(loaded.has_value());
        return loaded ? check(*loaded->process, files, bounds) : Checked{};
    };
    const auto sum = [](const Checked& checked, auto member) {
        std::uint64_t all = 0;
        for (const TypeChecked& type : checked.types) all += type.*member;
        return all;
    };
    const Checked whole = checked_with({});
    EXPECT_THAT(whole.findings, IsEmpty());
    const std::uint64_t steps = sum(whole, &TypeChecked::steps), bytes = sum(whole, &TypeChecked::bytes);
    for (const Bounds& bounds : {Bounds{.bytes = bytes / 2}, Bounds{.steps = steps / 2}}) {
        const Checked checked = checked_with(bounds);
        EXPECT_LE(sum(checked, &TypeChecked::steps), bounds.steps + checked.types.size());
        EXPECT_LE(sum(checked, &TypeChecked::bytes), bounds.bytes + bounds.bytes / 10);
        const auto complete = std::ranges::count(checked.types, true, &TypeChecked::complete);
        EXPECT_GE(complete, 2);
        EXPECT_LT(complete, 12);
        EXPECT_EQ(checked.findings.size(), 12U - static_cast<std::size_t>(complete));
        for (const Finding& finding : checked.findings) EXPECT_EQ(finding.kind, "not_explored");
    }
}

// An expression that can be answered in very many ways is asked only as often as there are steps.
TEST(Check, CountsTheAnsweringOfExpressions) {
    Small small;
    std::string all;
    for (int i = 0; i < 12; ++i) {
        small.after("      told: { boolean: true }", fmt::format("      b{}: {{ boolean: true }}", i));
        all += fmt::format("b{} == b{} || ", i, (i + 1) % 12);
    }
    small.with_rule(fmt::format("always: \"{}state != 'closed' || state == 'closed'\"", all));
    const Checked checked = small.checked({.steps = 2'000});
    EXPECT_NE(finding_of(checked, "not_explored:issue"), nullptr);
    EXPECT_LE(checked.types[0].steps, 2'100U);
}

TEST(Check, FindsTheSameEachTime) {
    const auto files = shipped_files("itil-starter");
    const auto loaded = process::load_process("itil-starter", files);
    ASSERT_TRUE(loaded.has_value());
    const Checked one = check(*loaded->process, files), other = check(*loaded->process, files);
    for (std::size_t i = 0; i < one.types.size(); ++i) {
        EXPECT_EQ(one.types[i].states, other.types[i].states);
        EXPECT_EQ(one.types[i].steps, other.types[i].steps);
    }
}

}  // namespace
}  // namespace reeve::verify
