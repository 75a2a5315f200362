#include "http/api.hpp"

#include <algorithm>
#include <array>
#include <atomic>

#include "http/http_date.hpp"
#include "http/page_routes.hpp"
#include "http/problem.hpp"
#include "http/session_routes.hpp"
#include "http/upload_routes.hpp"

namespace reeve::http {
namespace {

bool changes_something(Method method) {
    return method != Method::get && method != Method::head;
}

// A browser says where a request comes from; what it says must be here (ASVS 3.5). Programs say nothing and
// carry a token, which no browser adds by itself.
std::optional<Response> foreign(const Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none")
        return problem(403, "foreign_origin", "This request comes from another site.");
    const std::string_view origin = request.header("origin");
    if (origin.empty()) return std::nullopt;
    const std::size_t scheme = origin.find("://");
    if (scheme == std::string_view::npos || origin.substr(scheme + 3) != request.header("host"))
        return problem(403, "foreign_origin", "This request comes from another site.");
    return std::nullopt;
}

bool is_json(std::string_view content_type) {
    const std::string_view media = content_type.substr(0, content_type.find(';'));
    return media == "application/json" || media == "application/json ";
}

std::optional<Response> read_body(const Route& route, Call& call) {
    if (route.body != Body::json) {
        if (!call.request.body.empty())
            return problem({RefusalKind::malformed, "This call takes no body.", {}, 0});
        return std::nullopt;
    }
    if (call.request.body.empty() && call.request.header("content-type").empty()) {
        call.body = JsonObject{};
        return std::nullopt;
    }
    if (!is_json(call.request.header("content-type")))
        return problem(415, "not_json", "The body must be JSON, and Content-Type must say application/json.");
    auto parsed = parse_json(call.request.body);
    if (!parsed) return problem(parsed.error());
    if (!parsed->is_object())
        return problem({RefusalKind::malformed, "The body must be a JSON object.", {}, 0});
    call.body = std::move(*parsed);
    return std::nullopt;
}

struct Once {
    explicit Once(Reply given) : reply(std::move(given)) {}
    Reply reply;
    std::atomic<bool> answered{false};
};

Response not_this_method(const std::vector<Method>& others) {
    std::string allowed;
    for (const Method method : others) allowed += (allowed.empty() ? "" : ", ") + std::string(word(method));
    Response response = problem(405, "method_not_allowed", "This address knows only " + allowed + ".");
    response.headers.emplace_back("Allow", allowed);
    return response;
}

}  // namespace

struct Api::Counters {
    std::array<std::atomic<std::int64_t>, 6> by_class{};
};

Borrowed::Borrowed(Api& api, std::unique_ptr<desk::Queries> queries)
    : api_(&api), queries_(std::move(queries)) {}

Borrowed::~Borrowed() {
    if (!queries_) return;
    const std::lock_guard lock(api_->mutex_);
    api_->idle_.push_back(std::move(queries_));
}

Api::Api(ApiParts parts) : parts_(std::move(parts)), counters_(std::make_unique<Counters>()) {
    parts_.sessions.on_end([this](Id person) { parts_.feed.wake(person); });
}
Api::~Api() = default;

void Api::load_uploads(const std::vector<store::UploadRow>& rows) {
    for (store::UploadRow row : rows) {
        // A part is said of the row when it has come whole; where the desk ended meanwhile, its bytes are
        // there.
        if (!row.complete) row.size = static_cast<std::int64_t>(parts_.blobs.size(row.id).value_or(0));
        uploads_.set(row);
    }
}

Borrowed Api::queries() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto queries = std::move(idle_.back());
            idle_.pop_back();
            return {*this, std::move(queries)};
        }
    }
    return {*this, std::make_unique<desk::Queries>(parts_.reader())};
}

Handler::Admission Api::admit(const Request& head) {
    Admission admission;
    const Match found = match(head.method, head.path);
    if (!found.route || found.route->body == Body::none) {
        admission.body_limit = 64 * 1024;
        return admission;
    }
    if (found.route->body != Body::upload) return admission;
    // Who may not upload is told before she sends 25 MB.
    Call call;
    call.world = parts_.desk.world();
    const records::Person* person = signed_in(*this, head, *call.world);
    if (!person) {
        admission.refused = problem({RefusalKind::unauthenticated, "Sign in first.", {}, 0});
        return admission;
    }
    if (auto refused = foreign(head)) {
        admission.refused = std::move(refused);
        return admission;
    }
    auto query = parse_query(head.query, found.route->query);
    if (!query) {
        admission.refused = problem(query.error());
        return admission;
    }
    call.request = head;
    call.path = found.values;
    call.query = std::move(*query);
    call.person = person->id;
    admit_upload(*this, std::move(call), admission);
    return admission;
}

