#pragma once
// The records of a demonstration: logged and acted on in the days before now, in the desk's own time, so that
// clocks, breaches and escalations in them are real.

#include <vector>

#include "app/first_start.hpp"
#include "app/shipped.hpp"

namespace reeve::app {

// Reads processes/*/demo/records.yaml: {calendar, records: [{ago, as, log | act | comment, on, with}]}, where
// `ago` is time that counts in the calendar. Throws std::runtime_error with file and line.
void log_demo_records(desk::Desk& desk, FirstStart& first, const std::vector<ShippedFile>& files,
                      Instant now);

}  // namespace reeve::app
