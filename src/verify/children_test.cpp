// What is made, or done on other records, is refused as a whole where they refuse it.
#include <gmock/gmock.h>

#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

constexpr std::string_view jot = "error act_never_possible:issue.acts.jot";

// Memos have a size that matters to them; a jot makes one with these fields.
Small with_memo(const std::string& fields, const std::string& needs) {
    Small small;
    small.with("title: \"'A note'\" }", "title: \"'A note'\"" + fields + " }")
        .with("    number: \"MEM-{seq:5}\"\n",
              "    number: \"MEM-{seq:5}\"\n    fields: { size: { integer: true } }\n")
        .with("      log: { to: open, by: [agent, expert] }",
              "      log: { to: open, by: [agent, expert, linked], form: [title, size], needs: [ " + needs +
                  " ] }");
    return small;
}

TEST(Children, ARecordIsMadeWithWhatIsSentToIt) {
    const std::string low = "{ name: low, condition: \"size == null || size < 5\", why: Too large. }";
    EXPECT_THAT(with_memo(", fields: { size: \"7\" }", low).found(), ElementsAre(jot));
    EXPECT_THAT(with_memo(", fields: { size: \"4\" }", low).found(), IsEmpty());
    EXPECT_THAT(with_memo("", low).found(), IsEmpty());
    const Checked checked = with_memo(", fields: { size: \"7\" }", low).checked();
    ASSERT_EQ(checked.findings.size(), 1U);
    EXPECT_THAT(checked.findings[0].sentence,
                HasSubstr("the records that it makes, or acts on, always refuse it"));
}

TEST(Children, WhatIsNeverSentIsNeverThere) {
    const std::string sized = "{ field: size, why: Sized. }";
    EXPECT_THAT(with_memo("", sized).found(), ElementsAre(jot));
    EXPECT_THAT(with_memo(", fields: { size: \"7\" }", sized).found(), IsEmpty());
    EXPECT_THAT(with_memo("", "{ comment: internal, min: 3, why: Say. }").found(), ElementsAre(jot));
    EXPECT_THAT(with_memo("", "{ comment: internal, min: 3, when: \"size != null\", why: Say. }").found(),
                IsEmpty());
}

TEST(Children, WhatDependsOnWhatIsSentIsTold) {
    const std::string sized = "{ field: size, why: Sized. }";
    EXPECT_THAT(with_memo(", fields: { size: count }", sized).found(),
                ElementsAre("limit told_roughly:issue"));
}

// On each that is linked, an act that needs what nobody says with it.
Small with_sweep(const std::string& when) {
    Small small;
    small
        .after("      begin: { from: new, to: work, by: holder }",
               "      sweep: { from: work, by: holder" + when + ", then: [ do: { act: drop, on: notes } ] }")
        .with("      drop: { from: open, to: gone, by: [agent, linked] }",
              "      drop: { from: open, to: gone, by: [agent, linked], needs: [ { comment: public, min: 3, "
              "why: "
              "Say. } ] }");
    return small;
}

TEST(Children, AnActOnLinkedOnesNeedsWhatNobodySaysWithIt) {
    EXPECT_THAT(with_sweep(", when: \"links.notes.exists(n, n.open)\", why: None.").found(),
                ElementsAre("error act_never_possible:issue.acts.sweep"));
    EXPECT_THAT(with_sweep(", when: \"!links.notes.exists(n, n.open)\", why: Some.").found(), IsEmpty());
    // Where nothing tells how many are linked.
    EXPECT_THAT(with_sweep("").found(), ElementsAre("limit told_roughly:issue"));
}

TEST(Children, WhatManyActsDoThereIsToldOnce) {
    Small small = with_sweep("");
    small.after("      begin: { from: new, to: work, by: holder }",
                "      mop: { from: work, by: holder, then: [ do: { act: drop, on: notes } ] }");
    const Checked checked = small.checked();
    ASSERT_THAT(checked.findings, SizeIs(1));
    EXPECT_THAT(checked.findings[0].sentence,
                AllOf(HasSubstr("doing 'drop' on 'memo' is refused where one is linked, since"),
                      Not(HasSubstr("taken for possible"))));
}

}  // namespace
}  // namespace reeve::verify
