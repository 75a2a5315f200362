// An oracle that knows nothing of sums, blocks or searches: it walks minute by minute over days around
// changes of the clock, marks each minute open or closed, and counts. Random calendars and intervals must
// give what it counts. What it shares with the code under test is the offset of each minute alone.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <random>

#include "calendar/working_time.hpp"

namespace reeve::calendar {
namespace {

constexpr int days = 8;
constexpr int minutes = days * 1440;
constexpr int calendars = 100'000;

// Days around an instant, in one zone: what the wall clock shows at the beginning of each minute.
struct Window {
    const char* zone;
    std::int64_t first_minute = 0;    // since 1970, UTC
    std::vector<std::int64_t> wall;   // minutes since 1970 on the wall, at each minute
    std::vector<int> minute_of_wall;  // from the wall's first minute on: where it comes first; filled in gaps
    std::vector<std::int64_t> days_shown;  // dates of which both midnights lie within

    Window(const char* name, const char* change) : zone(name) {
        const Zone rules = Zone::load(name).value();
        first_minute = parse_instant(change)->micros / 60'000'000 - minutes / 2;
        for (int i = 0; i < minutes; ++i)
            wall.push_back(first_minute + i + rules.offset_seconds((first_minute + i) * 60) / 60);
        find_minutes();
        std::map<std::int64_t, int> shown;
        for (const std::int64_t minute : wall) ++shown[minute / 1440];
        for (const auto& [day, count] : shown)
            if (day > wall.front() / 1440 && day < wall.back() / 1440) days_shown.push_back(day);
    }

