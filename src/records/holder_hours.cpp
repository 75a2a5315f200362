#include "records/holder_hours_internal.hpp"

namespace reeve::records {
namespace {

// The one organisation at which all active people have the role; empty when they have it at several.
Id shared_organisation(const Directory& directory, std::string_view process, std::string_view role) {
    Id shared;
    for (const Person* person : directory.members(process, role)) {
        for (const Membership& membership : person->memberships) {
            if (membership.process != process || membership.role != role) continue;
            const Id at = membership.organisation.empty() ? person->organisation : membership.organisation;
            if (!shared.empty() && shared != at) return {};
            shared = at;
        }
    }
    return shared;
}

template <class Entry>
std::string shown_name(const Entry& entry) {
    return entry.display.empty() ? entry.name : entry.display;
}

}  // namespace

Id named_organisation(const Directory& directory, const Holder& holder) {
    if (!holder.organisation.empty()) return holder.organisation;
    const Team* team = directory.team(holder.team);
    return team != nullptr ? team->organisation : Id{};
}

Id holder_organisation(const Directory& directory, std::string_view process, const Holder& holder) {
    if (const Id named = named_organisation(directory, holder); !named.empty()) return named;
    const Person* person = directory.person(holder.person);
    if (person != nullptr && !person->organisation.empty()) return person->organisation;
    return shared_organisation(directory, process, holder.role);
}

const WorkingCalendar* holder_hours(Decision& decision, const Holder& holder, std::string& whose) {
    const Directory& directory = decision.directory();
    whose = "the holder";
    if (const Team* team = directory.team(holder.team)) {
        whose = shown_name(*team);
        decision.rests_on(team->id, team->version);
        if (const WorkingCalendar* own = directory.calendar(team->calendar)) return own;
    }
    const Id at = holder_organisation(directory, decision.process().id, holder);
    const Organisation* organisation = directory.organisation(at);
    if (organisation == nullptr) return nullptr;
    whose = shown_name(*organisation);
    decision.rests_on(organisation->id, organisation->version);
    return directory.calendar(organisation->calendar);
}

}  // namespace reeve::records
