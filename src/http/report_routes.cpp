// Reports: figures of what the caller may know, each with the list of its records.

#include "http/report_routes.hpp"

#include <algorithm>

#include "base/instant.hpp"
#include "http/report_question.hpp"
#include "http/serving.hpp"
#include "process/words.hpp"

namespace reeve::http {
namespace {

using store::StandingRow;

// How the rows of a group are shown: its word, the filter that finds a row's records, and the titles.
struct Group {
    std::string_view by, parameter;
    std::string (*title)(const Call&, std::string_view language, const StandingRow&);
};

const process::Process* process_of(const Call& call, const StandingRow& row) {
    return call.world->active(row.process);
}

std::string state_title(const Call& call, std::string_view language, const StandingRow& row) {
    if (const process::Process* process = process_of(call, row))
        for (const process::RecordType& type : process->types)
            if (const auto state = type.state(row.value))
                return process::shown(type.states[*state].title, row.value, language);
    return process::shown({}, row.value, language);
}

std::string priority_title(const Call& call, std::string_view language, const StandingRow& row) {
    if (const process::Process* process = process_of(call, row))
        for (const process::RecordType& type : process->types) {
            if (!type.priority) continue;
            const process::Choice& choice = process->choices[type.fields[*type.priority].choice];
            if (const auto value = choice.find(row.value))
                return process::shown(choice.values[*value].title, row.value, language);
        }
    return process::shown({}, row.value, language);
}

std::string role_title(const Call& call, std::string_view language, const StandingRow& row) {
    const process::Process* process = process_of(call, row);
    const auto role = process ? process->role(row.value) : std::nullopt;
    return process::shown(role ? process->roles[*role].title : process::Words{}, row.value, language);
}

std::string organisation_title(const Call& call, std::string_view, const StandingRow& row) {
    const auto id = Id::parse(row.value);
    const records::Organisation* organisation = id ? call.world->directory->organisation(*id) : nullptr;
    return organisation ? organisation->display : "";
}

std::string person_title(const Call& call, std::string_view, const StandingRow& row) {
    const auto id = Id::parse(row.value);
    const records::Person* person = id ? call.world->directory->person(*id) : nullptr;
    return person ? person->display : "";
}

constexpr Group kStates{"state", "state", state_title};
constexpr Group kPriorities{"priority", "priority", priority_title};
constexpr Group kHolders{"holder", "holder", role_title};
constexpr Group kOrganisations{"organisation", "organisation", organisation_title};
constexpr Group kAssignees{"assignee", "assignee", person_title};

// The list of what is open, narrowed down; ids and names of processes need no escaping in an address.
std::string open_query(std::string_view process, std::string_view parameter = {},
                       std::string_view value = {}) {
    std::string query = "open=true";
    if (!process.empty()) query += "&process=" + std::string(process);
    if (!parameter.empty()) query += "&" + std::string(parameter) + "=" + std::string(value);
    return query;
}

Json group_json(const Call& call, std::string_view language, const Group& group,
                std::span<const StandingRow> rows, std::string_view process) {
    JsonArray items;
    for (const StandingRow& row : rows) {
        const std::string_view within = row.process.empty() ? process : std::string_view(row.process);
        const bool somebody = !row.value.empty();
        // What is nobody's can be listed; what is of no organisation cannot be asked for.
        const bool listed = somebody || group.parameter == "assignee";
        const std::string_view value = somebody ? std::string_view(row.value) : "none";
        items.push_back(
            JsonObject{{"value", somebody ? Json(row.value) : Json()},
                       {"title", somebody ? Json(group.title(call, language, row)) : Json()},
                       {"process", row.process.empty() ? Json() : Json(row.process)},
                       {"count", row.count},
                       {"late", row.late},
                       {"query", listed ? Json(open_query(within, group.parameter, value)) : Json()}});
    }
    return JsonObject{{"by", group.by}, {"rows", std::move(items)}};
}

// The largest first, and no more of them than a page shows.
std::vector<StandingRow> largest(std::vector<StandingRow> rows) {
    std::ranges::stable_sort(rows, std::ranges::greater{}, &StandingRow::count);
    if (rows.size() > report_rows_max) rows.resize(report_rows_max);
    return rows;
}

Json figure_json(std::string_view name, std::int64_t count, bool partial, Json query) {
    return JsonObject{{"name", name}, {"count", count}, {"more", partial}, {"query", std::move(query)}};
}

Json flow_json(const store::StandingQuestion& question, const store::Standing& standing) {
    JsonArray days;
    for (std::size_t i = 0; i < standing.logged.size(); ++i) {
        const Instant day = question.from + Duration::days(static_cast<std::int64_t>(i));
        days.push_back(JsonObject{{"day", text(day).substr(0, 10)},
                                  {"logged", standing.logged[i]},
                                  {"resolved", standing.resolved[i]}});
    }
    return days;
}

}  // namespace

void list_reports(Api&, Call, Reply reply) {
    JsonArray items;
    const auto add = [&](std::string_view name, std::initializer_list<std::string_view> parameters) {
        items.push_back(
            JsonObject{{"name", name}, {"parameters", JsonArray(parameters.begin(), parameters.end())}});
    };
    add("standing", {"process"});
    add("flow", {"process", "type", "from", "to", "format"});
    add("custody", {"process", "type", "from", "to", "format"});
    add("hours", {"process", "type", "from", "to", "format"});
    add("conformance", {"process", "type", "from", "to", "format"});
    reply(json_response(200, Json(JsonObject{{"items", std::move(items)}, {"next", Json()}})));
}

void report_standing(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const auto process = process_asked(call);
        if (!process) return std::unexpected(process.error());
        const Instant now = api.parts().clock.now();
        constexpr std::int64_t day = Duration::days(1).micros;
        const Instant today{now.micros - (now.micros % day + day) % day};
        const store::StandingQuestion question{*process, now, today - Duration::days(report_days - 1),
                                               report_days};
        auto queries = api.queries();
        const store::Standing standing =
            queries->reader().standing(desk::sight_of(*call.world, person_of(call)), question);
        const std::string language = language_of(call);
        JsonArray headline;
        headline.push_back(figure_json("open", standing.open, standing.partial, Json(open_query(*process))));
        headline.push_back(figure_json("late", standing.late, standing.partial,
                                       Json(open_query(*process, "due_within", "0m"))));
        headline.push_back(figure_json("unassigned", standing.unassigned, standing.partial,
                                       Json(open_query(*process, "assignee", "none"))));
        JsonArray groups;
        groups.push_back(group_json(call, language, kStates, standing.states, *process));
        groups.push_back(group_json(call, language, kPriorities, standing.priorities, *process));
        groups.push_back(group_json(call, language, kHolders, standing.holders, *process));
        groups.push_back(
            group_json(call, language, kOrganisations, largest(standing.organisations), *process));
        groups.push_back(group_json(call, language, kAssignees, largest(standing.assignees), *process));
        return json_response(200, Json(JsonObject{{"at", text(now)},
                                                  {"partial", standing.partial},
                                                  {"headline", std::move(headline)},
                                                  {"groups", std::move(groups)},
                                                  {"flow", flow_json(question, standing)}}));
    });
}

}  // namespace reeve::http
