// Acts that the desk does as soon as a condition holds (semantics section 4, G10).
#include <algorithm>

#include "records/deeds_internal.hpp"
#include "records/settling_internal.hpp"

namespace reeve::records {

bool is_prompted(const Decision& decision, const Draft& draft, const process::Act& act) {
    return act.as_soon_as && decision.view(draft, nullptr).evaluate(*act.as_soon_as).is_true();
}

const process::Act* prompt_act(const Decision& decision, const Draft& draft) {
    const Record& record = draft.record;
    if (draft.prompts_end || record.rests() || record.process_version != decision.process().version)
        return nullptr;
    const auto state = draft.type->state(record.state);
    if (!state) return nullptr;
    for (const process::Act& act : draft.type->acts) {
        if (!act.as_soon_as || std::find(act.from.begin(), act.from.end(), *state) == act.from.end())
            continue;
        // What was refused is tried again in another way.
        if (is_refused(record, act.name) || !is_prompted(decision, draft, act)) continue;
        return &act;
    }
    return nullptr;
}

}  // namespace reeve::records
