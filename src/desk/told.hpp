#pragma once
// What somebody is told of one record that changed: enough to ask for it again, and nothing of what it says.

#include <cstdint>
#include <string>

#include "base/id.hpp"
#include "desk/kinds.hpp"

namespace reeve::desk {

struct Told {
    Id record;
    std::string number;
    std::int64_t version = 0;
    Kinds kinds;
    bool gone = false;  // she may know it no longer
    bool operator==(const Told&) const = default;
};

}  // namespace reeve::desk
