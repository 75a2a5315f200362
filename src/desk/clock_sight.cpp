#include "desk/clock_sight.hpp"

#include <algorithm>

#include "records/decide.hpp"

namespace reeve::desk {
namespace {

// At home or where she has a role of the process.
bool belongs_to(const records::Person& person, std::string_view process, Id organisation) {
    if (organisation.empty()) {
        return false;
    }
    return person.organisation == organisation ||
           std::ranges::any_of(person.memberships, [&](const records::Membership& membership) {
               return membership.process == process && membership.organisation == organisation;
           });
}

// A clock as a version of its process says it.
struct Declared {
    const process::Process* process = nullptr;
    const process::RecordType* type = nullptr;
    const process::Clock* clock = nullptr;
};

// As the record's own version has it; a clock that this one dropped, as the newest that still had it.
Declared declared(const World& world, const records::Record& record, std::string_view clock) {
    Declared found;
    for (const ProcessVersion& version : world.processes) {
        const process::Process& process = *version.process;
        const auto type = process.id == record.process ? process.type(record.type) : std::nullopt;
        const auto index = type ? process.types[*type].clock(clock) : std::nullopt;
        if (index) {
            found = {&process, &process.types[*type], &process.types[*type].clocks[*index]};
            if (process.version == record.process_version) {
                break;
            }
        }
    }
    return found;
}

bool is_party(const World& world, const records::Person& person, const records::Record& record,
              const records::ClockSet& clock) {
    const records::Agreement* agreement =
        clock.agreement.empty() ? nullptr
                                : world.directory->agreement(clock.agreement, clock.agreement_version);
    // Without an agreement there are no parties to it.
    return agreement == nullptr || belongs_to(person, record.process, agreement->provider) ||
           belongs_to(person, record.process, agreement->customer);
}

}  // namespace

bool may_see(const World& world, const records::Person& person, const records::Record& record,
             const records::ClockSet& clock) {
    using Who = process::ClockSight::Who;
    if (person.administrator) {
        return true;
    }
    const Declared known = declared(world, record, clock.clock);
    // Where nothing says any more whose it is, it is theirs who agreed on it.
    const Who who = known.clock == nullptr ? Who::parties : known.clock->sight.who;
    if (who == Who::parties) {
        return is_party(world, person, record, clock);
    }
    return who == Who::all || std::ranges::any_of(known.clock->sight.roles, [&](process::Index role) {
               return records::holds_role(*known.process, *known.type, known.process->roles[role], record,
                                          person, *world.directory);
           });
}

bool is_of_unseen_clocks(const World& world, const records::Person& person, const records::Record& record,
                         const records::Event& event) {
    return event.act.empty() && event.texts.empty() && !event.changes.empty() &&
           std::ranges::all_of(event.changes, [&](const records::Change& change) {
               const auto* clock = std::get_if<records::ClockSet>(&change);
               return clock != nullptr && !may_see(world, person, record, *clock);
           });
}

}  // namespace reeve::desk
