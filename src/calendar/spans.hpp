#pragma once
// Why time counted or did not: the stretches between two instants, in order and without gaps.

#include <cstddef>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "calendar/working_time.hpp"

namespace reeve::calendar {

enum class Counted : std::uint8_t { no, yes };

struct Span {
    Instant from;
    Instant to;
    Counted counted = Counted::no;
    // "working hours" or "always open"; else "outside working hours", "break", "no working hours that day",
    // "holiday" or "holiday: NAME".
    std::string reason;

    bool operator==(const Span&) const = default;
};

// Neighbours with the same reason are one span. At most `max` spans: the last then ends before `to`. What
// lies outside the calendar's years is left out.
[[nodiscard]] std::vector<Span> spans(const WorkingTime& calendar, Instant from, Instant to,
                                      std::size_t max = 1000);

}  // namespace reeve::calendar
