// Who is told of what, live and later: by sight, coalesced, bounded, and anew where rights have changed.

#include "desk/feed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "desk/rights.hpp"
#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

class FeedTest : public ::testing::Test {
protected:
    explicit FeedTest(const std::string& process = "relay") : desk({process}) {
        feed.begin(desk.desk->world(), desk.store->writer().head());
        desk.desk->on_commit([this](const Desk::Commit& commit) { feed.tell(commit, desk.desk->world()); });
    }

    Feed::Joined join(std::string_view person) {
        const Outcome<Feed::Joined> joined = feed.join(desk.id(person));
        EXPECT_TRUE(joined) << joined.error().detail;
        feed.listen(joined->place, [this, place = joined->place] { woken.push_back(place); });
        return *joined;
    }
    // "JOB-001@3 fields holder", one a record; "gone", "reset" and "over" likewise.
    std::vector<std::string> taken(Feed::Place place) {
        const Feed::News news = feed.take(place);
        std::vector<std::string> lines;
        if (news.over) {
            lines.emplace_back("over");
        }
        if (news.reset) {
            lines.emplace_back("reset");
        }
        for (const Told& told : news.records) {
            lines.push_back(line_of(told));
        }
        return lines;
    }
    static std::string line_of(const Told& told) {
        std::string line = told.number + "@" + std::to_string(told.version) + (told.gone ? " gone" : "");
        for (const std::string_view word : words_of(told.kinds)) {
            line += " " + std::string(word);
        }
        return line;
    }
    std::vector<std::string> missed(std::string_view person, const FeedPosition& since) {
        const WorldPtr world = desk.desk->world();
        const records::Person& who = *world->directory->person(person);
        const store::Sight sight = sight_of(*world, who);
        const Missed missed =
            missed_since(*desk.store->reader(), sight, rights_of(*world, who, sight), since, 1000);
        std::vector<std::string> lines;
        if (missed.reset) {
            lines.emplace_back("reset");
        }
        for (const Told& told : missed.records) {
            lines.push_back(line_of(told));
        }
        return lines;
    }
    Act watch(std::string_view person, std::string_view number, std::string_view watcher, bool on) {
        Act act = desk.act(person, number, "watch");
        act.command.kind = records::Command::Kind::watch;
        act.command.person = watcher;
        act.command.watch_on = on;
        return act;
    }
    void set_person(std::string_view person, JsonObject value) {
        Administer administer;
        administer.kind = Administer::Kind::person;
        administer.actor = {records::ActorKind::person, desk.id("anna")};
        value.set("id", desk.id(person).text());
        administer.value = std::move(value);
        const Outcome<Answer> done = desk.submit(std::move(administer));
        EXPECT_TRUE(done) << done.error().detail;
    }

    StagedDesk desk;
    Feed feed{{.each = 3, .all = 6, .pending = 4}};
    std::vector<Feed::Place> woken;
};

using Lines = std::vector<std::string>;

TEST_F(FeedTest, TellsWhoMayKnowTheRecord) {
    const auto ada = join("ada"), bea = join("bea"), lena = join("lena"), leo = join("leo"),
               fay = join("fay");
    const std::string number = desk.logged("ada", "relay/job");
    EXPECT_EQ(woken, (std::vector<Feed::Place>{fay.place, lena.place, ada.place}));
    EXPECT_EQ(taken(fay.place), Lines{"JOB-001@1 created fields organisation state holder clocks"});
    EXPECT_EQ(taken(ada.place), Lines{"JOB-001@1 created fields organisation state holder"});
    EXPECT_EQ(taken(lena.place).size(), 1u);
    EXPECT_EQ(taken(bea.place), Lines{});
    EXPECT_EQ(taken(leo.place), Lines{});
}

TEST_F(FeedTest, InternalEntriesDoNotExistForOthers) {
    const std::string number = desk.logged("ada", "relay/job");
    const auto ada = join("ada"), fay = join("fay");
    const FeedPosition before = feed.take(ada.place).position;
    desk.done(desk.comment("fay", number, "between us", "internal"));
    EXPECT_EQ(woken, std::vector{fay.place});
    EXPECT_EQ(taken(ada.place), Lines{});
    EXPECT_EQ(taken(fay.place), Lines{"JOB-001@2 comment"});
    EXPECT_EQ(missed("ada", before), Lines{});
    desk.done(desk.comment("fay", number, "for all", "public"));
    EXPECT_EQ(taken(ada.place), Lines{"JOB-001@3 comment"});
    EXPECT_EQ(missed("ada", before), Lines{"JOB-001@3 comment"});
}

