#include "base/uri.hpp"

#include <gtest/gtest.h>

namespace reeve {
namespace {

TEST(Uri, EncodesWhatIsNotUnreserved) {
    EXPECT_EQ(percent_encoded("az-AZ_09.~"), "az-AZ_09.~");
    EXPECT_EQ(percent_encoded("a b/c:d%é"), "a%20b%2Fc%3Ad%25%C3%A9");
    EXPECT_EQ(percent_encoded(std::string_view("\0", 1)), "%00");
    EXPECT_EQ(percent_encoded(""), "");
}

TEST(Uri, LeavesWhatPartsAPath) {
    EXPECT_EQ(percent_encoded_path("/my desks/one/process.yaml"), "/my%20desks/one/process.yaml");
    // A colon in the first part would make a scheme of it.
    EXPECT_EQ(percent_encoded_path("a:b/c#d?e"), "a%3Ab/c%23d%3Fe");
}

}  // namespace
}  // namespace reeve
