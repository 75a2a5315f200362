#include "base/sha256.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace reeve {
namespace {

TEST(Sha256, of_fips_180_4) {
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, in_parts_is_the_same_as_at_once) {
    EXPECT_TRUE(rc::check([](const std::vector<std::string>& parts) {
        Sha256 stream;
        std::string all;
        for (const std::string& part : parts) {
            stream.add(part);
            all += part;
        }
        RC_ASSERT(stream.finish() == sha256(all));
    }));
}

TEST(Hex, comes_back) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        std::string again;
        RC_ASSERT(unhex(hex(bytes), again));
        RC_ASSERT(again == bytes);
    }));
}

TEST(Hex, refuses_and_leaves_the_target_alone) {
    std::string bytes = "before";
    for (const std::string_view text : {"0", "0g", "00 ", "zz"}) EXPECT_FALSE(unhex(text, bytes)) << text;
    EXPECT_EQ(bytes, "before");
    EXPECT_TRUE(unhex("aBCd", bytes));
    EXPECT_EQ(bytes, "\xab\xcd");
    EXPECT_TRUE(unhex("", bytes));
    EXPECT_EQ(bytes, "");
}

TEST(Base64, of_rfc_4648) {
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64url("\xfb\xff"), "-_8");
}

TEST(Base64, url_form_comes_back) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        std::string again;
        RC_ASSERT(unbase64url(base64url(bytes), again));
        RC_ASSERT(again == bytes);
    }));
}

TEST(Base64, url_form_has_one_spelling) {
    std::string bytes;
    for (const std::string_view text : {"Zg==", "Z", "Zh", "+/8", "Zm 9v", "Zm9v\n"})
        EXPECT_FALSE(unbase64url(text, bytes)) << text;
}

}  // namespace
}  // namespace reeve
