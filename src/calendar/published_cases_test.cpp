// Cases of others, read from where they are kept beside the project: each assertion of a published
// specification of business time, and real intervals with what was expected of them.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/json.hpp"
#include "calendar/compute_rows.hpp"
#include "calendar/read_working_times.hpp"
#include "calendar/working_days.hpp"

namespace reeve::calendar {
namespace {

bool are_there() {
    if (std::filesystem::exists(std::string(REEVE_ROOT) + "/../shared/data")) return true;
    std::cout << "The cases are not beside the project: nothing to compare.\n";
    return false;
}

std::string file_text(const std::string& name) {
    std::ifstream file(std::string(REEVE_ROOT) + "/../shared/data/working-hours/" + name);
    EXPECT_TRUE(file.good()) << name;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The default schedule with what a case changes, in the members that our calendars have.
WorkingTime schedule(const Json& defaults, const Json* changes) {
    JsonObject calendar;
    const auto take = [&](const char* theirs, const char* ours) {
        const Json* stated = changes == nullptr ? nullptr : changes->find(theirs);
        if (stated == nullptr) stated = defaults.find(theirs);
        if (stated != nullptr) calendar.set(ours, *stated);
    };
    take("tz", "tz");
    take("hours", "week");
    take("shifts", "special_days");
    take("breaks", "breaks");
    take("holidays", "holidays");
    auto built = build_working_times(JsonObject{{"schedule", calendar}});
    if (!built) throw std::runtime_error(built.error().detail);
    return std::move(built->front());
}

Instant at(const Json& row, std::string_view key) {
    return parse_instant(row.string_or_empty(key)).value();
}

std::optional<Instant> moved(const WorkingTime& calendar, const Json& row) {
    const std::string_view unit = row.string_or_empty("unit");
    const std::int64_t n = row.find("n")->integer();
    const Instant start = at(row, "t");
    const bool after = row.string_or_empty("op") == "after";
    if (unit == "days" && after) return after_days(calendar, start, static_cast<int>(n));
    if (unit == "days") return before_days(calendar, start, static_cast<int>(n));
    const Duration span = unit == "hours"     ? Duration::hours(n)
                          : unit == "minutes" ? Duration::minutes(n)
                                              : Duration::seconds(n);
    return after ? calendar.after(start, span) : calendar.before(start, span);
}

TEST(PublishedCases, HoldForBusinessTime) {
    if (!are_there()) return;
    const auto file = parse_json(file_text("biz_spec_cases.json"));
    ASSERT_TRUE(file.has_value());
    int assertions = 0;
    for (const Json& row : file->find("cases")->array()) {
        const WorkingTime calendar = schedule(*file->find("default_schedule"), row.find("schedule"));
        if (row.string_or_empty("op") == "within") {
            EXPECT_EQ(calendar.elapsed(at(row, "from"), at(row, "to")),
                      Duration::minutes(row.find("want_minutes")->integer()))
                << write_json(row);
            ++assertions;
        } else if (row.string_or_empty("op") == "active") {
            for (const auto& [instant, expected] : row.find("t")->object()) {
                EXPECT_EQ(calendar.active(parse_instant(instant).value()), expected.boolean()) << instant;
                ++assertions;
            }
        } else {
            EXPECT_EQ(moved(calendar, row), at(row, "want")) << write_json(row);
            ++assertions;
        }
    }
    EXPECT_EQ(assertions, 31);
}

// Of the sample's columns, those that are computed.
std::string computed_columns(const std::string& rows) {
    std::istringstream lines(rows);
    std::string line, result;
    while (std::getline(lines, line)) {
        if (line.ends_with('\r')) line.pop_back();
        std::vector<std::string> cells;
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, ',');) cells.push_back(cell);
        EXPECT_EQ(cells.size(), 8u);
        result += cells[0] + "," + cells[1] + "," + cells[4] + "," + cells[6] + "," + cells[7] + "\n";
    }
    return result;
}

TEST(PublishedCases, HoldForRealIntervals) {
    if (!are_there()) return;
    const std::string rows = file_text("rows-sample.csv");
    const auto computed = compute_rows(file_text("calendars-sample.json"), rows);
    ASSERT_TRUE(computed.has_value()) << computed.error().detail;
    EXPECT_EQ(*computed, computed_columns(rows));
    EXPECT_EQ(std::count(computed->begin(), computed->end(), '\n'), 61);
}

}  // namespace
}  // namespace reeve::calendar
