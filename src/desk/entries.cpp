#include "desk/entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "desk/entry_value.hpp"
#include "desk/promises.hpp"
#include "process/agreement_terms.hpp"
#include "records/directory_events.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t title_most = 200;
constexpr std::size_t email_most = 254;
constexpr std::size_t language_most = 8;
constexpr std::size_t principals_most = 20;

void read_role(EntryValue& value, const World& world, const Json& item,
               std::vector<records::Membership>& onto) {
    const Json* process = item.find("process");
    const Json* role = item.find("role");
    if (process == nullptr || !process->is_string() || role == nullptr || !role->is_string()) {
        value.malformed(
            "A role is {\"process\": …, \"role\": …}, with \"organisation\" where it is held elsewhere.");
        return;
    }
    for (const auto& [name, unused] : item.object()) {
        if (name != "process" && name != "role" && name != "organisation") {
            value.malformed(fmt::format("A role has no member '{}'.", name.substr(0, title_most)));
        }
    }
    const process::Process* known = process_of(world, process->string());
    if (known == nullptr) {
        value.unmet("roles",
                    fmt::format("There is no process '{}'.", process->string().substr(0, title_most)));
        return;
    }
    if (!known->role(role->string())) {
        std::vector<std::string> names;
        for (const process::Role& one : known->roles) {
            names.push_back(one.name);
        }
        value.unmet("roles", fmt::format("'{}' has no role '{}'; it has {}.", known->id,
                                         role->string().substr(0, title_most), join(names, ", ")));
        return;
    }
    records::Membership membership{known->id, role->string(), {}};
    const Json* at = item.find("organisation");
    if (at != nullptr && !at->is_null()) {
        const records::Organisation* organisation = value.find_organisation(*at, "roles");
        membership.organisation = organisation != nullptr ? organisation->id : Id{};
    }
    if (std::ranges::find(onto, membership) == onto.end()) {
        onto.push_back(std::move(membership));
    }
}

bool is_language(std::string_view text) {
    return text.size() >= 2 && text.size() <= language_most && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
           });
}

template <class Entry>
void check_name(EntryValue& value, const Entry& entry, const Entry* named) {
    if (named != nullptr && named->id != entry.id) {
        value.unmet("name", fmt::format("The name '{}' is taken.", entry.name));
    }
}

template <class Entry>
Outcome<Entry> finished(EntryValue& value, Entry entry) {
    if (Outcome<void> done = value.finish(); !done) {
        return std::unexpected(std::move(done.error()));
    }
    return entry;
}

// Somebody must be left who can administer.
void keep_an_administrator(EntryValue& value, const records::Person& person, const records::Person* before) {
    const auto administers = [](const records::Person& one) { return one.administrator && one.active; };
    if (before == nullptr || !administers(*before) || administers(person)) {
        return;
    }
    const bool another = std::ranges::any_of(value.directory().people(), [&](const records::Person& one) {
        return one.id != person.id && administers(one);
    });
    if (!another) {
        value.unmet("administrator", "This is the last administrator; make somebody else one first.");
    }
}

// Somebody else, who is there in that time, and not in the place of too many.
void check_delegate(EntryValue& value, const records::Person& person) {
    const records::Directory& directory = value.directory();
    const records::Person* other = person.delegate ? directory.person(person.delegate->person) : nullptr;
    if (other == nullptr) {
        return;
    }
    const records::Delegation& given = *person.delegate;
    if (other->id == person.id) {
        value.unmet("delegate", "Somebody else votes in your place.");
    }
    if (!other->active) {
        value.unmet("delegate", fmt::format("{} is no longer here.", other->display));
    }
    if (given.until <= given.from) {
        value.unmet("delegate", "It ends after it begins: 'until' is later than 'from'.");
    }
    if (other->delegate && other->id != person.id && other->delegate->meets(given)) {
        value.unmet("delegate",
                    fmt::format("{} has named somebody too for that time, who may not vote in your place.",
                                other->display));
    }
    const auto others = std::ranges::count_if(directory.delegating(), [&](std::size_t index) {
        const records::Person& one = directory.people()[index];
        return one.id != person.id && one.delegate->person == other->id && one.delegate->meets(given);
    });
    if (static_cast<std::size_t>(others) >= principals_most) {
        value.unmet("delegate", fmt::format("{} votes in the place of {} others in that time already.",
                                            other->display, principals_most));
    }
}

