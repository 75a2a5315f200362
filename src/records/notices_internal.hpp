#pragma once
// How a notice goes out: to whom, in which words.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "records/decision_internal.hpp"

namespace reeve::records {

// Everybody to whom it goes now, each once; not to `but`.
[[nodiscard]] std::vector<Id> audience_of(const Decision& decision, const Draft& draft,
                                          const process::Notice& notice, const std::function<bool(Id)>& but);

// What stands in a place that is not the record's own, in that language.
using OwnPlaces = std::function<std::string(std::string_view place, std::string_view language)>;
// In the draft's open event. Of what the desk does later than it was due the words say by how much.
void give_notice(Decision& decision, Draft& draft, const process::Notice& notice, std::vector<Id> people,
                 const OwnPlaces& own = {});

// What effects of the event that was finished last publish, each as a comment of its own after it. Every
// reader has it in her own language: the text "comment" is in that of the reporter, or of whoever acts, those
// in others are "comment.LANGUAGE".
void publish_all(Decision& decision, Draft& draft);
// Among the facts of such a comment.
inline constexpr std::string_view published_fact = "by_effect";

// own_notices.cpp: what the desk could not do by the draft's open event, or has not put before anybody, is
// told to the holder.
void tell_own(Decision& decision, Draft& draft);
// Likewise, that what was to follow was left out; `unmet`: what was missing, by names (names_of).
void tell_left_out(Decision& decision, Draft& draft, const std::vector<std::string>& unmet);

}  // namespace reeve::records
