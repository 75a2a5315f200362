#include "http/record_routes.hpp"

#include <array>

#include "base/instant.hpp"
#include "http/command_body.hpp"
#include "http/list_filter.hpp"
#include "http/recompute_routes.hpp"
#include "http/record_sheet.hpp"
#include "http/router.hpp"
#include "http/serving.hpp"

namespace reeve::http {
namespace {

Response record_response(int status, const Call& call, const desk::RecordView& view) {
    const std::string language = language_of(call);
    const Viewer viewer = viewer_of(call, view.record.process, language);
    return with_version(json_response(status, record_json(viewer, view)), view.record.version);
}

// The record as committed, as she may see it; its number and version where her own act ended her sight of it.
Response act_response(Api& api, Call& call, const desk::Answer& done) {
    call.world = api.parts().desk.world();
    const int status = done.created ? 201 : 200;
    Response response;
    if (!done.visible) {
        response = json_response(
            status, Json(JsonObject{{"number", done.record->number}, {"version", done.record->version}}));
    } else {
        auto queries = api.queries();
        response = record_response(status, call,
                                   queries->view(*call.world, call.person, *done.record,
                                                 api.parts().clock.now(), language_of(call), true));
    }
    if (done.created) response.headers.emplace_back("Location", "/api/v1/records/" + done.record->number);
    if (done.replayed) response.headers.emplace_back("Idempotent-Replay", "true");
    return response;
}

// Sends the act. What is answered is put together by the connection's thread: the desk's has the next act to
// do.
void submit_act(Api& api, Call call, desk::Act act, Reply reply) {
    auto repeat = repeat_key(call);
    if (!repeat) return reply(problem(repeat.error()));
    act.key = std::move(repeat->key);
    act.route = std::move(repeat->route);
    act.body = repeat->body;
    act.command.actor = {records::ActorKind::person, call.person};
    auto kept = std::make_shared<Call>(std::move(call));
    submit(api, std::move(act), std::move(reply), [&api, kept](const desk::Answer& done) {
        Response response;
        response.later = [&api, kept, done] { return act_response(api, *kept, done); };
        return response;
    });
}

records::Command::Kind kind_of(std::string_view act) {
    using Kind = records::Command::Kind;
    static constexpr std::array<std::pair<std::string_view, Kind>, 12> kBuiltIn{
        {{"edit", Kind::edit},
         {"assign", Kind::assign},
         {"take", Kind::take},
         {"comment", Kind::comment},
         {"link", Kind::link},
         {"watch", Kind::watch},
         {"adopt", Kind::adopt},
         {"recompute", Kind::recompute},
         {"move", Kind::move},
         {"tick", Kind::tick},
         {"log_time", Kind::log_time},
         {"strike_time", Kind::strike_time}}};
    for (const auto& [name, kind] : kBuiltIn)
        if (name == act) return kind;
    return Kind::act;
}

// On the record of the address, what comes with it aside.
desk::Act act_named(const Call& call, std::string_view name) {
    desk::Act act;
    act.number = call.path.at(0);
    act.command.kind = kind_of(name);
    act.command.act = name;
    return act;
}

// title and description travel among the fields of a form; in a command they are the record's own.
Outcome<void> lift_texts(records::Command& command) {
    const auto lift = [&](std::string_view name, std::optional<std::string>& onto) -> Outcome<void> {
        const Json* given = command.fields.find(name);
        if (!given) return {};
        if (!given->is_string())
            return refuse(RefusalKind::malformed, "'" + std::string(name) + "' must be a string.");
        onto = given->string();
        command.fields.erase(name);
        return {};
    };
    if (auto done = lift("title", command.new_title); !done) return done;
    return lift("description", command.new_description);
}

// assign {fields: {person}}, by the list's word also {assignee}, and watch {fields: {person, on}} take no
// fields of the record.
Outcome<void> lift_person(records::Command& command) {
    using Kind = records::Command::Kind;
    if (command.kind != Kind::assign && command.kind != Kind::watch) return {};
    const bool assigns = command.kind == Kind::assign;
    const bool by_lists_word = assigns && command.fields.find("assignee");
    if (by_lists_word && command.fields.find("person"))
        return refuse(RefusalKind::malformed, "person and assignee are the same: send one of them.");
    const std::string_view name = by_lists_word ? "assignee" : "person";
    if (const Json* person = command.fields.find(name)) {
        if (!person->is_string() && !person->is_null())
            return refuse(RefusalKind::malformed,
                          std::string(name) + " is a handle or an id, or null for nobody.");
        command.person = person->is_string() ? person->string() : "";
        command.fields.erase(name);
    } else if (assigns) {
        return refuse(RefusalKind::malformed,
                      "Say whom: {\"fields\": {\"person\": \"…\"}}, null for nobody.");
    }
    if (const Json* on = command.fields.find("on"); on && command.kind == Kind::watch) {
        if (!on->is_bool()) return refuse(RefusalKind::malformed, "on is true or false.");
        command.watch_on = on->boolean();
        command.fields.erase("on");
    }
    return {};
}

// move {fields: {version}}; the others are values of fields that the version asks for.
Outcome<void> lift_version(records::Command& command) {
    if (command.kind != records::Command::Kind::move) return {};
    const Json* version = command.fields.find("version");
    if (!version || !version->is_integer())
        return refuse(RefusalKind::malformed, "Say where to: {\"fields\": {\"version\": 3}}.");
    command.version = version->integer();
    command.fields.erase("version");
    return {};
}

// What was shown first is what is done.
Outcome<void> read_seen(const Call& call, records::Command& command) {
    using Kind = records::Command::Kind;
    if (command.kind == Kind::recompute) return read_differences_seen(call, command);
    const auto version = version_matched(call);
    if (!version) return std::unexpected(version.error());
    if (!*version && command.kind == Kind::move)
        return refuse(RefusalKind::precondition_required,
                      "Send If-Match with the ETag of the differences that you saw.");
    command.if_version = *version;
    return {};
}

}  // namespace

void log_record(Api& api, Call call, Reply reply) {
    desk::Act act;
    if (auto read = read_log(api, call, act.command); !read) return reply(problem(read.error()));
    submit_act(api, std::move(call), std::move(act), std::move(reply));
}

void act_on_record(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 6> kMembers{"fields",      "comment", "links",
                                                              "attachments", "trees",   "occurred_at"};
    desk::Act act = act_named(call, call.path.at(1));
    auto read = only_members(call.body, kMembers);
    if (read) read = read_parts(api, call, call.body, act.command);
    if (read) read = read_claim(call.body, act.command);
    if (read && act.command.claimed && act.command.kind != records::Command::Kind::act)
        read = refuse(RefusalKind::malformed, "occurred_at is for acts of the process.");
    if (read) read = lift_person(act.command);
    if (read) read = lift_version(act.command);
    if (read) read = lift_texts(act.command);
    if (read) read = read_seen(call, act.command);
    if (!read) return reply(problem(read.error()));
    submit_act(api, std::move(call), std::move(act), std::move(reply));
}

void edit_record(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 1> kMembers{"fields"};
    desk::Act act = act_named(call, "edit");
    auto read = only_members(call.body, kMembers);
    if (read) read = read_parts(api, call, call.body, act.command);
    if (read) read = lift_texts(act.command);
    if (read) read = read_seen(call, act.command);
    if (read && call.request.header("if-match").empty())
        read = refuse(RefusalKind::precondition_required,
                      "Send If-Match with the ETag of the record that you saw.");
    if (!read) return reply(problem(read.error()));
    submit_act(api, std::move(call), std::move(act), std::move(reply));
}

void vote_on_record(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 6> kMembers{"approval", "vote",   "reason",
                                                              "seat",     "digest", "for"};
    desk::Act act = act_named(call, "vote");
    act.command.kind = records::Command::Kind::vote;
    records::VotePart& vote = act.command.vote;
    auto read = only_members(call.body, kMembers);
    for (const auto& [name, onto] :
         std::initializer_list<std::pair<std::string_view, std::string*>>{{"approval", &vote.approval},
                                                                          {"vote", &vote.vote},
                                                                          {"reason", &vote.reason},
                                                                          {"seat", &vote.seat},
                                                                          {"for", &vote.principal},
                                                                          {"digest", &vote.digest}}) {
        auto value = text_member(call.body, name);
        if (read && !value) read = std::unexpected(value.error());
        if (value) *onto = value->value_or("");
    }
    if (read && (vote.approval.empty() || vote.digest.empty()))
        read = refuse(RefusalKind::malformed, "A vote names its approval, and the digest of what was seen.");
    if (read && vote.vote != "yes" && vote.vote != "no" && vote.vote != "abstain")
        read = refuse(RefusalKind::malformed, "A vote is yes, no or abstain.");
    if (!read) return reply(problem(read.error()));
    submit_act(api, std::move(call), std::move(act), std::move(reply));
}

void comment_on_record(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 3> kMembers{"text", "audience", "attachments"};
    desk::Act act = act_named(call, "comment");
    auto read = only_members(call.body, kMembers);
    JsonObject comment;
    for (const char* name : {"text", "audience"})
        if (const Json* value = call.body.find(name)) comment.set(name, *value);
    JsonObject parts{{"comment", std::move(comment)}};
    if (const Json* files = call.body.find("attachments")) parts.set("attachments", *files);
    if (read) read = read_parts(api, call, Json(std::move(parts)), act.command);
    if (!read) return reply(problem(read.error()));
    if (act.command.comment && act.command.comment->audience.empty())
        act.command.comment->audience = "internal";
    submit_act(api, std::move(call), std::move(act), std::move(reply));
}

// {minutes, day, text}: what the act takes as its fields.
void log_time_on_record(Api& api, Call call, Reply reply) {
    static constexpr std::array<std::string_view, 3> kMembers{"minutes", "day", "text"};
    desk::Act act = act_named(call, "log_time");
    auto read = only_members(call.body, kMembers);
    if (read) read = read_seen(call, act.command);
    if (!read) return reply(problem(read.error()));
    if (call.body.is_object()) act.command.fields = call.body.object();
    submit_act(api, std::move(call), std::move(act), std::move(reply));
}

void read_record(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto queries = api.queries();
        auto view = queries->record(*call.world, call.person, call.path.at(0), api.parts().clock.now(),
                                    language_of(call));
        if (!view) return std::unexpected(view.error());
        Response response = record_response(200, call, *view);
        return response;
    });
}

