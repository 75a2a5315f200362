// What a clock's explanation tells: every stretch, why it counted, by which version of which calendar.

#include "desk/clock_view.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

class ClockViews : public ::testing::Test {
protected:
    StagedDesk desk{{"epts-support"}};

    std::string logged() {
        return desk.logged("tomas", "epts-support/issue",
                           {{"urgency", "not_affecting"}, {"impact", "single_user"}});
    }
    ClockView seen(const std::string& number) {
        Queries queries(desk.store->reader());
        RecordView view =
            queries.view(*desk.desk->world(), desk.id("helena"), desk.record(number), desk.now, "en", true);
        const auto clock = std::ranges::find(view.clocks, "resolve_or_escalate",
                                             [](const ClockView& c) { return c.now.clock; });
        EXPECT_NE(clock, view.clocks.end());
        return clock == view.clocks.end() ? ClockView{} : *clock;
    }
    void state(std::string_view week, Instant effective) {
        const auto& calendar = *desk.desk->world()->directory->calendar("hospital_hours");
        Administer edit;
        edit.kind = Administer::Kind::calendar;
        edit.value =
            JsonObject{{"id", calendar.id.text()},
                       {"spec", *parse_json(R"({"tz": "Africa/Maputo", "week": )" + std::string(week) + "}")},
                       {"effective", text(effective)}};
        const auto done = desk.submit(std::move(edit));
        EXPECT_TRUE(done) << done.error().detail;
    }
    // All of them, the newest first.
    std::vector<ClockView::Stretch> page_by_page(const records::ClockInstance& clock, std::size_t limit) {
        std::vector<ClockView::Stretch> all;
        OlderStretches page{{}, true};
        while (page.more) {
            const Instant until = all.empty() ? desk.now : all.back().from;
            page = stretches_until(*desk.desk->world(), clock, until, limit);
            EXPECT_EQ(page.more,
                      page.stretches.size() == limit && page.stretches.back().from > clock.now.started);
            all.insert(all.end(), page.stretches.begin(), page.stretches.end());
        }
        return all;
    }
    // Without gaps, and counted stretches come to what has counted.
    static void expect_whole(const ClockView& clock) {
        const auto sum = summed(clock);
        Duration counted = sum.value_or(Duration{});
        for (const ClockView::Stretch& stretch : clock.why) {
            if (&stretch != &clock.why.front()) {
                EXPECT_EQ(stretch.from, (&stretch - 1)->to);
            }
            if (stretch.counted && !(sum && &stretch == &clock.why.front())) {
                counted = counted + (stretch.to - stretch.from);
            }
        }
        EXPECT_EQ(counted, clock.elapsed);
    }
};

// The hospital works 07:30 to 12:00 and 13:00 to 16:30; Monday 3 February 2014 is a holiday.
TEST_F(ClockViews, ExplainBreaksNightsAndHolidays) {
    desk.now = *parse_instant("2014-01-31T16:00:00+02:00");  // a Friday
    const std::string number = logged();
    desk.now = *parse_instant("2014-02-04T13:30:00+02:00");
    const ClockView clock = seen(number);
    EXPECT_EQ(clock.elapsed, *parse_duration("5h30m"));
    expect_whole(clock);
    std::vector<std::string> reasons;
    for (const ClockView::Stretch& stretch : clock.why) {
        reasons.push_back(std::string(stretch.counted ? "+" : "-") + stretch.reason);
    }
    EXPECT_EQ(clock.why.front().from, *parse_instant("2014-01-31T16:00:00+02:00"));
    EXPECT_EQ(clock.why.back().to, desk.now);
    EXPECT_EQ(std::ranges::count(reasons, "-break"), 1);
    EXPECT_EQ(std::ranges::count(reasons, "-holiday: Heroes' Day"), 1);
    EXPECT_EQ(std::ranges::count(reasons, "+working hours"), 3);
}

