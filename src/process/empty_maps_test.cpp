// Maps with nothing in them, where something is to be said.
#include <gmock/gmock.h>

#include <utility>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using namespace testing;

TEST(Tables, HaveColumnsOnBothSides) {
    for (const auto& [old_text, side] :
         {std::pair{"in: { holder: role }", "in"}, {"out: { to: maybe role }", "out"}}) {
        const Draft draft = Draft().with(old_text, std::string(side) + ": {}");
        EXPECT_THAT(draft.problems(),
                    Contains(HasSubstr("the table 'next' has no column in `" + std::string(side) +
                                       "` (expected at least one: `NAME: TYPE`)")));
    }
    const Draft unused = Draft().after("      - [ any but agent, none ]",
                                       "  idle: { in: { level: level }, out: {}, rows: [ [ high ] ] }");
    EXPECT_THAT(unused.problems(), ElementsAre(HasSubstr("the table 'idle' has no column in `out`")));
    EXPECT_TRUE(load_process("draft", unused.files(), Text::in_use).has_value());
}

}  // namespace
}  // namespace reeve::process
