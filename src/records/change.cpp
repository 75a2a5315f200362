#include "records/change.hpp"

#include <array>

namespace reeve::records {
namespace {

constexpr std::array<std::string_view, 7> clock_words{"waiting",  "running",   "paused",  "met",
                                                      "breached", "cancelled", "met_late"};

}  // namespace

bool Holder::same_custody(const Holder& other) const {
    return role == other.role && organisation == other.organisation && team == other.team;
}

std::string_view word(ClockState state) {
    return clock_words.at(static_cast<std::size_t>(state));
}

bool parse_word(std::string_view text, ClockState& state) {
    for (std::size_t i = 0; i < clock_words.size(); ++i) {
        if (clock_words[i] != text) continue;
        state = static_cast<ClockState>(i);
        return true;
    }
    return false;
}

}  // namespace reeve::records
