// What exploring says of effects that link to what there is, and of clocks that effects order about.
#include <gmock/gmock.h>

#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view begin_line = "begin: { from: new, to: work, by: holder }";
constexpr std::string_view breach_line = "        breach: { do: escalate }";

// A clock that only effects start, and what the desk does when it has run out.
Small with_clock(std::string_view begins, std::string_view more = "") {
    Small small;
    small
        .with(begin_line,
              "begin: { from: new, to: work, by: holder" + std::string(begins) +
                  " }\n      cry: { from: [new, work, wait], by: desk, then: [ set: { told: \"true\" } ] }" +
                  std::string(more))
        .with("form: [title, level, told] }", "form: [title, level] }")
        .with(breach_line,
              std::string(breach_line) +
                  "\n      extra:\n        starts: act\n        stops: [ state: closed ]\n        limit: "
                  "\"duration('1h')\"\n        breach: { do: cry }");
    return small;
}

TEST(Orders, AClockThatAnEffectStartsRunsFromThere) {
    Small small = with_clock(", then: [ start: extra ]");
    small.with_rule("never: \"told != null && told && !done('begin')\"");
    EXPECT_THAT(small.found(), IsEmpty());
    Small other = with_clock(", then: [ start: extra ]");
    other.with_rule("never: \"told != null && told\"");
    EXPECT_THAT(other.found(), Contains("error rule_broken:issue.rules.noted"));
}

TEST(Orders, WhatIsPausedRunsOutOnlyWhenItIsResumed) {
    Small small = with_clock(", then: [ start: extra, pause: extra ]",
                             "\n      wake: { from: work, by: holder, then: [ resume: extra ] }");
    small.with_rule("never: \"told != null && told && !done('wake')\"");
    EXPECT_THAT(small.found(), IsEmpty());
    Small other = with_clock(", then: [ start: extra, pause: extra ]",
                             "\n      wake: { from: work, by: holder, then: [ resume: extra ] }");
    other.with_rule("never: \"told != null && told\"");
    EXPECT_THAT(other.found(), Contains("error rule_broken:issue.rules.noted"));
}

TEST(Orders, WhatIsStoppedRunsOutNoMore) {
    constexpr std::string_view in_wait = "error act_never_possible:issue.acts.cry";
    Small runs = with_clock(", then: [ start: extra ]");
    runs.with("cry: { from: [new, work, wait], by", "cry: { from: wait, by");
    EXPECT_THAT(runs.found(), Not(Contains(in_wait)));
    Small stopped = with_clock(", then: [ start: extra ]");
    stopped.with("cry: { from: [new, work, wait], by", "cry: { from: wait, by")
        .with("      work: { open: true }", "      work: { open: true, exit: [ stop: extra ] }");
    EXPECT_THAT(stopped.found(), Contains(in_wait));
}

TEST(Orders, ALinkThatIsMadeCounts) {
    Small small;
    small
        .with("      notes: { to: memo, inverse: issue, max: 5 }",
              "      notes: { to: memo, inverse: issue, max: 5 }\n      kept: { to: memo, inverse: keeper, "
              "max: 5 }")
        .with(
            begin_line,
            std::string(begin_line) +
                "\n      keep: { from: work, by: holder, then: [ link: { links: kept, to: links.notes } ] }\n"
                "      link: { by: expert, when: \"state == 'closed'\", why: x }")
        .with_rule("always: \"links.kept.size() < 2\"");
    EXPECT_THAT(small.found(), Contains("note rule_broken:issue.rules.noted.keep"))
        << "which ones are named is not known";
}

}  // namespace
}  // namespace reeve::verify
