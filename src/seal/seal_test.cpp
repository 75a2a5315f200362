#include "seal/seal.hpp"

#include <gtest/gtest.h>

#include <string>

namespace reeve::seal {
namespace {

std::string of(const Digest& digest) {
    return {digest.begin(), digest.end()};
}

TEST(Seal, CommitmentIsTheHashOfSaltAndValue) {
    Salt salt{};
    for (std::size_t i = 0; i < salt.size(); ++i) salt[i] = static_cast<std::uint8_t>(i);
    const std::string salted = std::string(salt.begin(), salt.end()) + "José Tembe";
    EXPECT_EQ(commitment(salt, "José Tembe"), sha256(salted));
    EXPECT_NE(commitment(salt, "José Tembe"), commitment(Salt{}, "José Tembe"));
    EXPECT_NE(commitment(salt, ""), commitment(salt, std::string_view("\0", 1)));
}

TEST(Seal, SaltsDiffer) {
    SeededEntropy entropy(7);
    const Salt first = salt(entropy);
    EXPECT_NE(first, salt(entropy));
}

TEST(Seal, ChainsFromZeros) {
    const Digest first = chain(chain_start, "one");
    EXPECT_EQ(first, sha256(std::string(32, '\0') + "one"));
    EXPECT_EQ(chain(first, "two"), sha256(of(first) + "two"));
}

TEST(Seal, FindsWhatDoesNotFollow) {
    const Digest one = chain(chain_start, "one");
    const Digest two = chain(one, "two");
    const Digest three = chain(two, "three");

    ChainCheck sound;
    EXPECT_TRUE(sound.follows(chain_start, "one", one));
    EXPECT_TRUE(sound.follows(one, "two", two));
    EXPECT_TRUE(sound.follows(two, "three", three));
    EXPECT_EQ(sound.head(), three);

    ChainCheck altered;
    EXPECT_TRUE(altered.follows(chain_start, "one", one));
    EXPECT_FALSE(altered.follows(one, "2", two));
    EXPECT_TRUE(altered.follows(two, "three", three)) << "one broken link is one finding";

    ChainCheck cut;
    EXPECT_FALSE(cut.follows(one, "two", two)) << "the first event is missing";
    ChainCheck swapped;
    EXPECT_TRUE(swapped.follows(chain_start, "one", one));
    EXPECT_FALSE(swapped.follows(two, "three", three));
}

}  // namespace
}  // namespace reeve::seal
