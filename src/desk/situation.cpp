#include "desk/situation.hpp"

#include "calendar/zone.hpp"

namespace reeve::desk {

records::Situation situation_in(const World& world, const process::Process* process,
                                const records::Record* record, records::Facts& facts, records::Supply& supply,
                                When when) {
    return {.process = process,
            .record = record,
            .directory = world.directory.get(),
            .facts = &facts,
            .supply = &supply,
            .now = when.now,
            .received = when.received,
            .tzdata = calendar::tzdata_version()};
}

}  // namespace reeve::desk
