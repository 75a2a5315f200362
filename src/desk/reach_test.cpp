// What an edit of the directory does to many records: in slices, between which people are answered.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "base/json.hpp"
#include "desk/errand.hpp"
#include "desk/lent_hands_test.hpp"

namespace reeve::desk {
namespace {

constexpr int jobs = 150;

// New hours, from now on, for the calendar by which the clocks of that record count.
Administer edit_of(StagedDesk& desk, const std::string& number, Json spec) {
    const auto& calendars = desk.desk->world()->directory->calendars();
    const auto used = std::ranges::find_if(calendars, [&](const records::WorkingCalendar& one) {
        return std::ranges::any_of(desk.record(number).clocks,
                                   [&](const auto& clock) { return clock.now.calendar == one.id.text(); });
    });
    Administer edit;
    edit.actor = {records::ActorKind::desk, {}};
    edit.kind = Administer::Kind::calendar;
    edit.value = JsonObject{
        {"id", used->id.text()}, {"name", used->name}, {"title", used->title}, {"spec", std::move(spec)}};
    return edit;
}

class ReachTest : public ::testing::Test {
protected:
    ReachTest() {
        for (int i = 0; i < jobs; ++i) {
            numbers.push_back(desk.logged("tomas", "epts-support/issue",
                                          {{"urgency", "job_stopped"}, {"impact", "single_user"}}));
        }
    }

    Administer all_hours() {
        const JsonArray hours{JsonArray{"00:00", "24:00"}};
        JsonObject week;
        for (const char* day : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}) {
            week.set(day, hours);
        }
        return edit_of(desk, numbers.front(), JsonObject{{"tz", "UTC"}, {"week", std::move(week)}});
    }
    std::ptrdiff_t recounted() {
        return std::ranges::count(desk.journal(), "clocks_recounted", &records::Event::type);
    }
    void help(Beside& beside, Limits limits) {
        desk.reopen(limits);
        desk.desk->decide_beside(beside, theirs, ours);
    }
    // Records of which a clock counts by the second version.
    std::ptrdiff_t reached() {
        return std::ranges::count_if(numbers, [&](const std::string& number) {
            return std::ranges::any_of(desk.record(number).clocks,
                                       [](const auto& clock) { return clock.now.calendar_version == 2; });
        });
    }