// Entered in another order than that in which they hold: each stretch says which of them held.
TEST_F(ClockViews, NameTheVersionThatHeld) {
    const std::string number = logged();
    const Instant edited = monday + Duration::hours(1), planned = monday + Duration::hours(2);
    desk.advance(desk.now = edited);
    state(R"({"fri": [["10:00", "11:00"]]})", planned);
    state(R"({"mon": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]]})", edited);
    const auto first_weeks = seen(number);
    EXPECT_EQ(first_weeks.now.calendar_version, 3);
    desk.advance(desk.now = monday + Duration::days(15));
    const ClockView clock = seen(number);
    expect_whole(clock);
    EXPECT_EQ(clock.now.calendar_version, 2) << "though it rests on version 3, which says so";
    for (const ClockView::Stretch& stretch : clock.why) {
        const std::int64_t held = stretch.from < edited ? 1 : stretch.from < planned ? 3 : 2;
        EXPECT_EQ(stretch.calendar_version, held) << text(stretch.from);
        EXPECT_TRUE(stretch.to <= edited || stretch.from >= edited) << "cut where another version begins";
        EXPECT_TRUE(stretch.to <= planned || stretch.from >= planned) << text(stretch.from);
    }
}

TEST_F(ClockViews, SumUpWhatIsOlderThanTheNewestStretches) {
    const std::string number = logged();
    const Instant began = desk.now;
    desk.now = monday + Duration::days(900);
    const ClockView clock = seen(number);
    ASSERT_EQ(clock.why.size(), 201U);
    EXPECT_EQ(clock.why.front().from, began);
    const Duration sum = summed(clock).value_or(Duration{});
    const auto& hours = *desk.desk->world()->directory->calendar("hospital_hours")->dated;
    EXPECT_EQ(sum, hours.elapsed(began, clock.why.front().to));
    EXPECT_GT(sum, Duration::hours(1'000));
    EXPECT_EQ(clock.why.back().to, desk.now);
    expect_whole(clock);
    const std::vector<ClockView::Stretch> all = page_by_page(desk.record(number).clocks.front(), 37);
    ASSERT_GT(all.size(), 1'000U);
    Duration counted;
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].from, i + 1 < all.size() ? all[i + 1].to : began);
        counted = counted + (all[i].counted ? all[i].to - all[i].from : Duration{});
    }
    EXPECT_EQ(counted, clock.elapsed);
    for (std::size_t i = 0; i < 200; ++i) {
        EXPECT_EQ(all[i].from, clock.why[200 - i].from);
        EXPECT_EQ(all[i].reason, clock.why[200 - i].reason);
    }
}

// A thousand runs and pauses, an hour each, under a calendar that was round the clock.
TEST_F(ClockViews, SumUpRunsAndPauses) {
    const std::string number = logged();
    records::ClockInstance clock = desk.record(number).clocks.front();
    clock.now.calendar = "always";
    clock.now.calendar_version = 0;
    clock.spans.clear();
    for (int i = 0; i < 1'000; ++i) {
        records::ClockSpan span;
        span.from = monday + Duration::hours(i);
        span.to = span.from + Duration::hours(1);
        span.running = i % 2 == 0;
        span.cause = span.running ? "resumed" : "state waiting";
        clock.spans.push_back(span);
    }
    clock.now.elapsed = Duration::hours(500);
    clock.now.stopped = clock.spans.back().to;
    clock.now.state = records::ClockState::met;
    desk.now = monday + Duration::hours(2'000);
    const ClockView view = view_clock(*desk.desk->world(), nullptr, clock, desk.now, Explained::yes);
    ASSERT_EQ(view.why.size(), 201U);
    EXPECT_EQ(summed(view), Duration::hours(400));
    EXPECT_EQ(view.why.front().to, monday + Duration::hours(800));
    expect_whole(view);
    const std::vector<ClockView::Stretch> all = page_by_page(clock, 64);
    ASSERT_EQ(all.size(), 1'000U);
    EXPECT_EQ(all.back().from, monday);
    EXPECT_EQ(std::ranges::count(all, true, &ClockView::Stretch::counted), 500);
    EXPECT_EQ(std::ranges::count(all, "state waiting", &ClockView::Stretch::cause), 500);
}

}  // namespace
}  // namespace reeve::desk
