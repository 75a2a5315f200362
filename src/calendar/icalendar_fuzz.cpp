// A file of another system must be read or refused; what is read must be days and rules that a calendar
// takes.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "calendar/holiday_rule.hpp"
#include "calendar/icalendar.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace reeve;
    const auto read = calendar::read_icalendar({reinterpret_cast<const char*>(data), size});
    if (!read) return 0;
    if (write_json(calendar::icalendar_json(*read)).empty()) __builtin_trap();
    for (std::size_t i = 1; i < read->holidays.size(); ++i)
        if (!(read->holidays[i - 1] < read->holidays[i])) __builtin_trap();
    for (const auto& rule : read->recurring)
        if (!calendar::parse_holiday_rule(rule.name, rule.rule)) __builtin_trap();
    return 0;
}
