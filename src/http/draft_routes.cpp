// Drafts: only ever the caller's own.

#include "http/draft_routes.hpp"

#include <array>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "desk/drafts.hpp"
#include "http/serving.hpp"

namespace reeve::http {
namespace {

constexpr std::size_t kDeviceMax = 100;  // bytes

Json draft_json(const store::Draft& draft) {
    auto given = parse_json(draft.given);
    return JsonObject{{"number", draft.number},
                      {"slot", draft.slot},
                      {"text", draft.text ? Json(*draft.text) : Json()},
                      {"values", given ? std::move(*given) : Json(JsonObject{})},
                      {"device", draft.device},
                      {"saved", text(draft.saved)},
                      {"version", draft.version}};
}

Response draft_response(const store::Draft& draft) {
    return with_version(json_response(200, draft_json(draft)), draft.version);
}

// With the other one, so that nothing must be asked again to show both.
Response other_draft(const std::optional<store::Draft>& other) {
    const std::string_view detail =
        other ? "This draft was saved elsewhere since you saw it; both are there to choose from."
              : "This draft was sent or discarded elsewhere since you saw it.";
    return problem_with({RefusalKind::stale, std::string(detail), {}, 0},
                        {{"draft", other ? draft_json(*other) : Json()}});
}

Outcome<desk::DraftSeen> seen_of(const Call& call) {
    auto version = version_matched(call);
    if (!version) return std::unexpected(version.error());
    const std::string_view none = trim(call.request.header("if-none-match"));
    if (!none.empty() && none != "*")
        return refuse(RefusalKind::malformed, "If-None-Match here can only be *: that there was no draft.");
    return desk::DraftSeen{*version, !none.empty()};
}

Outcome<store::Draft> draft_of(const Call& call) {
    static constexpr std::array<std::string_view, 3> kMembers{"text", "values", "device"};
    if (call.request.body.size() > draft_bytes_max)
        return refuse(RefusalKind::too_large, "A draft has at most 64 KiB.");
    if (auto allowed = only_members(call.body, kMembers); !allowed) return std::unexpected(allowed.error());
    store::Draft draft{call.person, call.path.at(0), call.path.at(1), {}, "{}", {}, 0, {}};
    auto typed = text_member(call.body, "text");
    if (!typed) return std::unexpected(typed.error());
    auto device = text_member(call.body, "device");
    if (!device) return std::unexpected(device.error());
    if (!*device || (*device)->size() > kDeviceMax)
        return refuse(RefusalKind::malformed,
                      "device is needed: a word of at most 100 bytes for where you type.");
    const Json* values = call.body.find("values");
    if (values && !values->is_null() && !values->is_object())
        return refuse(RefusalKind::malformed, "values is an object of names and values.");
    draft.text = std::move(*typed);
    draft.device = std::move(**device);
    if (values && values->is_object()) draft.given = write_json(*values);
    return draft;
}

Outcome<void> slot_of(const Call& call) {
    if (desk::is_draft_slot(call.path.at(0), call.path.at(1))) return {};
    return refuse(RefusalKind::malformed,
                  "A draft is kept as public, internal or act.NAME of a record, or as new/PROCESS.TYPE.");
}

// Whether there is something that she may see for which a draft can be begun.
bool is_there(Api& api, const Call& call) {
    const std::string& number = call.path.at(0);
    if (number != "new") {
        auto queries = api.queries();
        return queries->reader().record(desk::sight_of(*call.world, person_of(call)), number).has_value();
    }
    const std::string& slot = call.path.at(1);
    const std::size_t dot = slot.find('.');
    const process::Process* process = call.world->active(slot.substr(0, dot));
    return process && process->type(slot.substr(dot + 1));
}

}  // namespace

void put_draft(Api& api, Call call, Reply reply) {
    auto slot = slot_of(call);
    if (!slot) return reply(problem(slot.error()));
    auto draft = draft_of(call);
    if (!draft) return reply(problem(draft.error()));
    auto seen = seen_of(call);
    if (!seen) return reply(problem(seen.error()));
    if (!is_there(api, call)) return reply(problem({RefusalKind::unseen, "", {}, 0}));
    auto kept = std::make_shared<Outcome<desk::DraftKept>>();
    const Instant now = api.parts().clock.now();
    desk::Operate work{[draft = std::move(*draft), seen = *seen, now, kept](store::Operational& operational) {
        *kept = desk::keep_draft(operational.drafts(), draft, seen, now);
    }};
    submit(api, std::move(work), std::move(reply), [kept](const desk::Answer&) {
        if (!*kept) return problem(kept->error());
        return (*kept)->other ? other_draft((*kept)->draft) : draft_response(*(*kept)->draft);
    });
}

// Without asking for the record: what she typed stays hers when the record has left her sight.
void read_draft(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto queries = api.queries();
        const auto draft = desk::find_draft(queries->reader().drafts(), call.person, call.path.at(0),
                                            call.path.at(1), api.parts().clock.now());
        if (!draft) return refuse(RefusalKind::unseen, "");
        return draft_response(*draft);
    });
}

void delete_draft(Api& api, Call call, Reply reply) {
    auto seen = seen_of(call);
    if (!seen) return reply(problem(seen.error()));
    auto dropped = std::make_shared<desk::DraftKept>();
    desk::Operate work{[person = call.person, number = call.path.at(0), slot = call.path.at(1), seen = *seen,
                        now = api.parts().clock.now(), dropped](store::Operational& operational) {
        *dropped = desk::drop_draft(operational.drafts(), person, number, slot, seen, now);
    }};
    submit(api, std::move(work), std::move(reply), [dropped](const desk::Answer&) {
        if (dropped->other) return other_draft(dropped->draft);
        Response response;
        response.status = 204;
        return response;
    });
}

void list_drafts(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto queries = api.queries();
        const Instant now = api.parts().clock.now();
        JsonArray items;
        const std::string* number = call.parameter("number");
        const std::string* slot = call.parameter("slot");
        for (const store::Draft& draft : queries->reader().drafts().of(call.person)) {
            const bool meant = (!number || draft.number == *number) && (!slot || draft.slot == *slot);
            if (meant && desk::is_alive(draft, now)) items.push_back(draft_json(draft));
        }
        return json_response(200, Json(JsonObject{{"items", std::move(items)}, {"next", Json()}}));
    });
}

}  // namespace reeve::http
