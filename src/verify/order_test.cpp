// What comes before what: clocks that start together, and as many links as may be.
#include <gtest/gtest.h>

#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

// Two clocks from the beginning on; the desk ends the record with the first, and keeps it with the second.
Small with_clocks(std::string_view first, std::string_view second) {
    const auto clock = [](std::string_view name, std::string_view limit, std::string_view deed) {
        return "      " + std::string(name) + ": { starts: once, stops: [ state: done ], limit: \"" +
               std::string(limit) + "\", breach: { do: " + std::string(deed) + " } }\n";
    };
    Small small;
    small.with("    clocks:\n",
               "    clocks:\n" + clock("first", first, "end") + clock("second", second, "keep"));
    small.with("      begin: {",
               "      end: { from: [new, work, wait], to: done, by: desk }\n"
               "      keep: { from: [new, work, wait], by: desk }\n      begin: {");
    return small;
}

constexpr std::string_view never_kept = "act_never_possible:issue.acts.keep";

TEST(ClockOrder, OfClocksThatStartTogetherTheShorterRunsOutFirst) {
    const Checked checked = with_clocks("duration('4h')", "duration('8h')").checked();
    const Finding* never = finding_of(checked, never_kept);
    ASSERT_NE(never, nullptr);
    EXPECT_EQ(never->severity, Severity::error);
}

TEST(ClockOrder, IsOpenWhereTheLongerComesFirstOrItDepends) {
    EXPECT_EQ(finding_of(with_clocks("duration('8h')", "duration('4h')").checked(), never_kept), nullptr);
    EXPECT_EQ(finding_of(with_clocks("duration('4h')", "duration('4h')").checked(), never_kept), nullptr);
    const char* depends = "level == 'high' ? duration('4h') : duration('9h')";
    EXPECT_EQ(finding_of(with_clocks(depends, "duration('8h')").checked(), never_kept), nullptr);
}

TEST(ClockOrder, IsOpenWhereTheyStopOtherwise) {
    Small small = with_clocks("duration('4h')", "duration('8h')");
    small.with("first: { starts: once, stops: [ state: done ]",
               "first: { starts: once, stops: [ state: work ]");
    EXPECT_EQ(finding_of(small.checked(), never_kept), nullptr);
}

Small finished_when(std::string_view condition) {
    return Small().with("        form: [note]\n", "        form: [note]\n        when: \"" +
                                                      std::string(condition) + "\"\n        why: So many.\n");
}

bool is_told(const Checked& checked, std::string_view part) {
    return std::ranges::any_of(checked.findings, [&](const Finding& finding) {
        return finding.kind == "told_roughly" && finding.sentence.contains(part);
    });
}

TEST(NotExplored, TimersThatAnotherOneComesBeforeAreTold) {
    const auto timers = [](std::string_view after) {
        return Small().with("      reopen: {", "      late: { from: done, by: agent, after: " +
                                                   std::string(after) + " }\n      reopen: {");
    };
    EXPECT_TRUE(is_told(timers("6d").checked(), "'close'"));
    EXPECT_FALSE(is_told(timers("4d").checked(), "'close'"));
}

TEST(LinksUpToMax, MoreThanMayBeAreNever) {
    const Checked checked = finished_when("links.notes.size() > 5").checked();
    EXPECT_NE(finding_of(checked, "act_never_possible:issue.acts.finish"), nullptr);
    EXPECT_FALSE(finished_when("links.notes.size() > 4").checked().has_errors());
    EXPECT_FALSE(finished_when("links.notes.filter(n, !n.open).size() == 5").checked().has_errors());
}

TEST(LinksUpToMax, AnActThatMakesMoreIsNeverDone) {
    const std::string_view two =
        "        then:\n"
        "          - create: { type: memo, link: notes, title: \"'A note'\" }\n"
        "          - create: { type: memo, link: notes, title: \"'A note'\" }\n";
    const auto made = [&](std::string_view max) {
        Small small;
        small.with("max: 5", max);
        small.with("        then:\n          - create: { type: memo, link: notes, title: \"'A note'\" }\n",
                   two);
        return small.checked();
    };
    EXPECT_NE(finding_of(made("max: 1"), "act_never_possible:issue.acts.jot"), nullptr);
    EXPECT_FALSE(made("max: 2").has_errors());
}

}  // namespace
}  // namespace reeve::verify