    SeededEntropy theirs{11}, ours{12};
    StagedDesk desk{{"epts-support"}};
    std::vector<std::string> numbers;
};

TEST_F(ReachTest, AnEditReachesEveryRunningClockInSlices) {
    desk.reopen({.timers = 2});
    const Asked edited = desk.ask(all_hours());
    (void)desk.step();
    ASSERT_TRUE(*edited && **edited) << (**edited).error().detail;
    EXPECT_EQ(reached(), 0);
    // She does not wait for the others, but for one step of them at most.
    const Asked said = desk.ask(desk.comment("tomas", numbers.back(), "Still there?"));
    (void)desk.step();
    (void)desk.step();
    EXPECT_TRUE(*said && **said);
    EXPECT_LT(reached(), jobs);
    desk.live(desk.now);
    EXPECT_EQ(reached(), jobs);
}

TEST_F(ReachTest, AfterALossItBeginsAnewAndTellsNothingTwice) {
    desk.reopen({.timers = 2});
    (void)desk.ask(all_hours());
    (void)desk.step();
    ASSERT_FALSE(desk.store->writer().follow_ups(10).empty());
    desk.reopen({.timers = 2});
    desk.live(desk.now);
    EXPECT_EQ(reached(), jobs);
    EXPECT_EQ(recounted(), jobs);
    EXPECT_TRUE(desk.store->writer().follow_ups(10).empty());
}

TEST_F(ReachTest, WhatIsDecidedBesideIsNotReadAgainByTheWriter) {
    AtOnce beside;
    help(beside, {.timers = 40, .ahead = 1});
    (void)desk.submit(all_hours());
    int read = 0;
    desk.model->on_step([&](std::string_view step) { read += step == "record" ? 1 : 0; });
    desk.live(desk.now);
    desk.model->on_step({});
    EXPECT_EQ(reached(), jobs);
    EXPECT_EQ(recounted(), jobs);
    EXPECT_GT(beside.given, 0);
    EXPECT_LT(read, jobs / 2);
}

TEST_F(ReachTest, AfterALossInTheMiddleItGoesOnWhereItWas) {
    AtOnce beside;
    help(beside, {.timers = 20, .ahead = 1});
    (void)desk.submit(all_hours());
    while (reached() == 0) {
        (void)desk.step();
    }
    const auto before = recounted();
    ASSERT_LT(before, jobs / 2);
    EXPECT_EQ(desk.store->writer().follow_ups(1000).size(), static_cast<std::size_t>(jobs - before));
    help(beside, {.timers = 20, .ahead = 1});
    desk.live(desk.now);
    EXPECT_EQ(reached(), jobs);
    EXPECT_EQ(recounted(), jobs);
    EXPECT_TRUE(desk.store->writer().follow_ups(10).empty());
}

TEST_F(ReachTest, WhatAFullDiskTookBackIsDoneOnce) {
    AtOnce beside;
    help(beside, {.timers = 20, .ahead = 1});
    (void)desk.submit(all_hours());
    int commits = 0;
    desk.model->on_step([&](std::string_view step) {
        if (step == "commit" && ++commits == 3) {
            throw store::StoreFailure(store::StoreFailure::Kind::full, "made to fail");
        }
    });
    desk.live(desk.now);
    desk.model->on_step({});
    EXPECT_LT(reached(), jobs);
    desk.live(desk.now + Duration::seconds(2));
    EXPECT_EQ(reached(), jobs);
    EXPECT_EQ(recounted(), jobs);
}

TEST_F(ReachTest, WhoeverMovedMeanwhileIsLookedAtAnew) {
    Later beside;
    help(beside, {.timers = 20, .ahead = 1});
    (void)desk.submit(all_hours());
    while (reached() == 0) {
        (void)desk.step();
        beside.do_it();
    }
    const auto untouched = std::ranges::find_if(numbers, [&](const std::string& number) {
        return std::ranges::all_of(desk.record(number).clocks,
                                   [](const auto& clock) { return clock.now.calendar_version < 2; });
    });
    ASSERT_NE(untouched, numbers.end());
    const std::int64_t version = desk.record(*untouched).version;
    (void)desk.ask(desk.comment("tomas", *untouched, "Still there?"));
    desk.live(desk.now);
    EXPECT_EQ(desk.record(*untouched).version, version + 2);
    EXPECT_EQ(recounted(), jobs);
    for (const records::Event& event : desk.journal()) {
        EXPECT_NE(event.type, "finding");
    }
}

// Entries of a register that say other rows: to the clocks that count by them, and once where another waits.
TEST_F(ReachTest, WhatARegisterSaysReachesTheClocksThatCountByItOnce) {
    StagedDesk desk{{"registered", "epts-support"}};
    const std::string number = desk.logged("ada", "registered/agreement");
    for (int i = 0; i < jobs; ++i) {
        (void)desk.logged("carla", "registered/issue");
    }
    (void)desk.logged("tomas", "epts-support/issue", {{"urgency", "job_stopped"}, {"impact", "single_user"}});
    const records::Record entry = desk.record(number);
    const records::FollowUp said{{}, entry.id, {}, 1};
    const auto of = reached_by(*desk.desk->world(), said, &entry);
    ASSERT_TRUE(of.has_value());
    EXPECT_EQ(of->process, "registered");
    EXPECT_EQ(of->types, std::vector<std::string>{"issue"});
    SeededEntropy entropy(5);
    store::Writer& writer = desk.store->writer();
    writer.begin();
    for (int i = 0; i < 3; ++i) {
        writer.add_follow_up({entropy.id(), said, desk.now, 0});
    }
    writer.commit();
    desk.reopen({.timers = 20});
    int told = 0;
    desk.model->on_step([&](std::string_view step) { told += step == "follow_up" ? 1 : 0; });
    desk.live(desk.now);
    desk.model->on_step({});
    EXPECT_EQ(told, jobs);
    EXPECT_TRUE(writer.follow_ups(10).empty());
}

// Words of an agreement on which clocks run, and others from the 22nd on, which are agreed now.
class LaterWordsTest : public ::testing::Test {
protected:
    LaterWordsTest() {
        words_from("2014-01-01", "20wd");
        for (int i = 0; i < jobs; ++i) {
            numbers.push_back(desk.logged("tomas", "epts-support/issue",
                                          {{"urgency", "job_stopped"}, {"impact", "single_user"}}));
        }
        words_from("2014-01-22", "3wd");
    }

