#include "records/calendar_line.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace reeve::records {

std::vector<CalendarPeriod> calendar_line(std::vector<const WorkingCalendar*> versions) {
    REEVE_CHECK(!versions.empty());
    std::vector<CalendarPeriod> line{{calendar::WorkingTime::earliest, Instant::never(), versions.front()}};
    std::ranges::stable_sort(versions, {}, &WorkingCalendar::effective);
    for (const WorkingCalendar* version : versions) {
        if (line.back().version == version) continue;
        if (line.back().from >= version->effective) line.pop_back();
        if (!line.empty()) line.back().until = version->effective;
        line.push_back({version->effective, Instant::never(), version});
    }
    return line;
}

const CalendarPeriod& period_at(const std::vector<CalendarPeriod>& line, Instant at) {
    const auto later = std::ranges::upper_bound(line, at, {}, &CalendarPeriod::from);
    return later == line.begin() ? line.front() : *std::prev(later);
}

}  // namespace reeve::records
