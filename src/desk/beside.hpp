#pragma once
// A second pair of hands. The desk has no thread of its own (decision 0013): whoever has one to spare lends
// it.

#include <functional>

namespace reeve::desk {

class Beside {
public:
    virtual ~Beside() = default;
    // Does `work` once, on another thread or at once; never waits for it. What was given first is done first.
    virtual void give(std::function<void()> work) = 0;
};

}  // namespace reeve::desk
