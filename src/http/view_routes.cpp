// Saved views: those that come with the desk, one's own, one's teams', everybody's; and their counts.

#include "http/view_routes.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "desk/saved_views.hpp"
#include "http/list_filter.hpp"
#include "http/serving.hpp"

namespace reeve::http {
namespace {

using store::SavedView;

// In the order in which a page shows them; it has words for each.
struct Shipped {
    std::string_view id, query;
};
constexpr std::array<Shipped, 7> kShipped{{{"mine", "assignee=me&open=true"},
                                           {"team", "holder=mine&open=true"},
                                           {"unassigned", "assignee=none&open=true"},
                                           {"due_soon", "due_within=1h&open=true"},
                                           {"waiting_reporter", "waiting=reporter&open=true"},
                                           {"waiting_vendor", "waiting=vendor&open=true"},
                                           {"reopened", "reopened=true&open=true"}}};

// For who is heard by some approval.
constexpr Shipped kVotes{"votes", "approver=me&open=true"};

std::vector<Shipped> shipped_for(const Call& call) {
    std::vector<Shipped> views(kShipped.begin(), kShipped.end());
    const records::Person* person = call.world->directory->person(call.person);
    if (person != nullptr && desk::is_heard(*call.world, *person)) views.insert(views.begin() + 2, kVotes);
    return views;
}

constexpr std::array<std::string_view, 3> kScopes{"mine", "team", "all"};  // in the order of the enum

Json shipped_json(const Shipped& view) {
    return JsonObject{
        {"id", view.id}, {"title", Json()}, {"query", view.query}, {"scope", "shipped"}, {"version", 0}};
}

Json view_json(const desk::World& world, const SavedView& view) {
    JsonObject json{{"id", view.id.text()},
                    {"title", view.title},
                    {"query", view.query},
                    {"scope", kScopes[static_cast<std::size_t>(view.scope)]}};
    if (view.scope == SavedView::Scope::team) json.set("team", team_reference(world, view.team));
    json.set("owner", person_reference(world, view.owner));
    json.set("version", view.version);
    return json;
}

Response view_response(int status, const desk::World& world, const SavedView& view) {
    return with_version(json_response(status, view_json(world, view)), view.version);
}

Outcome<store::Filter> filter_of(const Call& call, std::string_view query) {
    auto pairs = parse_query(query, list_parameters());
    if (!pairs) return std::unexpected(pairs.error());
    return list_filter(*pairs, *call.world, call.person);
}

Outcome<void> read_team(const Call& call, SavedView& view) {
    auto given = text_member(call.body, "team");
    if (!given) return std::unexpected(given.error());
    if (view.scope != SavedView::Scope::team) {
        view.team = {};
        if (*given) return refuse(RefusalKind::malformed, "team is named where scope is team.");
        return {};
    }
    if (!*given) {
        if (view.team.empty()) return refuse(RefusalKind::malformed, "Say whose: team is a handle or an id.");
        return {};
    }
    const auto id = Id::parse(**given);
    const records::Team* team =
        id ? call.world->directory->team(*id) : call.world->directory->team(std::string_view(**given));
    if (!team) return refuse(RefusalKind::malformed, "team: there is no '" + **given + "'.");
    view.team = team->id;
    return {};
}

// What is sent, onto the view as it stands; a new one must have it all.
Outcome<void> read_view(const Call& call, SavedView& view) {
    static constexpr std::array<std::string_view, 4> kMembers{"title", "query", "scope", "team"};
    if (auto allowed = only_members(call.body, kMembers); !allowed) return allowed;
    auto title = text_member(call.body, "title");
    auto query = text_member(call.body, "query");
    auto scope = text_member(call.body, "scope");
    for (const auto* one : {&title, &query, &scope})
        if (!*one) return std::unexpected(one->error());
    if (*title) view.title = std::string(trim(**title));
    if (*query) view.query = **query;
    if (view.title.empty() || length_utf8(view.title) > view_title_max ||
        view.title.find_first_of("\r\n") != std::string::npos)
        return refuse(RefusalKind::malformed, "A view has a title of at most 100 characters, on one line.");
    if (view.query.size() > view_query_max)
        return refuse(RefusalKind::malformed, "The query of a view has at most 2000 bytes.");
    if (*scope) {
        const auto found = std::ranges::find(kScopes, std::string_view(**scope));
        if (found == kScopes.end()) return refuse(RefusalKind::malformed, "scope is mine, team or all.");
        view.scope = static_cast<SavedView::Scope>(found - kScopes.begin());
    }
    if (auto team = read_team(call, view); !team) return team;
    auto filter = filter_of(call, view.query);
    if (!filter)
        return std::unexpected(Refusal{filter.error().kind, "query: " + filter.error().detail, {}, 0});
    return {};
}

bool says_the_same(const SavedView& a, const SavedView& b) {
    return a.title == b.title && a.query == b.query && a.scope == b.scope && a.team == b.team;
}

}  // namespace

void list_views(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        auto queries = api.queries();
        JsonArray items;
        for (const Shipped& view : shipped_for(call)) items.push_back(shipped_json(view));
        for (const SavedView& view : desk::views_for(queries->reader().saved_views(), person_of(call)))
            items.push_back(view_json(*call.world, view));
        return json_response(200, Json(JsonObject{{"items", std::move(items)}, {"next", Json()}}));
    });
}

