#include "calendar/compute_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "base/csv.hpp"
#include "base/integer.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "calendar/read_working_times.hpp"
#include "calendar/working_time.hpp"

namespace reeve::calendar {
namespace {

constexpr std::array<std::string_view, 5> columns{"calendar", "case", "start_utc", "end_utc",
                                                  "target_minutes"};
enum Column : std::size_t { calendar_column, case_column, start_column, end_column, target_column };
constexpr std::int64_t target_minutes_max = 100'000'000;

using Calendars = std::map<std::string, WorkingTime, std::less<>>;
using Row = std::vector<std::string>;

// "2016-03-01T05:05Z" too: the minute's beginning.
std::optional<Instant> parse_minute_or_instant(std::string_view text) {
    constexpr std::size_t until_minutes = 16;
    if (text.size() > until_minutes && text[until_minutes] != ':')
        return parse_instant(std::string(text.substr(0, until_minutes)) + ":00" +
                             std::string(text.substr(until_minutes)));
    return parse_instant(text);
}

std::string minute_text(Instant at) {
    if (at == Instant::never()) return "never";
    std::string whole = text(at);
    // text() ends with ":00Z" on a whole minute.
    if (whole.ends_with(":00Z")) whole.erase(whole.size() - 4, 3);
    return whole;
}

std::optional<std::int64_t> parse_minutes(std::string_view text) {
    const auto minutes = parse_integer<std::int64_t>(text);
    return minutes && *minutes >= 0 && *minutes <= target_minutes_max ? minutes : std::nullopt;
}

Outcome<std::array<std::size_t, columns.size()>> find_columns(const Row& head) {
    std::array<std::size_t, columns.size()> found{};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto at = std::find(head.begin(), head.end(), columns[i]);
        if (at == head.end())
            return refuse(RefusalKind::malformed,
                          fmt::format("Line 1: the column '{}' is missing.", columns[i]));
        found[i] = static_cast<std::size_t>(at - head.begin());
    }
    return found;
}

Outcome<std::string> compute_row(const Calendars& calendars, const std::array<std::string_view, 5>& cells,
                                 std::int64_t line) {
    const auto wrong = [&](std::string_view why) {
        return refuse(RefusalKind::malformed, fmt::format("Line {}: {}", line, why));
    };
    const auto calendar = calendars.find(cells[calendar_column]);
    if (calendar == calendars.end())
        return wrong(fmt::format("there is no calendar '{}'.", cells[calendar_column]));
    const auto start = parse_minute_or_instant(cells[start_column]);
    if (!start) return wrong(fmt::format("start_utc '{}' is no instant.", cells[start_column]));
    const auto end = parse_minute_or_instant(cells[end_column]);
    if (!end) return wrong(fmt::format("end_utc '{}' is no instant.", cells[end_column]));
    const auto target = parse_minutes(cells[target_column]);
    if (!target)
        return wrong(fmt::format("target_minutes '{}' is no number from 0 to {}.", cells[target_column],
                                 target_minutes_max));
    const Duration elapsed = calendar->second.elapsed(*start, *end);
    const Instant due = calendar->second.due(*start, Duration::minutes(*target));
    return fmt::format("{},{},{},{},{}\n", csv_cell(cells[calendar_column]), csv_cell(cells[case_column]),
                       elapsed.micros / Duration::minutes(1).micros, minute_text(due), *end > due ? 1 : 0);
}

Outcome<Calendars> read_calendars(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) return std::unexpected(json.error());
    auto built = build_working_times(*json);
    if (!built) return std::unexpected(built.error());
    Calendars calendars;
    for (WorkingTime& calendar : *built) {
        std::string name = calendar.spec().name;
        calendars.emplace(std::move(name), std::move(calendar));
    }
    return calendars;
}

}  // namespace

Outcome<std::string> compute_rows(std::string_view calendars_text, std::string_view rows) {
    const auto calendars = read_calendars(calendars_text);
    if (!calendars) return std::unexpected(calendars.error());

    std::string answer = "calendar,case,business_minutes,due_utc,breached\n";
    std::optional<std::array<std::size_t, columns.size()>> places;
    std::size_t width = 0;
    CsvReader reader({}, ',');
    reader.feed(rows, true);
    CsvRow row;
    for (auto next = reader.next(row); next != CsvReader::Next::end; next = reader.next(row)) {
        if (next == CsvReader::Next::broken)
            return refuse(RefusalKind::malformed, fmt::format("Line {}: {}.", row.line, reader.why()));
        if (!places) {
            const auto found = find_columns(row.cells);
            if (!found) return std::unexpected(found.error());
            places = *found;
            width = row.cells.size();
            continue;
        }
        if (row.cells.size() == 1 && trim(row.cells.front()).empty()) continue;
        if (row.cells.size() != width)
            return refuse(RefusalKind::malformed, fmt::format("Line {}: {} cells where {} are expected.",
                                                              row.line, row.cells.size(), width));
        std::array<std::string_view, columns.size()> cells;
        for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = trim(row.cells[(*places)[i]]);
        auto computed = compute_row(*calendars, cells, row.line);
        if (!computed) return computed;
        answer += *computed;
    }
    if (!places)
        return refuse(RefusalKind::malformed, "The rows are empty: a first line with columns is expected.");
    return answer;
}

}  // namespace reeve::calendar
