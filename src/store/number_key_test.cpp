#include "store/number_key.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "store/position.hpp"

namespace reeve::store {
namespace {

TEST(NumberKey, SortsAsPeopleCount) {
    const std::vector<std::string> counted{"",
                                           "7",
                                           "12",
                                           "A-1",
                                           "EPTS-00009",
                                           "EPTS-10",
                                           "EPTS-011",
                                           "EPTS-99999",
                                           "EPTS-100000",
                                           "EPTS2-1",
                                           "INC-999999999999999999",
                                           "INC-x"};
    for (std::size_t i = 1; i < counted.size(); ++i) {
        EXPECT_LT(number_key(counted[i - 1]), number_key(counted[i]))
            << counted[i - 1] << " and " << counted[i];
    }
    EXPECT_EQ(number_key("EPTS-00009"), number_key("EPTS-9"));
}

TEST(NumberKey, TakesEndlessDigits) {
    EXPECT_LT(number_key("A-1" + std::string(17, '0')), number_key("A-9" + std::string(17, '0')));
    EXPECT_NE(number_key(std::string(30, '1')), number_key(std::string(31, '1')));
}

TEST(PositionInAList, IsWrittenAndRead) {
    const Position position{std::numeric_limits<std::int64_t>::max(),
                            std::numeric_limits<std::int64_t>::min(), number_key("A-12"), 77};
    EXPECT_EQ(read_position(write_position(position)), position);
    for (const char* wrong : {"", "x", "!!!!", "AAAA", "EPTS-12", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
        EXPECT_EQ(read_position(wrong), std::nullopt) << wrong;
    }
}

}  // namespace
}  // namespace reeve::store
