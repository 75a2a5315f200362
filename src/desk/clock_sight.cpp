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

}  // namespace

bool may_see(const World& world, const records::Person& person, const records::Record& record,
             const records::ClockSet& clock) {
    using Who = process::ClockSight::Who;
    const process::Process* process = world.of(record);
    const process::RecordType* type = world.type_of(record);
    const auto index = type == nullptr ? std::nullopt : type->clock(clock.clock);
    if (!index || person.administrator) {
        return true;
    }
    const process::ClockSight& sight = type->clocks[*index].sight;
    if (sight.who == Who::parties) {
        const records::Agreement* agreement =
            clock.agreement.empty() ? nullptr
                                    : world.directory->agreement(clock.agreement, clock.agreement_version);
        // Without an agreement there are no parties to it.
        return agreement == nullptr || belongs_to(person, record.process, agreement->provider) ||
               belongs_to(person, record.process, agreement->customer);
    }
    return sight.who == Who::all || std::ranges::any_of(sight.roles, [&](process::Index role) {
               return records::holds_role(*process, *type, process->roles[role], record, person,
                                          *world.directory);
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