void Api::handle(Request request, Reply reply) {
    // Whatever goes wrong below, the client gets exactly one answer.
    auto once = std::make_shared<Once>(std::move(reply));
    Reply counted = [this, once](Response response) {
        if (once->answered.exchange(true)) return;
        if (!response.later) {
            finish(response);
        } else {
            response.later = [this, later = std::move(response.later)]() mutable { return made_now(later); };
        }
        once->reply(std::move(response));
    };
    const Match found = match(request.method, request.path);
    if (!found.route) {
        if (!found.others.empty()) return counted(not_this_method(found.others));
        if (request.path.starts_with("/api/")) return counted(problem({RefusalKind::unseen, "", {}, 0}));
        return counted(serve_page(request));
    }
    const Route& route = *found.route;
    if (route.manual_clock_only && !parts_.set_clock)
        return counted(problem({RefusalKind::unseen, "", {}, 0}));
    auto query = parse_query(request.query, route.query);
    if (!query) return counted(problem(query.error()));
    if (changes_something(request.method))
        if (auto refused = foreign(request)) return counted(std::move(*refused));

    Call call;
    call.request = std::move(request);
    call.path = found.values;
    call.query = std::move(*query);
    call.world = parts_.desk.world();
    if (route.session == Session::needed) {
        const records::Person* person = signed_in(*this, call.request, *call.world);
        if (!person)
            return counted(
                problem({RefusalKind::unauthenticated, "Sign in first: POST /api/v1/session.", {}, 0}));
        call.person = person->id;
    }
    if (auto refused = read_body(route, call)) return counted(std::move(*refused));
    try {
        route.serve(*this, std::move(call), std::move(counted));
    } catch (const std::exception&) {
        if (!once->answered.exchange(true))
            once->reply(
                problem({RefusalKind::busy, "The desk cannot do this just now; try again shortly.", {}, 2}));
    }
}

// What every answer has, and what is counted of it.
void Api::finish(Response& response) {
    // The desk's own time: with a clock turned by hand, readers count from it and not from their own.
    response.headers.emplace_back("Date", http_date(parts_.clock.now()));
    const int kind = std::clamp(response.status / 100, 0, 5);
    counters_->by_class[static_cast<std::size_t>(kind)].fetch_add(1, std::memory_order_relaxed);
}

Response Api::made_now(std::move_only_function<Response()>& later) {
    Response response;
    try {
        response = later();
    } catch (const std::exception&) {
        response =
            problem({RefusalKind::busy, "This was done, but cannot be shown just now; read it again.", {}, 2});
    }
    finish(response);
    return response;
}

Response Api::fault(int status, std::string_view detail) {
    switch (status) {
        case 400: return problem({RefusalKind::malformed, std::string(detail), {}, 0});
        case 413: return problem({RefusalKind::too_large, std::string(detail), {}, 0});
        case 431: return problem(431, "headers_too_large", detail);
        default: {
            Response response = problem(status, "busy", detail);
            if (status == 503) response.headers.emplace_back("Retry-After", "2");
            return response;
        }
    }
}

std::string Api::metrics() {
    std::string out;
    out +=
        "# HELP reeve_http_requests_total Answers by class of status.\n# TYPE reeve_http_requests_total "
        "counter\n";
    for (std::size_t i = 2; i < counters_->by_class.size(); ++i)
        out += "reeve_http_requests_total{class=\"" + std::to_string(i) + "xx\"} " +
               std::to_string(counters_->by_class[i].load()) + "\n";
    out += "# HELP reeve_queue Commands waiting for the desk.\n# TYPE reeve_queue gauge\nreeve_queue " +
           std::to_string(parts_.desk.queued()) + "\n";
    out += "# HELP reeve_writable 1 while the desk can write.\n# TYPE reeve_writable gauge\nreeve_writable " +
           std::string(parts_.desk.writable() ? "1" : "0") + "\n";
    out +=
        "# HELP reeve_live_streams Open live streams.\n# TYPE reeve_live_streams gauge\nreeve_live_streams " +
        std::to_string(parts_.feed.readers()) + "\n";
    auto borrowed = queries();
    for (const auto& [name, value] : borrowed->reader().figures())
        out += "# TYPE reeve_" + name + " gauge\nreeve_" + name + " " + std::to_string(value) + "\n";
    return out;
}

}  // namespace reeve::http
