#pragma once
// How records went on, as JSON and as rows for a spreadsheet.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "desk/world.hpp"
#include "http/report_question.hpp"
#include "store/flow.hpp"

namespace reeve::http {

// The order in which a clock's outcomes are told.
inline constexpr std::array target_order{store::ClockOutcome::met, store::ClockOutcome::met_late,
                                         store::ClockOutcome::breached, store::ClockOutcome::running,
                                         store::ClockOutcome::cancelled};
// As the process has its clocks; those that it has no longer come last.
[[nodiscard]] std::vector<store::FlowTarget> in_process_order(const ReportQuestion& question,
                                                              std::vector<store::FlowTarget> targets);
// A part of one, to four places; null of nothing.
[[nodiscard]] Json share_json(std::int64_t part, std::int64_t whole);

[[nodiscard]] Json flow_json(const desk::World& world, const ReportQuestion& question,
                             const store::Flow& flow);
// One figure a row: section, what it is of, what it measures, value.
[[nodiscard]] std::string flow_csv(const desk::World& world, const ReportQuestion& question,
                                   const store::Flow& flow);

[[nodiscard]] Json conformance_json(const desk::World& world, const ReportQuestion& question,
                                    const store::Moves& moves);
[[nodiscard]] std::string conformance_csv(const desk::World& world, const ReportQuestion& question,
                                          const store::Moves& moves);

}  // namespace reeve::http
