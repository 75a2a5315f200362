#include "http/recompute_routes.hpp"

#include "base/integer.hpp"
#include "base/text.hpp"
#include "http/clock_figures.hpp"
#include "http/serving.hpp"
#include "process/words.hpp"
#include "records/recomputing.hpp"

namespace reeve::http {

void read_recompute(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto queries = api.queries();
        std::int64_t version = 0;
        const auto clocks =
            queries->recompute(*call.world, call.person, call.path.at(0), api.parts().clock.now(), version);
        if (!clocks) return std::unexpected(clocks.error());
        const auto record =
            queries->reader().record(desk::sight_of(*call.world, person_of(call)), call.path.at(0));
        const Id rests_on = record ? records::recompute_rests_on(*call.world->directory, *record) : Id();
        const std::string language = language_of(call);
        JsonArray list;
        for (const desk::RecomputedView& clock : *clocks) {
            const records::ClockSet& set = clock.before.now;
            const process::Words title = clock.before.clock ? clock.before.clock->title : process::Words{};
            list.push_back(JsonObject{{"name", set.clock},
                                      {"leg", set.leg},
                                      {"title", process::shown(title, set.clock, language)},
                                      {"before", clock_figures_json(clock.before)},
                                      {"after", clock_figures_json(clock.after)},
                                      {"changes", clock.changes}});
        }
        const std::string tag = std::to_string(version) + "-" + rests_on.text();
        Response response = json_response(200, Json(JsonObject{{"tag", tag}, {"clocks", std::move(list)}}));
        response.headers.emplace_back("ETag", "\"" + tag + "\"");
        return response;
    });
}

Outcome<void> read_differences_seen(const Call& call, records::Command& command) {
    std::string_view given = trim(call.request.header("if-match"));
    const std::size_t dash = given.find('-');
    if (dash == std::string_view::npos || given.size() < 3 || given.front() != '"' || given.back() != '"')
        return refuse(RefusalKind::precondition_required,
                      "Send If-Match with the ETag of the differences that you saw.");
    command.if_version = parse_integer<std::int64_t>(given.substr(1, dash - 1)).value_or(-1);
    // What is no such tag is that of no differences that were ever shown.
    const auto rests_on = Id::parse(given.substr(dash + 1, given.size() - dash - 2));
    if (!rests_on || rests_on->empty()) command.if_version = -1;
    command.about = rests_on.value_or(Id{});
    return {};
}

}  // namespace reeve::http
