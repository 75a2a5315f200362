// What a person may send as calendars must be read or refused, and what was built must answer.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/json.hpp"
#include "calendar/read_working_times.hpp"
#include "calendar/spans.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace reeve;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto json = parse_json(text);
    if (!json) return 0;
    const auto calendars = calendar::build_working_times(*json);
    if (!calendars) return 0;
    const Instant start{1'459'000'000'000'000};  // 2016-03-26, the eve of a change of the clock
    for (const auto& calendar : *calendars) {
        const Instant due = calendar.due(start, Duration::hours(30));
        if (due != Instant::never() && calendar.elapsed(start, due) != Duration::hours(30)) __builtin_trap();
        for (const auto& span : calendar::spans(calendar, start, start + Duration::days(10), 50))
            if (span.from >= span.to) __builtin_trap();
    }
    return 0;
}
