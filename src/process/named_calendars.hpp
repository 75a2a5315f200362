#pragma once
// Which of the desk's calendars a process counts in by their names: `calendar: office`.

#include <string>
#include <vector>

#include "process/model.hpp"

namespace reeve::process {

struct CalendarUse {
    std::string calendar;
    std::string what;  // "the clock 'answer' of 'job'"
};

// In the order of the file; a calendar comes once for each that counts in it.
[[nodiscard]] std::vector<CalendarUse> named_calendars(const Process& process);

}  // namespace reeve::process
