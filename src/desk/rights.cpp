#include "desk/rights.hpp"

#include "base/sha256.hpp"

namespace reeve::desk {

std::uint64_t rights_of(const World& world, const records::Person& person, const store::Sight& sight) {
    Sha256 digest;
    const auto add = [&](std::string_view sort, std::string_view name, std::string_view more) {
        for (const std::string_view part : {sort, name, more}) {
            digest.add(part);
            digest.add("\n");
        }
    };
    for (const std::string& process : sight.whole) {
        add("whole", process, "");
    }
    for (const store::Sight::Part& part : sight.parts) {
        add("part", part.process, part.organisation.text());
    }
    for (const std::string& process : sight.internal) {
        add("internal", process, "");
    }
    for (const auto& [process, word] : sight.audiences) {
        add("audience", process, word);
    }
    for (const records::Membership& membership : person.memberships) {
        if (const process::Process* process = world.active(membership.process)) {
            add("version", process->id, std::to_string(process->version));
        }
    }
    std::uint64_t number = 0;
    const Digest all = digest.finish();
    for (std::size_t i = 0; i < sizeof number; ++i) {
        number = number << 8U | all[i];
    }
    return number;
}

}  // namespace reeve::desk
