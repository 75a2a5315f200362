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
bool has_field(const std::vector<const process::Process*>& processes, const Wanted& wanted) {
    return std::ranges::any_of(processes, [&](const process::Process* process) {
        return std::ranges::any_of(process->types, [&](const process::RecordType& type) {
            return std::ranges::any_of(type.fields, wanted);
        });
    });
}

// From now on it is taken.
std::string free_name(const std::string& base, std::set<std::string>& taken) {
    std::string name = base;
    for (std::size_t nth = 2; !taken.insert(name).second; ++nth) name = fmt::format("{}_{}", base, nth);
    return name;
}

// So many may be shut out of an approval, or sit in it, that as many and one more are always enough.
std::size_t enough_for_seats(const process::Process& process) {
    std::size_t most = 0;
    for (const process::RecordType& type : process.types)
        for (const process::Approval& approval : type.approvals)
            most = std::max(most, approval.seats.size() + approval.exclude.size() + 1);
    return most;
}

}  // namespace

// Each as many roles as one person may have, so that somebody has every one.
std::set<InventedDemo::Roles> InventedDemo::all_roles(const process::Process& process) {
    std::set<Roles> all;
    for (process::Index role = 0; role < process.roles.size(); ++role)
        all.insert(process::held_with(process.roles, {role}));
    return all;
}

std::vector<const process::Process*> InventedDemo::processes() const {
    std::vector<const process::Process*> all{&process_};
    all.insert(all.end(), beside_.begin(), beside_.end());
    return all;
}

std::vector<std::string> InventedDemo::words_of(const Held& held) const {
    std::vector<std::string> words;
    for (const process::Process* one : processes()) {
        const std::string prefix = one == &process_ ? std::string() : one->id + "/";
        for (const process::Index role :
             one == held.process ? held.roles : process::held_with(one->roles, {}))
            words.push_back(prefix + one->roles[role].name);
    }
    return words;
}

const std::string& InventedDemo::person(const Held& held, std::size_t which) {
    std::vector<std::string>& known = people_[held];
    while (known.size() <= which) {
        const std::string base =
            held.roles.size() == 1 ? held.process->roles[held.roles.front()].name : "person";
        known.push_back(free_name(base, taken_));
    }
    return known[which];
}

Cast InventedDemo::cast(const verify::Exploration& exploration, const verify::Replayed& replayed) {
    Cast cast;
    std::map<Held, std::size_t> taken;
    for (const auto& [id, process, needed, administrator] : acting_in(replayed.done)) {
        // Where people are told apart, each has every role that she may have.
        Held held{process, Roles(needed.begin(), needed.end()), administrator};
        if (exploration.model->tokens > 1) held.roles = process::held_with(process->roles, held.roles);
        cast[id] = person(held, taken[held]++);
    }
    return cast;
}

std::string InventedDemo::text() const {
    std::string out = "calendars:\n";
    std::set<std::string> calendars, kinds;
    for (const process::Process* one : processes()) {
        calendars.merge(verify::Trial::calendars(*one));
        kinds.merge(verify::Trial::organisation_kinds(*one));
    }
    for (const std::string& name : calendars)
        out += fmt::format("  {}: {{ title: {}, zone: UTC, always_open: true }}\n", name, name);
    out += "organisations:\n";
    std::vector<std::string> staffed;
    for (const std::string& kind : kinds) {
        staffed.push_back(kind + "_staffed");
        const bool named = has_field(processes(), [&](const process::Field& field) {
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
        has_field(processes(), [](const process::Field& field) { return field.kind == FieldKind::team; });
    if (teams) out += "teams:\n";
    for (const std::string& team : verify::Trial::teams())
        if (teams)
            out += fmt::format("  {}: {{ name: {}, organisation: {} }}\n", team, team,
                               verify::Trial::home(process_));
    out += "people:\n";
    const auto add = [&](const std::string& name, const Held& has, std::string_view more) {
        std::vector<std::string> held;
        for (const std::string& role : words_of(has))
            for (const std::string& place : staffed) held.push_back(fmt::format("{{ {}: {} }}", role, place));
        out += fmt::format("  {}: {{ name: {}, organisation: {}{}{}, roles: [{}] }}\n", name, name,
                           verify::Trial::home(*has.process),
                           teams ? fmt::format(", teams: [{}]", join(verify::Trial::teams(), ", ")) : "",
                           more, join(held, ", "));
    };
    std::set<std::string> taken = taken_;
    add(free_name("onlooker", taken), {&process_, *all_roles(process_).begin()}, ", administrator: true");
    for (const auto& [held, names] : people_)
        for (const std::string& name : names)
            add(name, held, held.administrator ? ", administrator: true" : "");
    // An approval asks for people who can be heard, whoever is shut out.
    for (const process::Process* one : processes())
        for (const Roles& roles : all_roles(*one))
            for (std::size_t i = 0; i < enough_for_seats(*one); ++i)
                add(free_name("member", taken), {one, roles}, "");
    return out;
}

}  // namespace reeve::rehearse
