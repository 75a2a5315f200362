// What must hold over decades, where the days around one change of the clock say nothing: sums over many
// blocks, laws that bind the questions to each other, and many threads that ask at once.

#include <gtest/gtest.h>

#include <iostream>
#include <random>
#include <thread>

#include "calendar/shipped_holidays.hpp"
#include "calendar/working_time.hpp"

namespace reeve::calendar {
namespace {

constexpr int hour = 3600;

WorkingTime office(const char* zone, const char* holidays_of) {
    WorkingTimeSpec spec{.name = "office", .zone = zone};
    for (std::size_t i = 0; i < 5; ++i)
        spec.week[i] = {{8 * hour, 12 * hour}, {12 * hour + 1800, 16 * hour + 1800}};
    spec.week[5] = {{21 * hour, 3 * hour}};
    spec.holiday_rules = shipped_holiday_rules(holidays_of).value();
    return std::move(WorkingTime::build(std::move(spec)).value());
}

Instant random_instant(std::mt19937_64& random) {
    const auto years = static_cast<std::uint64_t>(Duration::days(130 * 365).micros);
    return {static_cast<std::int64_t>(random() % years)};  // 1970 to 2099
}

TEST(LongRange, SumsAreThoseOfTheSingleDays) {
    for (const auto& [zone, region] :
         {std::pair{"Europe/Copenhagen", "DK"}, std::pair{"America/Chicago", "US-IA"}}) {
        const WorkingTime calendar = office(zone, region);
        const Date first = *Date::parse("1971-01-01");
        const Instant begin = calendar.zone().instant(first, 0);
        Duration sum;
        for (Date date = first; date < *Date::parse("2099-01-01"); date = date + 1) {
            for (const auto& [from_s, to_s] : calendar.plan().parts(date))
                sum = sum + (calendar.zone().instant(date, to_s) - calendar.zone().instant(date, from_s));
            const Instant midnight = calendar.zone().instant(date, 86'400);
            ASSERT_EQ(calendar.elapsed(begin, midnight), sum) << zone << " " << text(date);
        }
        EXPECT_GT(sum, Duration::hours(128 * 1800));
    }
}

TEST(LongRange, QuestionsAgreeWithEachOther) {
    const int seed = testing::UnitTest::GetInstance()->random_seed();
    std::cout << "to see it again: --gtest_random_seed=" << seed << "\n";
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    const WorkingTime calendar = office("Europe/Amsterdam", "NL");
    for (int i = 0; i < 100'000; ++i) {
        const Instant start = random_instant(random);
        const Duration limit{static_cast<std::int64_t>(random() % (std::uint64_t{1} << (10 + i % 38)) + 1)};
        const Instant due = calendar.due(start, limit);
        ASSERT_EQ(calendar.elapsed(start, due), limit) << text(start);
        // The earliest: a microsecond sooner, less has passed.
        ASSERT_EQ(calendar.elapsed(start, due - Duration{1}), limit - Duration{1}) << text(start);
        ASSERT_EQ(calendar.last_closing(due), due);

        const Instant between{start.micros + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(
                                                                                      (due - start).micros))};
        ASSERT_EQ(calendar.elapsed(start, between) + calendar.elapsed(between, due), limit);

        const auto begin = calendar.before(due, limit);
        ASSERT_TRUE(begin.has_value());
        ASSERT_EQ(*begin, calendar.next_opening(start)) << text(start);

        const Instant opening = calendar.next_opening(between);
        ASSERT_TRUE(calendar.active(opening));
        ASSERT_EQ(calendar.elapsed(between, opening), Duration{});
        const Instant closing = calendar.next_closing(opening);
        ASSERT_FALSE(calendar.active(closing));
        ASSERT_EQ(calendar.elapsed(opening, closing), closing - opening);
        ASSERT_EQ(calendar.last_closing(closing), closing);
    }
}

TEST(LongRange, ManyThreadsMayAskAtOnce) {
    const WorkingTime shared = office("Europe/Copenhagen", "DK");
    const WorkingTime own = office("Europe/Copenhagen", "DK");
    std::vector<Instant> starts;
    std::vector<Instant> dues;
    std::mt19937_64 random(7);
    for (int i = 0; i < 2'000; ++i) {
        starts.push_back(random_instant(random));
        dues.push_back(own.due(starts.back(), Duration::hours(80)));
    }
    std::atomic<int> wrong = 0;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (std::size_t i = 0; i < starts.size(); ++i)
                if (shared.due(starts[i], Duration::hours(80)) != dues[i]) ++wrong;
        });
    threads.clear();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace reeve::calendar
