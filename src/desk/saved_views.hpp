#pragma once
// Whose a saved view is, who may change it, and how many there may be.

#include <vector>

#include "base/outcome.hpp"
#include "records/directory.hpp"
#include "store/saved_views.hpp"

namespace reeve::desk {

// Of one person, of one team, and for all.
inline constexpr std::size_t saved_views_most = 100;

// Hers, then those of her teams, then those for all.
[[nodiscard]] std::vector<store::SavedView> views_for(store::SavedViewReader& views,
                                                      const records::Person& person);

// What it is to be after; version and instant are given here. Refusals: not_allowed (a team that is not hers,
// all without being an administrator), wrong_state (too many).
[[nodiscard]] Outcome<store::SavedView> add_view(store::SavedViews& views, const records::Person& person,
                                                 store::SavedView view, Instant now);

// `seen`: the version that she saw. Refusals: unseen, not_allowed, stale, wrong_state.
[[nodiscard]] Outcome<store::SavedView> change_view(store::SavedViews& views, const records::Person& person,
                                                    store::SavedView view, std::optional<std::int64_t> seen);
// Refusals: unseen, not_allowed, stale.
[[nodiscard]] Outcome<void> remove_view(store::SavedViews& views, const records::Person& person, Id id,
                                        std::optional<std::int64_t> seen);

// As she may know it; unseen when it is not for her.
[[nodiscard]] Outcome<store::SavedView> find_view(store::SavedViewReader& views,
                                                  const records::Person& person, Id id);

}  // namespace reeve::desk
