#include "http/process_routes.hpp"

#include <array>
#include <charconv>

#include "base/instant.hpp"
#include "http/serving.hpp"
#include "process/describe.hpp"
#include "process/words.hpp"

namespace reeve::http {
namespace {

Outcome<void> administrator(const Call& call) {
    if (person_of(call).administrator) return {};
    return refuse(RefusalKind::not_allowed, "Only an administrator of this desk may do this.");
}

void administer(Api& api, Call call, Reply reply, desk::Administer::Kind kind, Json value, int status) {
    auto repeat = repeat_key(call);
    if (!repeat) return reply(problem(repeat.error()));
    desk::Administer change{kind,
                            {records::ActorKind::person, call.person},
                            std::move(value),
                            std::move(repeat->key),
                            std::move(repeat->route),
                            repeat->body};
    submit(api, std::move(change), std::move(reply), [status](const desk::Answer& done) {
        Response response = json_response(done.replayed ? 200 : status, done.value);
        if (done.replayed) response.headers.emplace_back("Idempotent-Replay", "true");
        return response;
    });
}

}  // namespace

void list_processes(Api&, Call call, Reply reply) {
    const std::string language = language_of(call);
    JsonArray items;
    for (const desk::ProcessVersion& one : call.world->processes)
        items.push_back(JsonObject{{"id", one.process->id},
                                   {"version", one.process->version},
                                   {"title", process::shown(one.process->title, one.process->id, language)},
                                   {"active", one.active},
                                   {"installed", text(one.installed)}});
    reply(json_response(200, Json(JsonObject{{"items", std::move(items)}, {"next", Json()}})));
}

void read_process(Api&, Call call, Reply reply) {
    const std::string& id = call.path.at(0);
    const process::Process* process = call.world->active(id);
    if (const std::string* given = call.parameter("version")) {
        int version = 0;
        const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), version);
        if (error != std::errc{} || end != given->data() + given->size())
            return reply(problem({RefusalKind::malformed, "version is a number.", {}, 0}));
        process = call.world->find(id, version);
    }
    if (!process) return reply(problem({RefusalKind::unseen, "", {}, 0}));
    reply(json_response(200, process::describe(*process, language_of(call))));
}

void install_process(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 2> kMembers{"id", "files"};
    auto may = administrator(call);
    if (may) may = only_members(call.body, kMembers);
    if (!may) return reply(problem(may.error()));
    Json value = call.body;
    administer(api, std::move(call), std::move(reply), desk::Administer::Kind::install_process,
               std::move(value), 201);
}

void activate_process(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 1> kMembers{"version"};
    auto may = administrator(call);
    if (may) may = only_members(call.body, kMembers);
    if (!may) return reply(problem(may.error()));
    JsonObject value{{"id", call.path.at(0)}};
    if (const Json* version = call.body.find("version")) value.set("version", *version);
    administer(api, std::move(call), std::move(reply), desk::Administer::Kind::activate_process,
               Json(std::move(value)), 200);
}

}  // namespace reeve::http
