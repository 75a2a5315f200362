// People of several organisations act at random while readers come and go. What a reader was told leads her
// to exactly the records that she may see, and never names one that she could not see.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "desk/feed.hpp"
#include "desk/rights.hpp"
#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

const std::vector<std::string> people{"ada", "bea", "lena", "leo", "fay", "fred", "sue"};

// A page: what it shows of each record is the version that it was told last.
struct Page {
    std::string person;
    std::map<std::string, std::int64_t> shown;
    std::set<std::string> ever;  // what she might see after some commit
    FeedPosition position;
    std::optional<Feed::Joined> stream;
    bool woken = false;
};

class Walk {
public:
    explicit Walk(std::uint64_t seed) : random_(seed) {
        open();
        for (const std::string& person : people) {
            pages_.push_back({person, {}, {}, {}, {}, false});
            read_anew(pages_.back());
        }
    }

    void run(int steps) {
        for (int i = 0; i < steps && !::testing::Test::HasFailure(); ++i) {
            go_on();
            for (Page& page : pages_) {
                if (below(4) == 0) {
                    come_or_go(page);
                }
                if (page.stream && below(2) == 0) {
                    take(page);
                }
            }
            if (below(25) == 0) {
                settle();
            }
        }
        settle();
    }

    std::size_t resets = 0, gone = 0, resumed = 0;

private:
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
    const std::string& one_of(const std::vector<std::string>& list) { return list[below(list.size())]; }

    // The desk as after a start; what it had in memory is lost.
    void open() {
        for (Page& page : pages_) {
            page.stream.reset();
        }
        feed_ = std::make_unique<Feed>(FeedLimits{.each = 2, .all = 10, .pending = 3});
        feed_->begin(desk_.desk->world(), desk_.store->writer().head());
        desk_.desk->on_commit(
            [this](const Desk::Commit& commit) { feed_->tell(commit, desk_.desk->world()); });
    }

    void go_on() {
        step();
        for (Page& page : pages_) {
            note_seen(page);
        }
    }

    // Refused or not: what matters is what comes of it.
    void step() {
        const std::string who = one_of(people);
        if (numbers_.empty() || below(6) == 0) {
            const Outcome<Answer> logged = desk_.submit(desk_.log(who, "relay/job"));
            if (logged) {
                numbers_.push_back(logged->record->number);
            }
            return;
        }
        const std::string number = one_of(numbers_);
        switch (below(9)) {
            case 0: (void)desk_.submit(desk_.comment(who, number, "hm", "public")); return;
            case 1: (void)desk_.submit(desk_.comment(who, number, "between us", "internal")); return;
            case 2: (void)desk_.submit(watch(who, number)); return;
            case 3: (void)desk_.submit(hand_over(who, number)); return;
            case 4:
                desk_.advance(desk_.now + Duration::minutes(static_cast<std::int64_t>(below(12))));
                return;
            case 5: change_rights(); return;
            case 6:
                if (below(4) == 0) {
                    desk_.reopen();
                    open();
                }
                return;
            default:
                (void)desk_.submit(
                    desk_.act(who, number, one_of({"begin", "park", "wake", "split", "take"})));
        }
    }

    Act watch(std::string_view who, std::string_view number) {
        Act act = desk_.act(who, number, "watch");
        act.command.kind = records::Command::Kind::watch;
        act.command.person = one_of(people);
        act.command.watch_on = below(2) == 0;
        return act;
    }

    // The record becomes another site's, with a comment of its own audience in the same commit.
    Act hand_over(std::string_view who, std::string_view number) {
        Act act = desk_.act(who, number, "edit", {{"site", one_of({"north", "south", "centre"})}});
        act.command.kind = records::Command::Kind::edit;
        if (below(2) == 0) {
            act.command.comment = records::CommentPart{"It is yours.", below(2) == 0 ? "public" : "internal"};
        }
        return act;
    }

    void change_rights() {
        if (below(4) != 0) {
            return;
        }
        Administer administer;
        administer.kind = Administer::Kind::person;
        administer.actor = {records::ActorKind::person, desk_.id("anna")};
        const std::string role = one_of({"local", "asker", "first"});
        administer.value = JsonObject{{"id", desk_.id("leo").text()},
                                      {"organisation", one_of({"north", "south"})},
                                      {"roles", JsonArray{JsonObject{{"process", "relay"}, {"role", role}}}}};
        EXPECT_TRUE(desk_.submit(std::move(administer)));
    }

