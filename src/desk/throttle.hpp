#pragma once
// Growing delays after failed attempts, by name: of an account, of an address. Bounded; not safe to use from
// several threads by itself.

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace reeve::desk {

class Throttle {
public:
    struct Policy {
        int free = 5;                                // failures that cost nothing
        Duration first = Duration::seconds(1);       // then this, doubled with each further one
        Duration longest = Duration::minutes(1);     // never longer: a delay must not lock anybody out
        Duration forgotten = Duration::minutes(15);  // after so long without an attempt
        std::size_t names = 10'000;                  // remembered at most: the oldest go first
    };
    explicit Throttle(Policy policy) : policy_(policy) {}

    // How long that name must still wait; zero when it may try.
    [[nodiscard]] Duration wait(std::string_view name, Instant now) const;
    void failed(std::string_view name, Instant now);
    // An attempt that turned out right: it was counted as failed when it began.
    void take_back(std::string_view name);
    void forget(std::string_view name);
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        int failures = 0;
        Instant last;
    };
    [[nodiscard]] Duration delay(int failures) const;
    void make_room(Instant now);

    Policy policy_;
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace reeve::desk
