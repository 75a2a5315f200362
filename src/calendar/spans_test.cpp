#include "calendar/spans.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace reeve::calendar {
namespace {

constexpr int hour = 3600;

Instant at(std::string_view written) {
    return parse_instant(written).value();
}

WorkingTimeSpec office() {
    WorkingTimeSpec spec{.name = "office", .zone = "Europe/Copenhagen"};
    for (std::size_t i = 0; i < 5; ++i) spec.week[i] = {{8 * hour, 12 * hour}, {13 * hour, 16 * hour}};
    return spec;
}

WorkingTime built(WorkingTimeSpec spec) {
    return std::move(WorkingTime::build(std::move(spec)).value());
}

// "05-17T06:00Z + working hours" a line.
std::string told(const WorkingTime& calendar, std::string_view from, std::string_view to,
                 std::size_t max = 1000) {
    std::vector<std::string> lines;
    Instant reached = at(from);
    for (const Span& span : spans(calendar, at(from), at(to), max)) {
        EXPECT_EQ(span.from, reached);
        EXPECT_LT(span.from, span.to);
        reached = span.to;
        lines.push_back(text(span.from).substr(5, 11) + (span.counted == Counted::yes ? " + " : " - ") +
                        span.reason);
    }
    lines.push_back(text(reached).substr(5, 11));
    return join(lines, "\n");
}

TEST(Spans, TellWhyTimeCountedOrNot) {
    WorkingTimeSpec spec = office();
    spec.holidays[*Date::parse("2024-05-20")] = "Anden Pinsedag";
    spec.holidays[*Date::parse("2024-05-21")] = "";
    EXPECT_EQ(told(built(spec), "2024-05-17T09:00:00Z", "2024-05-22T07:00:00Z"),
              "05-17T09:00 + working hours\n"
              "05-17T10:00 - break\n"
              "05-17T11:00 + working hours\n"
              "05-17T14:00 - outside working hours\n"
              "05-17T22:00 - no working hours that day\n"
              "05-19T22:00 - holiday: Anden Pinsedag\n"
              "05-20T22:00 - holiday\n"
              "05-21T22:00 - outside working hours\n"
              "05-22T06:00 + working hours\n"
              "05-22T07:00");
}

TEST(Spans, TellOfBreaksOnADate) {
    WorkingTimeSpec spec = office();
    spec.week[0] = {{8 * hour, 16 * hour}};
    spec.breaks[*Date::parse("2024-05-13")] = {
        {7 * hour, 9 * hour}, {10 * hour, 10 * hour + 900}, {15 * hour, 20 * hour}};
    EXPECT_EQ(told(built(spec), "2024-05-13T00:00:00Z", "2024-05-13T20:00:00Z"),
              "05-13T00:00 - outside working hours\n"
              "05-13T06:00 - break\n"
              "05-13T07:00 + working hours\n"
              "05-13T08:00 - break\n"
              "05-13T08:15 + working hours\n"
              "05-13T13:00 - break\n"
              "05-13T14:00 - outside working hours\n"
              "05-13T20:00");
}

TEST(Spans, TakeTheDayBetweenTwoNightsForNoBreak) {
    WorkingTimeSpec spec{.name = "nights", .zone = "UTC"};
    spec.week.fill({{22 * hour, 6 * hour}});
    EXPECT_EQ(told(built(spec), "2024-05-13T00:00:00Z", "2024-05-14T08:00:00Z"),
              "05-13T00:00 + working hours\n"
              "05-13T06:00 - outside working hours\n"
              "05-13T22:00 + working hours\n"
              "05-14T06:00 - outside working hours\n"
              "05-14T08:00");
}

TEST(Spans, KeepToTheirNumber) {
    EXPECT_EQ(told(built(office()), "2024-05-13T00:00:00Z", "2034-05-13T00:00:00Z", 3),
              "05-13T00:00 - outside working hours\n"
              "05-13T06:00 + working hours\n"
              "05-13T10:00 - break\n"
              "05-13T11:00");
    EXPECT_TRUE(spans(built(office()), at("2024-05-13T00:00:00Z"), at("2024-05-13T00:00:00Z")).empty());
    EXPECT_TRUE(spans(built(office()), at("2024-05-14T00:00:00Z"), at("2024-05-13T00:00:00Z")).empty());
    EXPECT_TRUE(spans(built(office()), at("2024-05-13T00:00:00Z"), Instant::never(), 0).empty());
}

TEST(Spans, CoverCalendarsWithoutClosingAndWithoutHours) {
    const auto always = spans(WorkingTime::always_open(), {0}, Instant::never());
    ASSERT_EQ(always.size(), 1u);
    EXPECT_EQ(always[0], (Span{{0}, Instant::never(), Counted::yes, "always open"}));
    const auto none =
        spans(built({.name = "none"}), {std::numeric_limits<std::int64_t>::min()}, Instant::never());
    ASSERT_EQ(none.size(), 1u);
    EXPECT_EQ(none[0],
              (Span{WorkingTime::earliest, WorkingTime::latest, Counted::no, "no working hours that day"}));
}

// Over ten years in zones that change their clocks, the counted spans are what elapsed() counts.
TEST(Spans, AddUpToTheTimeElapsed) {
    for (const auto* zone : {"Europe/Copenhagen", "America/Havana", "America/Sao_Paulo", "Pacific/Apia"}) {
        WorkingTimeSpec spec = office();
        spec.zone = zone;
        spec.week[5] = {{21 * hour, 3 * hour}};
        spec.week[6] = {{23 * hour + 1800, 2 * hour + 1800}};
        spec.holiday_rules = {*parse_holiday_rule("Easter", "easter +1")};
        const WorkingTime calendar = built(spec);
        const Instant from = at("2009-01-01T12:34:56.789Z");
        const Instant to = at("2019-01-01T00:00:00Z");
        Instant reached = from;
        Duration counted;
        for (const Span& span : spans(calendar, from, to, 100'000)) {
            ASSERT_EQ(span.from, reached);
            ASSERT_LT(span.from, span.to);
            const Duration elapsed = calendar.elapsed(span.from, span.to);
            ASSERT_EQ(elapsed, span.counted == Counted::yes ? span.to - span.from : Duration{});
            reached = span.to;
            counted = counted + elapsed;
        }
        EXPECT_EQ(reached, to);
        EXPECT_EQ(counted, calendar.elapsed(from, to));
    }
}

}  // namespace
}  // namespace reeve::calendar
