#include "http/problem.hpp"

#include "base/json.hpp"

namespace reeve::http {
namespace {

// What each class of refusal is called, in the words of a problem's `title`.
std::string_view title_of(RefusalKind kind) {
    switch (kind) {
        case RefusalKind::malformed: return "The request cannot be read";
        case RefusalKind::unauthenticated: return "Sign in first";
        case RefusalKind::not_allowed: return "You may not do this";
        case RefusalKind::unseen: return "Not found";
        case RefusalKind::wrong_state: return "Not from this state";
        case RefusalKind::stale: return "Somebody else was quicker";
        case RefusalKind::too_large: return "Too large";
        case RefusalKind::unmet: return "Something is missing";
        case RefusalKind::precondition_required: return "Say which version you saw";
        case RefusalKind::throttled: return "Too often";
        case RefusalKind::busy: return "Busy";
        case RefusalKind::full: return "No room to write";
    }
    return "Refused";
}

Response body_of(int status, std::string_view type, std::string_view title, std::string_view detail,
                 const std::vector<Unmet>& unmet, JsonObject more = {}) {
    JsonObject body{
        {"type", "/problems/" + std::string(type)}, {"title", title}, {"status", status}, {"detail", detail}};
    for (auto& [name, value] : more) body.set(name, std::move(value));
    if (!unmet.empty()) body.set("unmet", unmet_json(unmet));
    Response response;
    response.status = status;
    response.content_type = "application/problem+json";
    response.body = write_json(Json(std::move(body)));
    return response;
}

}  // namespace

int status_of(RefusalKind kind) {
    switch (kind) {
        case RefusalKind::malformed: return 400;
        case RefusalKind::unauthenticated: return 401;
        case RefusalKind::not_allowed: return 403;
        case RefusalKind::unseen: return 404;
        case RefusalKind::wrong_state: return 409;
        case RefusalKind::stale: return 412;
        case RefusalKind::too_large: return 413;
        case RefusalKind::unmet: return 422;
        case RefusalKind::precondition_required: return 428;
        case RefusalKind::throttled: return 429;
        case RefusalKind::busy: return 503;
        case RefusalKind::full: return 507;
    }
    return 500;
}

Json unmet_json(const std::vector<Unmet>& unmet) {
    JsonArray list;
    for (const Unmet& one : unmet) {
        JsonObject item{{"what", one.what}};
        if (!one.field.empty()) item.set("field", one.field);
        item.set("why", one.why);
        list.emplace_back(std::move(item));
    }
    return list;
}

Response problem(const Refusal& refusal) {
    // One constant answer for what she may not know and for what does not exist.
    if (refusal.kind == RefusalKind::unseen)
        return body_of(404, word(refusal.kind), title_of(refusal.kind),
                       "There is nothing here, or you may not see it.", {});
    Response response = body_of(status_of(refusal.kind), word(refusal.kind), title_of(refusal.kind),
                                refusal.detail, refusal.unmet);
    if (refusal.kind == RefusalKind::throttled || refusal.kind == RefusalKind::busy)
        response.headers.emplace_back("Retry-After", std::to_string(std::max(1, refusal.retry_after_s)));
    return response;
}

Response problem_with(const Refusal& refusal, JsonObject more) {
    return body_of(status_of(refusal.kind), word(refusal.kind), title_of(refusal.kind), refusal.detail,
                   refusal.unmet, std::move(more));
}

Response problem(int status, std::string_view type, std::string_view detail) {
    return body_of(status, type, "The request cannot be served", detail, {});
}

}  // namespace reeve::http
