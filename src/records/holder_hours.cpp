#include <fmt/format.h>

#include "records/holder_hours_internal.hpp"

namespace reeve::records {

Id shared_organisation(const Directory& directory, std::string_view process, std::string_view role,
                       Id except) {
    Id shared;
    for (const Person* person : directory.members(process, role)) {
        if (person->id == except) continue;
        for (const Membership& membership : person->memberships) {
            if (membership.process != process || membership.role != role) continue;
            const Id at = membership.organisation.empty() ? person->organisation : membership.organisation;
            if (!shared.empty() && shared != at) return {};
            shared = at;
        }
    }
    return shared;
}

namespace {

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

namespace {

// Of the organisation in the field.
const WorkingCalendar* field_hours(Decision& decision, const Draft& draft, const std::string& field,
                                   std::string& whose) {
    whose = "the organisation";
    const Json* value = draft.record.field(field);
    const auto id = value != nullptr && value->is_string() ? Id::parse(value->string()) : std::nullopt;
    const Organisation* organisation = id ? decision.directory().organisation(*id) : nullptr;
    if (organisation == nullptr) return nullptr;
    whose = shown_name(*organisation);
    decision.rests_on(organisation->id, organisation->version);
    return decision.directory().calendar(organisation->calendar);
}

}  // namespace

const WorkingCalendar* hours_of(Decision& decision, const Draft& draft, const process::CalendarChoice& choice,
                                const Counting& counting) {
    using Of = process::CalendarChoice::Of;
    std::string field, whose;
    const WorkingCalendar* calendar = nullptr;
    if (choice.of == Of::named) {
        calendar = decision.directory().calendar(choice.name);
    } else if (choice.of == Of::holder) {
        field = "holder";
        calendar = holder_hours(decision, draft.record.holder, whose);
    } else {
        field = draft.type->fields[choice.field].name;
        calendar = field_hours(decision, draft, field, whose);
    }
    if (calendar != nullptr)
        decision.rests_on(calendar->id, calendar->version);
    else if (choice.of == Of::named)
        decision.miss(draft, counting.what, field,
                      fmt::format("{}: there is no calendar '{}'.", counting.shown, choice.name));
    else
        decision.miss(draft, counting.what, field,
                      fmt::format("{}: {} has no working hours.", counting.shown, whose));
    return calendar;
}

bool waits_outside(Decision& decision, const Record& record, Id answers) {
    const Directory& directory = decision.directory();
    if (record.waiting == "reporter") {
        const Person* reporter = directory.person(record.reporter);
        if (reporter == nullptr || reporter->organisation.empty()) return true;
        decision.rests_on(reporter->id, reporter->version);
        return reporter->organisation != answers;
    }
    if (record.waiting != "vendor") return false;
    const Organisation* organisation = directory.organisation(answers);
    if (organisation == nullptr) return true;
    decision.rests_on(organisation->id, organisation->version);
    return organisation->kind != "vendor";
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
