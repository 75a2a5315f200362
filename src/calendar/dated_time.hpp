#pragma once
// Working time whose statement changes at certain instants: one piece holds until the next begins. Questions
// are answered as WorkingTime answers them, each stretch by the piece that holds there. Built once and never
// changed; many threads may share it.

#include <cstddef>
#include <memory>
#include <vector>

#include "base/instant.hpp"
#include "calendar/spans.hpp"
#include "calendar/working_time.hpp"

namespace reeve::calendar {

class DatedTime {
public:
    struct Piece {
        Instant from;  // of the first piece not read: it holds from ever
        std::shared_ptr<const WorkingTime> time;
    };

    // In any order; of those with one instant the last holds. At least one.
    explicit DatedTime(std::vector<Piece> pieces);
    // One statement for ever.
    explicit DatedTime(std::shared_ptr<const WorkingTime> time);
    // "24x7": every instant counts.
    [[nodiscard]] static const DatedTime& always_open();

    // What holds at the instant.
    [[nodiscard]] const WorkingTime& at(Instant at) const { return *piece(at)->time; }
    [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }

    // The time that counts from `from` until `to`; zero when `to` is not later.
    [[nodiscard]] Duration elapsed(Instant from, Instant to) const;
    // The earliest instant at which the time counted since `start` equals `limit`; `start` itself for a limit
    // of zero (or less). never() when it is not used up within the horizon of the last piece.
    [[nodiscard]] Instant due(Instant start, Duration limit) const;
    // In which the unit `wd` of a limit is counted that begins at the instant.
    [[nodiscard]] Duration day_length(Instant at) const { return this->at(at).day_length(); }
    [[nodiscard]] bool active(Instant at) const { return this->at(at).active(at); }

    // Whether both say the same of all time from the instant on. Pieces are the same when they share their
    // statement: equal ones that were built apart count as different.
    [[nodiscard]] bool same_from(const DatedTime& other, Instant from) const;
    // Whether both count the same until `to`: their statements may differ in what they say of other days.
    // Told for some two years at most; of more time only what is shared is known to be the same.
    [[nodiscard]] bool same_between(const DatedTime& other, Instant from, Instant to) const;

private:
    std::vector<Piece> pieces_;  // by instant, each later than the one before

    [[nodiscard]] const Piece* piece(Instant at) const;
    // Where a piece ends: never() of the last.
    [[nodiscard]] Instant end(const Piece& piece) const;
};

// As spans() of one statement; where a new one begins only a change of the reason parts a span.
[[nodiscard]] std::vector<Span> spans(const DatedTime& calendar, Instant from, Instant to,
                                      std::size_t max = 1000);

}  // namespace reeve::calendar
