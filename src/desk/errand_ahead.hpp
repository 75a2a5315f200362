#pragma once
// An errand decided and sealed before its turn, on what was committed last. What comes out holds as long as
// its record has not moved: it is decided ahead only where it rests on nothing else.

#include <optional>

#include "base/sources.hpp"
#include "desk/errand.hpp"
#include "desk/record_cache.hpp"
#include "desk/situation.hpp"
#include "desk/world.hpp"
#include "records/decide.hpp"
#include "records/reach.hpp"
#include "store/query.hpp"
#include "store/store.hpp"
#include "store/written.hpp"

namespace reeve::desk {

struct ErrandAhead {
    When when;
    WorldPtr world;      // that it was decided in
    records::Reach had;  // who might know the record before
    records::Plan plan;  // sealed; of one record, which it expects at the version that it was decided on
    std::optional<Id> follow_up;  // that is finished by it
    bool linked = false;          // the record, to others
    store::AllWritten written;    // the plan's events and record
    Instant next;  // when the next thing of that record is due then; Instant::never() when nothing is
};

// What one errand is decided on.
struct Turn {
    Errand errand;
    When when;
    WorldPtr world;
};

// Nothing where it is not due on what was committed, is refused, asks for something beside its record, comes
// behind a timer of its record, or would be due again at once: then it is decided in its turn.
[[nodiscard]] std::optional<ErrandAhead> decide_ahead(const Turn& turn, store::Reader& reader,
                                                      Entropy& entropy);

}  // namespace reeve::desk
