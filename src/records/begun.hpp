#pragma once
// Clocks that a record never had, begun by its own events: what they would have come to under an agreement
// that is tried, where neither its process nor another agreement said a limit.

#include <vector>

#include "records/arrival.hpp"
#include "records/backtest.hpp"
#include "records/decide.hpp"

namespace reeve::records {

struct Begun {
    std::vector<SupposedClock> clocks;          // `was` is null: there was none
    std::vector<const process::Clock*> untold;  // that cannot be told
};

// Of the agreement that `what` tries. Values, holder and state are asked as they were at each event; linked
// records, entries of registers and the directory as they are now. Nothing follows from a breach: what the
// desk would have done because of it is not told. Untold is a clock of which events do not say all, since
// effects order about it or it begins again by itself, and one whose record's journal or process cannot be
// read. All outlive the call.
[[nodiscard]] Begun begin_in_the_past(const process::Process& process, const process::RecordType& type,
                                      const Record& record, const Supposition& what, const FindVersion& find,
                                      Facts& facts, Instant until);

}  // namespace reeve::records
