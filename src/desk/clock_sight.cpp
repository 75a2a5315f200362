#include "desk/clock_sight.hpp"

#include <algorithm>

#include "records/clock_audience.hpp"

namespace reeve::desk {
namespace {

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
               records::is_party(person, *version);
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

// Whether the desk handed the record over because the clock had run out.
bool handed_over(const World& world, const records::Record& record, const records::ClockSet& clock,
                 const records::Leg& leg) {
    const Declared known = declared(world, record, clock.clock);
    if (known.clock == nullptr || !clock.breached_at || *clock.breached_at > leg.from) {
        return false;
    }
    const auto is_its = [&](const std::optional<process::Index>& deed) {
        return deed && known.type->acts[*deed].name == leg.act;
    };
    return is_its(known.clock->on_breach) ||
           std::ranges::any_of(known.clock->overdue, is_its, &process::ClockShare::deed);
}

// A leg that came of clocks that are all kept from her came of an act of the desk.
template <class Unseen>
void keep_seen_causes(const World& world, records::Record& record, const Unseen& is_unseen) {
    for (records::Leg& leg : record.legs) {
        bool unseen = false;
        bool seen = leg.cause != "breach";
        for (const records::ClockInstance& clock : record.clocks) {
            if (seen || !handed_over(world, record, clock.now, leg)) {
                continue;
            }
            (is_unseen(clock.now) ? unseen : seen) = true;
        }
        if (unseen && !seen) {
            leg.cause = "act";
        }
    }
}

}  // namespace

bool may_see(const World& world, const records::Person& person, const records::Record& record,
             const records::ClockSet& clock) {
    if (person.administrator) {
        return true;
    }
    const Declared known = declared(world, record, clock.clock);
    return known.clock == nullptr ? records::is_party(person, clock, *world.directory)
                                  : records::may_see(person, *known.process, *known.type, *known.clock,
                                                     record, clock, *world.directory);
}

void keep_seen_clocks(const World& world, const records::Person* person, records::Record& record) {
    const auto is_unseen = [&](const records::ClockSet& clock) {
        return person == nullptr || !may_see(world, *person, record, clock);
    };
    std::erase_if(record.refused, [&](const records::RefusedDeed& waits) {
        const records::ClockSet* clock = records::clock_told(waits.deed, &record);
        return clock != nullptr && is_unseen(*clock);
    });
    keep_seen_causes(world, record, is_unseen);
    std::erase_if(record.clocks, [&](const records::ClockInstance& clock) { return is_unseen(clock.now); });
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
    if (person.administrator || records::is_party(person, words)) {
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
    if (records::says_more(event)) {
        return false;
    }
    bool of_unseen = false;
    for (const records::Change& change : event.changes) {
        const records::ClockSet* clock = records::clock_told(change, &record);
        const bool unseen = clock != nullptr && !may_see(world, person, record, *clock);
        if (!unseen && !records::is_silent(change)) {
            return false;
        }
        of_unseen = of_unseen || unseen;
    }
    return of_unseen;
}

}  // namespace reeve::desk
