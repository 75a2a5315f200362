#include "calendar/dated_time.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace reeve::calendar {
namespace {

constexpr Duration compared_most = Duration::days(750);

// Whether the days of the two on which the time between the instants lies have the same hours.
bool same_days(const WorkingTime& one, const WorkingTime& other, Instant from, Instant to) {
    if (&one == &other) return true;
    if (to == Instant::never() || to - from > compared_most) return false;
    if (one.is_always_open() || other.is_always_open()) return one.is_always_open() && other.is_always_open();
    if (one.zone() != other.zone()) return false;
    const Date last = one.zone().date(to);
    for (Date date = one.zone().date(from); date <= last; date = date + 1)
        if (!std::ranges::equal(one.plan().parts(date), other.plan().parts(date))) return false;
    return true;
}

}  // namespace

DatedTime::DatedTime(std::vector<Piece> pieces) {
    REEVE_CHECK(!pieces.empty());
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const Piece& a, const Piece& b) { return a.from < b.from; });
    for (Piece& piece : pieces) {
        if (!pieces_.empty() && pieces_.back().from == piece.from) pieces_.pop_back();
        // A statement that goes on is one piece.
        if (pieces_.empty() || pieces_.back().time != piece.time) pieces_.push_back(std::move(piece));
    }
}

DatedTime::DatedTime(std::shared_ptr<const WorkingTime> time) : pieces_{{Instant{}, std::move(time)}} {}

const DatedTime& DatedTime::always_open() {
    static const DatedTime open(std::make_shared<const WorkingTime>(WorkingTime::always_open()));
    return open;
}

const DatedTime::Piece* DatedTime::piece(Instant at) const {
    if (pieces_.size() == 1) return pieces_.data();
    const auto later =
        std::upper_bound(pieces_.begin(), pieces_.end(), at,
                         [](Instant wanted, const Piece& piece) { return wanted < piece.from; });
    return later == pieces_.begin() ? pieces_.data() : &*std::prev(later);
}

Instant DatedTime::end(const Piece& piece) const {
    return &piece == &pieces_.back() ? Instant::never() : (&piece + 1)->from;
}

Duration DatedTime::elapsed(Instant from, Instant to) const {
    if (pieces_.size() == 1) return pieces_.front().time->elapsed(from, to);
    Duration sum;
    for (const Piece* one = piece(from); from < to; ++one) {
        const Instant until = std::min(to, end(*one));
        sum = sum + one->time->elapsed(from, until);
        from = until;
    }
    return sum;
}

Instant DatedTime::due(Instant start, Duration limit) const {
    if (pieces_.size() == 1 || limit.micros <= 0) return piece(start)->time->due(start, limit);
    for (const Piece* one = piece(start);; ++one) {
        const Instant until = end(*one);
        const Instant due = one->time->due(start, limit);
        if (due <= until) return due;
        limit = limit - one->time->elapsed(start, until);
        start = until;
    }
}

bool DatedTime::same_from(const DatedTime& other, Instant from) const {
    const Piece* mine = piece(from);
    const Piece* its = other.piece(from);
    for (;;) {
        if (mine->time != its->time) return false;
        const Instant until = end(*mine);
        if (until != other.end(*its)) return false;
        if (until == Instant::never()) return true;
        ++mine;
        ++its;
    }
}

bool DatedTime::same_between(const DatedTime& other, Instant from, Instant to) const {
    for (Instant at = from; at < to;) {
        const Piece& mine = *piece(at);
        const Piece& its = *other.piece(at);
        const Instant until = std::min({to, end(mine), other.end(its)});
        if (!same_days(*mine.time, *its.time, at, until)) return false;
        at = until;
    }
    return true;
}

std::vector<Span> spans(const DatedTime& calendar, Instant from, Instant to, std::size_t max) {
    std::vector<Span> all;
    const auto& pieces = calendar.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Instant begins = i == 0 ? from : std::max(from, pieces[i].from);
        const Instant ends = i + 1 == pieces.size() ? to : std::min(to, pieces[i + 1].from);
        if (begins >= ends) continue;
        // One more than there is room for, since the first may go on from what stands there already.
        for (Span& span : spans(*pieces[i].time, begins, ends, max - all.size() + 1)) {
            if (!all.empty() && all.back().reason == span.reason && all.back().to == span.from)
                all.back().to = span.to;
            else if (all.size() < max)
                all.push_back(std::move(span));
            else
                return all;
        }
    }
    return all;
}

}  // namespace reeve::calendar
