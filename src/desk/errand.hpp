#pragma once
// What the desk does by itself: a timer of a record, or a second look at one because something changed.

#include <optional>
#include <variant>

#include "desk/world.hpp"
#include "records/command.hpp"
#include "store/store.hpp"

namespace reeve::desk {

using Errand = std::variant<store::TimerRow, store::FollowUpRow>;

[[nodiscard]] bool same(const Errand& a, const Errand& b);
[[nodiscard]] Id record_of(const Errand& errand);
// The instant at which it is done, however late that is.
[[nodiscard]] Instant due_of(const Errand& errand);
// To which records a follow-up without a target is, given the record that it is about; nothing: to none.
[[nodiscard]] std::optional<store::ReachedOf> reached_by(const World& world,
                                                         const records::FollowUp& follow_up,
                                                         const records::Record* about);
[[nodiscard]] records::Command command_of(const Errand& errand);

}  // namespace reeve::desk
