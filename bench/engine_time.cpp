#include <cctz/time_zone.h>
#include <fmt/format.h>

#include <chrono>
#include <stdexcept>

#include "base/json.hpp"
#include "calendar/read_working_times.hpp"
#include "engine.hpp"

namespace bench {
namespace {

// A midday break, holidays and a zone that changes its clock: what a real calendar has.
constexpr const char* calendar_text = R"({"office": {"tz": "Europe/Copenhagen", "holidays_of": "DK",
    "week": {"mon": [["07:30", "12:00"], ["13:00", "16:30"]], "tue": [["07:30", "12:00"], ["13:00", "16:30"]],
             "wed": [["07:30", "12:00"], ["13:00", "16:30"]], "thu": [["07:30", "12:00"], ["13:00", "16:30"]],
             "fri": [["07:30", "12:00"], ["13:00", "16:30"]]}}})";

}  // namespace

void measure_working_time() {
    const auto json = reeve::parse_json(calendar_text);
    if (!json) throw std::runtime_error(json.error().detail);
    const auto built = reeve::calendar::build_working_times(*json);
    if (!built) throw std::runtime_error(built.error().detail);
    const reeve::calendar::WorkingTime& office = built->front();
    // Starts that wander through two years, at every hour of the day.
    constexpr std::int64_t begin = 1'700'000'000'000'000;
    const auto start = [](std::int64_t i) {
        return reeve::Instant{begin + (i * 7'919'333'333LL) % 63'072'000'000'000LL};
    };
    std::int64_t sum = 0;
    const double due = nanoseconds_of(
        [&](std::int64_t i) { sum += office.due(start(i), reeve::Duration::hours(80)).micros; });
    const double elapsed = nanoseconds_of([&](std::int64_t i) {
        sum += office.elapsed(start(i), start(i) + reeve::Duration::days(14)).micros;
    });
    cctz::time_zone zone;
    if (!cctz::load_time_zone("Europe/Copenhagen", &zone))
        throw std::runtime_error("there is no zone Europe/Copenhagen");
    const double conversion = nanoseconds_of([&](std::int64_t i) {
        const auto at = std::chrono::time_point<std::chrono::system_clock, cctz::seconds>(
            cctz::seconds(start(i).micros / 1'000'000));
        sum += zone.lookup(at).cs.day();
    });
    fmt::print("{{\"due_ns\": {:.1f}, \"elapsed_ns\": {:.1f}, \"conversion_ns\": {:.1f}, \"sum\": {}}}\n",
               due, elapsed, conversion, sum);
}

}  // namespace bench
