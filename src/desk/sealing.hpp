#pragma once
// Sealing: every text gets its salt and commitment, every event its place in its stream's chain (decision
// 0002).

#include <functional>

#include "base/sha256.hpp"
#include "base/sources.hpp"
#include "records/decide.hpp"
#include "records/event.hpp"

namespace reeve::desk {

// `head` is the hash of the event before it on its stream; zeros before the first.
void seal_event(records::Event& event, const Digest& head, Entropy& entropy);
// All events of a plan, and the heads of its records. `head_of`: of a stream that was there before.
void seal_plan(records::Plan& plan, Entropy& entropy, const std::function<Digest(Id)>& head_of);

}  // namespace reeve::desk
