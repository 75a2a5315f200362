#include "http/directory_routes.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "base/text.hpp"
#include "calendar/icalendar.hpp"
#include "desk/sessions.hpp"
#include "http/administer.hpp"
#include "http/calendar_views.hpp"
#include "http/directory_pages.hpp"
#include "http/serving.hpp"
#include "records/uncounted_roles.hpp"

namespace reeve::http {
namespace {

using records::Directory;

template <class Entry>
const Entry* find_entry(const Directory& directory, const std::string& key);
template <>
const records::Person* find_entry(const Directory& directory, const std::string& key) {
    const auto id = Id::parse(key);
    return id ? directory.person(*id) : directory.person(std::string_view(key));
}
template <>
const records::Organisation* find_entry(const Directory& directory, const std::string& key) {
    const auto id = Id::parse(key);
    return id ? directory.organisation(*id) : directory.organisation(std::string_view(key));
}
template <>
const records::Team* find_entry(const Directory& directory, const std::string& key) {
    const auto id = Id::parse(key);
    return id ? directory.team(*id) : directory.team(std::string_view(key));
}
template <>
const records::WorkingCalendar* find_entry(const Directory& directory, const std::string& key) {
    const auto id = Id::parse(key);
    return id ? directory.calendar(*id) : directory.calendar(std::string_view(key));
}

template <class Entry, class Show>
void read_one(Call call, Reply reply, Show show) {
    const Entry* entry = find_entry<Entry>(*call.world->directory, call.path.at(0));
    if (!entry) return reply(problem({RefusalKind::unseen, "", {}, 0}));
    reply(with_version(json_response(200, show(*entry)), entry->version));
}

// The organisation named in the query, where one is.
Outcome<std::optional<Id>> organisation_asked(const Call& call) {
    const std::string* given = call.parameter("organisation");
    if (!given) return std::optional<Id>{};
    const auto* organisation = find_entry<records::Organisation>(*call.world->directory, *given);
    if (!organisation) return refuse(RefusalKind::malformed, "organisation: there is no '" + *given + "'.");
    return std::optional<Id>{organisation->id};
}

// A password given with a person: hashed here, since hashing is slow on purpose, and taken out of what is
// journalled.
Outcome<std::string> take_password(Json& body) {
    auto password = text_member(body, "password");
    if (!password) return std::unexpected(password.error());
    body.object().erase("password");
    if (!*password) return std::string();
    const std::size_t length = length_utf8(**password);
    if (length < 12 || length > 128)
        return refuse(RefusalKind::unmet, "The password does not do.",
                      {{"field", "password", "A password has 12 to 128 characters."}});
    return desk::hash_password(**password);
}

// As an administrator is shown it.
Json entry_json(const desk::World& world, const records::Person& entry) {
    Json json = person_json(world, entry);
    json.object().set("delegate", delegate_json(world, entry));
    return json;
}
// Who is away, and when, is for herself and administrators.
Json shown(const Call& call, const records::Person& person) {
    return person.id == call.person || person_of(call).administrator ? entry_json(*call.world, person)
                                                                     : person_json(*call.world, person);
}
Json entry_json(const desk::World& world, const records::Organisation& entry) {
    return organisation_json(world, entry);
}
Json entry_json(const desk::World& world, const records::Team& entry) {
    return team_json(world, entry);
}
Json entry_json(const desk::World& world, const records::WorkingCalendar& entry) {
    return entered_calendar_json(world, entry);
}

// After a change: what it leads to that she may not expect.
template <class Entry>
Json changed_json(const desk::World& world, const Entry& entry) {
    Json json = entry_json(world, entry);
    if constexpr (std::is_same_v<Entry, records::Person>) {
        JsonArray warnings;
        for (const desk::ProcessVersion& version : world.processes) {
            if (!version.active) continue;
            for (std::string& one :
                 records::uncounted_roles(*world.directory, *version.process, entry, entry.language))
                warnings.emplace_back(std::move(one));
        }
        if (!warnings.empty()) json.object().set("warnings", std::move(warnings));
    }
    return json;
}

template <class Entry>
constexpr desk::Administer::Kind kind_of = desk::Administer::Kind::person;
template <>
constexpr desk::Administer::Kind kind_of<records::Organisation> = desk::Administer::Kind::organisation;
template <>
constexpr desk::Administer::Kind kind_of<records::Team> = desk::Administer::Kind::team;
template <>
constexpr desk::Administer::Kind kind_of<records::WorkingCalendar> = desk::Administer::Kind::calendar;

template <class Entry>
void administer_entry(Api& api, const Call& call, Reply reply, Json value, int status, std::string password) {
    const auto answered = [&api, password](const desk::World& world, const desk::Answer& done) {
        const std::string id(done.value.string_or_empty("id"));
        const auto* entry = Id::parse(id) ? find_entry<Entry>(*world.directory, id) : nullptr;
        if (!entry) return json_response(200, done.value);
        // What is asked again was done: the password may be another by now, and she signed in with it.
        if (!password.empty() && !done.replayed) {
            api.parts().sessions.set_password(entry->id, password);
            api.parts().sessions.sign_out(entry->id);
        }
        return with_version(json_response(200, changed_json(world, *entry)), entry->version);
    };
    desk::Administer change;
    change.kind = kind_of<Entry>;
    change.value = std::move(value);
    change.password_hash = std::move(password);
    administer(api, call, std::move(reply), std::move(change), status, answered);
}

// Of a person's entry; no other has one.
template <class Entry>
Outcome<std::string> password_with(Call& call) {
    if constexpr (std::is_same_v<Entry, records::Person>) return take_password(call.body);
    return std::string();
}

template <class Entry>
void add(Api& api, Call call, Reply reply) {
    if (auto may = administrator(call); !may) return reply(problem(may.error()));
    if (call.body.find("id"))
        return reply(problem({RefusalKind::malformed, "The desk gives ids; leave 'id' out.", {}, 0}));
    auto password = password_with<Entry>(call);
    if (!password) return reply(problem(password.error()));
    administer_entry<Entry>(api, call, std::move(reply), call.body, 201, std::move(*password));
}

template <class Entry>
void change(Api& api, Call call, Reply reply) {
    if (auto may = administrator(call); !may) return reply(problem(may.error()));
    const Entry* entry = find_entry<Entry>(*call.world->directory, call.path.at(0));
    if (!entry) return reply(problem({RefusalKind::unseen, "", {}, 0}));
    auto password = password_with<Entry>(call);
    if (!password) return reply(problem(password.error()));
    if (call.body.find("id"))
        return reply(problem({RefusalKind::malformed, "An id does not change; leave 'id' out.", {}, 0}));
    const auto version = version_matched(call);
    if (!version) return reply(problem(version.error()));
    // What is given and no more: the rest stays as it is by then, whoever has changed it meanwhile.
    JsonObject value{{"id", entry->id.text()}};
    for (const auto& [name, given] : call.body.object()) value.set(name, given);
    if (*version) value.set("version", **version);
    administer_entry<Entry>(api, call, std::move(reply), std::move(value), 200, std::move(*password));
}

}  // namespace

void list_people(Api&, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto at = organisation_asked(call);
        if (!at) return std::unexpected(at.error());
        const bool staff = is_staff(call);
        const std::string* words = call.parameter("q");
        const std::string* role = call.parameter("role");
        return page_of(
            call, call.world->directory->people(),
            [&](const records::Person& person) {
                if (!staff && person.id != call.person) return false;
                if (*at && person.organisation != **at) return false;
                if (words && !contains(person.display, *words) && !contains(person.name, *words))
                    return false;
                return !role || std::any_of(person.memberships.begin(), person.memberships.end(),
                                            [&](const auto& membership) { return membership.role == *role; });
            },
            [&](const records::Person& person) { return shown(call, person); });
    });
}

