#pragma once
// What follows from what an event changed, in the order of semantics section 2, steps h to m. Every event
// that changes a record by decision ends with this.

#include <functional>
#include <memory>

#include "records/perform_internal.hpp"

namespace reeve::records {

// The edges that were crossed, approvals, clocks, timers, limits and notices. Of what was no act of the
// process, `deed.act` is null. A record that rests has no clocks and timers.
void settle_event(Decision& decision, Draft& draft, const Deed& deed, bool state_entered);

// edges.cpp: effects of conditions that came to hold, each once in the file's order.
void cross_edges(Decision& decision, Draft& draft, const Deed& deed);
// limits.cpp: the keys under which the record counts now; too many of them are missed.
void settle_limits(Decision& decision, Draft& draft);
// notices.cpp: what effects of this event told to whom, in words that fit the record as it is now.
void tell(Decision& decision, Draft& draft);

// What stands in a notice for the number of a record that has none yet.
inline constexpr std::string_view number_to_come = "{record.number}";

// Among the facts of an act that leaves the record where it is and sets fields by itself: so many changes,
// the beginnings of scopes not counted, come before what follows from it.
inline constexpr std::string_view effects_fact = "effects_from";

// happened.cpp: what nobody can refuse, and what follows from it. Where that is refused, it happens without
// what conditions of `on` would bring about, and a finding says so; rules that are broken even then are
// noted. `happening` begins and finishes its event on the record's draft.
using Happening = std::function<void(Decision&, Draft&)>;
[[nodiscard]] std::unique_ptr<Decision> take_what_happened(Situation& situation, const Command& command,
                                                           const Happening& happening);

// scopes.cpp: from here on it is noted what happens since the act, and in the round that it begins.
void begin_scopes(Decision& decision, Draft& draft, const process::Act& act);
void begin_round_scope(Decision& decision, Draft& draft);
// The same of a leg, as soon as it is opened.
void begin_leg_scope(Decision& decision, Draft& draft);
// Keeps with the open event where its effects began, for a version that asks one day what was done since it.
void tell_where_effects_began(Draft& draft, std::size_t changes);

// promptly.cpp: the act that the desk does as soon as its condition holds; null when there is none.
[[nodiscard]] const process::Act* prompt_act(const Decision& decision, const Draft& draft);
// Whether its condition holds on the draft.
[[nodiscard]] bool is_prompted(const Decision& decision, const Draft& draft, const process::Act& act);
// So many times one after another; then it is a fault of the process, and said.
inline constexpr int prompts_max = 8;

}  // namespace reeve::records
