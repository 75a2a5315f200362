#pragma once
// Folding approvals and what other constructs keep; apply.cpp calls it.

#include <string_view>

#include "records/event.hpp"
#include "records/record.hpp"

namespace reeve::records {

// Refusal malformed where the change does not follow.
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const RoundOpened& opened);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const Voted& voted);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const VoteVoided& voided);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const RoundDecided& decided);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const RoundVoided& voided);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const RoundUsed& used);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const ScopeBegan& began);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const LimitHeld& held);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const StepTicked& ticked);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const TimeLogged& logged);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const TimeStruck& struck);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const TreeWalked& walked);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const Derived& derived);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const Noticed& noticed);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const Moved& moved);
[[nodiscard]] Outcome<void> fold(Record& record, const Event& event, const Finding& finding);

// What the scopes of "since" note: a state entered, a choice's value, an act done.
void note_state(Record& record, std::string_view state);
void note_value(Record& record, const std::string& field, const std::string& value);
void note_act(Record& record, const Event& event);
// That the event's act was done once more.
void count_act(ActCount& count, const Event& event);
// The text of the event with that version was erased: a vote's reason, or what was said of a time entry, is
// gone if it came with it.
void erase_reason(Record& record, std::string_view path, std::int64_t version);

}  // namespace reeve::records