    // Where a wall time of a shown day is, as a minute of the window.
    [[nodiscard]] int minute_at(std::int64_t wall_minute) const {
        return minute_of_wall.at(static_cast<std::size_t>(wall_minute - wall.front()));
    }

private:
    // One walk forward: a wall time gets the first minute that shows it. A wall time that is skipped gets the
    // first minute after the gap.
    void find_minutes() {
        std::int64_t next = wall.front();
        for (int i = 0; i < minutes; ++i) {
            const std::int64_t now = wall[static_cast<std::size_t>(i)];
            for (; next < now; ++next) minute_of_wall.push_back(i);
            if (next == now) {
                minute_of_wall.push_back(i);
                ++next;
            }
        }
    }
};

const std::vector<Window>& windows() {
    static const std::vector<Window> all{
        {"Europe/Copenhagen", "2024-03-31T01:00:00Z"},
        {"Europe/Copenhagen", "2024-10-27T01:00:00Z"},
        {"Europe/Amsterdam", "2030-03-31T01:00:00Z"},
        {"Atlantic/Azores", "2024-03-31T01:00:00Z"},
        {"Atlantic/Azores", "2024-10-27T01:00:00Z"},
        {"America/Chicago", "2024-03-10T08:00:00Z"},
        {"America/Chicago", "2006-10-29T07:00:00Z"},  // by the rule before 2007
        {"America/Chicago", "2007-03-11T08:00:00Z"},
        {"America/St_Johns", "2010-03-14T03:31:00Z"},  // one minute past midnight
        {"Australia/Lord_Howe", "2024-04-06T15:00:00Z"},
        {"Australia/Lord_Howe", "2024-10-05T15:30:00Z"},
        {"Pacific/Chatham", "2024-04-06T14:00:00Z"},
        {"Pacific/Chatham", "2024-09-28T14:00:00Z"},
        {"Pacific/Apia", "2011-12-30T10:00:00Z"},       // a day left out
        {"Pacific/Kwajalein", "1993-08-21T12:00:00Z"},  // likewise
        {"America/Sao_Paulo", "2018-11-04T03:00:00Z"},  // midnight skipped
        {"America/Sao_Paulo", "2018-02-18T02:00:00Z"},
        {"America/Havana", "2024-11-03T05:00:00Z"},  // midnight twice
        {"Asia/Pyongyang", "2015-08-14T15:00:00Z"},  // half an hour back, for good
        {"Asia/Pyongyang", "2018-05-04T15:00:00Z"},  // and forward again
        {"America/Caracas", "2016-05-01T07:00:00Z"},
        {"Europe/Istanbul", "2016-09-06T21:00:00Z"},  // a rule that ended
        {"Europe/Moscow", "2014-10-25T22:00:00Z"},
        {"Africa/Casablanca", "2024-03-10T02:00:00Z"},
        {"Africa/Cairo", "2023-04-27T22:00:00Z"},
        {"Antarctica/Troll", "2024-03-31T01:00:00Z"},  // two hours
        {"Asia/Gaza", "2024-04-20T00:00:00Z"},
        {"Asia/Kathmandu", "1985-12-31T18:30:00Z"},
        {"Africa/Maputo", "2024-06-01T00:00:00Z"},  // never changes
        {"UTC", "2000-02-29T00:00:00Z"},
    };
    return all;
}

int pick(std::mt19937_64& random, int from, int to) {
    return from + static_cast<int>(random() % static_cast<std::uint64_t>(to - from + 1));
}

// Sorted hours of one day that do not overlap; sometimes none, sometimes the whole day.
std::vector<Hours> random_hours(std::mt19937_64& random) {
    if (pick(random, 0, 4) == 0) return {};
    if (pick(random, 0, 15) == 0) return {{0, 86'400}};
    std::array<int, 6> edges{};
    const int step = pick(random, 0, 1) == 0 ? 30 : 1;
    for (int& edge : edges) edge = pick(random, 0, 1440 / step) * step * 60;
    std::sort(edges.begin(), edges.end());
    std::vector<Hours> hours;
    for (int i = 0; i < pick(random, 1, 3); ++i) {
        const int from = edges[static_cast<std::size_t>(2 * i)];
        const int to = edges[static_cast<std::size_t>(2 * i + 1)];
        if (from < to) hours.push_back({from, to});
    }
    return hours;
}

WorkingTimeSpec random_spec(std::mt19937_64& random, const Window& window) {
    WorkingTimeSpec spec{.name = "random", .zone = window.zone};
    for (auto& day : spec.week) day = random_hours(random);
    if (pick(random, 0, 3) == 0) {
        // Nights: the same closing and opening each day leave no overlap.
        const int closes = pick(random, 1, 10 * 60) * 60;
        const int opens = pick(random, 14 * 60, 1439) * 60;
        spec.week.fill({});
        for (auto& day : spec.week)
            if (pick(random, 0, 2) != 0) day = {{opens, closes}};
    }
    const auto any_day = [&] {
        const auto i =
            static_cast<std::size_t>(pick(random, 0, static_cast<int>(window.days_shown.size()) - 1));
        return Date{static_cast<std::int32_t>(window.days_shown[i])};
    };
    for (int i = pick(random, 0, 2); i > 0; --i) spec.holidays[any_day()] = "x";
    for (int i = pick(random, 0, 2); i > 0; --i) {
        auto& special = spec.special_days[any_day()];
        special = random_hours(random);
        if (pick(random, 0, 3) == 0)
            special = {{pick(random, 14 * 60, 1439) * 60, pick(random, 0, 10 * 60) * 60}};
    }
    for (int i = pick(random, 0, 1); i > 0; --i) spec.breaks[any_day()] = random_hours(random);
    return spec;
}

// Which minutes of a date's day are stated as worked: straight from the statement, one minute at a time.
using DayMinutes = std::array<char, 1440>;

void mark_hours(DayMinutes& day, const std::vector<Hours>& hours, int day_before, char value) {
    for (const Hours& h : hours) {
        const int to = (h.to_s < h.from_s ? h.to_s + 86'400 : h.to_s) / 60 - day_before * 1440;
        for (int minute = std::max(0, h.from_s / 60 - day_before * 1440); minute < std::min(1440, to);
             ++minute)
            day[static_cast<std::size_t>(minute)] = value;
    }
}

DayMinutes stated_minutes(const WorkingTimeSpec& spec, Date date) {
    DayMinutes day{};
    if (spec.holidays.contains(date)) return day;
    const auto today = spec.special_days.find(date);
    const auto yesterday = spec.special_days.find(date - 1);
    const bool special_today = today != spec.special_days.end();
    mark_hours(day, special_today ? today->second : spec.week[static_cast<std::size_t>(date.weekday())], 0,
               1);
    // The night before: of a special day its own, else the week's, which ends where a special day begins.
    if (yesterday != spec.special_days.end())
        mark_hours(day, yesterday->second, 1, 1);
    else if (!special_today)
        mark_hours(day, spec.week[static_cast<std::size_t>((date - 1).weekday())], 1, 1);
    if (const auto rest = spec.breaks.find(date); rest != spec.breaks.end())
        mark_hours(day, rest->second, 0, 0);
    return day;
}

// Open or closed, for every minute of the window.
std::vector<char> mark(const WorkingTimeSpec& spec, const Window& window) {
    std::vector<char> open(minutes, 0);
    for (const std::int64_t day : window.days_shown) {
        const Date date{static_cast<std::int32_t>(day)};
        const DayMinutes stated = stated_minutes(spec, date);
        int opened = -1;
        for (int minute = 0; minute <= 1440; ++minute) {
            const bool now = minute < 1440 && stated[static_cast<std::size_t>(minute)] != 0;
            if (now && opened < 0) opened = minute;
            if (now || opened < 0) continue;
            const int from = window.minute_at(day * 1440 + opened);
            const int to = window.minute_at(day * 1440 + minute);
            for (int i = from; i < to; ++i) open[static_cast<std::size_t>(i)] = 1;
            opened = -1;
        }
    }
    return open;
}

class Oracle {
public:
    Oracle(const WorkingTimeSpec& spec, const Window& window) : window_(window), open_(mark(spec, window)) {}

    [[nodiscard]] Instant at(int minute) const { return {(window_.first_minute + minute) * 60'000'000}; }
    [[nodiscard]] bool active(int minute) const { return open_[static_cast<std::size_t>(minute)] != 0; }
    [[nodiscard]] int elapsed(int from, int to) const {
        int count = 0;
        for (int i = from; i < to; ++i) count += active(i) ? 1 : 0;
        return count;
    }
    // The first minute by whose beginning the limit is used up; -1 when that is not before `end`.
    [[nodiscard]] int due(int start, int limit, int end) const {
        int count = 0;
        for (int i = start; i <= end; ++i) {
            if (count == limit) return i;
            count += active(i) ? 1 : 0;
        }
        return -1;
    }
    // The last minute from whose beginning the span counts; -1 when that is not after `begin`.
    [[nodiscard]] int before(int until, int span, int begin) const {
        int count = 0;
        for (int i = until; i >= begin; --i) {
            if (i < until) count += active(i) ? 1 : 0;
            if (count == span) return i;
        }
        return -1;
    }
    [[nodiscard]] int next(int from, bool open, int end) const {
        while (from < end && active(from) != open) ++from;
        return from < end ? from : -1;
    }

private:
    const Window& window_;
    std::vector<char> open_;
};

// One random interval within the days that the oracle knows whole.
void compare(const WorkingTime& calendar, const Oracle& oracle, const Window& window,
             std::mt19937_64& random) {
    const int first = window.minute_at(window.days_shown.front() * 1440) + 1;
    const int last = window.minute_at(window.days_shown.back() * 1440) - 1;
    const int from = pick(random, first, last);
    const int to = pick(random, first, last);
    ASSERT_EQ(calendar.elapsed(oracle.at(from), oracle.at(to)), Duration::minutes(oracle.elapsed(from, to)));
    ASSERT_EQ(calendar.active(oracle.at(from)), oracle.active(from));

    const int limit = pick(random, 1, 4000);
    const int due = oracle.due(from, limit, last);
    const Instant found = calendar.due(oracle.at(from), Duration::minutes(limit));
    if (due >= 0) {
        ASSERT_EQ(found, oracle.at(due)) << "limit " << limit;
    } else {
        ASSERT_GT(found, oracle.at(last)) << "limit " << limit;
    }
    const int before = oracle.before(to, limit, first);
    if (before >= 0) {
        ASSERT_EQ(calendar.before(oracle.at(to), Duration::minutes(limit)), oracle.at(before))
            << "span " << limit;
    }
    const int opening = oracle.next(from, true, last);
    if (opening >= 0) {
        ASSERT_EQ(calendar.next_opening(oracle.at(from)), oracle.at(opening));
    }
    const int closing = oracle.next(from, false, last);
    if (closing >= 0) {
        ASSERT_EQ(calendar.next_closing(oracle.at(from)), oracle.at(closing));
    }
}

TEST(Oracle, AgreesOnRandomCalendarsAndIntervals) {
    const int seed = testing::UnitTest::GetInstance()->random_seed();
    std::cout << calendars << " calendars over " << windows().size()
              << " windows; to see them again: --gtest_random_seed=" << seed << "\n";
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    int built = 0;
    while (built < calendars) {
        const Window& window =
            windows()[static_cast<std::size_t>(pick(random, 0, static_cast<int>(windows().size()) - 1))];
        const WorkingTimeSpec spec = random_spec(random, window);
        const auto calendar = WorkingTime::build(spec);
        ASSERT_TRUE(calendar.has_value()) << calendar.error().front();
        ++built;
        const Oracle oracle(spec, window);
        compare(*calendar, oracle, window, random);
        ASSERT_FALSE(testing::Test::HasFatalFailure()) << "calendar " << built << " in " << window.zone;
    }
}

}  // namespace
}  // namespace reeve::calendar
