#include "http/examination_routes.hpp"

#include <algorithm>

#include "desk/partners.hpp"
#include "http/serving.hpp"

namespace reeve::http {
namespace {

// "rehearsals/closing.yaml" is called closing.
std::string_view rehearsal_name(const Json& item) {
    std::string_view file = item.string_or_empty("file");
    file.remove_prefix(std::min(file.find('/') + 1, file.size()));
    return file.substr(0, file.rfind('.'));
}

// For a list of them: how many steps, not which.
Json summary_of(const Json& item) {
    JsonObject out = item.object();
    out.set("name", rehearsal_name(item));
    out.set("steps", static_cast<std::int64_t>(item.find("steps")->array().size()));
    return out;
}

// What is known of the rehearsals of the version that is asked for.
Outcome<Json> rehearsals_asked(Api& api, const Call& call) {
    const auto version = version_asked(call);
    if (!version) return std::unexpected(version.error());
    return api.parts().examinations.rehearsed(**version, desk::perhaps_beside(*call.world, **version));
}

JsonArray& items_of(Json& rehearsed) {
    return rehearsed.object().find("items")->array();
}

}  // namespace

void read_findings(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const auto version = version_asked(call);
        if (!version) return std::unexpected(version.error());
        auto explored = api.parts().examinations.explored(
            **version, desk::partners_of(*call.world, *(*version)->process));
        if (!explored) return std::unexpected(std::move(explored.error()));
        return json_response(200, *explored);
    });
}

void list_rehearsals(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto rehearsed = rehearsals_asked(api, call);
        if (!rehearsed) return std::unexpected(std::move(rehearsed.error()));
        for (Json& item : items_of(*rehearsed)) item = summary_of(item);
        return json_response(200, *rehearsed);
    });
}

void read_rehearsal(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto rehearsed = rehearsals_asked(api, call);
        if (!rehearsed) return std::unexpected(std::move(rehearsed.error()));
        for (Json& item : items_of(*rehearsed)) {
            if (rehearsal_name(item) != call.path.at(1)) continue;
            item.object().set("name", call.path.at(1));
            return json_response(200, item);
        }
        return refuse(RefusalKind::unseen, "");
    });
}

void read_watch(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const auto version = version_asked(call);
        if (!version) return std::unexpected(version.error());
        const std::string& id = (*version)->process->id;
        const desk::SavedFaults& faults = api.parts().saved_faults;
        Json fault;
        if (const auto known = faults.of(id))
            fault = JsonObject{{"detail", known->detail},
                               {"problems", JsonArray(known->problems.begin(), known->problems.end())}};
        return json_response(200,
                             Json(JsonObject{{"watched", faults.watched(id)}, {"fault", std::move(fault)}}));
    });
}

}  // namespace reeve::http
