#include "rehearse/invented_demo.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "verify/trial.hpp"

namespace reeve::rehearse {
namespace {

using process::FieldKind;

template <class Wanted>
bool has_field(const process::Process& process, const Wanted& wanted) {
    return std::ranges::any_of(process.types, [&](const process::RecordType& type) {
        return std::ranges::any_of(type.fields, wanted);
    });
}

// So many may be shut out of an approval, or sit in it, that as many and one more are always enough.
std::size_t enough_for_seats(const process::Process& process) {
    std::size_t most = 0;
    for (const process::RecordType& type : process.types)
        for (const process::Approval& approval : type.approvals)
            most = std::max(most, approval.seats.size() + approval.exclude.size() + 1);
    return most;
}

std::string home() {
    return fmt::format("{}_staffed", verify::Trial::any_kind);
}

}  // namespace

// Each as many roles as one person may have, so that somebody has every one.
std::set<InventedDemo::Roles> InventedDemo::all_roles() const {
    std::set<Roles> all;
    for (process::Index role = 0; role < process_.roles.size(); ++role)
        all.insert(process::held_with(process_.roles, {role}));
    return all;
}

const std::string& InventedDemo::person(const Roles& roles, std::size_t which) {
    std::vector<std::string>& known = people_[roles];
    while (known.size() <= which) {
        const std::string base = roles.size() == 1 ? process_.roles[roles.front()].name : "person";
        const std::size_t nth = ++names_[base];
        known.push_back(nth == 1 ? base : fmt::format("{}_{}", base, nth));
    }
    return known[which];
}

Cast InventedDemo::cast(const verify::Exploration& exploration, const verify::Replayed& replayed) {
    Cast cast;
    std::map<Roles, std::size_t> taken;
    for (const auto& [id, needed] : acting_in(replayed.done)) {
        // Where people are told apart, each has every role that she may have.
        Roles roles(needed.begin(), needed.end());
        if (exploration.model->tokens > 1) roles = process::held_with(process_.roles, roles);
        cast[id] = person(roles, taken[roles]++);
    }
    return cast;
}

std::string InventedDemo::text() const {
    std::string out = "calendars:\n";
    for (const std::string& name : verify::Trial::calendars(process_))
        out += fmt::format("  {}: {{ title: {}, zone: UTC, always_open: true }}\n", name, name);
    out += "organisations:\n";
    std::vector<std::string> staffed;
    for (const std::string& kind : verify::Trial::organisation_kinds(process_)) {
        staffed.push_back(kind + "_staffed");
        const bool named = has_field(process_, [&](const process::Field& field) {
            return field.kind == FieldKind::organisation &&
                   (field.organisation_kind.empty() ? verify::Trial::any_kind
                                                    : std::string_view(field.organisation_kind)) == kind;
        });
        for (const char* which : {"staffed", "bare"})
            if (named || staffed.back().ends_with(which))
                out += fmt::format("  {}_{}: {{ name: {}_{}, kind: {}, calendar: always }}\n", kind, which,
                                   kind, which, kind);
    }
    const bool teams =
        has_field(process_, [](const process::Field& field) { return field.kind == FieldKind::team; });
    if (teams) out += "teams:\n";
    for (const std::string& team : verify::Trial::teams())
        if (teams) out += fmt::format("  {}: {{ name: {}, organisation: {} }}\n", team, team, home());
    out += "people:\n";
    const auto add = [&](const std::string& name, const Roles& roles, std::string_view more) {
        std::vector<std::string> held;
        for (const process::Index role : roles)
            for (const std::string& place : staffed)
                held.push_back(fmt::format("{{ {}: {} }}", process_.roles[role].name, place));
        out += fmt::format("  {}: {{ name: {}, organisation: {}{}{}, roles: [{}] }}\n", name, name, home(),
                           teams ? fmt::format(", teams: [{}]", join(verify::Trial::teams(), ", ")) : "",
                           more, join(held, ", "));
    };
    const std::set<Roles> all = all_roles();
    add("onlooker", *all.begin(), ", administrator: true");
    for (const auto& [roles, names] : people_)
        for (const std::string& name : names) add(name, roles, "");
    // An approval asks for people who can be heard, whoever is shut out.
    std::size_t members = 0;
    for (const Roles& roles : all)
        for (std::size_t i = 0; i < enough_for_seats(process_); ++i)
            add(fmt::format("member_{}", ++members), roles, "");
    return out;
}

}  // namespace reeve::rehearse
