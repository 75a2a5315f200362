#include "http/live_routes.hpp"

#include <array>

#include "desk/missed.hpp"
#include "desk/rights.hpp"
#include "http/live_stream.hpp"
#include "http/serving.hpp"
#include "http/session_routes.hpp"

namespace reeve::http {
namespace {

// More that a stream missed is not told one by one.
constexpr std::size_t missed_most = 1000;

bool takes_events(const Request& request) {
    const std::string_view accept = request.header("accept");
    return accept.empty() || accept.find("text/event-stream") != std::string_view::npos ||
           accept.find("*/*") != std::string_view::npos || accept.find("text/*") != std::string_view::npos;
}

Response head_of_events() {
    Response response;
    response.content_type = "text/event-stream";
    response.headers.emplace_back("Cache-Control", "no-store");
    response.headers.emplace_back("X-Accel-Buffering", "no");  // nginx would keep events back
    return response;
}

// Where she was, if anywhere. A browser repeats what it was given, whoever uses it now, and gives up for good
// when it is refused: what it sends and is not hers makes her begin anew. What a program sends by `since` is
// refused.
struct Resumed {
    std::optional<desk::FeedPosition> position;
    std::string text;
    bool lost = false;
};

Outcome<Resumed> resumed(Api& api, const Call& call) {
    Resumed from;
    const std::string_view header = call.request.header("last-event-id");
    const std::string* since = call.parameter("since");
    if (header.empty() && !since) return from;
    from.text = header.empty() ? *since : std::string(header);
    Outcome<desk::FeedPosition> position = api.parts().positions.read(from.text, call.person);
    if (position) {
        from.position = *position;
        return from;
    }
    if (header.empty()) return std::unexpected(std::move(position.error()));
    from.lost = true;
    from.text.clear();
    return from;
}

}  // namespace

void read_events(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        if (!takes_events(call.request))
            return problem(406, "not_acceptable",
                           "This call answers with text/event-stream; /api/v1/sync answers with JSON.");
        Outcome<Resumed> from = resumed(api, call);
        if (!from) return std::unexpected(std::move(from.error()));
        Response response = head_of_events();
        if (call.request.method == Method::head) return response;
        desk::Feed& feed = api.parts().feed;
        Outcome<desk::Feed::Joined> joined = feed.join(call.person);
        if (!joined) return std::unexpected(std::move(joined.error()));
        // From here on the stream leaves the feed when it ends, however it ends.
        response.stream = std::make_shared<LiveStream>(api, joined->place, call.person,
                                                       session_of(api, call.request), from->text);
        desk::Missed missed;
        missed.reset = from->lost;
        if (from->position) {
            auto queries = api.queries();
            missed = desk::missed_since(queries->reader(), joined->sight, joined->rights, *from->position,
                                        missed_most);
            missed.reset = missed.reset || missed.more;
        }
        feed.add(joined->place, std::move(missed));
        return response;
    });
}

void read_sync(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto limit = limit_of(call);
        if (!limit) return std::unexpected(limit.error());
        Outcome<Resumed> from = resumed(api, call);
        if (!from) return std::unexpected(std::move(from.error()));
        const store::Sight sight = desk::sight_of(*call.world, person_of(call));
        const std::uint64_t rights = desk::rights_of(*call.world, person_of(call), sight);
        desk::Missed missed;
        auto queries = api.queries();
        if (from->position)
            missed = desk::missed_since(queries->reader(), sight, rights, *from->position, *limit);
        else
            missed.until = queries->reader().head();
        JsonArray items;
        for (const desk::Told& told : missed.records) items.push_back(told_json(told));
        const std::string next = api.parts().positions.write({missed.until, rights}, call.person);
        return json_response(200, Json(JsonObject{{"items", std::move(items)},
                                                  {"next", next},
                                                  {"more", missed.more},
                                                  {"reset", missed.reset}}));
    });
}

void put_presence(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        static constexpr std::array<std::string_view, 1> kMembers{"state"};
        if (auto allowed = only_members(call.body, kMembers); !allowed)
            return std::unexpected(allowed.error());
        auto state = text_member(call.body, "state");
        if (!state) return std::unexpected(state.error());
        const std::optional<desk::Attention> attention = desk::attention_of(state->value_or(""));
        if (!attention && state->value_or("") != "gone")
            return refuse(RefusalKind::malformed, "state is viewing, replying, idle or gone.");
        auto queries = api.queries();
        const auto record =
            queries->reader().record(desk::sight_of(*call.world, person_of(call)), call.path.at(0));
        if (!record) return refuse(RefusalKind::unseen, "");
        const auto people = api.parts().feed.attend({record->id, record->number, record->process},
                                                    call.person, attention, api.parts().real_clock.now());
        return json_response(
            200, Json(JsonObject{{"number", record->number}, {"people", company_json(*call.world, people)}}));
    });
}

}  // namespace reeve::http
