// Acts that every record has: a process may say who does them, and when, and nothing else of them.
#include <gmock/gmock.h>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

Draft with_act(std::string_view act) {
    return Draft().with("      begin: {", "      " + std::string(act) + "\n      begin: {");
}

TEST(Restrictions, EveryBuiltInActCanHaveThem) {
    for (const BuiltIn act : built_ins) {
        EXPECT_EQ(built_in(word(act)), act);
        const auto process = with_act(std::string(word(act)) + ": { by: [expert, holder] }").process();
        const RecordType& issue = process->types.at(*process->type("issue"));
        ASSERT_NE(issue.restriction(act), nullptr) << word(act);
        EXPECT_EQ(issue.restriction(act)->by.size(), 2U);
        EXPECT_EQ(issue.act(word(act)), std::nullopt) << "it is none of the process's own acts";
        EXPECT_EQ(process->types.at(*process->type("memo")).restriction(act), nullptr);
    }
    EXPECT_EQ(built_in("close"), std::nullopt);
}

TEST(Restrictions, AConditionMayLookAtWhoeverHoldsItUnlessNobodyDoes) {
    EXPECT_THAT(with_act("edit: { when: \"state != 'work'\", why: Later. }").problems(),
                ElementsAre("loaded"));
    EXPECT_THAT(with_act("edit: { when: \"state != 'work'\" }").problems(),
                ElementsAre(HasSubstr("'edit' has a condition but no `why`")));
    EXPECT_THAT(with_act("comment: { when: \"tables.next(holder).to == 'expert'\", why: x }").problems(),
                ElementsAre(HasSubstr("unguarded use of 'holder'")));
}

TEST(Restrictions, NothingElseIsSaidOfThem) {
    EXPECT_THAT(with_act("assign: { by: holder, to: work }").problems(),
                ElementsAre(HasSubstr("unknown key 'to'")));
    EXPECT_THAT(with_act("assign: {}").problems(), ElementsAre(HasSubstr("nothing is said about 'assign'")));
    EXPECT_THAT(with_act("assign: { by: desk }").problems(),
                ElementsAre(HasSubstr("'assign' is done by people alone")));
    EXPECT_THAT(with_act("assign: { by: [] }").problems(), Contains(HasSubstr("nobody may do 'assign'")));
    EXPECT_THAT(with_act("assign: { by: agnet }").problems(), ElementsAre(HasSubstr("unknown role 'agnet'")));
    EXPECT_THAT(with_act("assign: holder").problems(), Contains(HasSubstr("the act 'assign'")));
}

TEST(Restrictions, AnActThatEveryRecordHasIsNoneThatCreates) {
    EXPECT_THAT(Draft().with("      log: { to: new, by:", "      edit: { by:").problems(),
                Contains(HasSubstr("no act creates a record of the type 'issue'")));
}

}  // namespace
}  // namespace reeve::process