TEST_F(FeedTest, WhatWaitsIsOneLineARecord) {
    const auto fay = join("fay");
    const std::string number = desk.logged("ada", "relay/job");
    desk.done(desk.act("fay", number, "begin"));
    desk.done(desk.comment("fay", number, "well", "public"));
    EXPECT_EQ(woken, std::vector{fay.place}) << "woken once until she takes";
    const Lines lines = taken(fay.place);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_TRUE(lines[0].starts_with("JOB-001@3 created")) << lines[0];
    EXPECT_TRUE(lines[0].contains(" comment")) << lines[0];
    EXPECT_EQ(taken(fay.place), Lines{});
    desk.done(desk.comment("fay", number, "again", "public"));
    EXPECT_EQ(woken.size(), 2u);
}

TEST_F(FeedTest, TooMuchAtOnceMeansBeginningAnew) {
    const auto fay = join("fay");
    for (int i = 0; i < 6; ++i) {
        desk.logged("ada", "relay/job");
    }
    EXPECT_EQ(taken(fay.place), Lines{"reset"});
    const std::string number = desk.logged("ada", "relay/job");
    EXPECT_EQ(taken(fay.place).size(), 1u);
}

TEST_F(FeedTest, WhoLosesSightIsToldThatItIsGone) {
    const std::string number = desk.logged("ada", "relay/job");
    const auto bea = join("bea");
    desk.done(watch("fay", number, "bea", true));
    EXPECT_EQ(taken(bea.place), Lines{"JOB-001@2"});  // that she watches is for those who work on it to know
    const FeedPosition known = feed.take(bea.place).position;
    desk.done(watch("fay", number, "bea", false));
    desk.done(desk.comment("fay", number, "without her", "public"));
    EXPECT_EQ(taken(bea.place), Lines{"JOB-001@3 gone"});
    EXPECT_EQ(missed("bea", known), Lines{"JOB-001@4 gone"});
    EXPECT_EQ(missed("leo", known), Lines{"reset"}) << "the position of other rights";
    desk.done(watch("fay", number, "bea", true));
    EXPECT_EQ(missed("bea", known), Lines{"JOB-001@5 comment"}) << "back in sight";
}

TEST_F(FeedTest, OtherRightsMeanBeginningAnew) {
    const std::string number = desk.logged("ada", "relay/job");
    const auto leo = join("leo");
    const FeedPosition before = feed.take(leo.place).position;
    set_person("leo", {{"display", "Leonard"}});
    EXPECT_EQ(taken(leo.place), Lines{}) << "a name is no right";
    set_person("leo", {{"organisation", "north"}});
    EXPECT_EQ(woken, std::vector{leo.place});
    EXPECT_EQ(taken(leo.place), Lines{"reset"});
    EXPECT_EQ(missed("leo", before), Lines{"reset"});
    EXPECT_EQ(missed("leo", feed.take(leo.place).position), Lines{});
    desk.done(desk.comment("ada", number, "hm"));
    EXPECT_EQ(taken(leo.place), Lines{"JOB-001@2 comment"}) << "told by the rights of now";
    set_person("leo", {{"active", false}});
    EXPECT_EQ(taken(leo.place), (Lines{"over", "reset"}));
    desk.done(desk.comment("ada", number, "hm"));
    EXPECT_EQ(taken(leo.place), (Lines{"over"}));
    EXPECT_EQ(feed.join(desk.id("leo")).error().kind, RefusalKind::unauthenticated);
}

TEST_F(FeedTest, WhatIsMissedAndWhatComesMeanwhileIsToldOnce) {
    const auto first = join("fay");
    const FeedPosition before = feed.take(first.place).position;
    feed.leave(first.place);
    const std::string one = desk.logged("ada", "relay/job");
    const std::string two = desk.logged("ada", "relay/job");
    const auto again = join("fay");
    desk.done(desk.comment("ada", one, "after she joined, before she read"));
    Missed missed = missed_since(*desk.store->reader(), again.sight, again.rights, before, 1000);
    desk.done(desk.comment("ada", two, "after she read"));
    feed.add(again.place, std::move(missed));
    Lines lines = taken(again.place);
    std::ranges::sort(lines);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_TRUE(lines[0].starts_with("JOB-001@2 created")) << lines[0];
    EXPECT_TRUE(lines[1].starts_with("JOB-002@2 created")) << lines[1];
    EXPECT_EQ(feed.take(again.place).position.seq, desk.store->writer().head());
}

