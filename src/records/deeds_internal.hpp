#pragma once
// Deeds: acts that the desk does because time has passed. One that is refused is kept with the record, shown,
// and tried again at each later event until it is done or its clock or state comes to an end (decision 0012).

#include <string_view>

#include "records/decision_internal.hpp"

namespace reeve::records {

struct DeskDeed {
    const process::Act* act = nullptr;
    std::string clock;     // that caused it; empty: the act comes by itself
    std::int64_t leg = 0;  // of that clock
    Instant due;
};

// Does the act on the draft; what is missing stands in the decision afterwards. `custody_cause`: "act" or
// "breach".
void act_as_desk(Decision& decision, Draft& draft, const process::Act& act, Id cause,
                 const char* custody_cause);
// What is to be kept of a deed for which `tried` lacked something.
[[nodiscard]] DeedRefused refused_deed(const Decision& tried, const DeskDeed& deed);
// What was missing, as it is kept: "set:note/note", of no field "rule:small".
[[nodiscard]] std::vector<std::string> names_of(const std::vector<Unmet>& unmet);

// Whether an act that comes by itself was refused and is waited for.
[[nodiscard]] bool is_refused(const Record& record, std::string_view act);
// In the draft's open event: what was done at last, or has no cause any more, is waited for no longer.
void settle_refused(Decision& decision, Draft& draft, bool state_entered);

}  // namespace reeve::records