namespace {

constexpr std::size_t kSheetRowsMost = 2000;

// Where the sheet goes on: the same question with the cursor of what follows (RFC 8288).
std::string link_to_next(const Call& call, const std::string& next) {
    std::string link = "</api/v1/records?";
    for (const auto& [name, value] : call.query)
        if (name != "cursor") link += name + "=" + encode_percent(value) + "&";
    return link + "cursor=" + encode_percent(next) + ">; rel=\"next\"";
}

Outcome<Response> sheet_of(Api& api, const Call& call, const store::Filter& filter) {
    const auto rows = limit_of(call, kSheetRowsMost, kSheetRowsMost);
    if (!rows) return std::unexpected(rows.error());
    const std::string* given = call.parameter("cursor");
    std::string cursor = given ? *given : "";
    auto queries = api.queries();
    const Instant now = api.parts().clock.now();
    const std::string language = language_of(call);
    const RecordSheet sheet(*call.world, filter);
    Response response;
    if (cursor.empty()) sheet.append_header(response.body);
    for (std::size_t left = *rows; left > 0;) {
        auto page = queries->list(*call.world, call.person, filter, cursor, left, false, now);
        if (!page) return std::unexpected(page.error());
        for (const records::Record& row : page->records) {
            // A row of a list is not the whole record.
            const auto view = queries->record(*call.world, call.person, row.number, now, language,
                                              desk::Queries::Acts::without);
            if (view) sheet.append(response.body, viewer_of(call, row.process, language), view->record);
        }
        left -= std::min(left, page->records.size());
        cursor = page->next;
        if (cursor.empty() || page->partial) break;
    }
    response.content_type = "text/csv; charset=utf-8; header=present";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"records.csv\"");
    if (!cursor.empty()) response.headers.emplace_back("Link", link_to_next(call, cursor));
    return response;
}

}  // namespace

