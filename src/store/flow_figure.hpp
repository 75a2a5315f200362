#pragma once
// The keys of figures: what a number of a report counts, as a short text, so that the records behind it can
// be asked for.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/flow.hpp"

namespace reeve::store {

namespace figure {

[[nodiscard]] std::string all();
[[nodiscard]] std::string open();
[[nodiscard]] std::string resolved();
[[nodiscard]] std::string of_priority(const FlowPriority& priority);  // resolved ones
[[nodiscard]] std::string month(const FlowMonth& month);
[[nodiscard]] std::string month_in_state(const FlowMonth& month, std::string_view state);
[[nodiscard]] std::string month_resolved(const FlowMonth& month);
[[nodiscard]] std::string month_within(const FlowMonth& month);
[[nodiscard]] std::string month_outside(const FlowMonth& month);
[[nodiscard]] std::string held_by(const records::Holder& custody);
[[nodiscard]] std::string reassigned();  // at least once
[[nodiscard]] std::string reassigned(std::int64_t times);
[[nodiscard]] std::string reopened();
[[nodiscard]] std::string reopened(std::int64_t times);
[[nodiscard]] std::string step(const FlowStep& step);
[[nodiscard]] std::string start(std::string_view state);
[[nodiscard]] std::string variant(std::string_view path);
[[nodiscard]] std::string target(std::string_view clock);  // records that have it
[[nodiscard]] std::string target(std::string_view clock, ClockOutcome outcome);

[[nodiscard]] std::string kept_by(const records::Holder& holder);  // the person included; none: nobody
[[nodiscard]] std::string returned();  // came back at once to those who had given it away
[[nodiscard]] std::string returned(const PingPong& pair);
[[nodiscard]] std::string reason(std::string_view reason);  // handed over for it

}  // namespace figure

[[nodiscard]] std::string_view word(ClockOutcome outcome);

// Nothing when it is no figure's key.
[[nodiscard]] std::optional<FlowTest> read_figure(std::string_view key);

// Every figure that counts records, with its number: for tests.
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> figures_of(const Flow& flow);
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> figures_of(const Moves& moves);
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> figures_of(const CustodyFlow& custody);

}  // namespace reeve::store
