#include "records/clocks_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/timers_internal.hpp"

namespace reeve::records {

void settle_event(Decision& decision, Draft& draft, const Deed& deed, bool state_entered) {
    cross_edges(decision, draft, deed);
    if (!draft.record.rests()) {
        settle_clocks(decision, draft, deed.act);
        settle_timers(decision, draft, state_entered);
    }
    settle_limits(decision, draft);
    tell(decision, draft);
}

}  // namespace reeve::records
