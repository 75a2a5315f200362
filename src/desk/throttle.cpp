#include "desk/throttle.hpp"

#include <algorithm>

namespace reeve::desk {

Duration Throttle::delay(int failures) const {
    if (failures < policy_.free) {
        return {};
    }
    const int doublings = std::min(failures - policy_.free, 30);
    return std::min(Duration{policy_.first.micros << doublings}, policy_.longest);
}

Duration Throttle::wait(std::string_view name, Instant now) const {
    const auto found = entries_.find(name);
    if (found == entries_.end()) {
        return {};
    }
    // A clock that was set back must not lengthen the wait.
    const Instant last = std::min(found->second.last, now);
    const Instant free = last + delay(found->second.failures);
    return free > now ? free - now : Duration{};
}

void Throttle::make_room(Instant now) {
    std::erase_if(entries_, [&](const auto& entry) { return entry.second.last + policy_.forgotten < now; });
    while (entries_.size() >= policy_.names) {
        entries_.erase(
            std::ranges::min_element(entries_, {}, [](const auto& entry) { return entry.second.last; }));
    }
}

void Throttle::failed(std::string_view name, Instant now) {
    auto found = entries_.find(name);
    if (found == entries_.end()) {
        if (entries_.size() >= policy_.names) {
            make_room(now);
        }
        found = entries_.emplace(std::string(name), Entry{}).first;
    } else if (found->second.last + policy_.forgotten < now) {
        found->second.failures = 0;
    }
    ++found->second.failures;
    found->second.last = now;
}

void Throttle::take_back(std::string_view name) {
    const auto found = entries_.find(name);
    if (found != entries_.end() && --found->second.failures <= 0) {
        entries_.erase(found);
    }
}

void Throttle::forget(std::string_view name) {
    const auto found = entries_.find(name);
    if (found != entries_.end()) {
        entries_.erase(found);
    }
}

}  // namespace reeve::desk
