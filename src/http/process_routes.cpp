#include "http/process_routes.hpp"

#include <array>

#include "base/instant.hpp"
#include "base/integer.hpp"
#include "desk/exploring.hpp"
#include "http/administer.hpp"
#include "http/serving.hpp"
#include "process/describe.hpp"
#include "process/words.hpp"

namespace reeve::http {
namespace {

// A process's answer is the desk's.
Response as_answered(const desk::World&, const desk::Answer& done) {
    return json_response(200, done.value);
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
        const auto version = parse_integer<int>(*given);
        if (!version) return reply(problem({RefusalKind::malformed, "version is a number.", {}, 0}));
        process = call.world->find(id, *version);
    }
    if (!process) return reply(problem({RefusalKind::unseen, "", {}, 0}));
    reply(json_response(200, process::describe(*process, language_of(call))));
}

void install_process(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 2> kMembers{"id", "files"};
    auto may = administrator(call);
    if (may) may = only_members(call.body, kMembers);
    if (!may) return reply(problem(may.error()));
    // What cannot be installed the desk refuses in its own words; a request that is repeated it knows again.
    if (const auto wanted = desk::read_installation(*call.world, call.body))
        if (auto sound = desk::explore(*wanted); !sound) return reply(problem(sound.error()));
    Json value = call.body;
    administer(api, call, std::move(reply), desk::Administer::Kind::install_process, std::move(value), 201,
               as_answered);
}

void activate_process(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 1> kMembers{"version"};
    auto may = administrator(call);
    if (may) may = only_members(call.body, kMembers);
    if (!may) return reply(problem(may.error()));
    JsonObject value{{"id", call.path.at(0)}};
    if (const Json* version = call.body.find("version")) value.set("version", *version);
    administer(api, call, std::move(reply), desk::Administer::Kind::activate_process, Json(std::move(value)),
               200, as_answered);
}

}  // namespace reeve::http
