// Types that wait for each other, and partners that can do less than their files say.
#include "verify/mutual.hpp"

#include <gmock/gmock.h>

#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

const std::string say_it = "          - { field: note, min: 5, why: Say it. }";
const std::string drop = "      drop: { from: open, to: gone, by: [agent, linked] }";

Small linked_both_ways() {
    Small small;
    small
        .with("      open: { open: true, start: true }\n",
              "      open: { open: true, start: true }\n      asked: { open: true }\n")
        .with(
            "      gone: { end: true }\n    custody:",
            "      gone: { end: true }\n    links:\n      about: { to: issue, inverse: memos, max: 5 }\n    "
            "custody:")
        .after("      log: { to: open, by: [agent, expert] }",
               "      ask: { from: open, to: asked, by: agent }");
    return small;
}

TEST(Mutual, TwoTypesThatWaitForEachOther) {
    Small small = linked_both_ways();
    small.with(say_it, "          - { name: ended, condition: \"links.notes.all(n, !n.open)\", why: Wait. }")
        .with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }",
              "      lapse: { from: wait, to: work, by: desk, auto: { after: 14d } }")
        .with(drop,
              "      drop: { from: asked, to: gone, by: agent, needs: [ { name: ended, condition: "
              "\"links.about.all(i, !i.open)\", why: Wait. } ] }");
    const Checked checked = small.checked();
    ASSERT_EQ(checked.findings.size(), 1U);
    const Finding& finding = checked.findings.front();
    EXPECT_EQ(finding.id(), "mutual_wait:issue.links.notes");
    EXPECT_EQ(finding.severity, Severity::error);
    EXPECT_GT(finding.line, 0);
    EXPECT_THAT(finding.sentence, HasSubstr("wait for each other"));
    ASSERT_EQ(finding.way.size(), 3U);
    EXPECT_THAT(finding.way.back(), HasSubstr("both are linked, by 'notes' and by 'about'"));
}

TEST(Mutual, OneThatNeedNotWaitIsNoFinding) {
    Small small = linked_both_ways();
    // The memo waits only where it was asked: it can be dropped before.
    small.with(say_it, "          - { name: ended, condition: \"links.notes.all(n, !n.open)\", why: Wait. }")
        .with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }",
              "      lapse: { from: wait, to: work, by: desk, auto: { after: 14d } }")
        .with(drop, drop +
                        "\n      end: { from: asked, to: gone, by: agent, needs: [ { name: ended, condition: "
                        "\"links.about.all(i, !i.open)\", why: Wait. } ] }\n      back: { from: asked, to: "
                        "open, by: agent }");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Mutual, APartnerDoesWhatItCanAndNoMore) {
    Small small;
    small.with(
        say_it,
        "          - { name: ended, condition: \"links.notes.exists(n, n.state == 'gone')\", why: Wait. }");
    EXPECT_THAT(small.found(), IsEmpty());
    // As the file has it a memo goes; in truth it never does, so that what waits for it never ends.
    small.with(drop, "      drop: { from: open, to: gone, by: agent, when: \"ever('gone')\", why: No. }");
    EXPECT_THAT(small.found(), Contains("error state_never_reached:memo.states.gone"));
    EXPECT_THAT(small.found(), Contains("error need_never_met:issue.acts.finish.ended"));
}

}  // namespace
}  // namespace reeve::verify
