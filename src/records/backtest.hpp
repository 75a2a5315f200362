#pragma once
// What clocks would have come to under another calendar or another agreement: the first step of trying a
// change on the past before making it. Pure; the record is told as it was, only its time is told otherwise.

#include <optional>
#include <vector>

#include "calendar/dated_time.hpp"
#include "process/model.hpp"
#include "records/directory.hpp"
#include "records/record.hpp"
#include "records/recount.hpp"

namespace reeve::records {

// One of the two.
struct Supposition {
    const Directory* directory = nullptr;  // as it is
    // All that was counted in this calendar is counted in this time, under the limits that it had.
    Id calendar;
    const calendar::DatedTime* time = nullptr;
    // The directory as it would be with the agreement, agreed: clocks that would have begun with it are
    // counted under it. Of fields and holder their present values are asked, since a clock keeps no others.
    const Directory* with = nullptr;
    Id agreement;
};

struct SupposedClock {
    const ClockInstance* was = nullptr;
    std::optional<ClockSet> begun;  // where the record had none: as it would stand (begun.hpp)
    bool breached_before = false, met_before = false;
    Duration limit;   // that it would have had
    Recounted after;  // told until the instant that was asked for

    [[nodiscard]] const ClockSet& set() const { return begun ? *begun : was->now; }
    [[nodiscard]] std::optional<Instant> due_before() const { return begun ? std::nullopt : was->now.due; }
};

// The clocks of the record that it touches.
[[nodiscard]] std::vector<SupposedClock> suppose(const process::RecordType& type, const Record& record,
                                                 const Supposition& what, Instant until);
// The clock in another calendar, for which nothing else of its record is asked. Nothing where it never
// counted in that one.
[[nodiscard]] std::optional<SupposedClock> suppose(const process::RecordType& type,
                                                   const ClockInstance& clock, const Supposition& what,
                                                   Instant until);

}  // namespace reeve::records
