#include "records/clock_audience.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace reeve::records {
namespace {

// Nobody is one of these: only administrators see the clock.
constexpr std::string_view nobody = "nobody";

std::string party(Id organisation) {
    return "party " + organisation.text();
}

std::string person(Id id) {
    return "person " + id.text();
}

std::string role_at(std::string_view role, Id organisation) {
    return fmt::format("role {} {}", role, organisation.text());
}

std::string role_anywhere(std::string_view role) {
    return fmt::format("role {}", role);
}

Id id_in(const Record& record, std::string_view field) {
    const Json* value = record.field(field);
    const auto id = value != nullptr && value->is_string() ? Id::parse(value->string()) : std::nullopt;
    return id.value_or(Id{});
}

std::string holders_of(const process::Role& role, const Record& record) {
    if (role.is_reporter) return person(record.reporter);
    if (role.at_name.empty()) return role_anywhere(role.name);
    const Id at = id_in(record, role.at_name);
    return at.empty() ? std::string(nobody) : role_at(role.name, at);
}

}  // namespace

std::vector<std::string> kept_for(const process::Process& process, const process::Clock& clock,
                                  const Record& record, const Agreement* agreement) {
    using Who = process::ClockSight::Who;
    std::vector<std::string> whom;
    if (clock.sight.who == Who::roles) {
        for (const process::Index role : clock.sight.roles)
            whom.push_back(holders_of(process.roles[role], record));
    } else if (clock.sight.who == Who::parties && agreement != nullptr) {
        for (const Id organisation : {agreement->provider, agreement->customer})
            if (!organisation.empty()) whom.push_back(party(organisation));
        if (whom.empty()) whom.emplace_back(nobody);
    }
    std::sort(whom.begin(), whom.end());
    whom.erase(std::unique(whom.begin(), whom.end()), whom.end());
    return whom;
}

bool makes_due(const Record& record, const ClockSet& clock) {
    const bool of_now = clock.leg == 0 || clock.leg == record.leg();
    return clock.due && (clock.state == ClockState::running ||
                         (clock.state == ClockState::breached && of_now && !clock.stopped));
}

std::vector<std::pair<std::string, std::string>> audiences_of(const Person& who) {
    std::vector<std::pair<std::string, std::string>> words{{"", person(who.id)}};
    if (!who.organisation.empty()) words.emplace_back("", party(who.organisation));
    for (const Membership& held : who.memberships) {
        if (!held.organisation.empty()) words.emplace_back(held.process, party(held.organisation));
        const Id at = held.organisation.empty() ? who.organisation : held.organisation;
        words.emplace_back(held.process, role_anywhere(held.role));
        if (!at.empty()) words.emplace_back(held.process, role_at(held.role, at));
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

}  // namespace reeve::records
