#include "http/session_routes.hpp"

#include <array>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "http/administer.hpp"
#include "http/serving.hpp"

namespace reeve::http {
namespace {

// The prefix binds a cookie to this host and to TLS; over plain HTTP on this machine no browser takes it.
std::string_view cookie_name(bool secure) {
    return secure ? "__Host-reeve" : "reeve";
}

// Behind the proxy that the operator named, the proxy says where a request came from and how; from anybody
// else such headers are words (ASVS 4.1.3). The last address is the one that the proxy itself saw.
bool from_proxy(Api& api, const Request& request) {
    return !api.parts().trusted_proxy.empty() && request.remote == api.parts().trusted_proxy;
}

bool is_secure(Api& api, const Request& request) {
    return api.parts().secure || (from_proxy(api, request) && request.header("x-forwarded-proto") == "https");
}

std::string client_address(Api& api, const Request& request) {
    const std::string_view forwarded = request.header("x-forwarded-for");
    if (!from_proxy(api, request) || forwarded.empty()) return request.remote;
    const std::size_t comma = forwarded.rfind(',');
    return std::string(trim(comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1)));
}

std::string token_of(Api& api, const Request& request) {
    const std::string_view authorization = request.header("authorization");
    if (authorization.starts_with("Bearer ")) return std::string(authorization.substr(7));
    for (std::string_view part : split(request.header("cookie"), ';')) {
        part = trim(part);
        const std::size_t equals = part.find('=');
        if (equals != std::string_view::npos &&
            part.substr(0, equals) == cookie_name(is_secure(api, request)))
            return std::string(part.substr(equals + 1));
    }
    return {};
}

std::string cookie(bool secure, std::string_view value, std::string_view more) {
    std::string text =
        std::string(cookie_name(secure)) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Lax";
    if (secure) text += "; Secure";
    return text + std::string(more);
}

// In whose place she votes now, and until when.
Json places_json(const desk::World& world, const records::Person& person) {
    JsonArray places;
    for (const records::Person* principal : world.voices_of(person)) {
        if (principal->id == person.id || !principal->delegate) continue;
        const Instant until = principal->delegate->until;
        places.push_back(JsonObject{{"person", person_reference(world, principal->id)},
                                    {"until", until == Instant::never() ? Json() : Json(text(until))}});
    }
    return places;
}

Json me_json(const desk::World& world, const records::Person& person) {
    Json json = person_json(world, person);
    JsonArray processes;
    for (const desk::ProcessVersion& version : world.processes) {
        if (!version.active) continue;
        bool member = false;
        for (const records::Membership& membership : person.memberships)
            member = member || membership.process == version.process->id;
        if (member)
            processes.push_back(
                JsonObject{{"id", version.process->id},
                           {"reads_internal", desk::reads_internal(world, person, version.process->id)}});
    }
    json.object().set("email", person.email.empty() ? Json() : Json(person.email));
    json.object().set("processes", std::move(processes));
    json.object().set("delegate", delegate_json(world, person));
    json.object().set("votes_for", places_json(world, person));
    return json;
}

struct Credentials {
    std::string name, password;
    bool token = false;
};

Outcome<Credentials> credentials_of(const Json& body) {
    static constexpr std::array<std::string_view, 3> kMembers{"name", "password", "token"};
    if (auto allowed = only_members(body, kMembers); !allowed) return std::unexpected(allowed.error());
    auto name = text_member(body, "name");
    if (!name) return std::unexpected(name.error());
    auto password = text_member(body, "password");
    if (!password) return std::unexpected(password.error());
    if (!*name || !*password) return refuse(RefusalKind::malformed, "name and password are needed.");
    if ((*password)->size() > 1024) return refuse(RefusalKind::malformed, "No password is that long.");
    const Json* token = body.find("token");
    if (token && !token->is_bool()) return refuse(RefusalKind::malformed, "token is true or false.");
    return Credentials{std::move(**name), std::move(**password), token && token->boolean()};
}

// As the caller says it of herself: every change of it is one of her entry.
void set_delegate(Api& api, const Call& call, Reply reply, Json delegate) {
    JsonObject value{{"id", call.person.text()}, {"delegate", std::move(delegate)}};
    administer(api, call, std::move(reply), desk::Administer::Kind::delegate, Json(std::move(value)), 200,
               [id = call.person](const desk::World& world, const desk::Answer& done) {
                   const records::Person* person = world.directory->person(id);
                   return json_response(200, person ? me_json(world, *person) : done.value);
               });
}

}  // namespace

const records::Person* signed_in(Api& api, const Request& request, const desk::World& world) {
    const std::string token = token_of(api, request);
    if (token.empty()) return nullptr;
    const auto id = api.parts().sessions.person(token, api.parts().real_clock.now());
    const records::Person* person = id ? world.directory->person(*id) : nullptr;
    return person && person->active ? person : nullptr;
}

Digest session_of(Api& api, const Request& request) {
    return sha256(token_of(api, request));
}

void sign_in(Api& api, Call call, Reply reply) {
    auto credentials = credentials_of(call.body);
    if (!credentials) return reply(problem(credentials.error()));
    const records::Person* person = call.world->directory->person(credentials->name);
    auto signed_in = api.parts().sessions.sign_in(
        person && person->active ? std::optional(person->id) : std::nullopt, credentials->name,
        credentials->password, client_address(api, call.request), api.parts().real_clock.now(),
        credentials->token);
    if (!signed_in) return reply(problem(signed_in.error()));
    JsonObject body{{"person", me_json(*call.world, *person)}, {"expires", text(signed_in->row.expires)}};
    if (credentials->token) body.set("token", signed_in->token);
    Response response = json_response(200, Json(std::move(body)));
    if (!credentials->token)
        response.headers.emplace_back(
            "Set-Cookie", cookie(is_secure(api, call.request), signed_in->token, "; Max-Age=604800"));
    desk::Operate store_it{
        [row = signed_in->row](store::Operational& operational) { operational.put_session(row); }};
    submit(api, std::move(store_it), std::move(reply),
           [response = std::move(response)](const desk::Answer&) mutable { return std::move(response); });
}

void sign_out(Api& api, Call call, Reply reply) {
    Response response;
    response.status = 204;
    response.headers.emplace_back("Set-Cookie", cookie(is_secure(api, call.request), "", "; Max-Age=0"));
    response.headers.emplace_back("Clear-Site-Data", "\"cache\", \"storage\"");
    const auto digest = api.parts().sessions.sign_out(token_of(api, call.request));
    if (!digest) return reply(std::move(response));
    desk::Operate forget{
        [digest = *digest](store::Operational& operational) { operational.end_session(digest); }};
    submit(api, std::move(forget), std::move(reply),
           [response = std::move(response)](const desk::Answer&) mutable { return std::move(response); });
}

void read_session(Api& api, Call call, Reply reply) {
    const records::Person* person = signed_in(api, call.request, *call.world);
    reply(json_response(200, Json(JsonObject{{"me", person ? me_json(*call.world, *person) : Json()}})));
}

void read_me(Api&, Call call, Reply reply) {
    reply(json_response(200, me_json(*call.world, person_of(call))));
}

void put_delegate(Api& api, Call call, Reply reply) {
    Json delegate = call.body;
    set_delegate(api, call, std::move(reply), std::move(delegate));
}

void delete_delegate(Api& api, Call call, Reply reply) {
    set_delegate(api, call, std::move(reply), Json());
}

}  // namespace reeve::http
