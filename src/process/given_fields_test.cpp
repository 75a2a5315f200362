// Needs for fields: something must give them a value.
#include <gmock/gmock.h>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using namespace testing;

// People give fields values by `edit`, unless that can never be done.
TEST(Acts, NeedAFieldThatSomethingGivesAValue) {
    const auto ask = [](std::string_view restrictions, std::string_view act = "ask") {
        Draft draft;
        if (act == "ask")
            draft.with("{ comment: public, why: Ask. }", "{ field: seen, why: When }");
        else
            draft.with("place, note] }", "place, note], needs: [ { field: seen, why: When } ] }");
        if (!restrictions.empty())
            draft.with("      begin: {", "      edit: { " + std::string(restrictions) + " }\n      begin: {");
        return draft.problems();
    };
    EXPECT_THAT(ask(""), ElementsAre("loaded"));
    EXPECT_THAT(ask("by: agent"), ElementsAre("loaded"));
    EXPECT_THAT(ask("when: \"state == 'new'\", why: Not now."), ElementsAre("loaded"));
    EXPECT_THAT(ask("when: \"holder != null && holder == 'expert' && level == 'high'\", why: Not now."),
                ElementsAre("loaded"));
    EXPECT_THAT(
        ask("when: \"false\", why: Never."),
        ElementsAre(
            "56:13: nothing ever gives 'seen' a value, so 'ask' cannot be done (expected the field in a "
            "`form`)"));
    EXPECT_THAT(ask("when: \"state == 'closed'\", why: Never."),
                ElementsAre(HasSubstr("nothing ever gives 'seen' a value")));
    EXPECT_THAT(ask("", "log"), ElementsAre(HasSubstr("nothing ever gives 'seen' a value, so 'log'")));
}

}  // namespace
}  // namespace reeve::process
