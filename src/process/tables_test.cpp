// Tables: a gap or an overlap is told with an input that has it; calls give what the rows say.
#include <gmock/gmock.h>

#include "base/text.hpp"
#include "process/draft_test.hpp"
#include "process/span.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A draft whose process has one more table, of these lines.
Draft table(std::string_view lines) {
    return Draft().with("tables:\n", "tables:\n  asked:\n" + std::string(lines));
}

TEST(Tables, AGapHasAWitness) {
    EXPECT_THAT(
        table("    in: { level: level, vip: boolean }\n    out: { to: role }\n    rows:\n"
              "      - [ high, any, agent ]\n      - [ low, true, expert ]\n")
            .problems(),
        ElementsAre("10:3: no row of 'asked' for level = low, vip = false (expected a row for every input)"));
}

TEST(Tables, AnOverlapHasAWitness) {
    EXPECT_THAT(
        table("    in: { level: level, vip: boolean }\n    out: { to: role }\n    rows:\n"
              "      - [ high, any, agent ]\n      - [ any, true, expert ]\n      - [ low, false, agent ]\n")
            .problems(),
        ElementsAre(
            "15:9: this row and the one in line 14 both hold for level = high, vip = true (expected one row "
            "for every input, or `hit: first`)"));
}

TEST(Tables, NumbersAreCheckedAtTheirBounds) {
    const auto numbers = [](std::string_view rows) {
        return table("    in: { n: integer }\n    out: { to: role }\n    rows:\n" + std::string(rows))
            .problems();
    };
    EXPECT_THAT(numbers("      - [ < 3, agent ]\n      - [ 3..5, expert ]\n      - [ \">= 6\", agent ]\n"),
                ElementsAre("loaded"));
    EXPECT_THAT(numbers("      - [ < 3, agent ]\n      - [ 3..5, expert ]\n      - [ \">= 7\", agent ]\n"),
                ElementsAre(HasSubstr("no row of 'asked' for n = 6")));
    EXPECT_THAT(numbers("      - [ <= 3, agent ]\n      - [ 3..5, expert ]\n      - [ \"> 5\", agent ]\n"),
                ElementsAre(HasSubstr("both hold for n = 3")));
    EXPECT_THAT(numbers("      - [ 1 or 2, agent ]\n      - [ any but 1 or 2, expert ]\n"),
                ElementsAre("loaded"));
    EXPECT_THAT(numbers("      - [ 1 or 2, agent ]\n      - [ any but 1, expert ]\n"),
                ElementsAre(HasSubstr("both hold for n = 2")));
    EXPECT_THAT(numbers("      - [ \">= -9223372036854775808\", agent ]\n"), ElementsAre("loaded"));
}

TEST(Tables, TextsHaveAnyOtherBesideThoseNamed) {
    EXPECT_THAT(table("    in: { t: text }\n    out: { to: role }\n    rows:\n      - [ a or b, agent ]\n")
                    .problems(),
                ElementsAre(HasSubstr("no row of 'asked' for t = (any other)")));
}

TEST(Tables, AnInputThatMayBeAbsentNeedsARowForThat) {
    const auto absent = [](std::string_view row) {
        return table(
                   "    in: { level: maybe level }\n    out: { to: role }\n    rows:\n      - [ high, agent "
                   "]\n      - [ " +
                   std::string(row) + ", expert ]\n")
            .problems();
    };
    EXPECT_THAT(absent("low"), ElementsAre(HasSubstr("no row of 'asked' for level = none")));
    EXPECT_THAT(absent("low or none"), ElementsAre("loaded"));
    EXPECT_THAT(absent("any but high"), ElementsAre("loaded"));
}

