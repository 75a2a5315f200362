#include "desk/sessions.hpp"

#include <gtest/gtest.h>

#include "base/sha256.hpp"
#include "desk/throttle.hpp"

namespace reeve::desk {
namespace {

constexpr Instant start{1'390'000'000'000'000};
const Id helena = Id::of_name("person:helena");

// Counts what the slow hash would have been asked; "right:X" is the hash of X.
struct CountedMatches {
    int asked = 0;
    std::string last_hash;
    Sessions::Matches function() {
        return [this](std::string_view password, std::string_view hash) {
            ++asked;
            last_hash = hash;
            return hash == "right:" + std::string(password);
        };
    }
};

class SessionsTest : public ::testing::Test {
protected:
    SessionsTest() { sessions.set_password(helena, "right:open sesame"); }

    Outcome<SignedIn> try_password(std::string_view password, Instant at,
                                   std::string_view address = "10.0.0.1") {
        return sessions.sign_in(helena, "helena", password, address, at, false);
    }

    SeededEntropy entropy{1};
    CountedMatches matches;
    Sessions sessions{entropy, matches.function()};
};

TEST(Password, IsHashedWithArgonAndFoundAgain) {
    const std::string hash = hash_password("correct horse");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_TRUE(password_matches("correct horse", hash));
    EXPECT_FALSE(password_matches("correct horse ", hash));
    EXPECT_FALSE(password_matches("correct horse", "not a hash"));
    EXPECT_FALSE(password_matches("correct horse", std::string(1000, '$')));
    EXPECT_NE(hash, hash_password("correct horse"));
}

TEST_F(SessionsTest, GiveATokenWhoseDigestAloneIsKept) {
    const auto signed_in = try_password("open sesame", start);
    ASSERT_TRUE(signed_in);
    EXPECT_EQ(signed_in->token.size(), 43u);  // 256 bits
    EXPECT_EQ(signed_in->row.token, sha256(signed_in->token));
    EXPECT_EQ(signed_in->row.person, helena);
    EXPECT_EQ(sessions.person(signed_in->token, start), helena);
    EXPECT_EQ(sessions.person(signed_in->token + "x", start), std::nullopt);
    EXPECT_NE(try_password("open sesame", start)->token, signed_in->token);
}

// A stream that stays open looks at its session, and is no use of it: who is away is signed out as always.
TEST_F(SessionsTest, AreLookedAtWithoutBeingUsed) {
    const auto signed_in = try_password("open sesame", start);
    ASSERT_TRUE(signed_in);
    const Digest token = signed_in->row.token;
    for (int hour = 0; hour < 8; ++hour) {
        EXPECT_TRUE(sessions.holds(token, start + Duration::hours(hour))) << hour;
    }
    EXPECT_FALSE(sessions.holds(token, start + Duration::hours(8)));
    EXPECT_FALSE(sessions.holds(sha256("another"), start));
}

TEST_F(SessionsTest, TellWhoseEnded) {
    std::vector<Id> ended;
    sessions.on_end([&](Id person) { ended.push_back(person); });
    const auto one = try_password("open sesame", start);
    const auto two = try_password("open sesame", start);
    EXPECT_TRUE(sessions.sign_out(one->token));
    EXPECT_FALSE(sessions.sign_out(one->token));
    EXPECT_EQ(ended, std::vector{helena});
    EXPECT_FALSE(sessions.holds(one->row.token, start));
    EXPECT_TRUE(sessions.holds(two->row.token, start));
    sessions.sign_out(helena);
    EXPECT_EQ(ended.size(), 2u);
    EXPECT_FALSE(sessions.holds(two->row.token, start));
}

TEST_F(SessionsTest, RefuseAWrongPasswordAndAnUnknownNameAlike) {
    const auto wrong = try_password("open", start);
    const int asked = matches.asked;
    const auto unknown = sessions.sign_in(std::nullopt, "nobody", "open", "10.0.0.1", start, false);
    ASSERT_FALSE(wrong);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(wrong.error(), unknown.error());
    EXPECT_EQ(wrong.error().kind, RefusalKind::unauthenticated);
    // The same work: one hash of the same cost.
    EXPECT_EQ(matches.asked, asked + 1);
    EXPECT_TRUE(matches.last_hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    // Somebody without a password cannot sign in with an empty one.
    EXPECT_FALSE(sessions.sign_in(Id::of_name("person:ivo"), "ivo", "", "10.0.0.1", start, false));
}

TEST_F(SessionsTest, EndWhenIdleOrOld) {
    const std::string token = try_password("open sesame", start)->token;
    EXPECT_TRUE(sessions.person(token, start + Duration::hours(7)));
    EXPECT_TRUE(sessions.person(token, start + Duration::hours(14)));
    EXPECT_FALSE(sessions.person(token, start + Duration::hours(22)));
    EXPECT_FALSE(sessions.person(token, start + Duration::hours(14)));  // it has ended for good

    const std::string busy = try_password("open sesame", start)->token;
    for (int hour = 0; hour < 7 * 24; hour += 6) {
        EXPECT_TRUE(sessions.person(busy, start + Duration::hours(hour)));
    }
    EXPECT_FALSE(sessions.person(busy, start + Duration::days(7)));
}

TEST_F(SessionsTest, SignOut) {
    const std::string token = try_password("open sesame", start)->token;
    const std::string other = try_password("open sesame", start)->token;
    EXPECT_EQ(sessions.sign_out(token), sha256(token));
    EXPECT_EQ(sessions.sign_out(token), std::nullopt);
    EXPECT_EQ(sessions.person(token, start), std::nullopt);
    EXPECT_EQ(sessions.person(other, start), helena);
    sessions.sign_out(helena);
    EXPECT_EQ(sessions.person(other, start), std::nullopt);
}

TEST_F(SessionsTest, ComeBackAfterARestart) {
    auto signed_in = *try_password("open sesame", start);
    EXPECT_TRUE(sessions.to_store().empty());
    EXPECT_TRUE(sessions.person(signed_in.token, start + Duration::hours(2)));
    const auto rows = sessions.to_store();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].used, start + Duration::hours(2));
    EXPECT_TRUE(sessions.to_store().empty());

    Sessions again(entropy, matches.function());
    again.load(rows);
    EXPECT_EQ(again.person(signed_in.token, start + Duration::hours(9)), helena);
}

TEST_F(SessionsTest, SlowDownGuessesOnAnAccount) {
    Instant at = start;
    int attempts = 0;
    int throttled = 0;
    for (int second = 0; second < 3600; ++second, at = at + Duration::seconds(1)) {
        const auto answer = try_password("guess", at, "10.0." + std::to_string(second % 250) + ".1");
        ASSERT_FALSE(answer);
        if (answer.error().kind == RefusalKind::throttled) {
            EXPECT_GE(answer.error().retry_after_s, 1);
            EXPECT_LE(answer.error().retry_after_s, 60);
            ++throttled;
        } else {
            ++attempts;
        }
    }
    EXPECT_LT(attempts, 75);
    EXPECT_EQ(attempts + throttled, 3600);
    EXPECT_EQ(matches.asked, attempts);  // a throttled attempt costs no hash
    // A minute later at the latest the owner gets in.
    EXPECT_TRUE(try_password("open sesame", at + Duration::minutes(1)));
}

TEST_F(SessionsTest, DoNotLockOutTheOwnerWhereSheIsKnown) {
    ASSERT_TRUE(try_password("open sesame", start, "192.0.2.7"));
    for (int i = 0; i < 20; ++i) {
        EXPECT_FALSE(try_password("guess", start, "203.0.113." + std::to_string(i)));
    }
    EXPECT_EQ(try_password("open sesame", start, "203.0.113.99").error().kind, RefusalKind::throttled);
    EXPECT_TRUE(try_password("open sesame", start, "192.0.2.7"));
}

TEST_F(SessionsTest, SlowDownOneAddressOverManyAccounts) {
    int attempts = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto answer =
            sessions.sign_in(std::nullopt, "name" + std::to_string(i), "guess", "10.9.9.9", start, false);
        attempts += answer.error().kind == RefusalKind::unauthenticated;
    }
    EXPECT_EQ(attempts, 20);
    EXPECT_TRUE(try_password("open sesame", start, "10.9.9.8"));
}

TEST_F(SessionsTest, HashOnlyAFewAtOnce) {
    int inside = 0;
    RefusalKind third = RefusalKind::malformed;
    Sessions* all = nullptr;
    const auto nested = [&](std::string_view, std::string_view) {
        if (++inside == 1) {
            (void)all->sign_in(std::nullopt, "b", "x", "2", start, false);
        } else {
            third = all->sign_in(std::nullopt, "c", "x", "3", start, false).error().kind;
        }
        return false;
    };
    Sessions crowded(entropy, nested);
    all = &crowded;
    EXPECT_FALSE(crowded.sign_in(std::nullopt, "a", "x", "1", start, false));
    EXPECT_EQ(inside, 2);
    EXPECT_EQ(third, RefusalKind::throttled);
    // Both places are free again.
    inside = 1;
    EXPECT_EQ(crowded.sign_in(std::nullopt, "d", "x", "4", start, false).error().kind,
              RefusalKind::unauthenticated);
}

TEST_F(SessionsTest, KeepALimitedNumberForOnePerson) {
    const std::string first = try_password("open sesame", start)->token;
    std::string last;
    for (int i = 1; i <= 50; ++i) {
        last = try_password("open sesame", start + Duration::minutes(i))->token;
    }
    EXPECT_FALSE(sessions.person(first, start + Duration::hours(1)));
    EXPECT_TRUE(sessions.person(last, start + Duration::hours(1)));
}

TEST(Throttle, ForgetsAndStaysBounded) {
    Throttle throttle({.free = 1, .names = 10});
    throttle.failed("a", start);
    EXPECT_EQ(throttle.wait("a", start), Duration::seconds(1));
    throttle.failed("a", start);
    EXPECT_EQ(throttle.wait("a", start), Duration::seconds(2));
    EXPECT_EQ(throttle.wait("a", start - Duration::days(1)), Duration::seconds(2));  // the clock was set back
    throttle.failed("a", start + Duration::hours(1));
    EXPECT_EQ(throttle.wait("a", start + Duration::hours(1)), Duration::seconds(1));
    for (int i = 0; i < 100; ++i) {
        throttle.failed(std::to_string(i), start + Duration::hours(1) + Duration::seconds(i));
    }
    EXPECT_LE(throttle.size(), 10u);
    EXPECT_GT(throttle.wait("99", start + Duration::hours(1) + Duration::seconds(99)), Duration{});
}

}  // namespace
}  // namespace reeve::desk
