#include "http/recompute_routes.hpp"

#include "http/clock_figures.hpp"
#include "http/serving.hpp"
#include "process/words.hpp"

namespace reeve::http {

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
                                      {"before", clock_figures_json(clock.before)},
                                      {"after", clock_figures_json(clock.after)},
                                      {"changes", clock.changes}});
        }
        return with_version(json_response(200, Json(JsonObject{{"clocks", std::move(list)}})), version);
    });
}

}  // namespace reeve::http
