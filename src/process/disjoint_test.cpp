// Roles that nobody has together: what loads, what is refused, what is told of them.
#include <gmock/gmock.h>

#include "process/demo.hpp"
#include "process/describe.hpp"
#include "process/diff.hpp"
#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Draft with_roles(std::string_view more) {
    Draft draft;
    draft.with("  expert: {}", more);
    return draft;
}

TEST(Disjoint, HoldsForBothWhoeverSaysIt) {
    const auto process =
        with_roles("  expert: { disjoint: agent }\n  night: { disjoint: [expert, agent] }").process();
    const auto apart = [&](std::string_view one, std::string_view other) {
        return are_disjoint(process->roles, *process->role(one), *process->role(other));
    };
    EXPECT_TRUE(apart("expert", "agent"));
    EXPECT_TRUE(apart("agent", "expert"));
    EXPECT_TRUE(apart("agent", "night"));
    EXPECT_FALSE(apart("agent", "caller"));
    // Said by both it is said once.
    const auto both = with_roles("  expert: { disjoint: night }\n  night: { disjoint: expert }").process();
    EXPECT_THAT(both->roles[*both->role("expert")].disjoint, ElementsAre(*both->role("night")));
}

TEST(Disjoint, OnePersonHasAsManyOfThemAsSheMay) {
    const auto process = with_roles("  expert: { disjoint: agent }\n  night: {}").process();
    const Index caller = 0, agent = 1, expert = 2, night = 3;
    EXPECT_THAT(held_with(process->roles, {expert}), ElementsAre(caller, expert, night));
    EXPECT_THAT(held_with(process->roles, {}), ElementsAre(caller, agent, night));
    EXPECT_THAT(held_with(process->roles, {expert, agent}), ElementsAre(caller, expert, night));
}

TEST(Disjoint, WhatCannotBeIsRefused) {
    EXPECT_THAT(with_roles("  expert: { disjoint: agnet }").problems(),
                Contains(HasSubstr("unknown role 'agnet'")));
    EXPECT_THAT(with_roles("  expert: { disjoint: expert }").problems(),
                Contains(HasSubstr("'expert' is disjoint from itself")));
    EXPECT_THAT(with_roles("  expert: { disjoint: caller }").problems(),
                Contains(HasSubstr("'caller' is everybody who reports")));
    EXPECT_THAT(with_roles("  expert: { disjoint: [agent, agent] }").problems(),
                Contains(HasSubstr("'agent' is given twice")));
    EXPECT_THAT(
        Draft().with("caller: { is: reporter,", "caller: { is: reporter, disjoint: agent,").problems(),
        Contains(HasSubstr("'caller' is everybody who reports")));
}

TEST(Disjoint, NobodyOfADemonstrationHasBoth) {
    const auto process = with_roles("  expert: { disjoint: agent }").process();
    const auto people = [&](const std::string& roles) {
        const auto demo = load_demo({"demo.yaml",
                                     "organisations:\n  house: { name: House, kind: support }\npeople:\n"
                                     "  ada: { name: Ada, organisation: house, roles: " +
                                         roles + " }\n"},
                                    process.get());
        std::vector<std::string> lines;
        if (!demo)
            for (const Problem& problem : demo.error()) lines.push_back(text(problem));
        return lines;
    };
    EXPECT_THAT(people("[agent]"), IsEmpty());
    // Wherever each is held.
    EXPECT_THAT(people("[agent, { expert: house }]"),
                ElementsAre(HasSubstr("4:57: nobody has 'agent' and 'expert' together")));
}

TEST(Disjoint, IsDescribedAndTold) {
    const auto before = Draft().process();
    const auto after = with_roles("  expert: { disjoint: agent }").process();
    EXPECT_THAT(
        write_json(describe(*after, "en")),
        HasSubstr(
            R"("name":"expert","title":"Expert","sees":"all","reads_internal":true,"disjoint":["agent"])"));
    std::vector<std::string> told;
    for (const Difference& one : differences(*before, *after, "en")) told.push_back(one.sentence);
    EXPECT_THAT(told, Contains(HasSubstr("Role 'expert': nobody has it together with")));
}

}  // namespace
}  // namespace reeve::process