void read_person(Api&, Call call, Reply reply) {
    const auto* person = find_entry<records::Person>(*call.world->directory, call.path.at(0));
    if (!person || (!is_staff(call) && person->id != call.person))
        return reply(problem({RefusalKind::unseen, "", {}, 0}));
    reply(with_version(json_response(200, shown(call, *person)), person->version));
}

void add_person(Api& api, Call call, Reply reply) {
    add<records::Person>(api, std::move(call), std::move(reply));
}
void change_person(Api& api, Call call, Reply reply) {
    change<records::Person>(api, std::move(call), std::move(reply));
}

void list_organisations(Api&, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const std::string* words = call.parameter("q");
        const std::string* kind = call.parameter("kind");
        return page_of(
            call, call.world->directory->organisations(),
            [&](const records::Organisation& one) {
                return (!words || contains(one.display, *words) || contains(one.name, *words)) &&
                       (!kind || one.kind == *kind);
            },
            [&](const records::Organisation& one) { return organisation_json(*call.world, one); });
    });
}

void read_organisation(Api&, Call call, Reply reply) {
    const desk::WorldPtr world = call.world;
    read_one<records::Organisation>(std::move(call), std::move(reply),
                                    [&](const auto& entry) { return organisation_json(*world, entry); });
}
void add_organisation(Api& api, Call call, Reply reply) {
    add<records::Organisation>(api, std::move(call), std::move(reply));
}
void change_organisation(Api& api, Call call, Reply reply) {
    change<records::Organisation>(api, std::move(call), std::move(reply));
}

