#pragma once
// A calendar of the directory: dated versions, each with the hours that it states.

#include <cstdint>
#include <memory>
#include <string>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/json.hpp"
#include "calendar/dated_time.hpp"

namespace reeve::records {

// One version of a calendar. Each says from when on it holds, so that a calendar is a line of time: at an
// instant the version holds that became effective last before it, before all of them the first one.
struct WorkingCalendar {
    Id id;
    std::int64_t version = 0;
    std::string name, title;
    Json spec;  // as written: {"tz", "week", "holidays", …} (calendar/read_working_times.hpp)
    Instant effective = Instant::never();  // from when it holds; never() before it is entered: from then on
    Instant entered;                       // when and by whom; known once it is
    Id by;
    std::shared_ptr<const calendar::WorkingTime> time;  // what this version states
    std::shared_ptr<const calendar::DatedTime> dated;   // what holds when, by this version and those before
};

}  // namespace reeve::records
