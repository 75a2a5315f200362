// What holds when: against a count minute by minute over random lines of time.

#include "calendar/dated_time.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

namespace reeve::calendar {
namespace {

Instant at(const char* text) {
    return parse_instant(text).value();
}

std::shared_ptr<const WorkingTime> office(int from_h, int to_h, const char* zone = "UTC") {
    WorkingTimeSpec spec{.name = "office", .zone = zone};
    for (std::size_t day = 0; day < 5; ++day) spec.week[day] = {{from_h * 3600, to_h * 3600}};
    return std::make_shared<const WorkingTime>(WorkingTime::build(std::move(spec)).value());
}

TEST(DatedTime, CountsEachStretchByWhatHoldsThere) {
    // Monday 3 June 2024: eight hours a day; from Wednesday on four.
    const DatedTime dated(
        {{at("2024-01-01T00:00:00Z"), office(8, 16)}, {at("2024-06-05T00:00:00Z"), office(8, 12)}});
    EXPECT_EQ(dated.elapsed(at("2024-06-03T00:00:00Z"), at("2024-06-07T00:00:00Z")), Duration::hours(24));
    EXPECT_EQ(dated.due(at("2024-06-04T12:00:00Z"), Duration::hours(5)), at("2024-06-05T09:00:00Z"));
    // Used up just when the piece ends: at the closing before, not at the next opening.
    EXPECT_EQ(dated.due(at("2024-06-04T12:00:00Z"), Duration::hours(4)), at("2024-06-04T16:00:00Z"));
    EXPECT_EQ(dated.due(at("2024-06-04T20:00:00Z"), Duration{}), at("2024-06-04T20:00:00Z"));
    EXPECT_EQ(dated.day_length(at("2024-06-04T23:59:59Z")), Duration::hours(8));
    EXPECT_EQ(dated.day_length(at("2024-06-05T00:00:00Z")), Duration::hours(4));
}

TEST(DatedTime, TheFirstPieceHoldsFromEverAndTheLastForEver) {
    const DatedTime dated(
        {{at("2024-06-05T00:00:00Z"), office(8, 12)}, {at("2024-01-01T00:00:00Z"), office(8, 16)}});
    EXPECT_EQ(dated.elapsed(at("2020-06-01T00:00:00Z"), at("2020-06-02T00:00:00Z")), Duration::hours(8));
    EXPECT_EQ(dated.elapsed(at("2030-06-03T00:00:00Z"), at("2030-06-04T00:00:00Z")), Duration::hours(4));
}

TEST(DatedTime, OfTwoFromOneInstantTheLastHolds) {
    const Instant from = at("2024-06-05T00:00:00Z");
    const DatedTime dated({{Instant{}, office(8, 16)}, {from, office(8, 12)}, {from, office(8, 10)}});
    ASSERT_EQ(dated.pieces().size(), 2U);
    EXPECT_EQ(dated.day_length(from), Duration::hours(2));
}

TEST(DatedTime, AStatementThatGoesOnIsOnePiece) {
    const auto same = office(8, 16);
    const DatedTime dated({{Instant{}, same}, {at("2024-06-05T00:00:00Z"), same}});
    EXPECT_EQ(dated.pieces().size(), 1U);
    EXPECT_TRUE(dated.same_from(DatedTime(same), Instant{}));
}

TEST(DatedTime, IsTheSameFromWhereTheLinesMeet) {
    const auto long_days = office(8, 16);
    const auto short_days = office(8, 12);
    const Instant summer = at("2024-06-05T00:00:00Z");
    const DatedTime once(short_days);
    const DatedTime since({{Instant{}, long_days}, {summer, short_days}});
    EXPECT_TRUE(since.same_from(once, summer));
    EXPECT_FALSE(since.same_from(once, summer - Duration{1}));
    const DatedTime until({{Instant{}, short_days}, {summer, long_days}});
    EXPECT_FALSE(until.same_from(once, Instant{}));
    EXPECT_TRUE(until.same_from(DatedTime(long_days), summer));
}

TEST(DatedTime, CountsTheSameWhereTheDaysHaveTheSameHours) {
    WorkingTimeSpec spec = office(8, 16)->spec();
    spec.holidays[*Date::parse("2024-12-24")] = "Christmas Eve";
    const DatedTime with(std::make_shared<const WorkingTime>(WorkingTime::build(std::move(spec)).value()));
    const DatedTime without(office(8, 16));
    EXPECT_TRUE(with.same_between(without, at("2024-06-03T00:00:00Z"), at("2024-12-23T23:59:59Z")));
    EXPECT_FALSE(with.same_between(without, at("2024-06-03T00:00:00Z"), at("2024-12-24T09:00:00Z")));
    EXPECT_TRUE(with.same_between(without, at("2024-12-25T00:00:00Z"), at("2025-06-03T00:00:00Z")));
    EXPECT_FALSE(with.same_between(without, at("2024-12-25T00:00:00Z"), Instant::never())) << "not looked at";
    EXPECT_FALSE(without.same_between(DatedTime(office(8, 16, "Pacific/Chatham")), at("2024-06-03T00:00:00Z"),
                                      at("2024-06-04T00:00:00Z")));
    EXPECT_FALSE(without.same_between(DatedTime::always_open(), at("2024-06-03T00:00:00Z"),
                                      at("2024-06-04T00:00:00Z")));
    const DatedTime later({{Instant{}, office(8, 16)}, {at("2024-07-01T00:00:00Z"), office(8, 12)}});
    EXPECT_TRUE(later.same_between(without, at("2024-06-03T00:00:00Z"), at("2024-07-01T00:00:00Z")));
    EXPECT_FALSE(later.same_between(without, at("2024-06-03T00:00:00Z"), at("2024-07-01T09:00:00Z")));
}

TEST(DatedTime, NeverIsDueWhereNothingCountsAnyMore) {
    WorkingTimeSpec none{.name = "none"};
    const auto closed = std::make_shared<const WorkingTime>(WorkingTime::build(std::move(none)).value());
    const DatedTime ends({{Instant{}, office(8, 16)}, {at("2024-06-05T00:00:00Z"), closed}});
    EXPECT_EQ(ends.due(at("2024-06-04T08:00:00Z"), Duration::hours(8)), at("2024-06-04T16:00:00Z"));
    EXPECT_EQ(ends.due(at("2024-06-04T08:00:00Z"), Duration::hours(9)), Instant::never());
    // And a pause between two statements is waited for.
    const DatedTime again({{Instant{}, office(8, 16)},
                           {at("2024-06-05T00:00:00Z"), closed},
                           {at("2024-06-10T00:00:00Z"), office(8, 16)}});
    EXPECT_EQ(again.due(at("2024-06-04T08:00:00Z"), Duration::hours(9)), at("2024-06-10T09:00:00Z"));
}

TEST(DatedTime, SpansGoOnOverAPieceWhereTheReasonIsTheSame) {
    const DatedTime dated({{Instant{}, office(8, 16)}, {at("2024-06-05T00:00:00Z"), office(6, 12)}});
    const auto all = spans(dated, at("2024-06-04T10:00:00Z"), at("2024-06-05T18:00:00Z"));
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0],
              (Span{at("2024-06-04T10:00:00Z"), at("2024-06-04T16:00:00Z"), Counted::yes, "working hours"}));
    EXPECT_EQ(all[1].from, at("2024-06-04T16:00:00Z"));
    EXPECT_EQ(all[1].to, at("2024-06-05T06:00:00Z"));
    EXPECT_EQ(all[2].to, at("2024-06-05T12:00:00Z"));
    EXPECT_EQ(all[3].to, at("2024-06-05T18:00:00Z"));
    EXPECT_EQ(spans(dated, at("2024-06-04T10:00:00Z"), at("2024-06-05T18:00:00Z"), 3).size(), 3U);
}

