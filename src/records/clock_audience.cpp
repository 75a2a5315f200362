#include "records/clock_audience.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "records/decide.hpp"

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

// At home or where she has a role of the process.
bool belongs_to(const Person& who, std::string_view process, Id organisation) {
    if (organisation.empty()) return false;
    return who.organisation == organisation ||
           std::ranges::any_of(who.memberships, [&](const Membership& membership) {
               return membership.process == process && membership.organisation == organisation;
           });
}

// Of a deed; of several clocks of one name and leg the last.
const ClockSet* clock_of(const Record& record, std::string_view clock, std::int64_t leg) {
    const auto found =
        std::find_if(record.clocks.rbegin(), record.clocks.rend(),
                     [&](const ClockInstance& one) { return one.now.clock == clock && one.now.leg == leg; });
    return found != record.clocks.rend() ? &found->now : nullptr;
}

}  // namespace

bool is_party(const Person& who, const Agreement& agreement) {
    return belongs_to(who, agreement.process, agreement.provider) ||
           belongs_to(who, agreement.process, agreement.customer);
}

bool is_party(const Person& who, const ClockSet& clock, const Directory& directory) {
    const Agreement* words =
        clock.agreement.empty() ? nullptr : directory.agreement(clock.agreement, clock.agreement_version);
    return words == nullptr || is_party(who, *words);
}

bool may_see(const Person& who, const process::Process& process, const process::RecordType& type,
             const process::Clock& of, const Record& record, const ClockSet& clock,
             const Directory& directory) {
    using Who = process::ClockSight::Who;
    if (who.administrator || of.sight.who == Who::all) return true;
    if (of.sight.who == Who::parties) return is_party(who, clock, directory);
    return std::ranges::any_of(of.sight.roles, [&](process::Index role) {
        return holds_role(process, type, process.roles[role], record, who, directory);
    });
}

const ClockSet* clock_told(const Change& change, const Record* record) {
    if (const auto* set = std::get_if<ClockSet>(&change)) return set;
    if (record == nullptr) return nullptr;
    if (const auto* refused = std::get_if<DeedRefused>(&change))
        return clock_of(*record, refused->clock, refused->leg);
    const auto* settled = std::get_if<DeedSettled>(&change);
    return settled != nullptr ? clock_of(*record, settled->clock, settled->leg) : nullptr;
}

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

bool says_more(const Event& event) {
    return !event.act.empty() || std::ranges::any_of(event.texts, [](const EventText& text) {
        return !text.path.starts_with("notice.");
    });
}

bool is_silent(const Change& change) {
    return std::holds_alternative<Noticed>(change) || std::holds_alternative<TimerArmed>(change) ||
           std::holds_alternative<TimerDisarmed>(change);
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
