#include "http/agreement_routes.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "desk/clock_sight.hpp"
#include "http/administer.hpp"
#include "http/directory_pages.hpp"
#include "http/serving.hpp"

namespace reeve::http {
namespace {

using records::Agreement;

constexpr std::array<std::string_view, 11> members{"name",     "title",    "kind",    "process",
                                                   "provider", "customer", "service", "calendar",
                                                   "from",     "until",    "targets"};

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json targets_json(const Agreement& agreement) {
    JsonArray targets;
    for (const records::AgreementTarget& target : agreement.targets) {
        JsonObject when;
        for (const auto& [field, value] : target.when) when.set(field, value);
        JsonArray warn;
        for (const int percent : target.warn) warn.emplace_back(percent);
        targets.push_back(JsonObject{{"clock", target.clock},
                                     {"when", std::move(when)},
                                     {"limit", target.limit},
                                     {"warn", std::move(warn)}});
    }
    return targets;
}

// Those that targets ask for, of which these have the ids.
Json asked_json(const desk::World& world, const Agreement& agreement) {
    std::set<Id> asked;
    for (const records::AgreementTarget& target : agreement.targets)
        for (const auto& [field, value] : target.when)
            if (const auto id = Id::parse(value); id && world.directory->organisation(*id)) asked.insert(*id);
    JsonArray organisations;
    for (const Id id : asked) organisations.push_back(organisation_reference(world, id));
    return organisations;
}

Json accord_json(const desk::World& world, const std::optional<records::Accord>& accord) {
    if (!accord) return {};
    return JsonObject{{"by", person_reference(world, accord->by)},
                      {"at", text(accord->at)},
                      {"reference", text_or_null(accord->reference)}};
}

Json calendar_reference(const desk::World& world, Id id) {
    const records::WorkingCalendar* calendar = world.directory->calendar(id);
    return calendar ? Json(JsonObject{{"id", id.text()}, {"name", calendar->title}}) : Json();
}

// What a version says.
JsonObject words_json(const desk::World& world, const Agreement& agreement) {
    return JsonObject{{"version", agreement.version},
                      {"title", agreement.title},
                      {"kind", process::word(agreement.kind)},
                      {"process", agreement.process},
                      {"provider", organisation_reference(world, agreement.provider)},
                      {"customer", organisation_reference(world, agreement.customer)},
                      {"service", text_or_null(agreement.service)},
                      {"calendar", calendar_reference(world, agreement.calendar)},
                      {"from", agreement.from},
                      {"until", text_or_null(agreement.until)},
                      {"targets", targets_json(agreement)},
                      {"organisations", asked_json(world, agreement)},
                      {"agreed", accord_json(world, agreement.agreed)},
                      {"entered", text(agreement.entered)},
                      {"by", person_reference(world, agreement.entered_by)}};
}

// The versions whose words she may see, the newest last.
using Seen = std::vector<const Agreement*>;

Seen seen_versions(const desk::World& world, Id reader, const Agreement& agreement) {
    Seen versions = world.directory->agreement_versions(agreement.id);
    const records::Person* person = world.directory->person(reader);
    std::erase_if(versions, [&](const Agreement* one) {
        return person == nullptr || !desk::may_see(world, *person, *one);
    });
    return versions;
}

// Told as the newest of them; `agreement` is the one that there is now.
Json agreement_json(const desk::World& world, const Agreement& agreement, const Seen& seen) {
    JsonObject json{{"id", agreement.id.text()}, {"name", agreement.name}};
    const JsonObject words = words_json(world, *seen.back());
    for (const auto& [name, value] : words) json.set(name, value);
    return json;
}

Json with_versions(const desk::World& world, const Agreement& agreement, const Seen& seen) {
    Json json = agreement_json(world, agreement, seen);
    JsonArray versions;
    for (const Agreement* one : seen) versions.emplace_back(words_json(world, *one));
    json.object().set("versions", std::move(versions));
    return json;
}

const Agreement* find_agreement(const Call& call) {
    const std::string& key = call.path.at(0);
    const auto id = Id::parse(key);
    const Agreement* found =
        id ? call.world->directory->agreement(*id) : call.world->directory->agreement(std::string_view(key));
    return found && !seen_versions(*call.world, call.person, *found).empty() ? found : nullptr;
}

Response unseen() {
    return problem({RefusalKind::unseen, "There is no such agreement, or you may not see it.", {}, 0});
}

// Nobody changes or agrees to words that she has not seen.
Outcome<std::optional<std::int64_t>> version_seen(const Call& call) {
    if (call.request.header("if-match").empty())
        return refuse(RefusalKind::precondition_required,
                      "Send If-Match with the ETag of the agreement that you saw.");
    return version_matched(call);
}

Response agreement_response(const Json& shown) {
    Response response = json_response(200, shown);
    const Json* version = shown.find("version");
    if (!version) return response;
    return with_version(std::move(response), version->integer());
}

void administer_agreement(Api& api, const Call& call, Reply reply, desk::Administer::Kind kind, Json value,
                          int status) {
    administer(api, call, std::move(reply), kind, std::move(value), status,
               [reader = call.person](const desk::World& world, const desk::Answer& done) {
                   const auto id = Id::parse(done.value.string_or_empty("id"));
                   const Agreement* entry = id ? world.directory->agreement(*id) : nullptr;
                   const Seen seen = entry ? seen_versions(world, reader, *entry) : Seen{};
                   return agreement_response(seen.empty() ? done.value : with_versions(world, *entry, seen));
               });
}

}  // namespace

Outcome<Json> whole_agreement(const Json& body) {
    if (auto known = only_members(body, members); !known) return std::unexpected(known.error());
    JsonObject value;
    // What is left out is said to be nothing, and nothing stays of the words before.
    for (const std::string_view member : members) value.set(std::string(member), Json());
    value.set("targets", JsonArray{});
    for (const auto& [name, given] : body.object()) value.set(name, given);
    return value;
}

void list_agreements(Api&, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const std::string* words = call.parameter("q");
        const std::string* process = call.parameter("process");
        const std::string* kind = call.parameter("kind");
        return page_of(
            call, call.world->directory->agreements(),
            [&](const Agreement& one) {
                const Seen seen = seen_versions(*call.world, call.person, one);
                if (seen.empty()) return false;
                const Agreement& told = *seen.back();
                return (!words || contains(told.title, *words) || contains(one.name, *words)) &&
                       (!process || told.process == *process) && (!kind || process::word(told.kind) == *kind);
            },
            [&](const Agreement& one) {
                return agreement_json(*call.world, one, seen_versions(*call.world, call.person, one));
            });
    });
}