// Random lines of up to six pieces, their instants in any order, in zones with changes of the clock: each
// minute is asked for at the piece that a plain search finds.
class Line {
public:
    explicit Line(std::mt19937_64& random) {
        const std::array<const char*, 4> zones{"UTC", "Europe/Copenhagen", "Australia/Lord_Howe",
                                               "Pacific/Chatham"};
        const auto pick = [&](int from, int to) {
            return from + static_cast<int>(random() % static_cast<std::uint64_t>(to - from + 1));
        };
        for (int i = pick(1, 6); i > 0; --i) {
            const int opens = pick(0, 20);
            pieces_.push_back(
                {begin + Duration::minutes(pick(-2000, minutes + 2000)),
                 office(opens, pick(opens + 1, 24), zones[static_cast<std::size_t>(pick(0, 3))])});
        }
        for (int i = 0; i < minutes; ++i) open_.push_back(stated(minute(i)).active(minute(i)));
    }

    static constexpr int minutes = 12 * 1440;
    static constexpr Instant begin{1'711'584'000'000'000};  // 2024-03-28: three changes of the clock follow

    static Instant minute(int i) { return begin + Duration::minutes(i); }
    [[nodiscard]] DatedTime dated() const { return DatedTime(pieces_); }
    [[nodiscard]] int counted(int from, int to) const {
        return static_cast<int>(std::count(open_.begin() + from, open_.begin() + to, true));
    }
    // The minute at whose beginning `limit` minutes have counted; none within the line's days.
    [[nodiscard]] std::optional<int> due(int from, int limit) const {
        for (int i = from; i < minutes; ++i) {
            if (limit == 0) return i;
            if (open_[static_cast<std::size_t>(i)]) --limit;
        }
        return std::nullopt;
    }

private:
    std::vector<DatedTime::Piece> pieces_;
    std::vector<bool> open_;

    [[nodiscard]] const WorkingTime& stated(Instant when) const {
        const DatedTime::Piece* holds = nullptr;
        const DatedTime::Piece* first = nullptr;
        for (const DatedTime::Piece& piece : pieces_) {
            if (piece.from <= when && (holds == nullptr || piece.from >= holds->from)) holds = &piece;
            if (first == nullptr || piece.from <= first->from) first = &piece;
        }
        return *(holds != nullptr ? holds : first)->time;
    }
};

TEST(DatedTime, AgreesWithACountOfMinutesOverRandomLines) {
    std::mt19937_64 random(20240328);
    for (int round = 0; round < 400; ++round) {
        const Line line(random);
        const DatedTime dated = line.dated();
        for (int asked = 0; asked < 25; ++asked) {
            const int from = static_cast<int>(random() % Line::minutes);
            const int to =
                from + static_cast<int>(random() % static_cast<std::uint64_t>(Line::minutes - from));
            const Duration elapsed = dated.elapsed(Line::minute(from), Line::minute(to));
            ASSERT_EQ(elapsed, Duration::minutes(line.counted(from, to))) << "round " << round;
            const int limit = static_cast<int>(random() % 3000);
            if (const auto due = line.due(from, limit)) {
                ASSERT_EQ(dated.due(Line::minute(from), Duration::minutes(limit)), Line::minute(*due));
            }
            Duration sum;
            Instant reached = Line::minute(from);
            for (const Span& span : spans(dated, Line::minute(from), Line::minute(to), 10'000)) {
                ASSERT_EQ(span.from, reached);
                reached = span.to;
                if (span.counted == Counted::yes) sum = sum + (span.to - span.from);
            }
            ASSERT_EQ(sum, elapsed) << "round " << round;
        }
    }
}

}  // namespace
}  // namespace reeve::calendar
