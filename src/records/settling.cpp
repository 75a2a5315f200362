#include "records/approvals_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/rows_turned_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/timers_internal.hpp"

namespace reeve::records {

void settle_event(Decision& decision, Draft& draft, const Deed& deed, bool state_entered) {
    draft.settled = true;
    cross_edges(decision, draft, deed);
    // What is asked or agreed, or is not any more, may be what a condition waits for; what follows from that
    // may be what is asked about. It comes to an end: each edge is crossed once.
    for (bool goes_on = true; goes_on;) {
        const std::size_t changes = draft.event->changes.size(), crossed = draft.edges_crossed.size();
        settle_rounds(decision, draft);
        if (draft.event->changes.size() != changes) cross_edges(decision, draft, deed);
        goes_on = draft.edges_crossed.size() != crossed;
    }
    if (!draft.record.rests()) {
        settle_clocks(decision, draft, deed.act);
        settle_timers(decision, draft, state_entered);
        settle_effect(decision, draft);
    }
    settle_limits(decision, draft);
    tell(decision, draft);
}

}  // namespace reeve::records
