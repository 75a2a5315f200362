#include "desk/promises.hpp"

#include <fmt/format.h>

#include "process/agreement_terms.hpp"

namespace reeve::desk {
namespace {

// Why a process has nothing to count by the target; empty where it has.
std::string unknown_in(const process::Process& process, const records::Agreement& words,
                       const records::AgreementTarget& target) {
    const auto types = process::types_promised(process, words.kind, target.clock);
    if (types.empty()) {
        return process::wrong_clock(process, words.kind, target.clock);
    }
    JsonObject terms;
    for (const auto& [name, value] : target.when) {
        terms.set(name, value);
    }
    const process::RecordType* type = process::type_asked(process, types, terms);
    for (const auto& [name, value] : target.when) {
        std::string why = name == "holder" ? process::wrong_holder(process, value)
                                           : process::wrong_term(process, *type, name, value);
        if (!why.empty()) {
            return why;
        }
    }
    return {};
}

}  // namespace

std::vector<const records::Agreement*> words_to_come(const records::Directory& directory,
                                                     const records::Agreement& agreement, Instant now) {
    const records::Agreement* in_force = directory.agreed(agreement.id, now);
    const std::string today = directory.day_of(agreement, now);
    std::vector<const records::Agreement*> words = directory.agreement_versions(agreement.id);
    std::erase_if(words, [&](const records::Agreement* one) {
        const bool later = one->agreed && one->from > today;
        return !later && one != in_force && one->version != agreement.version;
    });
    return words;
}

std::vector<Unmet> unkept_promises(const World& world, const process::Process& next, Instant now) {
    std::vector<Unmet> unkept;
    const process::Process* active = world.active(next.id);
    if (active == nullptr) {
        return unkept;
    }
    for (const records::Agreement& agreement : world.directory->agreements()) {
        for (const records::Agreement* words : words_to_come(*world.directory, agreement, now)) {
            const bool over = !words->until.empty() && words->until < world.directory->day_of(*words, now);
            if (words->process != next.id || over) {
                continue;
            }
            for (const records::AgreementTarget& target : words->targets) {
                const std::string why = unknown_in(next, *words, target);
                if (!why.empty() && unknown_in(*active, *words, target).empty()) {
                    unkept.push_back(
                        {"agreement", target.clock,
                         fmt::format("The agreement '{}', version {}, promises '{}' of '{}', and could not "
                                     "be kept any more: {} Keep the name, or agree on words without it "
                                     "first.",
                                     words->name, words->version, target.limit, target.clock, why)});
                }
            }
        }
    }
    return unkept;
}

}  // namespace reeve::desk
