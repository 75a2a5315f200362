#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/json.hpp"
#include "calendar/compute_rows.hpp"
#include "calendar/icalendar.hpp"
#include "calendar/shipped_holidays.hpp"
#include "cli/cli.hpp"

namespace reeve::cli {
namespace {

struct CalendarFlags {
    std::string calendars, rows, country, ics;
    int year = 0;
    bool names = false;
};

int say(const Outcome<std::string>& text) {
    if (!text) {
        fmt::print(stderr, "reeve: {}\n", text.error().detail);
        return 2;
    }
    fmt::print("{}", *text);
    return 0;
}

// The days off that a file of another system states, as a calendar's JSON takes them.
int read(const CalendarFlags& flags) {
    const auto text = read_file(flags.ics);
    if (!text) return 2;
    const auto found = calendar::read_icalendar(*text);
    if (!found) return say(std::unexpected(found.error()));
    return say(write_json(calendar::icalendar_json(*found)) + "\n");
}

int compute(const CalendarFlags& flags) {
    const auto calendars = read_file(flags.calendars);
    const auto rows = calendars ? read_file(flags.rows) : std::nullopt;
    return rows ? say(calendar::compute_rows(*calendars, *rows)) : 2;
}

}  // namespace

void add_calendar(CLI::App& app, int& code) {
    CLI::App* verb = app.add_subcommand("calendar", "Working hours and holidays");
    verb->require_subcommand(1);
    auto flags = std::make_shared<CalendarFlags>();
    CLI::App* rows =
        verb->add_subcommand("compute", "Business minutes and due instants of the rows of a CSV file");
    rows->add_option("--calendars", flags->calendars, "Calendars as JSON")->required();
    rows->add_option("ROWS", flags->rows, "calendar,case,start_utc,end_utc,…,target_minutes")->required();
    rows->callback([flags, &code] { code = compute(*flags); });
    CLI::App* read_verb =
        verb->add_subcommand("read", "Days off in an iCalendar file, as JSON for a calendar's holidays");
    read_verb->add_option("FILE", flags->ics, "FILE.ics")->required();
    read_verb->callback([flags, &code] { code = read(*flags); });
    CLI::App* holidays =
        verb->add_subcommand("holidays", "Public holidays of a country and year, a date a line");
    holidays->add_option("COUNTRY", flags->country, "DK, NL, MZ, US or US-IA")->required();
    holidays->add_option("YEAR", flags->year)->required();
    holidays->add_flag("--names", flags->names, "Say what each is called, too");
    holidays->callback([flags, &code] {
        code = say(calendar::holiday_list(flags->country, flags->year,
                                          flags->names ? calendar::Named::yes : calendar::Named::no));
    });
}

}  // namespace reeve::cli
