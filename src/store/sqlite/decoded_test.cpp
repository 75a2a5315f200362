#include "store/sqlite/decoded.hpp"

#include <gtest/gtest.h>

#include "store/written.hpp"

namespace reeve::store::sqlite {
namespace {

std::string stored(const std::string& number, std::int64_t version) {
    records::Record record;
    record.number = number;
    record.version = version;
    return write_record(record).body;
}

TEST(Decoded, GivesWhatIsStoredNowAndNotWhatWas) {
    Decoded decoded(4);
    EXPECT_EQ(decoded.record(1, stored("A-1", 1))->version, 1);
    EXPECT_EQ(decoded.record(1, stored("A-1", 1))->version, 1);
    EXPECT_EQ(decoded.record(1, stored("A-1", 2))->version, 2);
    EXPECT_EQ(decoded.record(1, stored("A-1", 1))->version, 1);
    EXPECT_EQ(decoded.record(1, "{}x"), std::nullopt);
    EXPECT_EQ(decoded.record(1, stored("A-1", 3))->version, 3);
}

TEST(Decoded, TellsManyRecordsApartWithRoomForFew) {
    Decoded decoded(4);
    for (int round = 0; round < 3; ++round) {
        for (std::int64_t key = 1; key <= 9; ++key) {
            const std::string number = "A-" + std::to_string(key);
            EXPECT_EQ(decoded.record(key, stored(number, round + 1))->number, number);
            EXPECT_EQ(decoded.record(1, stored("A-1", 7))->version, 7);
        }
    }
    EXPECT_EQ(Decoded(0).record(1, stored("A-1", 1))->number, "A-1");
}

}  // namespace
}  // namespace reeve::store::sqlite
