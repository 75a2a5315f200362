#include "desk/presence.hpp"

#include <gtest/gtest.h>

namespace reeve::desk {
namespace {

const Id ada = Id::of_name("ada");
const Id bea = Id::of_name("bea");
const Presence::Place one{Id::of_name("one"), "JOB-001", "relay"};
const Presence::Place two{Id::of_name("two"), "JOB-002", "relay"};
const Presence::Place three{Id::of_name("three"), "JOB-003", "relay"};

constexpr Instant at(int seconds) {
    return {Duration::seconds(seconds).micros};
}

std::vector<std::string> numbers(const std::vector<Presence::Place>& places) {
    std::vector<std::string> list;
    for (const Presence::Place& place : places) {
        list.push_back(place.number);
    }
    return list;
}

using Numbers = std::vector<std::string>;

TEST(PresenceTest, TellsOfWhatOthersSeeAndOfNothingElse) {
    Presence presence;
    EXPECT_EQ(numbers(presence.put(one, ada, Attention::viewing, at(0))), Numbers{"JOB-001"});
    EXPECT_EQ(numbers(presence.put(one, ada, Attention::viewing, at(10))), Numbers{}) << "renewed";
    EXPECT_EQ(numbers(presence.put(one, ada, Attention::replying, at(20))), Numbers{"JOB-001"});
    EXPECT_EQ(presence.at(one.record), (std::vector<Present>{{ada, Attention::replying}}));
    EXPECT_EQ(numbers(presence.put(one, ada, {}, at(21))), Numbers{"JOB-001"});
    EXPECT_EQ(numbers(presence.put(one, ada, {}, at(22))), Numbers{}) << "gone already";
    EXPECT_TRUE(presence.at(one.record).empty());
}

TEST(PresenceTest, EndsThirtySecondsAfterItWasRenewed) {
    Presence presence;
    (void)presence.put(one, ada, Attention::viewing, at(0));
    (void)presence.put(one, bea, Attention::idle, at(10));
    (void)presence.put(one, ada, Attention::viewing, at(20));
    EXPECT_EQ(numbers(presence.expire(at(39))), Numbers{});
    EXPECT_EQ(numbers(presence.expire(at(40))), Numbers{"JOB-001"});
    EXPECT_EQ(presence.at(one.record), (std::vector<Present>{{ada, Attention::viewing}}));
    EXPECT_EQ(numbers(presence.put(two, bea, Attention::viewing, at(50))), (Numbers{"JOB-001", "JOB-002"}))
        << "who comes finds out who is no longer there";
    EXPECT_FALSE(presence.is_at(one.record, ada));
}

TEST(PresenceTest, IsBounded) {
    Presence presence({.each = 2, .all = 3});
    (void)presence.put(one, ada, Attention::viewing, at(0));
    (void)presence.put(two, ada, Attention::viewing, at(1));
    EXPECT_EQ(numbers(presence.put(three, ada, Attention::viewing, at(2))), (Numbers{"JOB-001", "JOB-003"}))
        << "the one renewed longest ago gives way";
    EXPECT_EQ(numbers(presence.places_of(ada)), (Numbers{"JOB-002", "JOB-003"}));
    EXPECT_EQ(numbers(presence.put(one, bea, Attention::viewing, at(3))), Numbers{"JOB-001"});
    EXPECT_EQ(numbers(presence.put(two, bea, Attention::viewing, at(4))), Numbers{}) << "no room in all";
    EXPECT_FALSE(presence.is_at(two.record, bea));
    EXPECT_TRUE(presence.leave(one.record, bea));
    EXPECT_FALSE(presence.leave(one.record, bea));
    EXPECT_EQ(numbers(presence.put(two, bea, Attention::viewing, at(5))), Numbers{"JOB-002"});
}

TEST(PresenceTest, WordsAreThoseOfTheApi) {
    for (const Attention attention : {Attention::viewing, Attention::replying, Attention::idle}) {
        EXPECT_EQ(attention_of(word(attention)), attention);
    }
    EXPECT_FALSE(attention_of("gone"));
}

}  // namespace
}  // namespace reeve::desk
