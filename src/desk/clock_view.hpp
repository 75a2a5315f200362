#pragma once
// A clock as people look at it: how much has counted, how much is left, and why.

#include "desk/queries.hpp"

namespace reeve::desk {

enum class Explained : std::uint8_t { no, yes };

// Each stretch names the version that held then. What is older than the newest 200 is one stretch before
// them. `type` may be null: then nothing says which clock of the process it is.
[[nodiscard]] ClockView view_clock(const World& world, const process::RecordType* type,
                                   const records::ClockInstance& clock, Instant now, Explained explained);
// Of its stretches the newest `most` that lie before `until`, the newest first.
struct OlderStretches {
    std::vector<ClockView::Stretch> stretches;
    bool more = false;  // there are older ones
};
[[nodiscard]] OlderStretches stretches_until(const World& world, const records::ClockInstance& clock,
                                             Instant until, std::size_t most);
// How much was counted in what is told as one stretch; nothing where every stretch is told.
[[nodiscard]] std::optional<Duration> summed(const ClockView& view);

}  // namespace reeve::desk
