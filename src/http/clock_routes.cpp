#include "http/clock_routes.hpp"

#include "base/integer.hpp"
#include "desk/clock_view.hpp"
#include "http/clock_figures.hpp"
#include "http/serving.hpp"

namespace reeve::http {

void read_stretches(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const auto limit = limit_of(call);
        if (!limit) return std::unexpected(limit.error());
        const std::string* said = call.parameter("leg");
        const auto leg = said != nullptr ? parse_integer<std::int64_t>(*said) : std::nullopt;
        if (said != nullptr && !leg) return refuse(RefusalKind::malformed, "'leg' is a whole number.");
        const Instant now = api.parts().clock.now();
        const std::string* cursor = call.parameter("cursor");
        const auto until = cursor != nullptr ? parse_instant(*cursor) : now;
        if (!until)
            return refuse(RefusalKind::malformed,
                          "This cursor is no place in this list; begin again without one.");
        auto queries = api.queries();
        const auto older = queries->stretches(*call.world, call.person, call.path.at(0), call.path.at(1), leg,
                                              std::min(*until, now), *limit);
        if (!older) return std::unexpected(older.error());
        JsonArray items;
        for (const auto& stretch : older->stretches) items.push_back(stretch_json(stretch));
        return json_response(
            200, Json(JsonObject{{"items", std::move(items)},
                                 {"next", older->more ? Json(text(older->stretches.back().from)) : Json()}}));
    });
}

}  // namespace reeve::http
