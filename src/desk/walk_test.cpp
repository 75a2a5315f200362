// Time as the desk walks it: what comes first at one instant, and that it tells the same story however it is
// driven.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "desk/lent_hands_test.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::desk {
namespace {

constexpr Instant at_minute(int minute) {
    return {monday.micros + Duration::minutes(minute).micros};
}

const records::ClockInstance* clock_of(const records::Record& record, std::string_view name) {
    const auto found =
        std::ranges::find_if(record.clocks.rbegin(), record.clocks.rend(),
                             [&](const records::ClockInstance& clock) { return clock.now.clock == name; });
    return found == record.clocks.rend() ? nullptr : &*found;
}

class WalkTest : public ::testing::Test {
protected:
    void pass(int minute) { desk.advance(at_minute(minute)); }

    StagedDesk desk;
};

TEST_F(WalkTest, AtTheLimitThePersonWins) {
    const std::string a = desk.logged("ada", "relay/job");
    const std::string b = desk.logged("ada", "relay/job");
    pass(10);  // both answers are due now, and stay open for the commands of this instant
    EXPECT_EQ(desk.record(a).holder.role, "first");
    EXPECT_EQ(desk.done(desk.act("fay", a, "begin")).state, "busy");
    desk.advance(at_minute(10) + Duration{1});
    EXPECT_EQ(clock_of(desk.record(a), "answer")->now.state, records::ClockState::met);
    EXPECT_EQ(desk.record(b).holder.role, "second");
    EXPECT_EQ(desk.record(b).legs.back().from,
              at_minute(10));  // at the instant it was due, not when it was noticed
    EXPECT_EQ(desk.refused(desk.act("fay", b, "begin")), RefusalKind::not_allowed);
}

TEST_F(WalkTest, AnActOfTheDeskComesBeforeTheCommandsOfItsInstant) {
    const std::string a = desk.logged("ada", "relay/job");
    desk.done(desk.act("fay", a, "begin"));
    desk.done(desk.act("fay", a, "park"));
    pass(10);
    EXPECT_EQ(desk.record(a).state, "busy");  // it woke at exactly ten minutes
    EXPECT_EQ(desk.refused(desk.act("ada", a, "wake")), RefusalKind::wrong_state);
}

TEST_F(WalkTest, AtOneInstantActsComeBeforeBreachesWhateverTheNumbers) {
    const std::string breaching = desk.logged("ada", "relay/job");
    const std::string waking = desk.logged("ada", "relay/job");
    desk.done(desk.act("fay", waking, "begin"));
    desk.done(desk.act("fay", waking, "park"));
    const std::size_t before = desk.journal().size();
    pass(11);
    auto journal = desk.journal();
    journal.erase(journal.begin(), journal.begin() + static_cast<std::ptrdiff_t>(before));
    ASSERT_GE(journal.size(), 2u);
    EXPECT_EQ(journal[0].stream, desk.record(waking).id);
    for (const records::Event& event : journal) {
        EXPECT_EQ(event.occurred_at, at_minute(10));
    }
    EXPECT_EQ(desk.record(breaching).holder.role, "second");
}

TEST_F(WalkTest, TiesFallInTheOrderOfNumbers) {
    std::vector<std::string> numbers;
    for (int i = 0; i < 12; ++i) {
        numbers.push_back(desk.logged("ada", "relay/job"));
    }
    const std::size_t before = desk.journal().size();
    pass(11);
    const auto journal = desk.journal();
    std::vector<Id> order;
    for (std::size_t i = before; i < journal.size(); ++i) {
        if (order.empty() || order.back() != journal[i].stream) {
            order.push_back(journal[i].stream);
        }
    }
    ASSERT_EQ(order.size(), 12u);
    for (std::size_t i = 0; i < 12; ++i) {
        EXPECT_EQ(order[i], desk.record(numbers[i]).id) << i;
    }
}

TEST_F(WalkTest, AWarningComesOnceAndABreachWithoutANextHolderStays) {
    const std::string a = desk.logged("ada", "relay/job");
    pass(60);
    const records::Record record = desk.record(a);
    EXPECT_EQ(record.holder.role, "second");
    EXPECT_EQ(record.legs.size(), 2u);
    EXPECT_EQ(clock_of(record, "answer")->now.state, records::ClockState::breached);
    EXPECT_EQ(clock_of(record, "answer")->now.breached_at, at_minute(20));
    EXPECT_EQ(clock_of(record, "whole")->now.state, records::ClockState::breached);
    EXPECT_TRUE(records::due_timers(record).empty());
}

TEST_F(WalkTest, TimeDoesNotRunBackwards) {
    pass(10);
    EXPECT_EQ(desk.submit(Advance{at_minute(9)}).error().kind, RefusalKind::wrong_state);
    EXPECT_TRUE(desk.submit(Advance{at_minute(10)}));
    // Whoever steps with an earlier instant is not believed.
    desk.now = at_minute(3);
    EXPECT_EQ(desk.done(desk.log("ada", "relay/job")).created, at_minute(10));
    // And after a restart the last recorded instant holds.
    desk.reopen();
    desk.now = at_minute(1);
    EXPECT_EQ(desk.done(desk.log("ada", "relay/job")).created, at_minute(10));
}

TEST_F(WalkTest, CommandsBehindAnAdvanceWaitForItsEnd) {
    desk.logged("ada", "relay/job");
    const Asked advance = desk.ask(Advance{at_minute(15)});
    const Asked log = desk.ask(desk.log("bea", "relay/job"));
    while (!*log) {
        (void)desk.step();
    }
    EXPECT_TRUE(*advance);
    EXPECT_EQ((**log)->record->created, at_minute(15));
    EXPECT_EQ(desk.record("JOB-001").holder.role, "second");
}

TEST_F(WalkTest, SaysWhenItMustBeCalledNext) {
    EXPECT_EQ(desk.step(), Instant::never());
    const std::string a = desk.logged("ada", "relay/job");
    // Half of the whole is a warning at ten minutes, so is the answer's limit: due once that instant has
    // passed.
    EXPECT_EQ(desk.step(), at_minute(10) + Duration{1});
    pass(10);
    EXPECT_EQ(desk.step(),
              at_minute(10) + Duration{1});  // a clock that stands still is not asked again and again
    desk.done(desk.act("fay", a, "begin"));
    desk.done(desk.act("fay", a, "park"));
    desk.live(at_minute(11));
    EXPECT_EQ(desk.step(), at_minute(20));  // an act is due at its instant
}

TEST_F(WalkTest, ACommandCatchesUpWithItsRecordFirst) {
    // Few timers a step, many records due: her command is decided after what was due of its own record.
    desk.reopen({.timers = 3});
    for (int i = 0; i < 5; ++i) {
        desk.logged("ada", "relay/job");
    }
    desk.now = at_minute(15);
    const Asked begin = desk.ask(desk.act("fay", "JOB-005", "begin"));
    (void)desk.step();
    EXPECT_FALSE(*begin);
    (void)desk.step();
    ASSERT_TRUE(*begin) << "more is due, and it is her turn";
    EXPECT_EQ((*begin)->error().kind, RefusalKind::not_allowed);  // it is the second's since minute ten
    EXPECT_EQ(desk.record("JOB-005").legs.back().from, at_minute(10));
    EXPECT_EQ(desk.record("JOB-003").holder.role, "first");  // nobody has come to this one yet
    desk.live(at_minute(15));
    EXPECT_EQ(desk.record("JOB-003").holder.role, "second");
}

TEST_F(WalkTest, ALinkedRecordTellsItsOwner) {
    const std::string job = desk.logged("ada", "relay/job");
    desk.done(desk.act("fay", job, "begin"));
    desk.done(desk.act("fay", job, "split"));
    EXPECT_EQ(clock_of(desk.record(job), "whole")->now.state, records::ClockState::paused);
    pass(5);
    desk.done(desk.act("sue", "PART-001", "make"));
    (void)desk.step();
    const records::Record record = desk.record(job);
    ASSERT_EQ(record.links.size(), 1u);
    EXPECT_FALSE(record.links[0].open);
    EXPECT_EQ(clock_of(record, "whole")->now.state, records::ClockState::running);
    EXPECT_EQ(clock_of(record, "whole")->now.due, at_minute(25));  // five minutes were not counted
}

TEST_F(WalkTest, AfterAnOutageThingsHaveHappenedAtTheirOwnInstants) {
    const std::string a = desk.logged("ada", "relay/job");
    desk.reopen();
    desk.live(at_minute(300));
    const records::Record record = desk.record(a);
    EXPECT_EQ(record.legs.back().from, at_minute(10));
    EXPECT_EQ(clock_of(record, "answer")->now.breached_at, at_minute(20));
    for (const records::Event& event : desk.journal()) {
        if (event.version > 1) {
            EXPECT_EQ(event.recorded_at, at_minute(300));
            EXPECT_LT(event.occurred_at, at_minute(60));
        }
    }
}

// What happened, without when it was learnt and what hangs on chance.
std::vector<std::string> story(StagedDesk& desk) {
    std::vector<std::string> lines = told(desk.journal());
    const auto journal = desk.journal();
    for (std::size_t i = 0; i < journal.size(); ++i) {
        lines[i] += " " + text(journal[i].occurred_at);
        for (const records::Change& change : journal[i].changes) {
            Json json = records::encode(change);
            if (json.is_object()) {
                json.object().erase("record");
                json.object().erase("version");
            }
            lines[i] += " " + write_json(json);
        }
    }
    return lines;
}

struct Deed {
    int minute = 0;
    int who = 0;
    int what = 0;
    int which = 0;
};

// Ids are drawn in another order after a start, and where things are decided ahead.
std::vector<std::string> without_ids(std::vector<std::string> lines) {
    constexpr std::string_view seen = "\"seen\":\"";
    for (std::string& line : lines) {
        if (const std::size_t at = line.find(seen); at != std::string::npos) {
            line.erase(at + seen.size(), Id{}.text().size());
        }
    }
    return lines;
}

// The deeds at their minutes; in between time passes as `pass` says. `ready` has the desk before anything
// happens.
template <class Pass>
std::vector<std::string> lived(
    const std::vector<Deed>& deeds, Pass pass, std::unique_ptr<store::Store> on = {},
    const std::function<void(StagedDesk&)>& ready = [](StagedDesk&) {}) {
    static constexpr const char* people[] = {"ada", "fay", "sue"};
    static constexpr const char* acts[] = {"log", "begin", "park", "wake", "split", "finish", "make"};
    StagedDesk desk({"relay"}, {}, std::move(on));
    ready(desk);
    for (const Deed& deed : deeds) {
        pass(desk, at_minute(deed.minute));
        const std::string_view act = acts[deed.what % 7];
        const std::string number =
            (act == "make" ? "PART-00" : "JOB-00") + std::to_string(1 + deed.which % 3);
        Act what = act == "log"
                       ? desk.log(people[deed.who % 3], "relay/job")
                       : desk.act(people[deed.who % 3], number, act,
                                  act == "finish" ? JsonObject{{"note", "that is that"}} : JsonObject{});
        (void)desk.submit(std::move(what));
    }
    pass(desk, at_minute(200));
    return without_ids(story(desk));
}

std::vector<Deed> some_deeds() {
    auto deeds = *rc::gen::container<std::vector<Deed>>(rc::gen::build<Deed>(
        rc::gen::set(&Deed::minute, rc::gen::inRange(0, 60)),
        rc::gen::set(&Deed::who, rc::gen::inRange(0, 3)),
        rc::gen::set(&Deed::what,
                     rc::gen::weightedElement<int>({{3, 0}, {3, 1}, {2, 2}, {1, 3}, {2, 4}, {2, 5}, {2, 6}})),
        rc::gen::set(&Deed::which, rc::gen::inRange(0, 3))));
    std::ranges::stable_sort(deeds, {}, &Deed::minute);
    return deeds;
}

RC_GTEST_PROP(Walk, ALongJumpTellsTheSameStoryAsSmallSteps, ()) {
    const std::vector<Deed> deeds = some_deeds();
    const auto jump = [](StagedDesk& desk, Instant to) { desk.advance(to); };
    const auto small = [](StagedDesk& desk, Instant to) {
        while (desk.now < to) {
            desk.advance(std::min(to, desk.now + Duration::seconds(90)));
        }
        desk.advance(to);
    };
    RC_ASSERT(lived(deeds, jump) == lived(deeds, small));
}

RC_GTEST_PROP(Walk, TheTimeAfterAnOutageTellsTheSameStoryAsARunningDesk, ()) {
    const std::vector<Deed> deeds = some_deeds();
    const auto running = [](StagedDesk& desk, Instant to) {
        while (desk.now < to) {
            desk.live(std::min(to, desk.now + Duration::seconds(77)));
        }
        desk.live(to);
    };
    const auto outage = [](StagedDesk& desk, Instant to) {
        if (to - desk.now > Duration::minutes(4)) {
            desk.reopen({.timers = 3});
        }
        desk.live(to);
    };
    RC_ASSERT(lived(deeds, running) == lived(deeds, outage));
}

RC_GTEST_PROP(Walk, TheManualClockTellsTheSameStoryAsTheRealOne, ()) {
    const std::vector<Deed> deeds = some_deeds();
    const auto manual = [](StagedDesk& desk, Instant to) { desk.advance(to); };
    const auto real = [](StagedDesk& desk, Instant to) { desk.live(to); };
    RC_ASSERT(lived(deeds, manual) == lived(deeds, real));
}

// What is decided ahead is decided before the step that takes it.
RC_GTEST_PROP(Walk, DecidedAheadItIsTheSameStory, ()) {
    const std::vector<Deed> deeds = some_deeds();
    const bool by_hand = *rc::gen::arbitrary<bool>();
    const auto pass = [&](StagedDesk& desk, Instant to) { by_hand ? desk.advance(to) : desk.live(to); };
    AtOnce beside;
    SeededEntropy theirs(3), ours(4);
    const auto ready = [&](StagedDesk& desk) {
        desk.reopen({.timers = 3, .ahead = 1});
        desk.desk->decide_beside(beside, theirs, ours);
    };
    RC_ASSERT(lived(deeds, pass, {}, ready) == lived(deeds, pass));
}

// The same deeds for a seed, for where a database is made each time.
std::vector<Deed> deeds_of(std::uint64_t seed) {
    SeededEntropy chance(seed);
    std::array<std::uint8_t, 160> bytes{};
    chance.fill(bytes);
    std::vector<Deed> deeds;
    for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4) {
        static constexpr int often[] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 4, 4, 5, 6, 6};
        deeds.push_back({bytes[i] % 60, bytes[i + 1] % 3, often[bytes[i + 2] % 16], bytes[i + 3] % 3});
    }
    std::ranges::stable_sort(deeds, {}, &Deed::minute);
    return deeds;
}

TEST(Walk, OnSqliteItIsTheSameStoryAsOnTheModel) {
    const auto folder =
        std::filesystem::path(::testing::TempDir()) / ("reeve_walk_test_" + std::to_string(::getpid()));
    const auto pass = [](StagedDesk& desk, Instant to) { desk.live(to); };
    std::size_t events = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        std::filesystem::remove_all(folder);
        const auto deeds = deeds_of(seed);
        const auto model = lived(deeds, pass);
        events += model.size();
        EXPECT_EQ(lived(deeds, pass, store::sqlite::open_store(folder)), model) << "seed " << seed;
    }
    EXPECT_GT(events, 100u);  // so that there was something to compare
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace reeve::desk
