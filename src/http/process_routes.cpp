#include "http/process_routes.hpp"

#include <fmt/format.h>

#include <array>

#include "base/instant.hpp"
#include "base/integer.hpp"
#include "desk/concerned.hpp"
#include "desk/successor.hpp"
#include "http/administer.hpp"
#include "http/serving.hpp"
#include "process/describe.hpp"
#include "process/diff.hpp"
#include "process/words.hpp"

namespace reeve::http {
namespace {

// A process's answer is the desk's.
Response as_answered(const desk::World&, const desk::Answer& done) {
    return json_response(200, done.value);
}

// The version that the parameter names; refused where it is left out, no number, or not installed.
Outcome<const process::Process*> version_named(const Call& call, std::string_view parameter) {
    const std::string* given = call.parameter(parameter);
    const auto number = given != nullptr ? parse_integer<int>(*given) : std::nullopt;
    if (!number)
        return refuse(RefusalKind::malformed,
                      fmt::format("{} is the number of an installed version.", parameter));
    const process::Process* process = call.world->find(call.path.at(0), *number);
    if (process == nullptr)
        return refuse(RefusalKind::unseen, fmt::format("There is no version {}.", *number));
    return process;
}

std::string_view word(process::Difference::Kind kind) {
    using Kind = process::Difference::Kind;
    return kind == Kind::added ? "added" : kind == Kind::removed ? "removed" : "changed";
}

Json differences_json(const std::vector<process::Difference>& differences, const desk::Concerned& concerned) {
    JsonArray items;
    for (std::size_t i = 0; i < differences.size(); ++i) {
        const process::Difference& one = differences[i];
        const desk::Concerned::Records& records = concerned.each[i];
        JsonArray states(one.states.begin(), one.states.end());
        JsonArray numbers(records.numbers.begin(), records.numbers.end());
        items.push_back(
            JsonObject{{"kind", word(one.kind)},
                       {"sentence", one.sentence},
                       {"type", one.type.empty() ? Json() : Json(one.type)},
                       {"states", std::move(states)},
                       {"clock", one.clock.empty() ? Json() : Json(one.clock)},
                       {"records", JsonObject{{"count", records.count}, {"numbers", std::move(numbers)}}}});
    }
    return items;
}

// Refused where somebody would be hurt by the version.
Outcome<void> hurts_nobody(Api& api, const Call& call, const process::Process& next) {
    try {
        auto queries = api.queries();
        return desk::check_successor(queries->reader(), *call.world, person_of(call), next,
                                     api.parts().clock.now());
    } catch (const store::StoreFailure&) {
        return refuse(RefusalKind::busy, "The store cannot be read just now; try again shortly.");
    }
}

void submit_process(Api& api, const Call& call, Reply reply, desk::ReadInstallation read) {
    desk::Administer install;
    install.kind = desk::Administer::Kind::install_process;
    install.value = call.body;
    install.read = std::move(read);
    administer(api, call, std::move(reply), std::move(install), 201, as_answered);
}

// With what exploring shows, so that nothing must be asked again to see the ways.
Response unsound(desk::Unsound found) {
    if (found.findings.is_null()) return problem(found.refusal);
    JsonObject more{{"findings", std::move(found.findings)}};
    if (!found.demo.empty()) more.set("demo", std::move(found.demo));
    return problem_with(found.refusal, std::move(more));
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
    const auto version = version_asked(call);
    if (!version) return reply(problem(version.error()));
    reply(json_response(200, process::describe(*(*version)->process, language_of(call))));
}

void read_differences(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const auto from = version_named(call, "from");
        if (!from) return std::unexpected(from.error());
        const auto to = version_named(call, "to");
        if (!to) return std::unexpected(to.error());
        const auto differences = process::differences(**from, **to, language_of(call));
        auto queries = api.queries();
        const store::Sight sight = desk::sight_of(*call.world, person_of(call));
        const desk::Concerned concerned =
            desk::concerned(queries->reader(), sight, (*from)->id, (*from)->version, differences);
        return json_response(200, Json(JsonObject{{"id", (*from)->id},
                                                  {"from", (*from)->version},
                                                  {"to", (*to)->version},
                                                  {"items", differences_json(differences, concerned)},
                                                  {"open_records", concerned.looked_at},
                                                  {"partial", concerned.partial}}));
    });
}

void install_process(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 2> kMembers{"id", "files"};
    auto may = administrator(call);
    if (may) may = only_members(call.body, kMembers);
    if (!may) return reply(problem(may.error()));
    const desk::WorldPtr world = call.world;
    Json value = call.body;
    api.parts().explorations.explore(world, std::move(value),
                                     [&api, call = std::move(call), reply = std::move(reply)](
                                         std::expected<desk::ReadInstallation, desk::Unsound> found) mutable {
                                         if (!found) return reply(unsound(std::move(found.error())));
                                         const Outcome<desk::Installation>& wanted = **found;
                                         // Others were at work meanwhile.
                                         call.world = api.parts().desk.world();
                                         // What cannot be installed the desk refuses in its own words; a
                                         // request that is repeated it knows again.
                                         if (wanted)
                                             if (auto fits = hurts_nobody(api, call, *wanted->process); !fits)
                                                 return reply(problem(fits.error()));
                                         submit_process(api, call, std::move(reply), std::move(*found));
                                     });
}

void activate_process(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 1> kMembers{"version"};
    auto may = administrator(call);
    if (may) may = only_members(call.body, kMembers);
    if (!may) return reply(problem(may.error()));
    JsonObject value{{"id", call.path.at(0)}};
    if (const Json* version = call.body.find("version")) value.set("version", *version);
    if (const auto wanted = desk::read_activation(*call.world, Json(value)))
        if (auto fits = hurts_nobody(api, call, *wanted->process); !fits) return reply(problem(fits.error()));
    administer(api, call, std::move(reply), desk::Administer::Kind::activate_process, Json(std::move(value)),
               200, as_answered);
}

}  // namespace reeve::http
