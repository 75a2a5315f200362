#include "desk/world.hpp"

#include <algorithm>

#include "store/reach.hpp"

namespace reeve::desk {
namespace {

// The role as the active version has it; one that it dropped still counts for the records that began with it.
const process::Role* find_role(const World& world, std::string_view process, std::string_view role) {
    const process::Role* found = nullptr;
    for (const ProcessVersion& version : world.processes) {
        if (version.process->id != process) {
            continue;
        }
        if (const auto index = version.process->role(role)) {
            found = &version.process->roles[*index];
            if (version.active) {
                break;
            }
        }
    }
    return found;
}

void add(std::vector<std::string>& names, std::string_view name) {
    if (std::ranges::find(names, name) == names.end()) {
        names.emplace_back(name);
    }
}

}  // namespace

const process::Process* World::active(std::string_view id) const {
    const auto found = std::ranges::find_if(processes, [&](const ProcessVersion& version) {
        return version.active && version.process->id == id;
    });
    return found == processes.end() ? nullptr : found->process.get();
}

const process::Process* World::find(std::string_view id, int version) const {
    const auto found = std::ranges::find_if(processes, [&](const ProcessVersion& candidate) {
        return candidate.process->version == version && candidate.process->id == id;
    });
    return found == processes.end() ? nullptr : found->process.get();
}

const process::Process* World::of(const records::Record& record) const {
    return find(record.process, record.process_version);
}

const process::RecordType* World::type_of(const records::Record& record) const {
    const process::Process* process = of(record);
    const auto type = process == nullptr ? std::nullopt : process->type(record.type);
    return type ? &process->types[*type] : nullptr;
}

store::Sight sight_of(const World& world, const records::Person& person) {
    store::Sight sight;
    sight.person = person.id;
    if (!person.active) {
        return sight;
    }
    for (const records::Membership& membership : person.memberships) {
        const process::Role* role = find_role(world, membership.process, membership.role);
        if (role == nullptr) {
            continue;
        }
        if (role->sees == process::Sees::all) {
            add(sight.whole, membership.process);
        }
        if (role->sees == process::Sees::organisation) {
            const Id at = membership.organisation.empty() ? person.organisation : membership.organisation;
            const bool there = std::ranges::any_of(sight.parts, [&](const store::Sight::Part& part) {
                return part.process == membership.process && part.organisation == at;
            });
            if (!there && !at.empty()) {
                sight.parts.push_back({membership.process, at});
            }
        }
        if (role->reads_internal) {
            add(sight.internal, membership.process);
        }
    }
    return sight;
}

bool may_know(const World& world, const records::Person& person, const records::Record& record) {
    if (!person.active) {
        return false;
    }
    const store::Sight sight = sight_of(world, person);
    if (std::ranges::find(sight.whole, record.process) != sight.whole.end()) {
        return true;
    }
    const store::Reach reach = store::reach_of(record);
    return reach.people.contains(person.id) ||
           std::ranges::any_of(sight.parts, [&](const store::Sight::Part& part) {
               return part.process == record.process && reach.parties.contains(part.organisation);
           });
}

bool reads_internal(const World& world, const records::Person& person, std::string_view process) {
    const store::Sight sight = sight_of(world, person);
    return std::ranges::find(sight.internal, process) != sight.internal.end();
}

}  // namespace reeve::desk
