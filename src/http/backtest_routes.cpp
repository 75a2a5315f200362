#include "http/backtest_routes.hpp"

#include <algorithm>
#include <array>

#include "base/instant.hpp"
#include "desk/backtest.hpp"
#include "desk/entries.hpp"
#include "desk/list_cursor.hpp"
#include "http/agreement_routes.hpp"
#include "http/serving.hpp"
#include "records/directory_events.hpp"

namespace reeve::http {
namespace {

constexpr Duration longest = Duration::days(3660);
constexpr std::array<std::string_view, 6> members{"process", "from", "to", "calendar", "agreement", "cursor"};

// What is supposed, with all that it refers to.
struct Tried {
    desk::BackTestQuestion question;
    std::shared_ptr<const calendar::DatedTime> time;
    std::shared_ptr<records::Directory> with;
};

Outcome<Instant> instant_member(const Json& body, std::string_view name) {
    auto given = text_member(body, name);
    if (!given) return std::unexpected(given.error());
    const auto at = *given ? parse_instant(**given) : std::nullopt;
    if (at) return *at;
    return refuse(RefusalKind::malformed, std::string(name) + " is an instant such as 2024-05-17T08:00:00Z.");
}

Outcome<void> read_calendar(const Call& call, const Json& given, Tried& tried) {
    static constexpr std::array<std::string_view, 2> known{"name", "spec"};
    if (auto only = only_members(given, known); !only) return only;
    const std::string name(given.string_or_empty("name"));
    const auto id = Id::parse(name);
    const records::Directory& directory = *call.world->directory;
    const records::WorkingCalendar* calendar =
        id ? directory.calendar(*id) : directory.calendar(std::string_view(name));
    if (!calendar)
        return refuse(RefusalKind::unmet, "The calendar does not do.",
                      {{"field", "calendar.name", "There is no such calendar."}});
    const Json* spec = given.find("spec");
    if (!spec || !spec->is_object())
        return refuse(RefusalKind::malformed, "calendar.spec says when there is work.");
    auto time = records::read_calendar(calendar->name, *spec);
    if (!time) {
        Refusal refusal = std::move(time.error());
        refusal.kind = RefusalKind::unmet;
        return std::unexpected(std::move(refusal));
    }
    tried.time = std::make_shared<const calendar::DatedTime>(std::move(*time));
    tried.question.what.calendar = calendar->id;
    tried.question.what.time = tried.time.get();
    return {};
}

// As if it were agreed to now, of the words that there are, or as a new one, and had held all the time that
// is asked for.
Outcome<void> read_agreement(const Call& call, const Json& given, Tried& tried, Instant now) {
    const records::Directory& directory = *call.world->directory;
    records::Agreement before;
    before.id = Id::of_name("an agreement that is tried");
    if (const auto* known = directory.agreement(given.string_or_empty("name"))) before = *known;
    const auto whole = whole_agreement(given);
    if (!whole) return std::unexpected(whole.error());
    auto agreement = desk::read_entry(*call.world, *whole, before, now);
    if (!agreement) return std::unexpected(std::move(agreement.error()));
    if (agreement->process != tried.question.process)
        return refuse(RefusalKind::unmet, "The agreement does not do.",
                      {{"field", "agreement.process", "It is about another process."}});
    agreement->agreed = records::Accord{};
    records::Event event = records::agreement_set(*agreement);
    tried.with = std::make_shared<records::Directory>(directory);
    if (auto applied = tried.with->apply(event); !applied) return applied;
    tried.with->hold_since(agreement->id, tried.question.from);
    tried.question.what.agreement = agreement->id;
    tried.question.what.with = tried.with.get();
    return {};
}

// What a place among the records is bound to: not to what is tried on them.
std::string list_name(const desk::BackTestQuestion& question) {
    return "backtest " + question.process;
}

Outcome<Tried> read_cursor(const Call& call, Tried tried) {
    const auto cursor = text_member(call.body, "cursor");
    if (!cursor) return std::unexpected(cursor.error());
    if (*cursor) {
        auto position = desk::read_cursor(**cursor, list_name(tried.question), call.person);
        if (!position) return std::unexpected(position.error());
        tried.question.position = std::move(*position);
    }
    return tried;
}

Outcome<Tried> read_question(const Call& call, std::string process, Instant now) {
    Tried tried;
    tried.question.process = std::move(process);
    const auto from = instant_member(call.body, "from");
    if (!from) return std::unexpected(from.error());
    const auto to = instant_member(call.body, "to");
    if (!to) return std::unexpected(to.error());
    if (*to <= *from || *to - *from > longest)
        return refuse(RefusalKind::malformed, "`to` lies after `from`, at most ten years.");
    tried.question.from = *from;
    tried.question.to = *to;
    tried.question.what.directory = call.world->directory.get();
    const Json* calendar = call.body.find("calendar");
    const Json* agreement = call.body.find("agreement");
    if ((calendar == nullptr) == (agreement == nullptr) || !(calendar ? calendar : agreement)->is_object())
        return refuse(RefusalKind::malformed, "Say which `calendar` or which `agreement` is to be tried.");
    auto read =
        calendar ? read_calendar(call, *calendar, tried) : read_agreement(call, *agreement, tried, now);
    if (!read) return std::unexpected(std::move(read.error()));
    return read_cursor(call, tried);
}

// Administrators, and who sees the whole process anyway.
Outcome<store::Sight> sight_for(const Call& call, const std::string& process) {
    const records::Person& person = person_of(call);
    store::Sight sight = desk::sight_of(*call.world, person);
    const bool whole = std::ranges::find(sight.whole, process) != sight.whole.end();
    if (!call.world->active(process))
        return refuse(RefusalKind::unmet, "The process does not do.",
                      {{"field", "process", "There is no such process."}});
    if (!whole && !person.administrator)
        return refuse(RefusalKind::not_allowed, "Only who sees the whole process may try a change on it.");
    if (!whole) sight.whole.push_back(process);
    return sight;
}

Json instant_or_null(const std::optional<Instant>& at) {
    return at ? Json(text(*at)) : Json();
}

Json turned_json(const std::vector<desk::BackTest::Turned>& list) {
    JsonArray items;
    for (const desk::BackTest::Turned& one : list)
        items.push_back(JsonObject{{"number", one.number},
                                   {"title", one.title},
                                   {"clock", one.clock},
                                   {"due_before", instant_or_null(one.due_before)},
                                   {"due_after", instant_or_null(one.due_after)},
                                   {"elapsed_s", one.elapsed.micros / 1'000'000},
                                   {"limit_s", one.limit.micros / 1'000'000}});
    return items;
}

Json tally_json(const desk::BackTest::Tally& tally) {
    return JsonObject{{"met", tally.met}, {"breached", tally.breached}};
}

}  // namespace

void try_on_the_past(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        if (auto only = only_members(call.body, members); !only) return std::unexpected(only.error());
        // What a question says of agreements and calendars is nothing for who may not ask it.
        std::string process(call.body.string_or_empty("process"));
        const auto sight = sight_for(call, process);
        if (!sight) return std::unexpected(sight.error());
        const auto tried = read_question(call, std::move(process), api.parts().clock.now());
        if (!tried) return std::unexpected(tried.error());
        auto queries = api.queries();
        const desk::BackTest found = desk::back_test(queries->reader(), *call.world, person_of(call), *sight,
                                                     tried->question, api.parts().clock.now());
        if (found.wrong_position)
            return refuse(RefusalKind::malformed, "This cursor is of another list; begin again without one.");
        Json next;
        if (!found.next.empty())
            next = desk::write_cursor(found.next, list_name(tried->question), call.person);
        return json_response(200, Json(JsonObject{{"records", found.records},
                                                  {"clocks", found.clocks},
                                                  {"untold", found.untold},
                                                  {"partial", found.partial},
                                                  {"next", std::move(next)},
                                                  {"before", tally_json(found.before)},
                                                  {"after", tally_json(found.after)},
                                                  {"newly_breached", turned_json(found.newly_breached)},
                                                  {"newly_breached_total", found.newly_breached_total},
                                                  {"no_longer", turned_json(found.no_longer)},
                                                  {"no_longer_total", found.no_longer_total}}));
    });
}

}  // namespace reeve::http