    void words_from(const std::string& day, const std::string& limit) {
        const records::Directory& directory = *desk.desk->world()->directory;
        const records::Agreement* before = directory.agreement("xai_xai");
        Administer set;
        set.actor = {records::ActorKind::desk, {}};
        set.kind = Administer::Kind::agreement;
        JsonObject value{{"name", "xai_xai"},
                         {"kind", "sla"},
                         {"process", "epts-support"},
                         {"customer", directory.organisation("hr_xai_xai")->id.text()},
                         {"calendar", directory.calendar("facility_hours")->id.text()},
                         {"from", day},
                         {"targets", JsonArray{JsonObject{{"clock", "in_all"}, {"limit", limit}}}},
                         {"agreed", JsonObject{{"at", "2014-01-02T08:00:00Z"}}}};
        if (before != nullptr) {
            value.set("id", before->id.text());
        }
        set.value = std::move(value);
        const Outcome<Answer> done = desk.submit(std::move(set));
        ASSERT_TRUE(done) << done.error().detail;
    }
    // Records whose clock rests on the later words, and has gone over to them at that instant.
    std::ptrdiff_t gone_over(Instant at) {
        return std::ranges::count_if(desk.journal(), [&](const records::Event& event) {
            return event.occurred_at == at && std::ranges::any_of(event.changes, [](const auto& change) {
                       const auto* clock = std::get_if<records::ClockSet>(&change);
                       return clock != nullptr && clock->cause == "agreement changed" &&
                              clock->agreement_version == 2 && clock->elapsed > Duration{};
                   });
        });
    }
    std::ptrdiff_t gone_over() {
        return std::ranges::count_if(desk.journal(), [](const records::Event& event) {
            return std::ranges::any_of(event.changes, [](const auto& change) {
                const auto* clock = std::get_if<records::ClockSet>(&change);
                return clock != nullptr && clock->cause == "agreement changed";
            });
        });
    }

    // A look at a record that was to be taken before them.
    void leave_something(bool by_an_earlier_release) {
        const Id one = desk.record(numbers.front()).id;
        store::Writer& writer = desk.store->writer();
        writer.begin();
        writer.add_follow_up({desk.entropy.id(), {one, one, {}, 0}, midnight - Duration::hours(1), 0});
        if (by_an_earlier_release) {
            writer.operational().put_secret("words_told", "");
        }
        writer.commit();
    }
    // How many follow-ups come of it: one for all, and one to each record.
    int told(const std::function<void()>& then) {
        int count = 0;
        desk.model->on_step([&](std::string_view step) { count += step == "follow_up" ? 1 : 0; });
        then();
        desk.live(desk.now);
        desk.model->on_step({});
        return count;
    }

