// Limits over records: how many others count, and who finds no room.
#include <gmock/gmock.h>

#include "verify/redone_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

// One whose records are done for ever.
Small with_limit(std::string_view limit) {
    Small small;
    small.after("    kind: incident", "    limits:\n      few: " + std::string(limit))
        .with("      reopen: { from: done, to: work, by: caller }\n", "");
    return small;
}

TEST(Limits, WhatIsNeverFreeAgainIsATrap) {
    const Small small =
        with_limit("{ where: \"state == 'done' || state == 'closed'\", by: \"'all'\", max: 1, why: x }");
    const Redone redone(small, "trap:issue.states.new");
    const Finding* trap = redone.finding;
    ASSERT_NE(trap, nullptr);
    EXPECT_EQ(trap->severity, Severity::error);
    EXPECT_GT(trap->line, 0);
    ASSERT_THAT(trap->way, SizeIs(2));
    EXPECT_THAT(trap->way[1], HasSubstr("another record comes to count under the limit few -> new"));
    // The other one was really made, and went its whole way.
    const Replayed& replayed = redone.replayed;
    ASSERT_TRUE(replayed.same);
    EXPECT_EQ(replayed.done.front().other, 0U);
    EXPECT_EQ(replayed.done.back().other, 1U);
    EXPECT_EQ(replayed.end->all().size(), 2U);
}

TEST(Limits, AreReachedAfterAsManyAsMayBe) {
    const auto way = [](int max) {
        const Small small =
            with_limit("{ where: \"state == 'done' || state == 'closed'\", by: \"'all'\", why: x, max: " +
                       std::to_string(max) + " }");
        const Checked checked = small.checked();
        const Finding* trap = finding_of(checked, "trap:issue.states.new");
        if (trap == nullptr) return std::size_t{0};
        EXPECT_EQ(trap->severity, Severity::error);
        return trap->way.size() - 1;
    };
    EXPECT_EQ(way(3), 3U);
    EXPECT_EQ(way(15), 15U);
    // Of more it is told in one step, and made one by one.
    EXPECT_EQ(way(20), 1U);
}

TEST(Limits, WhoGoesMakesRoom) {
    // In 'done' only: closing makes room.
    EXPECT_THAT(with_limit("{ where: \"state == 'done'\", by: \"'all'\", max: 1, why: x }").found(),
                IsEmpty());
    // A level can be changed, and with it the key.
    EXPECT_THAT(
        with_limit("{ where: \"state == 'done' || state == 'closed'\", by: level, max: 1, why: x }").found(),
        IsEmpty());
}

TEST(Limits, WhoCannotChangeTheKeyFindsNoRoom) {
    Small small =
        with_limit("{ where: \"state == 'done' || state == 'closed'\", by: level, max: 1, why: x }");
    small.with("      begin: { from: new, to: work, by: holder }",
               "      edit: { when: \"state == 'closed'\", why: No. }\n"
               "      begin: { from: new, to: work, by: holder }");
    const Redone redone(small, "trap:issue.states.new");
    const Finding* trap = redone.finding;
    ASSERT_NE(trap, nullptr);
    EXPECT_EQ(trap->severity, Severity::error);
    const Replayed& replayed = redone.replayed;
    ASSERT_TRUE(replayed.same);
    const records::Record& own = replayed.end->all().at(replayed.record);
    for (const auto& [id, record] : replayed.end->all())
        if (id != replayed.record) {
            EXPECT_EQ(*record.field("level"), *own.field("level"));
            EXPECT_TRUE(record.limits.contains("few"));
        }
}

TEST(Limits, OfWhatIsNotTheRecordsOwnIsSaidToBeRough) {
    const Small small = with_limit("{ where: \"links.notes.exists(n, n.open)\", by: level, max: 1, why: x }");
    const Checked checked = small.checked();
    ASSERT_THAT(checked.findings, SizeIs(1));
    EXPECT_EQ(checked.findings[0].severity, Severity::limit);
    EXPECT_THAT(checked.findings[0].sentence, HasSubstr("the limit 'few' (line 20) rests on more than"));
}

}  // namespace
}  // namespace reeve::verify