void list_records(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto filter = list_filter(call.query, *call.world, call.person);
        if (!filter) return std::unexpected(filter.error());
        const auto format = format_of(call);
        if (!format) return std::unexpected(format.error());
        if (*format == Format::csv) return sheet_of(api, call, *filter);
        auto limit = limit_of(call);
        if (!limit) return std::unexpected(limit.error());
        auto count = flag_of(call, "count", false);
        if (!count) return std::unexpected(count.error());
        const std::string* cursor = call.parameter("cursor");
        auto queries = api.queries();
        const Instant now = api.parts().clock.now();
        auto page =
            queries->list(*call.world, call.person, *filter, cursor ? *cursor : "", *limit, *count, now);
        if (!page) return std::unexpected(page.error());
        return json_response(200, list_json(call, *queries, std::move(*page), now));
    });
}

void read_timeline(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto limit = limit_of(call);
        if (!limit) return std::unexpected(limit.error());
        const std::string* cursor = call.parameter("cursor");
        const std::string language = language_of(call);
        auto queries = api.queries();
        auto view = queries->record(*call.world, call.person, call.path.at(0), api.parts().clock.now(),
                                    language, desk::Queries::Acts::without);
        if (!view) return std::unexpected(view.error());
        auto page =
            queries->timeline(*call.world, call.person, call.path.at(0), cursor ? *cursor : "", *limit);
        if (!page) return std::unexpected(page.error());
        const Viewer viewer = viewer_of(call, view->record.process, language);
        JsonArray items;
        for (const store::TimelineRow& row : page->rows)
            items.push_back(entry_json(viewer, view->record, row));
        return json_response(200, Json(JsonObject{{"items", std::move(items)},
                                                  {"next", page->next.empty() ? Json() : Json(page->next)}}));
    });
}

}  // namespace reeve::http
