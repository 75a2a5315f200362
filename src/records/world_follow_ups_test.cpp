// What follows in the small world once something has changed.
#include "base/check.hpp"
#include "records/clocks_moved.hpp"
#include "records/world_test.hpp"

namespace reeve::records::testing {

void World::run_follow_ups() {
    while (!follow_ups_.empty()) {
        const FollowUp follow_up = follow_ups_.front();
        follow_ups_.pop_front();
        REEVE_CHECK(follow_up.depth <= 16);
        if (follow_up.target.empty()) {
            for (const auto& [target, record] : records_)
                if (has_clocks_to_move(record))
                    follow_ups_.push_back({target, follow_up.about, follow_up.cause, follow_up.depth});
            continue;
        }
        Command command = follow_up.recheck();
        command.id = id();
        if (const auto plan = decide_only(command)) commit(*plan);
    }
}

}  // namespace reeve::records::testing
