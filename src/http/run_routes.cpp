#include "http/run_routes.hpp"

#include <array>

#include "base/instant.hpp"
#include "desk/oncall.hpp"
#include "http/serving.hpp"

namespace reeve::http {

void read_oncall(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        Instant at = api.parts().clock.now();
        if (const std::string* given = call.parameter("at")) {
            const auto parsed = parse_instant(*given);
            if (!parsed) return refuse(RefusalKind::malformed, "at is an RFC 3339 instant with its offset.");
            at = *parsed;
        }
        std::string process = call.parameter("process") ? *call.parameter("process") : "";
        std::string role = call.parameter("role") ? *call.parameter("role") : "";
        // "epts-support/tier_2" names both, as elsewhere.
        if (const std::size_t slash = role.find('/'); slash != std::string::npos) {
            if (!process.empty() && process != role.substr(0, slash))
                return refuse(RefusalKind::malformed, "process and role name different processes.");
            process = role.substr(0, slash);
            role.erase(0, slash + 1);
        }
        const std::string language = language_of(call);
        JsonArray items;
        for (const desk::OnCall& duty : desk::oncall(*call.world, process, role)) {
            JsonArray people;
            for (const Id& person : duty.people) people.push_back(person_reference(*call.world, person));
            items.push_back(
                JsonObject{{"process", duty.process},
                           {"role", duty.role},
                           {"organisation", organisation_reference(*call.world, duty.organisation)},
                           {"people", std::move(people)}});
        }
        return json_response(
            200, Json(JsonObject{{"at", text(at)}, {"items", std::move(items)}, {"next", Json()}}));
    });
}

void set_clock(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 1> kMembers{"now"};
    if (auto allowed = only_members(call.body, kMembers); !allowed) return reply(problem(allowed.error()));
    auto now = text_member(call.body, "now");
    if (!now) return reply(problem(now.error()));
    const auto to = *now ? parse_instant(**now) : std::nullopt;
    if (!to)
        return reply(problem({RefusalKind::malformed, "now is an RFC 3339 instant with its offset.", {}, 0}));
    submit(api, desk::Advance{*to}, std::move(reply), [&api, to = *to](const desk::Answer&) {
        api.parts().set_clock(to);
        return json_response(200, Json(JsonObject{{"now", text(to)}}));
    });
}

void read_openapi(Api& api, Call, Reply reply) {
    Response response;
    response.content_type = "application/yaml";
    response.fixed = api.parts().openapi;
    reply(std::move(response));
}

void read_health(Api&, Call, Reply reply) {
    reply(json_response(200, Json(JsonObject{{"status", "alive"}})));
}

void read_readiness(Api& api, Call, Reply reply) {
    if (!api.parts().desk.writable())
        return reply(problem({RefusalKind::busy, "The desk cannot write; it must be looked at.", {}, 30}));
    reply(json_response(200, Json(JsonObject{{"status", "ready"}})));
}

}  // namespace reeve::http