    // That begins the 22nd in Maputo.
    static constexpr Instant midnight{monday.micros + Duration::hours(40).micros};
    StagedDesk desk{{"epts-support"}};
    std::vector<std::string> numbers;
};

TEST_F(LaterWordsTest, ReachEveryRunningClockAtTheFirstInstantOfTheirDay) {
    desk.advance(midnight - Duration{1});
    EXPECT_EQ(gone_over(), 0);
    desk.advance(midnight + Duration::minutes(1));
    EXPECT_EQ(gone_over(midnight), jobs);
    desk.advance(midnight + Duration::days(1));
    EXPECT_EQ(gone_over(), jobs) << "once";
}

TEST_F(LaterWordsTest, WhatRunsOutByThemRunsOutThen) {
    words_from("2014-01-22", "30m");
    desk.advance(midnight + Duration::days(1));
    for (const std::string& number : numbers) {
        const records::Record record = desk.record(number);
        const auto clock = std::ranges::find_if(
            record.clocks, [](const records::ClockInstance& one) { return one.now.clock == "in_all"; });
        ASSERT_NE(clock, record.clocks.end());
        EXPECT_EQ(clock->now.breached_at, midnight);
    }
}

TEST_F(LaterWordsTest, TheDeskWakesForThemAndPeopleAreAnsweredBetween) {
    desk.reopen({.timers = 2});
    desk.live(midnight - Duration::hours(1));
    ASSERT_EQ(gone_over(), 0);
    EXPECT_LE(desk.step(), midnight);
    desk.now = midnight + Duration::seconds(1);
    (void)desk.step();
    EXPECT_LT(gone_over(), jobs);
    const Asked said = desk.ask(desk.comment("tomas", numbers.back(), "Still there?"));
    (void)desk.step();
    (void)desk.step();
    EXPECT_TRUE(*said && **said);
    EXPECT_LT(gone_over(), jobs);
    desk.live(desk.now);
    EXPECT_EQ(gone_over(), jobs);
}

TEST_F(LaterWordsTest, ADeskThatWasAwayBringsThemAsOfTheirInstantAndOnce) {
    desk.live(midnight - Duration::hours(1));
    desk.reopen({.timers = 20});
    desk.live(midnight + Duration::days(2));
    EXPECT_EQ(gone_over(midnight), jobs);
    desk.reopen();
    desk.live(midnight + Duration::days(3));
    EXPECT_EQ(gone_over(), jobs);
}

TEST_F(LaterWordsTest, ALossInTheMiddleIsMadeGood) {
    desk.live(midnight - Duration::hours(1));
    desk.reopen({.timers = 2});
    desk.now = midnight + Duration::seconds(1);
    while (gone_over() == 0) {
        (void)desk.step();
    }
    ASSERT_LT(gone_over(), jobs);
    desk.reopen({.timers = 20});
    desk.live(desk.now);
    EXPECT_EQ(gone_over(midnight), jobs);
    EXPECT_EQ(gone_over(), jobs);
}

TEST_F(LaterWordsTest, ADeskThatIsStoppedWhileItCatchesUpBringsThemAllTheSame) {
    desk.reopen({.timers = 1});
    desk.now = midnight + Duration::days(2);
    while (desk.store->last_recorded() < desk.now) {
        (void)desk.step();
    }
    ASSERT_EQ(gone_over(), 0) << "what fell due before them goes first";
    desk.reopen();
    desk.live(desk.now);
    EXPECT_EQ(gone_over(midnight), jobs);
    EXPECT_EQ(gone_over(), jobs);
}

// What earlier releases told is reckoned by what is left; by that these are still to come.
TEST_F(LaterWordsTest, ToldTwiceTheyChangeNothing) {
    desk.live(midnight + Duration::days(1));
    ASSERT_EQ(gone_over(), jobs);
    const std::size_t events = desk.journal().size();
    leave_something(true);
    EXPECT_EQ(told([&] { desk.reopen(); }), 1 + jobs);
    EXPECT_TRUE(desk.store->writer().follow_ups(1).empty());
    EXPECT_EQ(desk.journal().size(), events);
}

TEST_F(LaterWordsTest, WhatIsLeftOfLongAgoHasNoneToldAnewAtEachStart) {
    desk.live(midnight + Duration::days(1));
    ASSERT_EQ(gone_over(), jobs);
    leave_something(false);
    EXPECT_EQ(told([&] { desk.reopen(); }), 0);
}

// What is due of a record whose process the desk does not have is never done.
TEST_F(LaterWordsTest, WhatNoProcessDoesHoldsNothingBack) {
    const records::Record one = desk.record(numbers.front());
    ASSERT_FALSE(records::due_timers(one).empty());
    std::vector<records::Event> life = desk.journal();
    std::erase_if(life, [&](const records::Event& event) { return event.stream != one.id; });
    desk.live(midnight + Duration::days(1));
    const Id gone = desk.entropy.id();
    for (records::Event& event : life) {
        event.id = desk.entropy.id();
        event.stream = gone;
        event.process = "gone";
    }
    std::get<records::Born>(life.front().changes.front()).number = "GONE-1";
    records::Record record;
    for (const records::Event& event : life) {
        ASSERT_TRUE(records::apply(record, event));
    }
    const records::Expected none{gone, 0};
    store::Writer& writer = desk.store->writer();
    writer.begin();
    ASSERT_TRUE(writer.append({&none, 1}, life, {&record, 1}));
    writer.operational().put_secret("words_told", "");
    writer.commit();
    ASSERT_LT(writer.next_due(), midnight);
    EXPECT_EQ(told([&] { desk.reopen(); }), 0);
}

// Words that were agreed on their day or later were never later words.
TEST_F(LaterWordsTest, WordsThatHoldAlreadyAreToldOnce) {
    desk.live(midnight + Duration::days(1) + Duration::hours(12));
    EXPECT_EQ(told([&] { words_from("2014-01-23", "4wd"); }), 1 + jobs);
}

// Edits that reach many, some of which are linked, with clocks running out and people at work between; by the
// real clock and by hand, with a thread and without one.
TEST(Reach, OnAThreadItIsTheSameStory) {
    const auto live = [](StagedDesk& desk, Pass pass) {
        std::string last;
        for (int i = 0; i < 45; ++i) {
            desk.now = desk.now + Duration::seconds(11);
            last = desk.logged(i % 2 == 0 ? "ada" : "bea", "relay_in_hours/job");
            if (i % 5 == 4) {
                (void)desk.submit(desk.act("fay", last, "begin"));
                (void)desk.submit(desk.act("fay", last, "split"));
            }
            if (i % 15 == 14) {
                const std::string from = "0" + std::to_string(i / 15) + ":00";
                JsonObject week{{"mon", JsonArray{JsonArray{from, "20:00"}}}};
                (void)desk.submit(edit_of(desk, last, JsonObject{{"tz", "UTC"}, {"week", std::move(week)}}));
                (void)desk.ask(desk.comment("ada", "JOB-001", "Meanwhile"));
            }
            if (i % 20 == 19) {
                (desk.*pass)(desk.now + Duration::minutes(6));
            }
        }
        (desk.*pass)(desk.now + Duration::minutes(300));
    };
    expect_the_same_on_a_thread("relay_in_hours", live, [](const std::vector<std::string>& story) {
        EXPECT_GT(std::ranges::count_if(story, [](const auto& line) { return line.contains("recounted"); }),
                  50);
    });
}

}  // namespace
}  // namespace reeve::desk
