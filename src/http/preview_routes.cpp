#include "http/preview_routes.hpp"

#include "base/instant.hpp"
#include "http/command_body.hpp"
#include "http/field_views.hpp"
#include "http/serving.hpp"
#include "process/words.hpp"

namespace reeve::http {
namespace {

Json priority_json(const Viewer& viewer, const records::Record& record) {
    if (record.rank == 0) return {};
    const process::Process& process = *viewer.world.of(record);
    const process::RecordType& type = *viewer.world.type_of(record);
    return JsonObject{
        {"value", record.priority},
        {"rank", record.rank},
        {"title", value_title(viewer, process, type.fields[*type.priority], Json(record.priority))},
        {"why", priority_why_json(viewer, record)}};
}

Json clocks_json(const Viewer& viewer, const records::Record& record) {
    const process::RecordType& type = *viewer.world.type_of(record);
    JsonArray clocks;
    for (const records::ClockInstance& clock : record.clocks) {
        const auto index = type.clock(clock.now.clock);
        const std::string title = process::shown(index ? type.clocks[*index].title : process::Words{},
                                                 clock.now.clock, viewer.language);
        const Duration length = clock.now.limit;
        const Json limit = length == Duration{} ? Json() : Json(length.micros / Duration::seconds(1).micros);
        clocks.push_back(JsonObject{{"name", clock.now.clock},
                                    {"title", title},
                                    {"limit_s", limit},
                                    {"due", clock.now.due ? Json(text(*clock.now.due)) : Json()}});
    }
    return clocks;
}

}  // namespace

void preview_record(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        records::Command command;
        if (auto read = read_log(api, call, command); !read) return std::unexpected(read.error());
        command.actor = {records::ActorKind::person, call.person};
        auto queries = api.queries();
        const auto preview = queries->preview(*call.world, command, api.parts().clock.now());
        if (!preview) return std::unexpected(preview.error());
        const records::Record& record = preview->record;
        const std::string language = language_of(call);
        const Viewer viewer = viewer_of(call, record.process, language);
        return json_response(
            200, Json(JsonObject{
                     {"priority", priority_json(viewer, record)},
                     {"holder", record.holder.role.empty() ? Json() : holder_json(*call.world, record)},
                     {"clocks", clocks_json(viewer, record)},
                     {"unmet", unmet_json(preview->unmet)}}));
    });
}

}  // namespace reeve::http
