#include "process/named_calendars.hpp"

#include <fmt/format.h>

namespace reeve::process {

std::vector<CalendarUse> named_calendars(const Process& process) {
    std::vector<CalendarUse> uses;
    for (const RecordType& type : process.types) {
        const auto add = [&](const CalendarChoice& calendar, std::string_view kind, const std::string& name) {
            if (calendar.of == CalendarChoice::Of::named)
                uses.push_back({calendar.name, fmt::format("the {} '{}' of '{}'", kind, name, type.name)});
        };
        for (const Clock& clock : type.clocks) add(clock.calendar, "clock", clock.name);
        for (const Act& act : type.acts) {
            if (act.automatic) add(act.automatic->calendar, "act", act.name);
            if (act.not_before) add(act.not_before->calendar, "act", act.name);
        }
    }
    return uses;
}

}  // namespace reeve::process