    [[nodiscard]] store::Sight sight(const Page& page) {
        const WorldPtr world = desk_.desk->world();
        return sight_of(*world, *world->directory->person(page.person));
    }
    [[nodiscard]] std::vector<records::Record> seen(const Page& page) {
        store::Filter filter;
        return desk_.store->reader()->list(sight(page), filter, {}, 10'000, false).records;
    }
    void note_seen(Page& page) {
        for (const records::Record& record : seen(page)) {
            page.ever.insert(record.number);
        }
    }

    void read_anew(Page& page) {
        page.shown.clear();
        for (const records::Record& record : seen(page)) {
            page.shown[record.number] = record.version;
        }
        const WorldPtr world = desk_.desk->world();
        const records::Person& person = *world->directory->person(page.person);
        if (!page.stream) {
            page.position = {desk_.store->writer().head(),
                             rights_of(*world, person, sight_of(*world, person))};
        }
    }

    void come_or_go(Page& page) {
        if (page.stream) {
            feed_->leave(page.stream->place);
            page.stream.reset();
            return;
        }
        const Outcome<Feed::Joined> joined = feed_->join(desk_.id(page.person));
        ASSERT_TRUE(joined) << joined.error().detail;
        page.stream = *joined;
        page.woken = true;
        feed_->listen(joined->place, [&page] { page.woken = true; });
        if (below(2) == 0) {
            go_on();  // between joining and reading
            if (!page.stream) {
                return;  // the desk was started anew meanwhile
            }
        }
        Missed missed =
            missed_since(*desk_.store->reader(), page.stream->sight, page.stream->rights, page.position, 4);
        missed.reset = missed.reset || missed.more;
        feed_->add(page.stream->place, std::move(missed));
        ++resumed;
    }

    void take(Page& page) {
        page.woken = false;
        const Feed::News news = feed_->take(page.stream->place);
        page.position = news.position;
        if (news.reset) {
            ++resets;
            read_anew(page);
        }
        for (const Told& told : news.records) {
            EXPECT_TRUE(page.ever.contains(told.number)) << page.person << " is told of " << told.number;
            gone += told.gone ? 1 : 0;
            if (told.gone) {
                page.shown.erase(told.number);
            } else {
                page.shown[told.number] = std::max(page.shown[told.number], told.version);
            }
        }
    }

    // Everybody hears what is left to hear, and then shows what she may see.
    void settle() {
        for (Page& page : pages_) {
            if (!page.stream) {
                come_or_go(page);
            }
            while (!page.stream) {
                come_or_go(page);
            }
            take(page);
        }
        for (Page& page : pages_) {
            if (page.stream && page.woken) {
                take(page);
            }
            compare(page);
        }
    }

    // Where she reads internal entries, the version is the record's own; else at least that of the last entry
    // that she may read.
    void compare(const Page& page) {
        if (!page.stream) {
            return;  // the desk was started anew while the others came
        }
        const auto reader = desk_.store->reader();
        const std::vector<records::Record> all = seen(page);
        ASSERT_EQ(page.shown.size(), all.size()) << page.person;
        for (const records::Record& record : all) {
            ASSERT_TRUE(page.shown.contains(record.number)) << page.person << " misses " << record.number;
            const std::int64_t version = page.shown.at(record.number);
            const store::TimelinePage timeline = reader->timeline(sight(page), record.id, {}, 10'000);
            EXPECT_LE(version, record.version);
            ASSERT_FALSE(timeline.rows.empty());
            EXPECT_GE(version, timeline.rows.back().seq) << page.person << " " << record.number;
        }
    }

    std::mt19937_64 random_;
    StagedDesk desk_;
    std::unique_ptr<Feed> feed_;
    std::vector<std::string> numbers_;
    std::vector<Page> pages_;
};

TEST(FeedWalk, LeadsEverybodyToWhatSheMaySee) {
    std::size_t resets = 0;
    std::size_t gone = 0;
    std::size_t resumed = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        Walk walk(seed);
        walk.run(150);
        resets += walk.resets;
        gone += walk.gone;
        resumed += walk.resumed;
        if (HasFailure()) {
            return;
        }
    }
    EXPECT_GT(resets, 100u);
    EXPECT_GT(gone, 20u);
    EXPECT_GT(resumed, 1000u);
}

}  // namespace
}  // namespace reeve::desk