void read_agreement(Api&, Call call, Reply reply) {
    const Agreement* agreement = find_agreement(call);
    if (!agreement) return reply(unseen());
    const Seen seen = seen_versions(*call.world, call.person, *agreement);
    reply(agreement_response(with_versions(*call.world, *agreement, seen)));
}

void add_agreement(Api& api, Call call, Reply reply) {
    if (auto may = administrator(call); !may) return reply(problem(may.error()));
    auto value = whole_agreement(call.body);
    if (!value) return reply(problem(value.error()));
    administer_agreement(api, call, std::move(reply), desk::Administer::Kind::agreement, std::move(*value),
                         201);
}

void change_agreement(Api& api, Call call, Reply reply) {
    if (auto may = administrator(call); !may) return reply(problem(may.error()));
    const Agreement* agreement = find_agreement(call);
    if (!agreement) return reply(unseen());
    auto value = whole_agreement(call.body);
    if (!value) return reply(problem(value.error()));
    const auto version = version_seen(call);
    if (!version) return reply(problem(version.error()));
    value->object().set("id", agreement->id.text());
    if (*version) value->object().set("version", **version);
    administer_agreement(api, call, std::move(reply), desk::Administer::Kind::agreement, std::move(*value),
                         200);
}

void agree_to_agreement(Api& api, Call call, Reply reply) {
    const Agreement* agreement = find_agreement(call);
    if (!agreement) return reply(unseen());
    static constexpr std::array<std::string_view, 1> known{"reference"};
    if (auto only = only_members(call.body, known); !only) return reply(problem(only.error()));
    const auto reference = text_member(call.body, "reference");
    if (!reference) return reply(problem(reference.error()));
    if (*reference && length_utf8(**reference) > 200)
        return reply(problem({RefusalKind::unmet,
                              "The reference does not do.",
                              {{"field", "reference", "A reference has at most 200 characters."}},
                              0}));
    const auto version = version_seen(call);
    if (!version) return reply(problem(version.error()));
    JsonObject value{{"id", agreement->id.text()}};
    if (*reference) value.set("reference", **reference);
    if (*version) value.set("version", **version);
    administer_agreement(api, call, std::move(reply), desk::Administer::Kind::agree, std::move(value), 200);
}

}  // namespace reeve::http
