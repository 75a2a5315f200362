#include "process/demo_seats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace reeve::process {
namespace {

bool may_hold(const Process& process, const RecordType& type, const DemoPerson& person) {
    const auto& holders = type.custody.holders;
    return std::any_of(holders.begin(), holders.end(),
                       [&](Index role) { return has_role(process, person, role); });
}

bool may_do(const Process& process, const RecordType& type, const Act& act, const DemoPerson& person) {
    return std::any_of(act.by.begin(), act.by.end(), [&](const By& by) {
        if (by.kind == By::Kind::holder || by.kind == By::Kind::assignee)
            return may_hold(process, type, person);
        return by.kind == By::Kind::role && has_role(process, person, by.role);
    });
}

bool may_log(const Process& process, const RecordType& type, const DemoPerson& person) {
    return std::any_of(type.acts.begin(), type.acts.end(), [&](const Act& act) {
        return act.creates_record && may_do(process, type, act, person);
    });
}

bool may_be_hit(const Process& process, const RecordType& type, const Exclusion& exclusion,
                const DemoPerson& person) {
    switch (exclusion.kind) {
        case Exclusion::Kind::assignee: return may_hold(process, type, person);
        case Exclusion::Kind::reporter:
        case Exclusion::Kind::logger: return may_log(process, type, person);
        case Exclusion::Kind::act: break;
    }
    return may_do(process, type, type.acts[exclusion.act], person);
}

void check_seat(const Process& process, const RecordType& type, const Approval& approval, Index role,
                const Demo& demo, std::vector<std::string>& found) {
    const auto same = [&](const Seat& seat) { return seat.role == role; };
    const auto seats = std::count_if(approval.seats.begin(), approval.seats.end(), same);
    std::vector<const DemoPerson*> members;
    for (const DemoPerson& person : demo.people)
        if (has_role(process, person, role)) members.push_back(&person);
    // Each exclusion is of one person at a time, or of one at least.
    const auto hits =
        std::count_if(approval.exclude.begin(), approval.exclude.end(), [&](const Exclusion& exclusion) {
            return std::any_of(members.begin(), members.end(), [&](const DemoPerson* person) {
                return may_be_hit(process, type, exclusion, *person);
            });
        });
    const auto left = static_cast<std::ptrdiff_t>(members.size());
    const std::string& name = process.roles[role].name;
    if (left < seats)
        found.push_back(fmt::format("{} of '{}' hold the {} seats of '{}' in '{}'", left, name, seats,
                                    approval.name, type.name));
    else if (left - hits < seats)
        found.push_back(fmt::format("who is excluded from '{}' in '{}' may be everybody of '{}' ({} people)",
                                    approval.name, type.name, name, left));
}

// ---- seats and roles that are of an organisation

const DemoOrganisation* organisation_of(const Demo& demo, const std::string& name) {
    const auto found = std::find_if(demo.organisations.begin(), demo.organisations.end(),
                                    [&](const DemoOrganisation& one) { return one.name == name; });
    return found == demo.organisations.end() ? nullptr : &*found;
}

bool has_role_at(const Process& process, const DemoPerson& person, Index role, const std::string& place) {
    return std::any_of(person.roles.begin(), person.roles.end(), [&](const DemoRole& held) {
        return is_role(held, process, role) &&
               (held.organisation.empty() ? person.organisation : held.organisation) == place;
    });
}

struct PlacedSeat {
    const RecordType* type = nullptr;
    const Approval* approval = nullptr;
    Seat seat;
    std::size_t places = 0;
    std::vector<std::string> bare;  // where too few have the role
};

std::vector<PlacedSeat> placed_seats(const Process& process, const Demo& demo) {
    std::vector<PlacedSeat> all;
    for (const RecordType& type : process.types)
        for (const Approval& approval : type.approvals)
            for (const Seat& seat : approval.seats) {
                const auto same = [&](const auto& other) {
                    return other.role == seat.role && other.at == seat.at;
                };
                const auto known = [&](const PlacedSeat& other) {
                    return other.approval == &approval && same(other.seat);
                };
                if (!seat.at || process.roles[seat.role].is_reporter || std::ranges::any_of(all, known))
                    continue;
                const auto seats = std::ranges::count_if(approval.seats, same);
                PlacedSeat& one = all.emplace_back(PlacedSeat{&type, &approval, seat, 0, {}});
                for (const DemoOrganisation* place :
                     organisations_named(process, type, type.fields[*seat.at], demo)) {
                    ++one.places;
                    const auto has = [&](const DemoPerson& person) {
                        return has_role_at(process, person, seat.role, place->name);
                    };
                    if (std::ranges::count_if(demo.people, has) < seats) one.bare.push_back(place->display);
                }
            }
    return all;
}

// The kinds of organisations at which the role counts; none: at all.
std::set<std::string> kinds_of(const Process& process, const Role& role) {
    std::set<std::string> kinds;
    for (const RecordType& type : process.types)
        for (const Field& field : type.fields)
            if (field.kind == FieldKind::organisation && field.name == role.at_name)
                kinds.insert(field.organisation_kind);
    if (kinds.contains("")) kinds.clear();
    return kinds;
}

bool counts_somewhere(const Demo& demo, const DemoPerson& person, const DemoRole& held,
                      const std::set<std::string>& kinds) {
    const std::string& place = held.organisation.empty() ? person.organisation : held.organisation;
    const DemoOrganisation* at = organisation_of(demo, place);
    return kinds.empty() || (at != nullptr && kinds.contains(at->kind));
}

void check_role(const Process& process, Index index, const Demo& demo, std::vector<std::string>& found) {
    const Role& role = process.roles[index];
    const std::set<std::string> kinds =
        role.at_name.empty() ? std::set<std::string>() : kinds_of(process, role);
    bool held = false, counts = false;
    for (const DemoPerson& person : demo.people)
        for (const DemoRole& one : person.roles) {
            if (!is_role(one, process, index)) continue;
            held = true;
            counts = counts || counts_somewhere(demo, person, one, kinds);
        }
    if (!held) found.push_back(fmt::format("nobody here has the role '{}'", role.name));
    if (held && !counts)
        found.push_back(
            fmt::format("nobody here has the role '{}' at an organisation of the kind '{}', where it counts",
                        role.name, fmt::join(kinds, "' or '")));
}

}  // namespace

