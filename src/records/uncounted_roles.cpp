#include "records/uncounted_roles.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/words.hpp"
#include "records/holder_hours_internal.hpp"

namespace reeve::records {
namespace {

bool has_hours(const Directory& directory, Id id) {
    const Organisation* organisation = directory.organisation(id);
    return organisation != nullptr && directory.calendar(organisation->calendar) != nullptr;
}

// Whether the role has no hours because she has it: it had some without her, or nobody else has it.
bool takes_hours(const Directory& directory, const process::Process& process, const process::Role& role,
                 const Person& person) {
    const auto hours_without = [&](Id except) {
        return has_hours(directory, shared_organisation(directory, process.id, role.name, except));
    };
    return !hours_without(Id{}) &&
           (hours_without(person.id) || directory.members(process.id, role.name).size() == 1);
}

// The clocks that run while the role has a record, in the holder's hours.
std::vector<std::string> clocks_of(const process::Process& process, process::Index role,
                                   std::string_view language) {
    std::vector<std::string> titles;
    for (const process::RecordType& type : process.types) {
        if (std::ranges::find(type.custody.holders, role) == type.custody.holders.end()) continue;
        for (const process::Clock& clock : type.clocks) {
            const bool of_role =
                clock.holders.empty() || std::ranges::find(clock.holders, role) != clock.holders.end();
            if (of_role && clock.calendar.of == process::CalendarChoice::Of::holder)
                titles.push_back("'" + process::shown(clock.title, clock.name, language) + "'");
        }
    }
    return titles;
}

}  // namespace

std::vector<std::string> uncounted_roles(const Directory& directory, const process::Process& process,
                                         const Person& person, std::string_view language) {
    std::vector<std::string> sentences;
    for (const Membership& membership : person.memberships) {
        const auto index = membership.process == process.id ? process.role(membership.role) : std::nullopt;
        if (!person.active || !index) continue;
        const process::Role& role = process.roles[*index];
        if (!role.at_name.empty() || !takes_hours(directory, process, role, person)) continue;
        if (const std::vector<std::string> clocks = clocks_of(process, *index, language); !clocks.empty())
            sentences.push_back(fmt::format(
                "'{}' is held at more than one organisation, or at one without working hours: a record that "
                "lies with it, and that neither a team nor a person has, gives {} no hours to count in. "
                "Where no agreement has some, what would bring a record there is refused.",
                process::shown(role.title, role.name, language), join(clocks, ", ")));
    }
    return sentences;
}

}  // namespace reeve::records