void list_teams(Api&, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto at = organisation_asked(call);
        if (!at) return std::unexpected(at.error());
        const std::string* words = call.parameter("q");
        return page_of(
            call, call.world->directory->teams(),
            [&](const records::Team& team) {
                return (!words || contains(team.display, *words) || contains(team.name, *words)) &&
                       (!*at || team.organisation == **at);
            },
            [&](const records::Team& team) { return team_json(*call.world, team); });
    });
}

void read_team(Api&, Call call, Reply reply) {
    const desk::WorldPtr world = call.world;
    read_one<records::Team>(std::move(call), std::move(reply),
                            [&](const auto& entry) { return team_json(*world, entry); });
}
void add_team(Api& api, Call call, Reply reply) {
    add<records::Team>(api, std::move(call), std::move(reply));
}
void change_team(Api& api, Call call, Reply reply) {
    change<records::Team>(api, std::move(call), std::move(reply));
}

void list_calendars(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const std::string* words = call.parameter("q");
        return page_of(
            call, call.world->directory->calendars(),
            [&](const records::WorkingCalendar& one) {
                return !words || contains(one.title, *words) || contains(one.name, *words);
            },
            [&](const records::WorkingCalendar& one) {
                return calendar_json(*call.world, one, api.parts().clock.now());
            });
    });
}

void read_calendar(Api& api, Call call, Reply reply) {
    const desk::WorldPtr world = call.world;
    read_one<records::WorkingCalendar>(std::move(call), std::move(reply), [&](const auto& entry) {
        return calendar_with_versions_json(*world, entry, api.parts().clock.now());
    });
}
// Nothing is kept: what an administrator takes of it she sends with a calendar.
void read_calendar_file(Api&, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        if (auto may = administrator(call); !may) return std::unexpected(may.error());
        for (const auto& [name, value] : call.body.object())
            if (name != "ics") return refuse(RefusalKind::malformed, "There is only the member 'ics'.");
        const auto ics = text_member(call.body, "ics");
        if (!ics) return std::unexpected(ics.error());
        if (!*ics) return refuse(RefusalKind::malformed, "'ics' is the text of an iCalendar file.");
        const auto found = calendar::read_icalendar(**ics);
        if (!found) return std::unexpected(found.error());
        return json_response(200, calendar::icalendar_json(*found));
    });
}

void add_calendar(Api& api, Call call, Reply reply) {
    add<records::WorkingCalendar>(api, std::move(call), std::move(reply));
}
void change_calendar(Api& api, Call call, Reply reply) {
    change<records::WorkingCalendar>(api, std::move(call), std::move(reply));
}

}  // namespace reeve::http
