// What is read back of packed clocks: as it was, and of broken bytes as much as can be read.

#include "store/clock_lives.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace reeve::store {
namespace {

records::Record with_a_clock() {
    records::Record record;
    record.process_version = 3;
    record.created = Instant{1'390'197'600'000'000};
    records::ClockInstance clock;
    clock.now.clock = "resolve";
    clock.now.state = records::ClockState::breached;
    clock.now.cause = "breach";
    clock.now.calendar = Id::of_name("office").text();
    clock.now.calendar_version = 2;
    clock.now.limit = Duration::hours(8);
    clock.now.due = record.created + Duration::hours(30);
    clock.now.breached_at = *clock.now.due + Duration{1};
    clock.spans.push_back({record.created, record.created + Duration::hours(3), true, "", "always", 0});
    clock.spans.push_back(
        {record.created + Duration::hours(3), record.created + Duration::hours(4), false, ""});
    clock.spans.push_back({record.created - Duration{7}, std::nullopt, true, ""});
    clock.former_limits.push_back({record.created + Duration{1}, Duration::minutes(20)});
    clock.known_from = record.created;
    record.clocks = {clock, clock};
    record.clocks.back().now.calendar = "always";
    record.clocks.back().now.limit_said = "1wd";
    record.clocks.back().former_limits.push_back({record.created + Duration{2}, Duration::hours(9), "1wd1h"});
    return record;
}

TEST(ClockLives, AreAsTheyWere) {
    const records::Record record = with_a_clock();
    const std::string bytes = pack_lives(record);
    ClockLives lives(bytes, record.created);
    EXPECT_EQ(lives.process_version, 3);
    for (const records::ClockInstance& clock : record.clocks) {
        ASSERT_TRUE(lives.next());
        EXPECT_EQ(lives.clock, clock);
    }
    EXPECT_FALSE(lives.next());
    EXPECT_LT(bytes.size(), 2 * 100U);
}

TEST(ClockLives, OfARecordWithoutClocksNothingIsKept) {
    EXPECT_TRUE(pack_lives({}).empty());
    ClockLives lives("", {});
    EXPECT_FALSE(lives.next());
}

TEST(ClockLives, InstantsAsFarApartAsTheyComeAreKept) {
    records::Record record = with_a_clock();
    record.created = Instant{-1};
    record.clocks.front().now.due = Instant::never();
    record.clocks.front().now.breached_at = Instant{std::numeric_limits<std::int64_t>::min()};
    const std::string bytes = pack_lives(record);
    ClockLives lives(bytes, record.created);
    ASSERT_TRUE(lives.next());
    EXPECT_EQ(lives.clock, record.clocks.front());
}

TEST(ClockLives, WhatIsCutOffEndsTheReading) {
    const records::Record record = with_a_clock();
    const std::string bytes = pack_lives(record);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        ClockLives lives(std::string_view(bytes).substr(0, length), record.created);
        int read = 0;
        while (lives.next()) {
            ++read;
        }
        EXPECT_LT(read, 2) << length;
    }
}

TEST(ClockLives, BytesThatSayNothingEndTheReading) {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string bytes(60, static_cast<char>(byte));
        ClockLives lives(bytes, {});
        for (int read = 0; lives.next(); ++read) {
            ASSERT_LT(read, 60);
        }
    }
}

}  // namespace
}  // namespace reeve::store
