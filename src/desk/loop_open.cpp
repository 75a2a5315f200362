// At start: the directory and the processes, from the journal.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "desk/loop.hpp"
#include "desk/process_versions.hpp"

namespace reeve::desk {
namespace {

// Until when all words that came into force were told. They are, behind whatever fell due before them; what
// is left of that is recorded when the desk gets to it, which may be long after their day.
Instant told_until(store::Writer& writer, Instant recorded) {
    Instant until = std::min(recorded, writer.next_due() - Duration{1});
    for (const store::FollowUpRow& row : writer.follow_ups(std::numeric_limits<std::int32_t>::max())) {
        until = std::min(until, row.at - Duration{1});
    }
    return until;
}

}  // namespace

std::vector<std::string> Desk::Loop::open() {
    static constexpr std::array<std::string_view, 6> kinds{"person",   "organisation", "team",
                                                           "calendar", "agreement",    "process"};
    std::vector<std::string> findings;
    World world;
    auto directory = std::make_shared<records::Directory>();
    store_.each_event(
        [&](const records::Event& event) {
            const Outcome<void> applied = event.stream_kind == "process"
                                              ? apply_process(world.processes, event)
                                              : directory->apply(event);
            if (!applied) {
                findings.push_back(fmt::format("{} {} version {}: {}", event.stream_kind, event.stream.text(),
                                               event.version, applied.error().detail));
            }
            return true;
        },
        kinds);
    world.directory = std::move(directory);
    now_ = std::max(now_, store_.last_recorded());
    world.turn(now_);
    ledger_.start_with(std::move(world), told_until(writer_, now_));
    publish();
    follow_ups_left_ = true;
    call_at_ = {};
    return findings;
}

}  // namespace reeve::desk
