#include "desk/saved_faults.hpp"

#include <gtest/gtest.h>

namespace reeve::desk {
namespace {

TEST(SavedFaults, KnowsOnlyWhatIsWatched) {
    SavedFaults faults;
    faults.watch("owed");
    faults.set("owed", SavedFault{"Not taken over.", {"process.yaml:3:1: unknown state 'x'"}});
    faults.set("other", SavedFault{"Not taken over.", {}});
    EXPECT_TRUE(faults.watched("owed"));
    EXPECT_FALSE(faults.watched("other"));
    EXPECT_EQ(faults.of("other"), std::nullopt);
    ASSERT_TRUE(faults.of("owed"));
    EXPECT_EQ(faults.of("owed")->problems.size(), 1U);
    faults.set("owed", std::nullopt);
    EXPECT_TRUE(faults.watched("owed"));
    EXPECT_EQ(faults.of("owed"), std::nullopt);
}

TEST(SavedFaults, KeepsTheFirstOfVeryMany) {
    SavedFaults faults;
    faults.watch("owed");
    faults.set("owed", SavedFault{"", std::vector<std::string>(5000, "one")});
    EXPECT_EQ(faults.of("owed")->problems.size(), SavedFaults::problems_most);
}

}  // namespace
}  // namespace reeve::desk
