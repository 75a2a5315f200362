#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "process/constructs.hpp"
#include "records/decision_internal.hpp"
#include "records/permission_internal.hpp"

namespace reeve::records {

// A step that is to be ticked, or its tick taken back.
struct Tickable {
    const process::Checklist* checklist = nullptr;
    std::size_t step = 0;
    bool on = true;
};

[[nodiscard]] bool is_ticked(const Record& record, std::string_view checklist, std::string_view step);
// Of the step that stops a clock.
[[nodiscard]] bool is_ticked(const Record& record, const process::RecordType& type,
                             const process::ClockStop& stop);
// Whether the record owes the step: its condition holds, or cannot be told. `view`: of the record, nobody
// acts.
[[nodiscard]] bool is_owed(View& view, const process::ChecklistStep& step);
// Whether it is the turn of the step that is due by the clock: in an ordered list once all before it that are
// owed are ticked. Of any other clock it always is.
[[nodiscard]] bool is_its_turn(const Decision& decision, const Draft& draft, const process::Clock& clock);
// The titles of the steps that are owed and not ticked yet, in order.
[[nodiscard]] std::vector<std::string> steps_left(View& view, const Record& record,
                                                  const process::Checklist& checklist,
                                                  std::string_view language);
// Whether she may: as the step's `by` says, else who works on such records; and it has not ended.
[[nodiscard]] Outcome<void> may_tick(const Asking& asking, const Record& record,
                                     const process::ChecklistStep& step);
// Its turn and its condition; what is in the way is missed.
void check_tick(Decision& decision, Draft& draft, const Tickable& tickable);

}  // namespace reeve::records
