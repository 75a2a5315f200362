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

bool is_party(const records::Person& person, const records::Agreement& agreement) {
    return belongs_to(person, agreement.process, agreement.provider) ||
           belongs_to(person, agreement.process, agreement.customer);
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

bool is_party(const World& world, const records::Person& person, const records::ClockSet& clock) {
    const records::Agreement* agreement =
        clock.agreement.empty() ? nullptr
                                : world.directory->agreement(clock.agreement, clock.agreement_version);
    // Without an agreement there are no parties to it.
    return agreement == nullptr || is_party(person, *agreement);
}

// Whether somebody who is no party may see, in some place, every clock of that name.
bool is_open_to(const World& world, const records::Person& person, std::string_view process,
                std::string_view clock) {
    using Who = process::ClockSight::Who;
    const auto holds = [&](const process::Role& role) {
        return std::ranges::any_of(person.memberships, [&](const records::Membership& held) {
            return held.process == process && held.role == role.name;
        });
    };
    const auto open = [&](const process::Process& of, const process::Clock& one) {
        return one.name != clock || one.sight.who == Who::all ||
               std::ranges::any_of(one.sight.roles,
                                   [&](process::Index role) { return holds(of.roles[role]); });
    };
    return std::ranges::all_of(world.processes, [&](const ProcessVersion& version) {
        const process::Process& of = *version.process;
        return of.id != process || std::ranges::all_of(of.types, [&](const process::RecordType& type) {
                   return std::ranges::all_of(type.clocks,
                                              [&](const process::Clock& one) { return open(of, one); });
               });
    });
}

// Of every agreement of the process that the clock can have come to rest on.
bool is_party_throughout(const World& world, const records::Person& person, std::string_view process,
                         std::string_view clock) {
    const records::Directory& directory = *world.directory;
    const auto hers = [&](const records::Agreement* version) {
        return !version->agreed || version->process != process || !version->has_target(clock) ||
               is_party(person, *version);
    };
    return std::ranges::all_of(directory.agreements(), [&](const records::Agreement& agreement) {
        return std::ranges::all_of(directory.agreement_versions(agreement.id), hers);
    });
}

// A role that is held somewhere is not held of every record.
bool holds_throughout(const records::Person& person, const process::Process& process,
                      const process::Role& role) {
    return !role.is_reporter && role.at_name.empty() &&
           std::ranges::any_of(person.memberships, [&](const records::Membership& held) {
               return held.process == process.id && held.role == role.name;
           });
}

bool may_see_throughout(const World& world, const records::Person& person, const process::Process& process,
                        const process::Clock& clock) {
    using Who = process::ClockSight::Who;
    switch (clock.sight.who) {
        case Who::all: return true;
        case Who::parties: return is_party_throughout(world, person, process.id, clock.name);
        case Who::roles: break;
    }
    return std::ranges::any_of(clock.sight.roles, [&](process::Index role) {
        return holds_throughout(person, process, process.roles[role]);
    });
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
        return is_party(world, person, clock);
    }
    return who == Who::all || std::ranges::any_of(known.clock->sight.roles, [&](process::Index role) {
               return records::holds_role(*known.process, *known.type, known.process->roles[role], record,
                                          person, *world.directory);
           });
}

std::vector<std::string> clocks_kept_from(const World& world, const records::Person& person,
                                          std::string_view process, std::string_view type) {
    std::vector<std::string> kept;
    for (const ProcessVersion& version : world.processes) {
        const process::Process& one = *version.process;
        const auto index = one.id == process && !person.administrator ? one.type(type) : std::nullopt;
        if (!index) {
            continue;
        }
        for (const process::Clock& clock : one.types[*index].clocks) {
            if (std::ranges::find(kept, clock.name) == kept.end() &&
                !may_see_throughout(world, person, one, clock)) {
                kept.push_back(clock.name);
            }
        }
    }
    return kept;
}

bool keeps_clocks(const World& world) {
    const auto keeps = [](const process::RecordType& type) {
        return std::ranges::any_of(type.clocks, [](const process::Clock& clock) {
            return clock.sight.who != process::ClockSight::Who::all;
        });
    };
    return std::ranges::any_of(world.processes, [&](const ProcessVersion& version) {
        return std::ranges::any_of(version.process->types, keeps);
    });
}

bool may_see(const World& world, const records::Person& person, const records::Agreement& words) {
    if (person.administrator || is_party(person, words)) {
        return true;
    }
    const store::Sight sight = sight_of(world, person);
    return std::ranges::find(sight.whole, words.process) != sight.whole.end() &&
           std::ranges::all_of(words.targets, [&](const records::AgreementTarget& target) {
               return is_open_to(world, person, words.process, target.clock);
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
