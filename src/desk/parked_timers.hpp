#pragma once
// Timers that cannot be done: which ones exactly, so that they are not tried for ever.

#include <set>
#include <string>
#include <tuple>

#include "store/store.hpp"

namespace reeve::desk {

class ParkedTimers {
public:
    void add(const store::TimerRow& row) { keys_.insert(key_of(row)); }
    [[nodiscard]] bool contains(const store::TimerRow& row) const { return keys_.contains(key_of(row)); }
    [[nodiscard]] std::size_t size() const { return keys_.size(); }
    void clear() { keys_.clear(); }

private:
    using Key = std::tuple<Id, records::DueTimer::Kind, std::string, Instant>;
    static Key key_of(const store::TimerRow& row) {
        return {row.record, row.timer.kind, row.timer.name, row.timer.due};
    }

    std::set<Key> keys_;
};

}  // namespace reeve::desk