void add_view(Api& api, Call call, Reply reply) {
    auto repeat = repeat_key(call);
    if (!repeat) return reply(problem(repeat.error()));
    SavedView view;
    if (auto read = read_view(call, view); !read) return reply(problem(read.error()));
    // The key is in the id, so a repeat finds what the first request made.
    view.id = repeat->key.empty() ? api.parts().entropy.id()
                                  : Id::of_name("view:" + call.person.text() + ":" + repeat->key);
    auto kept = std::make_shared<Call>(std::move(call));
    auto made = std::make_shared<Outcome<SavedView>>();
    auto again = std::make_shared<bool>(false);
    desk::Operate work{
        [view, kept, made, again, now = api.parts().clock.now()](store::Operational& operational) {
            const auto there = operational.saved_views().find(view.id);
            *again = there.has_value();
            if (!there)
                *made = desk::add_view(operational.saved_views(), person_of(*kept), view, now);
            else if (says_the_same(*there, view))
                *made = *there;
            else
                *made = refuse(RefusalKind::unmet, "This Idempotency-Key was used before for something else.",
                               {{"idempotency_key", "", "Take a new key for a new request."}});
        }};
    submit(api, std::move(work), std::move(reply), [kept, made, again](const desk::Answer&) {
        if (!*made) return problem(made->error());
        Response response = view_response(201, *kept->world, **made);
        response.headers.emplace_back("Location", "/api/v1/views/" + (*made)->id.text());
        if (*again) response.headers.emplace_back("Idempotent-Replay", "true");
        return response;
    });
}

void change_view(Api& api, Call call, Reply reply) {
    const auto id = Id::parse(call.path.at(0));
    auto version = version_matched(call);
    if (!version) return reply(problem(version.error()));
    if (call.request.header("if-match").empty())
        return reply(problem({RefusalKind::precondition_required,
                              "Send If-Match with the ETag of the view that you saw.",
                              {},
                              0}));
    auto there = [&]() -> Outcome<SavedView> {
        if (!id) return refuse(RefusalKind::unseen, "");
        auto queries = api.queries();
        return desk::find_view(queries->reader().saved_views(), person_of(call), *id);
    }();
    if (!there) return reply(problem(there.error()));
    if (auto read = read_view(call, *there); !read) return reply(problem(read.error()));
    auto kept = std::make_shared<Call>(std::move(call));
    auto made = std::make_shared<Outcome<SavedView>>();
    desk::Operate work{
        [view = std::move(*there), seen = *version, kept, made](store::Operational& operational) {
            *made = desk::change_view(operational.saved_views(), person_of(*kept), view, seen);
        }};
    submit(api, std::move(work), std::move(reply), [kept, made](const desk::Answer&) {
        return *made ? view_response(200, *kept->world, **made) : problem(made->error());
    });
}

void delete_view(Api& api, Call call, Reply reply) {
    const auto id = Id::parse(call.path.at(0));
    auto version = version_matched(call);
    if (!version) return reply(problem(version.error()));
    if (!id) return reply(problem({RefusalKind::unseen, "", {}, 0}));
    auto kept = std::make_shared<Call>(std::move(call));
    auto gone = std::make_shared<Outcome<void>>();
    desk::Operate work{[id = *id, seen = *version, kept, gone](store::Operational& operational) {
        *gone = desk::remove_view(operational.saved_views(), person_of(*kept), id, seen);
    }};
    submit(api, std::move(work), std::move(reply), [gone](const desk::Answer&) {
        if (!*gone) return problem(gone->error());
        Response response;
        response.status = 204;
        return response;
    });
}

void count_views(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const std::string* ids = call.parameter("ids");
        std::vector<std::string_view> wanted;
        if (ids) wanted = split(*ids, ',');
        if (wanted.size() > views_counted_max)
            return refuse(RefusalKind::malformed, "ids names at most 50 views.");
        auto queries = api.queries();
        std::vector<std::pair<std::string, std::string>> views;
        for (const Shipped& view : shipped_for(call)) views.emplace_back(view.id, view.query);
        for (SavedView& view : desk::views_for(queries->reader().saved_views(), person_of(call)))
            views.emplace_back(view.id.text(), std::move(view.query));
        if (ids)
            std::erase_if(views, [&](const auto& view) {
                return std::ranges::find(wanted, std::string_view(view.first)) == wanted.end();
            });
        if (views.size() > views_counted_max) views.resize(views_counted_max);
        const Instant now = api.parts().clock.now();
        JsonArray items;
        for (const auto& [id, query] : views) {
            JsonObject item{{"id", id}, {"count", Json()}, {"more", false}};
            // A view may name what is there no more: then there is nothing to count.
            if (const auto filter = filter_of(call, query)) {
                const auto counted =
                    queries->count_up_to(*call.world, call.person, *filter, view_count_max, now);
                item.set("count", counted.count);
                item.set("more", counted.more);
            }
            items.emplace_back(std::move(item));
        }
        return json_response(200, Json(JsonObject{{"items", std::move(items)}, {"next", Json()}}));
    });
}

}  // namespace reeve::http
