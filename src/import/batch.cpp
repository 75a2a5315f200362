#include "import/batch.hpp"

#include <algorithm>

namespace reeve::import {

void Batch::name_person(std::string_view name, std::string_view display, std::string_view organisation,
                        std::string_view role) {
    const auto same = [&](const desk::ImportedPerson& person) { return person.name == name; };
    auto found = std::find_if(what.people.begin(), what.people.end(), same);
    if (found == what.people.end())
        found = what.people.insert(
            found, {std::string(name), std::string(display), std::string(organisation), {}, {}});
    if (!role.empty()) found->roles.emplace_back(role);
}

}  // namespace reeve::import
