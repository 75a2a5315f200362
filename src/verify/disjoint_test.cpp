// Roles that nobody has together: nobody is explored who has both, and what is found is done by people who
// may have their roles.
#include <gmock/gmock.h>

#include "verify/redone_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

constexpr std::string_view apart = "  expert: { disjoint: agent }";

const auto broken = StartsWith("error rule_broken:issue.rules.noted.");

// Agents begin, experts finish; whoever began does not finish.
Small by_two() {
    Small small;
    small.with("begin: { from: new, to: work, by: holder }", "begin: { from: new, to: work, by: agent }")
        .with("        to: done\n        by: holder", "        to: done\n        by: expert")
        .with_rule("never: \"by('begin').exists(p, by('finish').exists(q, p == q))\"");
    return small;
}

TEST(Disjoint, WhoDidTheOneIsNotWhoDoesTheOther) {
    EXPECT_THAT(by_two().found(), Contains(broken));
    Small small = by_two();
    small.with("  expert: {}", apart);
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Disjoint, FewerStatesAreThere) {
    const auto states = [](Small small) {
        const Checked checked = small.checked();
        return checked.types.front().states;
    };
    const auto asked = [](Small small) {
        return small.with("never: \"by('begin').exists(p, by('finish').exists(q, p == q))\"",
                          "always: \"by('begin').size() < 9 || by('finish').size() < 9\"");
    };
    EXPECT_LT(states(asked(by_two()).with("  expert: {}", apart)), states(asked(by_two())));
}

TEST(Disjoint, WhoActsAsTheOneIsNotAskedForTheOther) {
    const auto with_when = [](std::string_view roles) {
        Small small;
        small.with("  expert: {}", roles)
            .with("      reopen: { from: done, to: work, by: caller }",
                  "      reopen: { from: done, to: work, by: caller }\n"
                  "      both: { from: work, by: holder, when: \"acting_as('agent') && "
                  "acting_as('expert')\", why: x }");
        return small.found();
    };
    EXPECT_THAT(with_when("  expert: {}"), IsEmpty());
    EXPECT_THAT(with_when(apart), Contains("error act_never_possible:issue.acts.both"));
}

// An expert who holds it begins as well, and finishes then.
TEST(Disjoint, WhoHoldsItMayBeOfEither) {
    Small small = by_two();
    small.with("  expert: {}", apart)
        .with("begin: { from: new, to: work, by: agent }", "begin: { from: new, to: work, by: holder }");
    EXPECT_THAT(small.found(), Contains(broken));
}

// Nothing tells who finishes, so that the model has the one who began do it: somebody else does.
TEST(Disjoint, SomebodyElseDoesWhatSheMayNot) {
    Small small;
    small.with("  expert: {}", apart)
        .with("        to: done\n        by: holder", "        to: done\n        by: expert")
        .with_rule("never: \"state == 'done' && by('begin').size() > 0\"");
    EXPECT_THAT(small.found(), Contains("error rule_broken:issue.rules.noted.finish"));
}

// A way that is found is gone by people who may have their roles.
TEST(Disjoint, AWayIsGoneByTwo) {
    Small small = by_two();
    small.with("  expert: {}", apart)
        .with("never: \"by('begin').exists(p, by('finish').exists(q, p == q))\"",
              "never: \"by('begin').exists(p, by('finish').exists(q, p != q))\"");
    EXPECT_THAT(small.found(), Contains(broken));
}

}  // namespace
}  // namespace reeve::verify