TEST_F(FeedTest, FarAwayOrAheadMeansBeginningAnew) {
    const auto fay = join("fay");
    FeedPosition position = feed.take(fay.place).position;
    desk.logged("ada", "relay/job");
    const store::Sight sight = fay.sight;
    const auto reader = desk.store->reader();
    EXPECT_TRUE(missed_since(*reader, sight, fay.rights + 1, position, 1000).reset);
    position.seq = desk.store->writer().head() + 1;
    const Missed ahead = missed_since(*reader, sight, fay.rights, position, 1000);
    EXPECT_TRUE(ahead.reset);
    EXPECT_EQ(ahead.until, desk.store->writer().head());
    position.seq -= 60'000;
    EXPECT_TRUE(missed_since(*reader, sight, fay.rights, position, 1000).reset);
}

TEST_F(FeedTest, StreamsAreLimitedAndGivenBack) {
    std::vector<Feed::Place> places;
    for (int i = 0; i < 3; ++i) {
        places.push_back(join("fay").place);
    }
    EXPECT_EQ(feed.join(desk.id("fay")).error().kind, RefusalKind::throttled);
    for (int i = 0; i < 3; ++i) {
        places.push_back(join("ada").place);
    }
    EXPECT_EQ(feed.join(desk.id("bea")).error().kind, RefusalKind::busy);
    feed.wake(desk.id("ada"));
    EXPECT_EQ(woken, (std::vector<Feed::Place>{places[3], places[4], places[5]}));
    for (const Feed::Place place : places) {
        feed.leave(place);
    }
    EXPECT_EQ(feed.readers(), 0u);
    feed.leave(places[0]);
    join("fay");
    desk.logged("ada", "relay/job");
    EXPECT_EQ(feed.readers(), 1u);
}

class KeptClocksFeedTest : public FeedTest {
protected:
    KeptClocksFeedTest() : FeedTest("relay_kept") {}
};

TEST_F(KeptClocksFeedTest, TellsOfAClockWhoSeesIt) {
    desk.logged("ada", "relay_kept/job");
    std::map<std::string, Feed::Joined> all;
    std::map<std::string, FeedPosition> before;
    for (const char* person : {"ada", "lena", "fay", "sue"}) {
        all.emplace(person, join(person));
        before[person] = feed.take(all.at(person).place).position;
    }
    const auto expect_told = [&](const std::map<std::string, Lines>& told) {
        for (const auto& [person, joined] : all) {
            const auto hers = told.find(person);
            const Lines lines = hers != told.end() ? hers->second : Lines{};
            EXPECT_EQ(taken(joined.place), lines) << person;
            EXPECT_EQ(missed(person, before[person]), lines) << person;
            before[person] = feed.take(joined.place).position;
        }
    };
    desk.advance(desk.now + Duration::seconds(450));
    expect_told({{"sue", {"JOB-001@2 clocks"}}});
    desk.advance(desk.now + Duration::minutes(2));
    expect_told({{"lena", {"JOB-001@3 clocks"}}});
    // Half of its time in all, and nobody has begun.
    desk.advance(desk.now + Duration::minutes(1));
    const Lines staff{"JOB-001@6 state holder clocks"};
    expect_told({{"lena", staff}, {"fay", staff}, {"sue", staff}, {"ada", {"JOB-001@6 state holder"}}});
}

TEST(FeedPositionTest, IsSealedAndBoundToTheCaller) {
    SeededEntropy entropy{3};
    store::model::ModelStore store;
    store.writer().begin();
    const seal::Key key = feed_key(store.writer().operational(), entropy);
    EXPECT_EQ(feed_key(store.writer().operational(), entropy), key) << "drawn once";
    store.writer().commit();
    const FeedPositions positions(key);
    const Id ada = Id::of_name("ada");
    const FeedPosition position{1'234'567, 0xfedcba9876543210};
    const std::string text = positions.write(position, ada);
    EXPECT_EQ(positions.write(position, ada), text);
    ASSERT_TRUE(positions.read(text, ada));
    EXPECT_EQ(*positions.read(text, ada), position);
    EXPECT_FALSE(positions.read(text, Id::of_name("bea")));
    EXPECT_FALSE(FeedPositions(seal::Key{}).read(text, ada)) << "of another desk";
    EXPECT_FALSE(positions.read("", ada));
    EXPECT_FALSE(positions.read(std::string(5000, 'A'), ada));
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string other = text;
        other[i] = other[i] == 'A' ? 'B' : 'A';
        const Outcome<FeedPosition> read = positions.read(other, ada);
        EXPECT_TRUE(!read || *read == position) << i;  // the last character has bits that say nothing
    }
}

}  // namespace
}  // namespace reeve::desk
