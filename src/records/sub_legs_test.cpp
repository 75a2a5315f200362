// Sub-legs partition the leg, whoever was assigned when.
#include "records/sub_legs.hpp"

#include <gtest/gtest.h>

namespace reeve::records {
namespace {

Instant at(std::int64_t minute) {
    return Instant{minute * 60'000'000};
}

const Id helena = Id::of_name("helena");
const Id ivo = Id::of_name("ivo");

Leg leg_of(std::vector<std::pair<Instant, Id>> assigned, std::optional<Instant> to) {
    Leg leg;
    leg.from = assigned.front().first;
    leg.to = to;
    leg.assigned = std::move(assigned);
    return leg;
}

TEST(SubLegs, NobodyIsAPartAndTheLastLasts) {
    const auto parts = sub_legs(leg_of({{at(0), Id{}}, {at(60), helena}, {at(240), ivo}}, std::nullopt));
    ASSERT_EQ(parts.size(), 3u);
    EXPECT_TRUE(parts[0].person.empty());
    EXPECT_EQ(parts[0].to, at(60));
    EXPECT_EQ(parts[1].person, helena);
    EXPECT_EQ(parts[1].from, at(60));
    EXPECT_EQ(parts[1].to, at(240));
    EXPECT_EQ(parts[2].person, ivo);
    EXPECT_FALSE(parts[2].to);
}

TEST(SubLegs, WhoIsAssignedAsTheLegBeginsHasItFromThen) {
    const auto parts = sub_legs(leg_of({{at(0), Id{}}, {at(0), helena}}, at(5)));
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_EQ(parts[0].person, helena);
    EXPECT_EQ(parts[0].from, at(0));
    EXPECT_EQ(parts[0].to, at(5));
}

TEST(SubLegs, WhoIsAssignedAgainHasOnePart) {
    const auto parts =
        sub_legs(leg_of({{at(0), helena}, {at(3), ivo}, {at(3), helena}, {at(9), ivo}}, std::nullopt));
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_EQ(parts[0].to, at(9));
    EXPECT_EQ(parts[1].person, ivo);
}

TEST(SubLegs, OneThatEndsAsItBeginsHasItsLastPart) {
    const auto parts = sub_legs(leg_of({{at(0), helena}, {at(0), ivo}}, at(0)));
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_EQ(parts[0].person, ivo);
}

}  // namespace
}  // namespace reeve::records