// What is promised in its time, in force or later, goes on to have a length: agreements say other units
// first.
void check_promises(EntryValue& value, const records::WorkingCalendar& calendar,
                    const calendar::WorkingTime& before, Instant now) {
    const records::Directory& directory = value.directory();
    const process::CountedIn was = process::counted_in(calendar.title, before);
    const process::CountedIn is = process::counted_in(calendar.title, *calendar.time);
    const auto check = [&](const records::Agreement& words) {
        if (words.calendar != calendar.id) {
            return;
        }
        for (const records::AgreementTarget& target : words.targets) {
            const std::string why = process::wrong_units(target.limit, is);
            if (!why.empty() && process::wrong_units(target.limit, was).empty()) {
                value.unmet("spec", fmt::format("The agreement '{}' counts '{}' in it: {}", words.name,
                                                target.limit, why));
                return;
            }
        }
    };
    for (const records::Agreement& one : directory.agreements()) {
        for (const records::Agreement* words : words_to_come(directory, one, now)) {
            check(*words);
        }
    }
}

}  // namespace

const process::Process* process_of(const World& world, std::string_view id) {
    if (const process::Process* active = world.active(id)) {
        return active;
    }
    const process::Process* newest = nullptr;
    for (const ProcessVersion& version : world.processes) {
        newest = version.process->id == id ? version.process.get() : newest;
    }
    return newest;
}

Outcome<records::Person> read_entry(const World& world, const Json& json, records::Person person, Instant) {
    EntryValue value(json, *world.directory,
                     {"name", "display", "email", "language", "organisation", "teams", "roles",
                      "administrator", "active", "delegate"});
    value.version(person.version);
    value.handle("name", person.name);
    value.line("display", person.display, title_most);
    value.line("email", person.email, email_most);
    value.line("language", person.language, language_most);
    person.display = person.display.empty() ? person.name : person.display;
    person.language = person.language.empty() ? "en" : person.language;
    if (!person.email.empty() && std::ranges::count(person.email, '@') != 1) {
        value.unmet("email", "A mail address has one '@'.");
    }
    if (!is_language(person.language)) {
        value.unmet("language", "A language is a tag such as 'en' or 'pt-MZ'.");
    }
    value.organisation("organisation", person.organisation);
    value.teams("teams", person.teams);
    if (const Json* roles = value.list("roles")) {
        person.memberships.clear();
        for (const Json& item : roles->array()) {
            read_role(value, world, item, person.memberships);
        }
    }
    value.flag("administrator", person.administrator);
    value.flag("active", person.active);
    if (json.find("delegate") != nullptr) {
        value.delegate("delegate", person.delegate);
        check_delegate(value, person);
    }
    check_name(value, person, world.directory->person(person.name));
    keep_an_administrator(value, person, world.directory->person(person.id));
    return finished(value, std::move(person));
}

Outcome<records::Organisation> read_entry(const World& world, const Json& json,
                                          records::Organisation organisation, Instant) {
    EntryValue value(json, *world.directory, {"name", "display", "kind", "calendar"});
    value.version(organisation.version);
    value.handle("name", organisation.name);
    value.line("display", organisation.display, title_most);
    value.line("kind", organisation.kind, title_most);
    value.calendar("calendar", organisation.calendar);
    organisation.display = organisation.display.empty() ? organisation.name : organisation.display;
    if (!organisation.kind.empty() && !is_name(organisation.kind)) {
        value.unmet("kind", "A kind is a name such as 'facility': lower-case letters, digits and '_'.");
    }
    check_name(value, organisation, world.directory->organisation(organisation.name));
    return finished(value, std::move(organisation));
}

Outcome<records::Team> read_entry(const World& world, const Json& json, records::Team team, Instant) {
    EntryValue value(json, *world.directory, {"name", "display", "organisation", "calendar"});
    value.version(team.version);
    value.handle("name", team.name);
    value.line("display", team.display, title_most);
    value.organisation("organisation", team.organisation);
    value.calendar("calendar", team.calendar);
    team.display = team.display.empty() ? team.name : team.display;
    check_name(value, team, world.directory->team(team.name));
    return finished(value, std::move(team));
}

