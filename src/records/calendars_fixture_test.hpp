#pragma once
// Jobs whose clocks count in several calendars, in the small world.

#include <string>
#include <string_view>

#include "records/world_fixture_test.hpp"

namespace reeve::records::testing {

class CalendarsTest : public JobTest {
protected:
    CalendarsTest() : JobTest("src/records/dated_calendars_test.yaml") {
        world.add_person("helena", "central", {"agent"}, "triage");
        world.add_person("rui", "platform", {"second"}, "senior");
    }
    // The spec of a calendar with the same hours on each working day; `more` behind them.
    static std::string weekdays(std::string_view hours, std::string_view more = "") {
        std::string week;
        for (const char* day : {"mon", "tue", "wed", "thu", "fri"})
            week += std::string(week.empty() ? "" : ", ") + "\"" + day + "\": [" + std::string(hours) + "]";
        return R"({"tz": "Africa/Maputo", "week": {)" + week + "}" + std::string(more) + "}";
    }
    void facilities(const std::string& json, Instant effective = Instant::never()) {
        world.add_calendar("facility_hours", json, effective);
    }
};

}  // namespace reeve::records::testing
