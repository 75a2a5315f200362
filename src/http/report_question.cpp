#include "http/report_question.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "desk/clock_sight.hpp"
#include "http/serving.hpp"

namespace reeve::http {
namespace {

std::unexpected<Refusal> unknown(std::string_view parameter, std::string_view given,
                                 const std::vector<std::string>& known) {
    const std::string_view near = nearest(given, known);
    return refuse(RefusalKind::malformed,
                  std::string(parameter) + ": there is no '" + std::string(given) +
                      (near.empty() ? "'." : "'; did you mean '" + std::string(near) + "'?"));
}

std::vector<std::string> active_ids(const desk::World& world) {
    std::vector<std::string> known;
    for (const desk::ProcessVersion& version : world.processes)
        if (version.active) known.push_back(version.process->id);
    return known;
}

Outcome<std::optional<Instant>> date_of(const Call& call, std::string_view parameter) {
    const std::string* given = call.parameter(parameter);
    if (!given) return std::optional<Instant>{};
    constexpr std::size_t date_size = 10;
    const auto day = given->size() == date_size ? parse_instant(*given + "T00:00:00Z") : std::nullopt;
    if (!day)
        return refuse(RefusalKind::malformed,
                      std::string(parameter) + ": '" + *given + "' is no date such as 2016-03-31.");
    return day;
}

// Process and type as given apart, or together as "process/type".
Outcome<void> choose(const Call& call, ReportQuestion& question) {
    auto id = process_asked(call);
    if (!id) return std::unexpected(id.error());
    const std::string* given = call.parameter("type");
    std::string type = given ? *given : "";
    if (const std::size_t slash = type.find('/'); slash != std::string::npos) {
        const std::string before = type.substr(0, slash);
        if (!id->empty() && *id != before)
            return refuse(RefusalKind::malformed,
                          "type: '" + type + "' is not of the process '" + *id + "'.");
        if (!call.world->active(before)) return unknown("type", before, active_ids(*call.world));
        *id = before;
        type.erase(0, slash + 1);
    }
    const std::vector<std::string> processes = active_ids(*call.world);
    if (id->empty() && processes.empty()) return refuse(RefusalKind::malformed, "This desk has no process.");
    question.process = call.world->active(id->empty() ? processes.front() : *id);
    std::vector<std::string> types;
    for (const process::RecordType& one : question.process->types) types.push_back(one.name);
    const auto found = type.empty() ? types.begin() : std::ranges::find(types, type);
    if (found == types.end()) return unknown("type", type, types);
    question.type = &question.process->types[static_cast<std::size_t>(found - types.begin())];
    return {};
}

}  // namespace

Outcome<std::string> process_asked(const Call& call) {
    const std::string* given = call.parameter("process");
    if (!given || call.world->active(*given)) return given ? *given : std::string();
    return unknown("process", *given, active_ids(*call.world));
}

Outcome<ReportQuestion> report_question(const Call& call, Instant now) {
    ReportQuestion question;
    if (auto chosen = choose(call, question); !chosen) return std::unexpected(chosen.error());
    question.asked.process = question.process->id;
    question.asked.type = question.type->name;
    question.asked.now = now;
    for (const process::State& state : question.type->states)
        if (state.waiting != process::Waiting::none) question.asked.waiting.push_back(state.name);
    question.unseen =
        desk::clocks_kept_from(*call.world, person_of(call), question.asked.process, question.asked.type);
    const auto from = date_of(call, "from");
    if (!from) return std::unexpected(from.error());
    const auto to = date_of(call, "to");
    if (!to) return std::unexpected(to.error());
    if (*from) {
        question.from = *call.parameter("from");
        question.asked.from = **from;
    }
    if (*to) {
        question.to = *call.parameter("to");
        question.asked.to = **to;
    }
    if (question.asked.from > question.asked.to)
        return refuse(RefusalKind::malformed, "from: the period ends before it begins.");
    return question;
}

JsonObject question_json(const ReportQuestion& question) {
    return {{"process", question.process->id},
            {"type", question.type->name},
            {"from", question.from.empty() ? Json() : Json(question.from)},
            {"to", question.to.empty() ? Json() : Json(question.to)}};
}

Response csv_response(std::string_view report, const ReportQuestion& question, std::string rows) {
    std::string name = std::string(report) + "-" + question.process->id + "-" + question.type->name;
    for (const auto& [word, date] : {std::pair("-from-", &question.from), std::pair("-to-", &question.to)})
        if (!date->empty()) name.append(word).append(*date);
    Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    response.body = std::move(rows);
    return response;
}

}  // namespace reeve::http
