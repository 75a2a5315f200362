#include "http/recompute_routes.hpp"

#include "base/instant.hpp"
#include "http/serving.hpp"
#include "process/words.hpp"

namespace reeve::http {
namespace {

Json whole_seconds(Duration span) {
    return span.micros / Duration::seconds(1).micros;
}

Json figures(const desk::ClockView& view) {
    const bool late = view.now.state == records::ClockState::met_late;
    return JsonObject{{"state", late ? "breached" : records::word(view.now.state)},
                      {"due", view.now.due ? Json(text(*view.now.due)) : Json()},
                      {"elapsed_s", whole_seconds(view.elapsed)},
                      {"remaining_s", view.remaining ? whole_seconds(*view.remaining) : Json()},
                      {"limit_s", whole_seconds(view.now.limit)},
                      {"calendar", view.calendar},
                      {"calendar_version", view.now.calendar_version}};
}

}  // namespace

void read_recompute(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto queries = api.queries();
        std::int64_t version = 0;
        const auto clocks =
            queries->recompute(*call.world, call.person, call.path.at(0), api.parts().clock.now(), version);
        if (!clocks) return std::unexpected(clocks.error());
        const std::string language = language_of(call);
        JsonArray list;
        for (const desk::RecomputedView& clock : *clocks) {
            const records::ClockSet& set = clock.before.now;
            const process::Words title = clock.before.clock ? clock.before.clock->title : process::Words{};
            list.push_back(JsonObject{{"name", set.clock},
                                      {"leg", set.leg},
                                      {"title", process::shown(title, set.clock, language)},
                                      {"before", figures(clock.before)},
                                      {"after", figures(clock.after)},
                                      {"changes", clock.changes}});
        }
        Response response = json_response(200, Json(JsonObject{{"clocks", std::move(list)}}));
        response.headers.emplace_back("ETag", "\"" + std::to_string(version) + "\"");
        return response;
    });
}

}  // namespace reeve::http
