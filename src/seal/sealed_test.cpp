#include "seal/sealed.hpp"

#include <gtest/gtest.h>

namespace reeve::seal {
namespace {

TEST(Sealed, OpensForItsBearerAlone) {
    Key key{};
    key[3] = 7;
    const std::string text = sealed(key, "sixteen or so bytes", "ada");
    EXPECT_EQ(unsealed(key, text, "ada"), "sixteen or so bytes");
    EXPECT_EQ(text.size(), std::string("sixteen or so bytes").size() + 40);
    EXPECT_FALSE(unsealed(key, text, "bea"));
    EXPECT_FALSE(unsealed(Key{}, text, "ada"));
    EXPECT_FALSE(unsealed(key, "", "ada"));
    EXPECT_FALSE(unsealed(key, text.substr(0, text.size() - 1), "ada"));
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string other = text;
        other[i] = static_cast<char>(other[i] ^ 1);
        EXPECT_FALSE(unsealed(key, other, "ada")) << i;
    }
}

TEST(Sealed, IsTheSameAgainAndShowsNothing) {
    const Key key{};
    EXPECT_EQ(sealed(key, "1", "ada"), sealed(key, "1", "ada"));
    const std::string one = sealed(key, "1", "ada");
    const std::string two = sealed(key, "2", "ada");
    std::size_t same = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        same += one[i] == two[i] ? 1 : 0;
    }
    EXPECT_LT(same, one.size() / 4);
}

}  // namespace
}  // namespace reeve::seal
