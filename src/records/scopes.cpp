// Since when it is noted what happens, where expressions ask for it (semantics section 7).
#include <algorithm>

#include "process/moves.hpp"
#include "records/settling_internal.hpp"

namespace reeve::records {

void begin_scopes(Decision& decision, Draft& draft, const process::Act& act) {
    const process::RecordType& type = *draft.type;
    const auto index = static_cast<process::Index>(&act - type.acts.data());
    if (std::find(type.scopes.begin(), type.scopes.end(), index) != type.scopes.end())
        decision.change(draft, ScopeBegan{act.name});
    if (act.creates_record || process::begins_round(type, act)) begin_round_scope(decision, draft);
}

void begin_round_scope(Decision& decision, Draft& draft) {
    if (draft.type->scopes_round) decision.change(draft, ScopeBegan{std::string(round_scope)});
}

void tell_where_effects_began(Draft& draft, std::size_t changes) {
    const Changes& all = draft.event->changes;
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(changes);
    if (std::any_of(first, all.end(),
                    [](const Change& one) { return std::holds_alternative<FieldSet>(one); }))
        draft.event->facts.set(std::string(effects_fact), static_cast<std::int64_t>(changes));
}

void begin_leg_scope(Decision& decision, Draft& draft) {
    if (draft.type->scopes_leg) decision.change(draft, ScopeBegan{std::string(leg_scope)});
}

}  // namespace reeve::records