bool is_role(const DemoRole& held, const Process& process, Index role) {
    return (held.process.empty() || held.process == process.id) && held.role == process.roles[role].name;
}

bool has_role(const Process& process, const DemoPerson& person, Index role) {
    return std::ranges::any_of(person.roles,
                               [&](const DemoRole& held) { return is_role(held, process, role); });
}

std::vector<const DemoOrganisation*> organisations_named(const Process& process, const RecordType& type,
                                                         const Field& field, const Demo& demo) {
    std::vector<const DemoOrganisation*> places;
    for (const DemoOrganisation& one : demo.organisations) {
        const auto reports = [&](const DemoPerson& person) {
            if (person.organisation != one.name) return false;
            return std::any_of(type.acts.begin(), type.acts.end(), [&](const Act& act) {
                return act.creates_record && std::any_of(act.by.begin(), act.by.end(), [&](const By& by) {
                           return by.kind == By::Kind::role && process.roles[by.role].is_reporter &&
                                  has_role(process, person, by.role);
                       });
            });
        };
        const bool named = field.organisation_kind.empty()
                               ? std::any_of(demo.people.begin(), demo.people.end(), reports)
                               : one.kind == field.organisation_kind;
        if (named) places.push_back(&one);
    }
    return places;
}

std::vector<std::string> missing_people(const Process& process, const Demo& demo) {
    std::vector<std::string> found;
    for (Index role = 0; role < process.roles.size(); ++role) check_role(process, role, demo, found);
    for (const PlacedSeat& one : placed_seats(process, demo))
        if (!one.bare.empty() && one.bare.size() < one.places)
            found.push_back(
                fmt::format("too few hold '{}' at {} to fill its seats of '{}' in '{}': what is asked there "
                            "waits for ever",
                            process.roles[one.seat.role].name, fmt::join(one.bare, ", "), one.approval->name,
                            one.type->name));
    return found;
}

std::vector<std::string> empty_seats(const Process& process, const Demo& demo) {
    std::vector<std::string> found;
    for (const RecordType& type : process.types)
        for (const Approval& approval : type.approvals) {
            std::set<Index> asked;
            for (const Seat& seat : approval.seats)
                if (!seat.at && !process.roles[seat.role].is_reporter && asked.insert(seat.role).second)
                    check_seat(process, type, approval, seat.role, demo, found);
        }
    for (const PlacedSeat& one : placed_seats(process, demo))
        if (one.places > 0 && one.bare.size() == one.places)
            found.push_back(
                fmt::format("too few hold '{}' at any organisation of '{}' to fill its seats of '{}' in '{}'",
                            process.roles[one.seat.role].name, one.type->fields[*one.seat.at].name,
                            one.approval->name, one.type->name));
    return found;
}

}  // namespace reeve::process
