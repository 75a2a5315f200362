#include "store/kept_entries.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "records/clock_audience.hpp"
#include "store/kept_dues.hpp"

namespace reeve::store {
bool may_keep(const records::Changes& changes) {
    return std::ranges::any_of(changes,
                               [](const records::Change& change) {
                                   const auto* clock = std::get_if<records::ClockSet>(&change);
                                   return clock != nullptr && !clock->kept_for.empty();
                               }) ||
           tells_of_deeds(changes);
}

bool tells_of_deeds(const records::Changes& changes) {
    return std::ranges::any_of(changes, [](const records::Change& change) {
        return std::holds_alternative<records::DeedRefused>(change) ||
               std::holds_alternative<records::DeedSettled>(change);
    });
}

KeptEntry::KeptEntry(const records::Event& event, const records::Record* record)
    : public_(event.audience == "public"), says_more_(records::says_more(event)) {
    for (const records::Change& change : event.changes) {
        const records::ClockSet* clock = records::clock_told(change, record);
        parts_.push_back({change, clock != nullptr ? clock->kept_for : std::vector<std::string>{}});
    }
}

std::optional<records::Changes> KeptEntry::said_to(const Sight& sight, std::string_view process) const {
    records::Changes said;
    bool left = says_more_;
    for (const auto& [change, whom] : parts_) {
        if (is_kept_for(sight, process, whom)) {
            left = left || !records::is_silent(change);
            said.push_back(change);
        }
    }
    return left || said.size() == parts_.size() ? std::optional(std::move(said)) : std::nullopt;
}

}  // namespace reeve::store
