#include "http/serving.hpp"

#include "base/integer.hpp"
#include "base/text.hpp"

namespace reeve::http {

Response json_response(int status, const Json& body) {
    Response response;
    response.status = status;
    response.content_type = "application/json";
    constexpr std::size_t most_records = 6144;
    response.body.reserve(most_records);
    write_json(body, response.body);
    return response;
}

Response with_version(Response response, std::int64_t version) {
    response.headers.emplace_back("ETag", "\"" + std::to_string(version) + "\"");
    return response;
}

const records::Person& person_of(const Call& call) {
    return *call.world->directory->person(call.person);
}

std::string language_of(const Call& call) {
    const std::string_view wanted = call.request.header("accept-language");
    if (wanted.size() >= 2) {
        const std::string first = lower_ascii(wanted.substr(0, 2));
        if (first != "*" && first[0] >= 'a' && first[0] <= 'z' && first[1] >= 'a' && first[1] <= 'z')
            return first;
    }
    const std::string& own = person_of(call).language;
    return own.empty() ? "en" : own;
}

Viewer viewer_of(const Call& call, std::string_view process, std::string_view language) {
    const records::Person& person = person_of(call);
    return {*call.world, person, language, desk::reads_internal(*call.world, person, process)};
}

Outcome<const desk::ProcessVersion*> version_asked(const Call& call) {
    std::optional<int> number;
    if (const std::string* given = call.parameter("version")) {
        number = parse_integer<int>(*given);
        if (!number) return refuse(RefusalKind::malformed, "version is a number.");
    }
    for (const desk::ProcessVersion& one : call.world->processes)
        if (one.process->id == call.path.at(0) && (number ? one.process->version == *number : one.active))
            return &one;
    return refuse(RefusalKind::unseen, "");
}

Json list_json(const Call& call, desk::Queries& queries, store::Page page, Instant now) {
    const std::string language = language_of(call);
    JsonArray items;
    for (records::Record& record : page.records) {
        const Viewer viewer = viewer_of(call, record.process, language);
        items.push_back(row_json(
            viewer, queries.view(*call.world, call.person, std::move(record), now, language, false)));
    }
    JsonObject body{{"items", std::move(items)}, {"next", page.next.empty() ? Json() : Json(page.next)}};
    if (page.partial) body.set("partial", true);
    if (page.count) body.set("count", *page.count);
    if (page.count_more) body.set("count_more", true);
    return body;
}

void answer(Reply reply, const std::function<Outcome<Response>()>& read) {
    try {
        auto response = read();
        reply(response ? std::move(*response) : problem(response.error()));
    } catch (const store::StoreFailure&) {
        reply(problem({RefusalKind::busy, "The store cannot be read just now; try again shortly.", {}, 2}));
    }
}

Outcome<void> only_members(const Json& body, std::span<const std::string_view> allowed) {
    for (const auto& [name, value] : body.object()) {
        if (std::find(allowed.begin(), allowed.end(), name) != allowed.end()) continue;
        const std::vector<std::string> names(allowed.begin(), allowed.end());
        const std::string_view near = nearest(name, names);
        return refuse(RefusalKind::malformed,
                      "There is no member '" + name + "' here" +
                          (near.empty() ? std::string(".") : "; did you mean '" + std::string(near) + "'?"));
    }
    return {};
}

Outcome<std::optional<std::string>> text_member(const Json& body, std::string_view name) {
    const Json* value = body.find(name);
    if (!value || value->is_null()) return std::optional<std::string>{};
    if (!value->is_string())
        return refuse(RefusalKind::malformed, "'" + std::string(name) + "' must be a string, not a " +
                                                  std::string(value->kind()) + ".");
    return std::optional<std::string>{value->string()};
}

Outcome<std::size_t> limit_of(const Call& call, std::size_t otherwise, std::size_t most) {
    const std::string* given = call.parameter("limit");
    if (!given) return otherwise;
    const auto limit = parse_integer<std::size_t>(*given);
    if (!limit || *limit == 0 || *limit > most)
        return refuse(RefusalKind::malformed, "limit is a number from 1 to " + std::to_string(most) + ".");
    return *limit;
}

Outcome<Format> format_of(const Call& call) {
    const std::string* given = call.parameter("format");
    if (!given || *given == "json") return Format::json;
    if (*given == "csv") return Format::csv;
    return refuse(RefusalKind::malformed, "format: json or csv, not '" + *given + "'.");
}

Outcome<bool> flag_of(const Call& call, std::string_view name, bool otherwise) {
    const std::string* given = call.parameter(name);
    if (!given) return otherwise;
    if (*given == "true") return true;
    if (*given == "false") return false;
    return refuse(RefusalKind::malformed, std::string(name) + " is true or false.");
}

void submit(Api& api, desk::Submission what, Reply reply,
            std::move_only_function<Response(const desk::Answer&)> then) {
    // Shared, because the desk takes the callback even when it then refuses to queue.
    auto shared = std::make_shared<Reply>(std::move(reply));
    desk::OnDone done = [shared, then = std::move(then)](Outcome<desk::Answer> outcome) mutable {
        (*shared)(outcome ? then(*outcome) : problem(outcome.error()));
    };
    if (api.parts().desk.submit(std::move(what), std::move(done)) == desk::Desk::Submitted::queue_full)
        (*shared)(problem(
            {RefusalKind::busy, "The desk has more to do than it can queue; try again shortly.", {}, 1}));
}

Outcome<RepeatKey> repeat_key(const Call& call) {
    RepeatKey repeat;
    repeat.key = std::string(call.request.header("idempotency-key"));
    const bool from_page =
        !call.request.header("sec-fetch-site").empty() && call.request.header("authorization").empty();
    if (repeat.key.empty() && from_page)
        return refuse(RefusalKind::malformed, "The page must send an Idempotency-Key.");
    if (repeat.key.size() > 200 || !valid_utf8(repeat.key))
        return refuse(RefusalKind::malformed, "An Idempotency-Key has at most 200 characters.");
    repeat.route = std::string(word(call.request.method)) + " " + call.request.path;
    repeat.body = sha256(call.request.body);
    return repeat;
}

Outcome<std::optional<std::int64_t>> version_matched(const Call& call) {
    std::string_view given = trim(call.request.header("if-match"));
    if (given.empty() || given == "*") return std::optional<std::int64_t>{};
    if (given.size() < 3 || given.front() != '"' || given.back() != '"')
        return refuse(RefusalKind::malformed, "If-Match must be the ETag of a record, with its quotes.");
    given = given.substr(1, given.size() - 2);
    // Any other well-formed tag simply matches no version.
    return std::optional<std::int64_t>{parse_integer<std::int64_t>(given).value_or(-1)};
}

}  // namespace reeve::http
