#pragma once
// A process is explored before it is installed: what people would meet later is told to whoever sends it.

#include <functional>
#include <memory>

#include "desk/administering.hpp"
#include "desk/beside.hpp"

namespace reeve::desk {

// Takes seconds for a large process: on no thread for which others wait. Refusal unmet with every error, its
// place as the field, where exploring shows one; what could not be explored refuses nothing.
[[nodiscard]] Outcome<void> explore(const Installation& installation);

// The same of what is sent to a desk that is at work.
class Explorations {
public:
    explicit Explorations(Beside& beside);

    // Called once, on whatever thread explored it. Refusal busy, at once, where too many wait.
    using Explored = std::move_only_function<void(Outcome<void>)>;
    void explore(Installation installation, Explored done);

private:
    struct Waiting;
    std::shared_ptr<Waiting> waiting_;  // shared with what is under way
    Beside& beside_;
};

}  // namespace reeve::desk
