// `moves`: what becomes of names that a version no longer has.
#include <gmock/gmock.h>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

Draft moving(std::string_view moves, std::string_view version = "2") {
    const std::string head = "version: " + std::string(version) + "\nmoves:\n" + std::string(moves);
    return Draft().with("version: 1\n", head);
}

TEST(MovesMap, SaysByTypeWhatIsCalledOtherwiseNow) {
    const auto process = moving(
                             "  from: 1\n"
                             "  issue:\n"
                             "    states: { fresh: new, busy: work }\n"
                             "    fields: { grade: level }\n"
                             "    values: { level: { urgent: high } }\n"
                             "    acts: { take_up: begin }\n")
                             .process();
    ASSERT_TRUE(process->moves.has_value());
    EXPECT_EQ(process->moves->from, 1);
    const MoveMap::OfType& issue = process->moves->types.at("issue");
    EXPECT_THAT(issue.states, ElementsAre(Pair("busy", "work"), Pair("fresh", "new")));
    EXPECT_THAT(issue.fields, ElementsAre(Pair("grade", "level")));
    EXPECT_THAT(issue.values.at("level"), ElementsAre(Pair("urgent", "high")));
    EXPECT_THAT(issue.acts, ElementsAre(Pair("take_up", "begin")));
    EXPECT_FALSE(Draft().process()->moves.has_value());
}

TEST(MovesMap, IsAboutAnEarlierVersion) {
    EXPECT_THAT(moving("  issue: {}\n").problems(), ElementsAre(HasSubstr("does not say of which version")));
    EXPECT_THAT(moving("  from: 2\n").problems(), ElementsAre(HasSubstr("`from`")));
    EXPECT_THAT(moving("  from: 0\n").problems(), ElementsAre(HasSubstr("`from`")));
    EXPECT_THAT(moving("  from: 1\n", "1").problems(),
                ElementsAre(HasSubstr("no version comes before the first")));
}

TEST(MovesMap, LeadsToNamesThatAreThere) {
    EXPECT_THAT(moving("  from: 1\n  isue: {}\n").problems(), ElementsAre(HasSubstr("'isue'")));
    EXPECT_THAT(moving("  from: 1\n  issue: { states: { fresh: neww } }\n").problems(),
                ElementsAre(HasSubstr("did you mean 'new'")));
    EXPECT_THAT(moving("  from: 1\n  issue: { fields: { grade: levle } }\n").problems(),
                ElementsAre(HasSubstr("did you mean 'level'")));
    EXPECT_THAT(moving("  from: 1\n  issue: { values: { level: { urgent: hihg } } }\n").problems(),
                ElementsAre(HasSubstr("did you mean 'high'")));
    EXPECT_THAT(moving("  from: 1\n  issue: { values: { note: { urgent: high } } }\n").problems(),
                ElementsAre(HasSubstr("'note' is no choice")));
    EXPECT_THAT(
        moving("  from: 1\n  issue: { values: { level: { urgent: high } } }\n")
            .with("level: { choice: level, required: true }", "level: { choice: levle, required: true }")
            .problems(),
        Contains(HasSubstr("did you mean 'level'")));
    EXPECT_THAT(moving("  from: 1\n  issue: { acts: { take_up: begn } }\n").problems(),
                ElementsAre(HasSubstr("did you mean 'begin'")));
    EXPECT_THAT(moving("  from: 1\n  issue: { stats: {} }\n").problems(),
                ElementsAre(HasSubstr("did you mean 'states'")));
}

TEST(MovesMap, RenamesOnlyWhatIsGoneAndNothingTwice) {
    EXPECT_THAT(moving("  from: 1\n  issue: { states: { wait: work } }\n").problems(),
                ElementsAre(HasSubstr("the state 'wait' is still there")));
    EXPECT_THAT(moving("  from: 1\n  issue: { acts: { finish: begin } }\n").problems(),
                ElementsAre(HasSubstr("the act 'finish' is still there")));
    EXPECT_THAT(moving("  from: 1\n  issue: { acts: { start: begin, take_up: begin } }\n").problems(),
                ElementsAre("loaded"));
    EXPECT_THAT(moving("  from: 1\n  issue: { fields: { one: level, other: level } }\n").problems(),
                ElementsAre(HasSubstr("two fields would become 'level'")));
}

}  // namespace
}  // namespace reeve::process
