#include "desk/successor.hpp"

#include "desk/partners.hpp"
#include "desk/promises.hpp"
#include "desk/stranding.hpp"

namespace reeve::desk {

Outcome<void> check_successor(store::Reader& reader, const World& world, const records::Person& person,
                              const process::Process& next, Instant now) {
    if (std::vector<Unmet> gone = withdrawn(world, next); !gone.empty())
        return refuse(RefusalKind::unmet, "Other processes read what this version no longer offers.",
                      std::move(gone));
    if (std::vector<Unmet> unkept = unkept_promises(world, next, now); !unkept.empty())
        return refuse(RefusalKind::unmet, "What is agreed could not be kept by this version.",
                      std::move(unkept));
    return check_stranding(reader, world, person, next);
}

}  // namespace reeve::desk
