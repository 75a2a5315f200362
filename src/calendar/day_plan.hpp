#pragma once
// Which parts of a date's day are worked, before anyone asks what the clocks of the place do that day.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/date.hpp"
#include "calendar/working_time_spec.hpp"

namespace reeve::calendar {

class DayPlan {
public:
    // Of a statement without mistakes. Holiday rules are worked out for the years 1900 to 2200.
    explicit DayPlan(const WorkingTimeSpec& spec);

    // Sorted, apart from each other, none empty; the parts of a holiday are none.
    [[nodiscard]] std::span<const DayPart> parts(Date date) const;
    // What that date's breaks took out of its hours; sorted.
    [[nodiscard]] std::span<const DayPart> taken_out(Date date) const;
    // The holiday's name (perhaps empty) when the date is one.
    [[nodiscard]] std::optional<std::string_view> holiday(Date date) const;
    // The hours of the seven weekdays, Monday first, as long as nothing dated says otherwise.
    [[nodiscard]] const std::array<std::vector<DayPart>, 7>& week() const { return week_; }
    // True when no date ever has a part.
    [[nodiscard]] bool empty() const { return empty_; }

private:
    struct OtherDay {
        std::vector<DayPart> parts;
        std::vector<DayPart> taken_out;
    };

    void state_holidays(const WorkingTimeSpec& spec);
    void state_other_days(const WorkingTimeSpec& spec);
    [[nodiscard]] const OtherDay* other_day(Date date) const;

    std::array<std::vector<DayPart>, 7> week_;
    std::map<Date, OtherDay> other_days_;
    std::vector<std::pair<Date, std::uint32_t>> holidays_;  // sorted; the index of the name
    std::vector<std::string> holiday_names_;
    bool empty_ = true;
};

}  // namespace reeve::calendar
