#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "records/approvals_internal.hpp"
#include "records/permission_internal.hpp"

namespace reeve::records {
namespace {

using process::By;

Id organisation_of(const Membership& membership, const Person& person) {
    return membership.organisation.empty() ? person.organisation : membership.organisation;
}

bool has_role(const process::Process& process, const process::Role& role, const Person& person,
              std::optional<Id> at = {}) {
    return std::any_of(person.memberships.begin(), person.memberships.end(),
                       [&](const Membership& membership) {
                           return membership.process == process.id && membership.role == role.name &&
                                  (!at || organisation_of(membership, person) == *at);
                       });
}

std::optional<Id> field_id(const Record& record, std::string_view name) {
    const Json* value = record.field(name);
    return value != nullptr && value->is_string() ? Id::parse(value->string()) : std::nullopt;
}

// The holder who counts: after the end, the one who had it last.
Holder accountable(const Record& record) {
    return record.holder.role.empty() && !record.legs.empty() ? record.legs.back().holder : record.holder;
}

bool allows(const Asking& asking, const By& by, const process::Act& act, const Record& record) {
    const Person& person = asking.person;
    switch (by.kind) {
        case By::Kind::role: {
            const process::Role& role = asking.process.roles[by.role];
            if (!act.creates_record)
                return holds_role(asking.process, asking.type, role, record, person, asking.directory);
            // Where it belongs is not known before it exists; only who reports it is.
            return has_role(asking.process, role, person) &&
                   (!role.is_reporter || record.reporter == person.id);
        }
        case By::Kind::holder: return is_holder(asking, record);
        case By::Kind::assignee: return accountable(record).person == person.id;
        case By::Kind::administrator: return person.administrator;
        case By::Kind::desk:
        case By::Kind::linked: return false;
    }
    return false;
}

// "tier 3", as people say it; with its title where that says more.
std::string role_words(std::string_view role) {
    std::string words(role);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

// The leg that began when the last one of hers ended; nothing when she never had it, or has it.
const Leg* passed_on(const Asking& asking, const Record& record) {
    for (std::size_t i = record.legs.size(); i-- > 0;) {
        if (!belongs_to(asking, record, record.legs[i].holder, asking.person)) continue;
        return i + 1 < record.legs.size() ? &record.legs[i + 1] : nullptr;
    }
    return nullptr;
}

}  // namespace

bool holds_role(const process::Process& process, const process::RecordType&, const process::Role& role,
                const Record& record, const Person& person, const Directory&) {
    if (!person.active) return false;
    if (role.is_reporter) return record.reporter == person.id;
    if (role.at_name.empty()) return has_role(process, role, person);
    const auto at = field_id(record, role.at_name);
    return at && has_role(process, role, person, *at);
}

bool belongs_to(const Asking& asking, const Record& record, const Holder& holder, const Person& person) {
    const auto index = asking.process.role(holder.role);
    if (!index || !person.active) return false;
    const process::Role& role = asking.process.roles[*index];
    if (role.is_reporter) return record.reporter == person.id;
    const std::optional<Id> at =
        holder.organisation.empty() ? std::nullopt : std::optional(holder.organisation);
    if (!has_role(asking.process, role, person, at)) return false;
    return holder.team.empty() ||
           std::find(person.teams.begin(), person.teams.end(), holder.team) != person.teams.end();
}

bool is_holder(const Asking& asking, const Record& record) {
    return belongs_to(asking, record, accountable(record), asking.person);
}

bool handles(const Asking& asking, const Record& record) {
    return std::any_of(
        asking.process.roles.begin(), asking.process.roles.end(), [&](const process::Role& role) {
            return role.reads_internal &&
                   holds_role(asking.process, asking.type, role, record, asking.person, asking.directory);
        });
}

bool reads_internal(const process::Process& process, const Person& person) {
    return std::any_of(process.roles.begin(), process.roles.end(), [&](const process::Role& role) {
        return role.reads_internal && has_role(process, role, person);
    });
}

namespace {

bool is_among(const Asking& asking, const process::Act& act, const Record& record) {
    return asking.person.active && std::any_of(act.by.begin(), act.by.end(),
                                               [&](const By& by) { return allows(asking, by, act, record); });
}

std::string why_shut_out(const Asking& asking, const process::Act& act, const Record& record) {
    return why_excluded(asking.type, act.exclude, record, asking.person.id, asking.language);
}

}  // namespace

bool may_do(const Asking& asking, const process::Act& act, const Record& record) {
    return is_among(asking, act, record) && why_shut_out(asking, act, record).empty();
}

std::string role_title(const process::Process& process, std::string_view role, std::string_view language) {
    const auto index = process.role(role);
    return index ? process::shown(process.roles[*index].title, role, language) : role_words(role);
}

std::string said_at(const Directory& directory, const Record& record, Instant at) {
    calendar::Zone zone;
    std::string_view which = " UTC";  // where nothing says whose time it is
    if (const Organisation* organisation = directory.organisation(record.organisation))
        if (const WorkingCalendar* hours = directory.calendar(organisation->calendar)) {
            zone = hours->time->zone();
            which = {};
        }
    const calendar::CivilTime local = zone.local(at);
    return fmt::format("{:02}:{:02}{} on {:04}-{:02}-{:02}", local.hour, local.minute, which, local.year,
                       local.month, local.day);
}

std::string only_holder(const Asking& asking, const Record& record) {
    if (const Leg* leg = passed_on(asking, record))
        return fmt::format("It was passed to {} at {}; {} has it now.", role_words(leg->holder.role),
                           said_at(asking.directory, record, leg->from),
                           role_title(asking.process, accountable(record).role, asking.language));
    return fmt::format("Only who holds it ({}) may do this.",
                       role_title(asking.process, accountable(record).role, asking.language));
}

std::string why_not(const Asking& asking, const process::Act& act, const Record& record) {
    const auto lists = [&](By::Kind kind) {
        return std::any_of(act.by.begin(), act.by.end(), [&](const By& by) { return by.kind == kind; });
    };
    if (is_among(asking, act, record)) return why_shut_out(asking, act, record);
    if (lists(By::Kind::holder) && passed_on(asking, record) != nullptr) return only_holder(asking, record);
    std::vector<std::string> who;
    for (const By& by : act.by) {
        switch (by.kind) {
            case By::Kind::role:
                who.push_back(
                    role_title(asking.process, asking.process.roles[by.role].name, asking.language));
                break;
            case By::Kind::holder:
                who.push_back(
                    fmt::format("who holds it ({})",
                                role_title(asking.process, accountable(record).role, asking.language)));
                break;
            case By::Kind::assignee: who.emplace_back("whom it is assigned to"); break;
            case By::Kind::administrator: who.emplace_back("administrators"); break;
            case By::Kind::desk: who.emplace_back("the desk itself"); break;
            case By::Kind::linked: break;
        }
    }
    if (who.empty()) return "Nobody does this by hand; it follows from another record.";
    return fmt::format("'{}' is for {}.", process::shown(act.title, act.name, asking.language),
                       join(who, " or "));
}

}  // namespace reeve::records
