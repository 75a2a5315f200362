#include "base/id.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/sources.hpp"

namespace reeve {
namespace {

TEST(Id, comes_back_from_text_and_bytes) {
    EXPECT_TRUE(rc::check([](std::uint64_t high, std::uint64_t low) {
        const Id id{high, low};
        RC_ASSERT(Id::parse(id.text()) == id);
        RC_ASSERT(Id::from_bytes(id.bytes().data()) == id);
    }));
}

TEST(Id, order_of_values_is_order_of_bytes_and_of_text) {
    EXPECT_TRUE(rc::check([](std::uint64_t h1, std::uint64_t l1, std::uint64_t h2, std::uint64_t l2) {
        const Id a{h1, l1}, b{h2, l2};
        RC_ASSERT((a < b) == (a.bytes() < b.bytes()));
        RC_ASSERT((a < b) == (a.text() < b.text()));
    }));
}

TEST(Id, refuses_other_spellings) {
    for (const std::string_view text :
         {"", "0", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcde",
          "0123456789abcdef0123456789abcdef0", "0123456789abcdef0123456789abcdeg"})
        EXPECT_FALSE(Id::parse(text).has_value()) << text;
}

TEST(Id, of_a_name_never_changes) {
    // sha256sum of "reeve-id:amira"
    EXPECT_EQ(Id::of_name("amira").text(), "f630791521c38f041471adff132c7f3f");
    EXPECT_NE(Id::of_name("amira"), Id::of_name("bram"));
}

TEST(SeededEntropy, repeats_itself_from_the_same_seed) {
    SeededEntropy one(7), same(7), other(8);
    const Id first = one.id();
    EXPECT_EQ(first, same.id());
    EXPECT_NE(first, other.id());
    EXPECT_NE(first, one.id());
}

TEST(SeededEntropy, is_splitmix64) {
    // The reference implementation's first number from seed 1234567.
    SeededEntropy chance(1234567);
    std::array<std::uint8_t, 8> bytes{};
    chance.fill(bytes);
    std::uint64_t word = 0;
    for (int i = 7; i >= 0; --i) word = word << 8 | bytes[static_cast<std::size_t>(i)];
    EXPECT_EQ(word, 6457827717110365317ULL);
}

}  // namespace
}  // namespace reeve