TEST(Tables, TheFirstRowMayStandBeforeOthers) {
    const auto draft = table(
        "    hit: first\n    in: { level: level }\n    out: { to: role }\n    rows:\n"
        "      - [ high, agent ]\n      - [ any, expert ]\n      - [ low, agent ]\n");
    EXPECT_THAT(draft.problems(), ElementsAre("loaded"));
    EXPECT_THAT(draft.warnings(),
                ElementsAre("17:9: warning: this row never holds: the rows above it take everything"));
    EXPECT_THAT(table("    hit: first\n    in: { level: level }\n    out: { to: role }\n    rows:\n      - [ "
                      "high, agent ]\n")
                    .problems(),
                ElementsAre(HasSubstr("no row of 'asked' for level = low")));
}

TEST(Tables, CollectedRowsMayOverlapAndLeaveGaps) {
    const auto process =
        table(
            "    hit: collect\n    in: { level: level }\n    out: { to: role, by: duration }\n    rows:\n"
            "      - [ high, agent, 1h ]\n      - [ high, expert, 2wd ]\n")
            .process();
    const Table& asked = process->tables[*process->table("asked")];
    const std::vector<cel::Value> high{cel::Value("high")};
    const std::vector<cel::Value> low{cel::Value("low")};
    const cel::Value found = asked.call(high);
    ASSERT_EQ(found.list().size(), 2u);
    EXPECT_EQ(found.list()[1].object().field(0), cel::Value("expert"));
    EXPECT_EQ(span_of(found.list()[1].object().field(1)), (Span{{}, 2}));
    EXPECT_TRUE(asked.call(low).list().empty());
}

TEST(Tables, ACallGivesTheRowsOutputs) {
    const auto process = Draft().process();
    const Table& limits = process->tables[*process->table("limits")];
    const cel::Value high = limits.call(std::vector<cel::Value>{cel::Value("high")});
    EXPECT_EQ(span_of(high.object().field(0)), (Span{Duration::hours(1), 0}));
    EXPECT_TRUE(high.object().field(1).is_null());
    EXPECT_THAT(limits.hits(std::vector<cel::Value>{cel::Value("low")}), ElementsAre(1u));
    EXPECT_TRUE(limits.call(std::vector<cel::Value>{cel::Value("neither")}).is_null());
    EXPECT_THAT(limits.hits({}), IsEmpty());
}

TEST(Tables, CellsAreOfTheirColumnsTypes) {
    const auto cells = [](std::string_view row) {
        return table(
                   "    in: { level: level, n: integer, r: role, b: boolean }\n    out: { to: role, d: "
                   "duration }\n"
                   "    rows:\n      - [ " +
                   std::string(row) + " ]\n")
            .problems();
    };
    EXPECT_THAT(cells("any, any, any, any, agent, 1h"), ElementsAre("loaded"));
    EXPECT_THAT(
        cells("hgh, any, any, any, agent, 1h"),
        ElementsAre(
            "14:11: unknown value of level 'hgh' (expected one of high and low; did you mean 'high'?)"));
    EXPECT_THAT(cells("any, four, any, any, agent, 1h"), ElementsAre(HasSubstr("'four' is no whole number")));
    EXPECT_THAT(cells("any, any, agnt, any, agent, 1h"), ElementsAre(HasSubstr("did you mean 'agent'")));
    EXPECT_THAT(cells("any, any, any, yes, agent, 1h"),
                ElementsAre("14:26: 'yes' is no boolean (expected true or false)"));
    EXPECT_THAT(cells("any, any, any, any, none, 1h"), ElementsAre(HasSubstr("`none` for 'to'")));
    EXPECT_THAT(cells("any, any, any, any, agent, soon"), ElementsAre(HasSubstr("'soon' is no duration")));
    EXPECT_THAT(cells("any, any, any, any, agent"),
                ElementsAre("14:9: a row has 5 cells (expected 6 cells: level, n, r, b, then to, d)"));
}

TEST(Tables, ATableTooLargeToCheckIsRefused) {
    // 12 columns in which each row is about another pair of columns: nothing can be left out.
    std::string lines = "    in: {";
    for (int c = 0; c < 40; ++c) lines += (c ? ", c" : " c") + std::to_string(c) + ": integer";
    lines += " }\n    out: { to: role }\n    rows:\n";
    for (int r = 0; r < 40; ++r) {
        lines += "      - [ ";
        for (int c = 0; c < 40; ++c) lines += c == r || c == (r * 7 + 3) % 40 ? "1, " : "any, ";
        lines += "agent ]\n";
    }
    EXPECT_THAT(table(lines).problems(),
                ElementsAre(HasSubstr("the table 'asked' is too large to be checked")));
}

