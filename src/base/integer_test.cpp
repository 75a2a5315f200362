#include "base/integer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <string>

#include "base/check.hpp"

namespace reeve {
namespace {

TEST(Integer, TheWholeTextIsTheNumber) {
    EXPECT_EQ(parse_integer<std::int64_t>("0042"), 42);
    EXPECT_EQ(parse_integer<std::int64_t>("-7"), -7);
    EXPECT_EQ(parse_integer<std::uint16_t>("ff", 16), 255);
    for (const char* text : {"", "-", "+7", " 7", "7 ", "7a", "7.0", "0x7", "--7"}) {
        EXPECT_EQ(parse_integer<std::int64_t>(text), std::nullopt) << text;
    }
}

TEST(Integer, WhatDoesNotFitIsNone) {
    EXPECT_EQ(parse_integer<std::uint16_t>("65535"), 65535);
    EXPECT_EQ(parse_integer<std::uint16_t>("65536"), std::nullopt);
    EXPECT_EQ(parse_integer<std::size_t>("-1"), std::nullopt);
    EXPECT_EQ(parse_integer<std::int64_t>("9223372036854775807"), INT64_MAX);
    EXPECT_EQ(parse_integer<std::int64_t>("9223372036854775808"), std::nullopt);
}

TEST(Integer, EveryNumberIsReadAsItIsWritten) {
    const bool held = rc::check([](std::int64_t number) {
        RC_ASSERT(parse_integer<std::int64_t>(std::to_string(number)) == number);
    });
    EXPECT_TRUE(held);
}

}  // namespace
}  // namespace reeve
