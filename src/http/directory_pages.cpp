#include "http/directory_pages.hpp"

#include "base/text.hpp"

namespace reeve::http {

bool is_staff(const Call& call) {
    const records::Person& person = person_of(call);
    if (person.administrator) return true;
    return std::any_of(person.memberships.begin(), person.memberships.end(),
                       [&](const records::Membership& membership) {
                           return desk::reads_internal(*call.world, person, membership.process);
                       });
}

bool contains(std::string_view text, std::string_view words) {
    return lower_ascii(text).find(lower_ascii(words)) != std::string::npos;
}

}  // namespace reeve::http
