#include "process/clock.hpp"

#include <algorithm>
#include <array>

namespace reeve::process {
namespace {

constexpr std::array<std::string_view, 3> kinds{"sla", "ola", "contract"};

}  // namespace

std::string_view word(AgreementKind kind) {
    return kinds.at(static_cast<std::size_t>(kind));
}

bool parse_word(std::string_view text, AgreementKind& kind) {
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i] != text) continue;
        kind = static_cast<AgreementKind>(i);
        return true;
    }
    return false;
}

std::vector<Index> Clock::deeds() const {
    std::vector<Index> found;
    for (const ClockShare& share : warnings)
        if (share.deed) found.push_back(*share.deed);
    if (on_breach) found.push_back(*on_breach);
    for (const ClockShare& share : overdue)
        if (share.deed) found.push_back(*share.deed);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace reeve::process
