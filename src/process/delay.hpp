#pragma once
// How long after its state was entered an act comes by itself, or is possible.

#include <optional>

#include "process/calendar_choice.hpp"
#include "process/index.hpp"
#include "process/span.hpp"

namespace reeve::process {

struct Automatic {
    Span after;               // since the last entry of the from-state
    CalendarChoice calendar;  // in which that counts
    std::optional<Index> at;  // or at the instant in this field, while it has one
};

// `after`: so long after the state was entered, for people too.
struct NotBefore {
    Span after;
    CalendarChoice calendar;
};

// Whether a length is surely over before the other: only in one calendar can that be told.
[[nodiscard]] inline bool is_sooner(const Span& length, const CalendarChoice& calendar,
                                    const NotBefore& than) {
    return calendar == than.calendar && length.working_days <= than.after.working_days &&
           length.exact <= than.after.exact && length != than.after;
}

}  // namespace reeve::process
