#pragma once
// Lives told before their turn: decided and sealed on a thread of the caller's, as if nothing of them were
// here. The desk takes what comes out as it is where the directory and the active process are the very ones
// that it rests on and none of it is here, and decides it anew where not.

#include <cstdint>

#include "base/sources.hpp"
#include "desk/sealing.hpp"
#include "desk/world.hpp"
#include "records/importing.hpp"
#include "store/written.hpp"

namespace reeve::desk {

struct ToldAhead {
    records::LifeImported told;  // sealed
    WorldPtr world;              // what it rests on
    store::AllWritten written;   // the plan's events and records
};

// What all lives of a batch are told against. `world` is one that has the batch's entries.
struct Foresight {
    WorldPtr world;
    Entropy& entropy;  // the caller's thread's own
    Instant now;
    std::string_view source, process;
    records::Command command;
};
// `number`: drawn for it (ImportReport::numbers). Nothing where the process is not there.
[[nodiscard]] std::optional<ToldAhead> tell_ahead(const Foresight& foresight,
                                                  const records::ImportedLife& life, std::int64_t number);

}  // namespace reeve::desk