// Of so many columns and rows, each asking for three, that all combinations would have to be looked at.
std::string hard_table(int number, std::string_view hit, std::string_view last = {}) {
    std::string lines = "  hard" + std::to_string(number) + ":\n    hit: " + std::string(hit) + "\n    in: {";
    for (int c = 0; c < 24; ++c) lines += (c ? ", c" : " c") + std::to_string(c) + ": boolean";
    lines += " }\n    out: { v: integer }\n    rows:\n";
    unsigned drawn = 1;
    const auto draw = [&](unsigned most) {
        drawn = drawn * 1103515245 + 12345;
        return (drawn >> 16) % most;
    };
    for (int r = 0; r < 100; ++r) {
        std::vector<std::string> cells(24, "any");
        for (int i = 0; i < 3; ++i) cells[draw(24)] = draw(2) ? "true" : "false";
        lines += "      - [ " + join(cells, ", ") + ", 1 ]\n";
    }
    return lines + std::string(last);
}

Draft with_tables(const std::string& lines) {
    return Draft().with("tables:\n", "tables:\n" + lines);
}

std::string row_of_any(int columns) {
    std::string row = "      - [ ";
    for (int c = 0; c < columns; ++c) row += "any, ";
    return row + "1 ]\n";
}

TEST(Tables, AllTablesOfAProcessShareTheWorkOfChecking) {
    std::string lines;
    for (int i = 0; i < 35; ++i) lines += hard_table(i, "first");
    const std::vector<std::string> problems = with_tables(lines).problems();
    ASSERT_EQ(problems.size(), 5u) << "five are looked at, the last with what was left";
    EXPECT_THAT(problems[3], HasSubstr("the table 'hard3' is too large to be checked for gaps"));
    EXPECT_THAT(problems[4], HasSubstr("the tables before 'hard4' are so large that it and those behind it "
                                       "are not checked for gaps"));
}

TEST(Tables, WhatCanHaveNoGapIsNeverTooLarge) {
    EXPECT_THAT(with_tables(hard_table(0, "collect")).problems(), ElementsAre("loaded"));
    std::string lines;
    for (int i = 0; i < 8; ++i) lines += hard_table(i, "first", row_of_any(24));
    EXPECT_THAT(with_tables(lines).problems(), ElementsAre("loaded"));
}

TEST(Tables, ThousandsOfRowsThatAskForOneThingEachAreChecked) {
    std::string texts = "  texts:\n    hit: first\n    in: { t: text }\n    out: { v: integer }\n    rows:\n";
    std::string ranges =
        "  ranges:\n    in: { n: integer, level: level }\n    out: { v: integer }\n    rows:\n";
    for (int i = 0; i < 9000; ++i) texts += "      - [ t" + std::to_string(i) + ", 1 ]\n";
    for (int i = 0; i < 5000; ++i)
        ranges += "      - [ " + std::to_string(i * 3) + ".." + std::to_string(i * 3 + 2) + ", any, 1 ]\n";
    EXPECT_THAT(with_tables(texts).problems(),
                ElementsAre(HasSubstr("no row of 'texts' for t = (any other)")));
    EXPECT_THAT(with_tables(texts + row_of_any(1)).problems(), ElementsAre("loaded"));
    EXPECT_THAT(with_tables(ranges + "      - [ < 0, any, 1 ]\n").problems(),
                ElementsAre(HasSubstr("no row of 'ranges' for n = 15000, level = ")));
    EXPECT_THAT(
        with_tables(ranges + "      - [ < 0, any, 1 ]\n      - [ \">= 15000\", any, 1 ]\n").problems(),
        ElementsAre("loaded"));
}

}  // namespace
}  // namespace reeve::process
