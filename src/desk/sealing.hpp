#pragma once
// Sealing: every text gets its salt and commitment, every event its place in its stream's chain (decision
// 0002).

#include "base/sha256.hpp"
#include "base/sources.hpp"
#include "records/event.hpp"

namespace reeve::desk {

// `head` is the hash of the event before it on its stream; zeros before the first.
void seal_event(records::Event& event, const Digest& head, Entropy& entropy);

}  // namespace reeve::desk
