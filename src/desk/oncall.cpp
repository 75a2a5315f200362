#include "desk/oncall.hpp"

#include <map>

namespace reeve::desk {
namespace {

using Key = std::pair<std::string, Id>;  // the organisation's name first: people read the list in that order

void add_role(const World& world, const process::Process& process, const process::Role& role,
              std::vector<OnCall>& onto) {
    std::map<Key, std::map<std::string, Id>> by_organisation;
    for (const records::Person* person : world.directory->members(process.id, role.name)) {
        for (const records::Membership& membership : person->memberships) {
            if (membership.process != process.id || membership.role != role.name) {
                continue;
            }
            const Id at = membership.organisation.empty() ? person->organisation : membership.organisation;
            const records::Organisation* organisation = world.directory->organisation(at);
            by_organisation[{organisation != nullptr ? organisation->name : "", at}][person->name] =
                person->id;
        }
    }
    for (const auto& [key, people] : by_organisation) {
        OnCall duty{process.id, role.name, key.second, {}};
        for (const auto& [name, id] : people) {
            duty.people.push_back(id);
        }
        onto.push_back(std::move(duty));
    }
}

}  // namespace

std::vector<OnCall> oncall(const World& world, std::string_view process, std::string_view role) {
    std::vector<OnCall> duties;
    for (const ProcessVersion& version : world.processes) {
        if (!version.active || (!process.empty() && version.process->id != process)) {
            continue;
        }
        for (const process::Role& candidate : version.process->roles) {
            if (!candidate.is_reporter && (role.empty() || candidate.name == role)) {
                add_role(world, *version.process, candidate, duties);
            }
        }
    }
    return duties;
}

}  // namespace reeve::desk