Outcome<records::WorkingCalendar> read_entry(const World& world, const Json& json,
                                             records::WorkingCalendar calendar, Instant now) {
    EntryValue value(json, *world.directory, {"name", "title", "spec", "effective"});
    value.version(calendar.version);
    value.handle("name", calendar.name);
    value.line("title", calendar.title, title_most);
    calendar.title = calendar.title.empty() ? calendar.name : calendar.title;
    const Instant held_from = std::exchange(calendar.effective, Instant::never());
    value.instant("effective", calendar.effective, calendar::WorkingTime::earliest,
                  calendar::WorkingTime::latest);
    const Json* spec = value.object("spec");
    // Another title is no other time: hours that are planned stay planned. Hours that are sent hold from now
    // on, also those that were planned.
    if (calendar.version > 0 && calendar.effective == Instant::never() && spec == nullptr) {
        calendar.effective = held_from;
    }
    if (spec != nullptr) {
        calendar.spec = *spec;
    } else if (calendar.version == 0) {
        value.malformed("'spec' says when there is work, and must be given.");
    }
    if (calendar.spec.is_object()) {
        auto time = records::read_calendar(calendar.name, calendar.spec);
        if (time) {
            const auto before = std::exchange(calendar.time, std::move(*time));
            if (before != nullptr) {
                check_promises(value, calendar, *before, now);
            }
        } else {
            for (const Unmet& one : time.error().unmet) {
                value.unmet("spec", one.why);
            }
            if (time.error().unmet.empty()) {
                value.unmet("spec", time.error().detail);
            }
        }
    }
    check_name(value, calendar, world.directory->calendar(calendar.name));
    return finished(value, std::move(calendar));
}

namespace {

Json reference(Id id) {
    return id.empty() ? Json() : Json(id.text());
}

}  // namespace

Json entry_json(const records::Person& person) {
    JsonArray teams, roles;
    for (const Id& team : person.teams) {
        teams.emplace_back(team.text());
    }
    for (const records::Membership& membership : person.memberships) {
        JsonObject role{{"process", membership.process}, {"role", membership.role}};
        if (!membership.organisation.empty()) {
            role.set("organisation", membership.organisation.text());
        }
        roles.emplace_back(std::move(role));
    }
    Json delegate;
    if (person.delegate) {
        const records::Delegation& to = *person.delegate;
        delegate = JsonObject{{"person", to.person.text()},
                              {"from", to.from == Instant{} ? Json() : Json(text(to.from))},
                              {"until", to.until == Instant::never() ? Json() : Json(text(to.until))}};
    }
    return JsonObject{{"id", person.id.text()},
                      {"name", person.name},
                      {"display", person.display},
                      {"email", person.email},
                      {"language", person.language},
                      {"organisation", reference(person.organisation)},
                      {"teams", std::move(teams)},
                      {"roles", std::move(roles)},
                      {"administrator", person.administrator},
                      {"active", person.active},
                      {"delegate", delegate},
                      {"version", person.version}};
}

Json entry_json(const records::Organisation& organisation) {
    return JsonObject{{"id", organisation.id.text()},
                      {"name", organisation.name},
                      {"display", organisation.display},
                      {"kind", organisation.kind},
                      {"calendar", reference(organisation.calendar)},
                      {"version", organisation.version}};
}

Json entry_json(const records::Team& team) {
    return JsonObject{{"id", team.id.text()},
                      {"name", team.name},
                      {"display", team.display},
                      {"organisation", reference(team.organisation)},
                      {"calendar", reference(team.calendar)},
                      {"version", team.version}};
}

Json entry_json(const records::WorkingCalendar& calendar) {
    return JsonObject{{"id", calendar.id.text()},
                      {"name", calendar.name},
                      {"title", calendar.title},
                      {"spec", calendar.spec},
                      {"effective", text(calendar.effective)},
                      {"version", calendar.version}};
}

}  // namespace reeve::desk
