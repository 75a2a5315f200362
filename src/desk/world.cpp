#include "desk/world.hpp"

#include <algorithm>

#include "records/clock_audience.hpp"
#include "records/reach.hpp"

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

// Whether people of the role are heard by an approval, in some version of the process.
bool is_heard(const World& world, std::string_view process, std::string_view role) {
    return std::ranges::any_of(world.processes, [&](const ProcessVersion& version) {
        const auto index = version.process->id == process ? version.process->role(role) : std::nullopt;
        const auto heard = [&](const process::Approval& approval) {
            return std::ranges::any_of(approval.seats,
                                       [&](const process::Seat& seat) { return seat.role == *index; });
        };
        return index && std::ranges::any_of(version.process->types, [&](const process::RecordType& type) {
                   return std::ranges::any_of(type.approvals, heard);
               });
    });
}

// Who is heard on a record may know it.
void add_seats(const World& world, const records::Membership& membership, Id at, store::Sight& sight) {
    if (!is_heard(world, membership.process, membership.role)) {
        return;
    }
    for (const Id organisation : {Id{}, at}) {
        const Id seat = records::seat_party(membership.process, membership.role, organisation);
        if (std::ranges::find(sight.parts, seat, &store::Sight::Part::organisation) == sight.parts.end()) {
            sight.parts.push_back({membership.process, seat});
        }
    }
}

// In whose place she votes, for them she knows what their seats know, and no more of what they know.
void add_principals(const World& world, const records::Person& person, store::Sight& sight) {
    for (const records::Person* principal : world.voices_of(person)) {
        if (principal->id == person.id) {
            continue;
        }
        for (const records::Membership& membership : principal->memberships) {
            const process::Role* role = find_role(world, membership.process, membership.role);
            const bool whole = std::ranges::find(sight.whole, membership.process) != sight.whole.end();
            if (role != nullptr && !role->is_reporter && !whole) {
                add_seats(world, membership,
                          membership.organisation.empty() ? principal->organisation : membership.organisation,
                          sight);
            }
        }
    }
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

std::vector<const records::Person*> World::voices_of(const records::Person& person) const {
    std::vector<const records::Person*> voices{&person};
    for (const StandIn& one : standing) {
        const records::Person* principal =
            one.delegate == person.id ? directory->person(one.principal) : nullptr;
        if (principal != nullptr && principal->active) {
            voices.push_back(principal);
        }
    }
    return voices;
}

void World::turn(Instant now) {
    standing.clear();
    next_turn = Instant::never();
    for (const std::size_t index : directory->delegating()) {
        const records::Person& person = directory->people()[index];
        const records::Delegation& to = *person.delegate;
        if (to.holds(now)) {
            standing.push_back({to.person, person.id});
        }
        for (const Instant border : {to.from, to.until}) {
            next_turn = border > now ? std::min(next_turn, border) : next_turn;
        }
    }
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
        const Id at = membership.organisation.empty() ? person.organisation : membership.organisation;
        // Reporters are heard on what they reported, which they know already.
        if (role->sees != process::Sees::all && !role->is_reporter) {
            add_seats(world, membership, at, sight);
        }
        if (role->sees == process::Sees::organisation) {
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
    add_principals(world, person, sight);
    sight.audiences = records::audiences_of(person);
    sight.all_clocks = person.administrator;
    return sight;
}

bool is_heard(const World& world, const records::Person& person) {
    const auto heard = [&](const records::Person* one) {
        return std::ranges::any_of(one->memberships, [&](const records::Membership& held) {
            return is_heard(world, held.process, held.role);
        });
    };
    return person.active && std::ranges::any_of(world.voices_of(person), heard);
}

bool may_know(const World& world, const records::Person& person, const records::Record& record) {
    if (!person.active) {
        return false;
    }
    const store::Sight sight = sight_of(world, person);
    if (std::ranges::find(sight.whole, record.process) != sight.whole.end()) {
        return true;
    }
    const records::Reach reach = records::reach_of(record);
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
