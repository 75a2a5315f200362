#include "verify/asked_trees.hpp"

#include <gtest/gtest.h>

namespace reeve::verify {
namespace {

TEST(AskedTrees, CountsTheRootsThatItKeeps) {
    const auto answer = [](const Slice&) { return 0U; };
    AskedTrees<Slice> trees(1'000'000);
    EXPECT_EQ(trees.find(999'999, answer), std::nullopt);
    EXPECT_EQ(trees.bytes(), 0U) << "of what was never asked there are none";
    trees.add(999'999, {}, answer, 7);
    EXPECT_EQ(trees.find(999'999, answer), 7U);
    EXPECT_EQ(trees.find(999'998, answer), std::nullopt);
    const std::size_t one = trees.bytes();
    EXPECT_GT(one, 0U);
    trees.add(0, {}, answer, 8);
    EXPECT_GT(trees.bytes(), one);
    trees.forget();
    EXPECT_EQ(trees.find(999'999, answer), std::nullopt);
    EXPECT_EQ(trees.bytes(), 0U);
}

}  // namespace
}  // namespace reeve::verify
