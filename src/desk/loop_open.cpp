// At start: the directory and the processes, from the journal.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "desk/loop.hpp"
#include "desk/process_versions.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t looked_at = 1000;

// The first instant of a timer that the desk can get to; no record of a process that is not loaded, or that
// was set aside, ever does what is due of it. Behind so many of those it is told anew rather than not at all.
Instant first_timer(store::Writer& writer, const World& world, Instant until) {
    const std::vector<store::TimerRow> rows = writer.timers(until, until, looked_at);
    for (const store::TimerRow& row : rows) {
        const std::optional<records::Record> record = writer.record(row.record);
        if (record && world.of(*record) != nullptr) {
            return row.timer.due;
        }
    }
    return rows.size() < looked_at ? Instant::never() : rows.back().timer.due;
}

// Until when all words that came into force were told. They are, behind whatever fell due before them; what
// is left of that is recorded when the desk gets to it, which may be long after their day. Those that are
// known to be told are, whatever is left.
Instant told_until(store::Writer& writer, const World& world, Instant recorded) {
    const Instant left = std::min(first_timer(writer, world, recorded), writer.first_follow_up());
    const Instant until = std::min(recorded, left - Duration{1});
    return std::max(until, kept_told(writer.operational()).value_or(until));
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
    const Instant told = told_until(writer_, world, now_);
    ledger_.start_with(std::move(world), told);
    publish();
    follow_ups_left_ = true;
    call_at_ = {};
    return findings;
}

}  // namespace reeve::desk
