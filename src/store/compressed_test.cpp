#include "store/compressed.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace reeve::store {
namespace {

RC_GTEST_PROP(Compressed, ATextComesBack, (const std::string& text)) {
    RC_ASSERT(decompress(compress(text)) == text);
}

TEST(Compressed, TakesLessRoom) {
    std::string text;
    for (int i = 0; i < 100; ++i) {
        text += R"({"clock":"response","is":"met"},)";
    }
    EXPECT_LT(compress(text).size(), text.size() / 10);
}

TEST(Compressed, WhatIsNoneIsNothing) {
    EXPECT_EQ(decompress(""), std::nullopt);
    EXPECT_EQ(decompress("{\"id\":1}"), std::nullopt);
    const std::string whole = compress(std::string(5000, 'a') + "b");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_EQ(decompress(whole.substr(0, size)), std::nullopt) << size;
    }
    EXPECT_EQ(decompress(whole + "b"), std::nullopt);
}

// The head of a frame of which a size of 2^62 is said (RFC 8878, section 3.1.1.1).
TEST(Compressed, AFrameThatSaysThatItIsHugeIsNothing) {
    EXPECT_EQ(decompress(std::string("\x28\xb5\x2f\xfd\xe0\0\0\0\0\0\0\0\x40\x01\0\0", 16)), std::nullopt);
}

}  // namespace
}  // namespace reeve::store
