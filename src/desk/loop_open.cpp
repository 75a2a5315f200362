// At start: the directory and the processes, from the journal.

#include <fmt/format.h>

#include <array>

#include "desk/loop.hpp"
#include "desk/process_versions.hpp"

namespace reeve::desk {

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
    ledger_.start_with(std::move(world), now_);
    publish();
    follow_ups_left_ = true;
    call_at_ = {};
    return findings;
}

}  // namespace reeve::desk
