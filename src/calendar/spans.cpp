#include "calendar/spans.hpp"

#include <algorithm>

namespace reeve::calendar {
namespace {

// A longer pause between two hours of one day is no break but the day between two nights of work.
constexpr Duration break_max = Duration::hours(4);
constexpr int day_s = 86'400;

class SpanWriter {
public:
    SpanWriter(const WorkingTime& calendar, std::size_t max) : calendar_(calendar), max_(max) {}

    std::vector<Span> write(Instant from, Instant to) {
        Instant at = from;
        while (at < to && room_) {
            if (calendar_.active(at)) {
                const Instant until = std::min(to, calendar_.next_closing(at));
                add(at, until, Counted::yes, calendar_.is_always_open() ? "always open" : "working hours");
                at = until;
            } else {
                const Instant until = std::min(to, calendar_.next_opening(at));
                write_closed(at, until);
                at = until;
            }
        }
        return std::move(spans_);
    }

private:
    const WorkingTime& calendar_;
    std::size_t max_;
    bool room_ = true;
    std::vector<Span> spans_;

    void add(Instant from, Instant to, Counted counted, std::string reason) {
        if (from >= to || !room_) return;
        if (!spans_.empty() && spans_.back().reason == reason) {
            spans_.back().to = to;
            return;
        }
        room_ = spans_.size() < max_;
        if (room_) spans_.push_back({from, to, counted, std::move(reason)});
    }

    // Closed time, cut where the reason may change: at midnights and where a day's breaks begin and end.
    void write_closed(Instant from, Instant to) {
        const Zone zone = calendar_.zone();
        const bool pause = is_break(from);
        Instant at = from;
        for (Date date = zone.date(from); at < to && room_; date = date + 1) {
            const Instant midnight = std::min(to, zone.instant(date, day_s));
            for (const DayPart& rest : calendar_.plan().taken_out(date)) {
                const Instant begins =
                    std::clamp(zone.instant(date, rest.from_s), at, std::max(at, midnight));
                const Instant ends =
                    std::clamp(zone.instant(date, rest.to_s), begins, std::max(begins, midnight));
                add(at, begins, Counted::no, reason(date, pause));
                add(begins, ends, Counted::no, "break");
                at = ends;
            }
            if (midnight <= at) continue;
            add(at, midnight, Counted::no, reason(date, pause));
            at = midnight;
        }
    }

    // Whether the closed time around the instant lies between two hours of one date.
    [[nodiscard]] bool is_break(Instant at) const {
        const auto closed = calendar_.last_closing(at);
        const Instant opens = calendar_.next_opening(at);
        if (!closed || opens == Instant::never() || opens - *closed > break_max) return false;
        return calendar_.zone().date(*closed) == calendar_.zone().date(opens);
    }

    [[nodiscard]] std::string reason(Date date, bool pause) const {
        const DayPlan& plan = calendar_.plan();
        if (const auto holiday = plan.holiday(date))
            return holiday->empty() ? "holiday" : "holiday: " + std::string(*holiday);
        if (pause) return "break";
        const bool worked = !plan.parts(date).empty() || !plan.taken_out(date).empty();
        return worked ? "outside working hours" : "no working hours that day";
    }
};

}  // namespace

std::vector<Span> spans(const WorkingTime& calendar, Instant from, Instant to, std::size_t max) {
    if (!calendar.is_always_open()) {
        from = std::max(from, WorkingTime::earliest);
        to = std::min(to, WorkingTime::latest);
    }
    return SpanWriter(calendar, max).write(from, to);
}

}  // namespace reeve::calendar
