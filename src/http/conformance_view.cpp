// What happened, held against what the active version of the process allows.

#include <algorithm>
#include <numeric>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "http/flow_views.hpp"
#include "http/views.hpp"
#include "process/moves.hpp"
#include "store/flow_figure.hpp"

namespace reeve::http {
namespace {

struct Judged {
    const store::Move* move = nullptr;
    std::vector<std::string> acts;  // of the process, that lead so

    [[nodiscard]] bool allowed() const { return !acts.empty(); }
};

// Those that the process does not know first, then the most frequent.
std::vector<Judged> judge(const process::RecordType& type, const store::Moves& moves) {
    const std::vector<process::Move> ways = process::moves_of(type);
    std::vector<Judged> list;
    for (const store::Move& move : moves.moves) {
        Judged& judged = list.emplace_back(Judged{&move, {}});
        for (const process::Move& way : ways)
            if (type.states[way.from].name == move.step.from && type.states[way.to].name == move.step.to)
                judged.acts.push_back(type.acts[way.act].name);
    }
    std::ranges::stable_sort(list, {}, &Judged::allowed);
    return list;
}

bool may_start(const process::RecordType& type, std::string_view state) {
    return std::ranges::any_of(process::starts_of(type),
                               [&](process::Index start) { return type.states[start].name == state; });
}

std::int64_t times_of(const std::vector<Judged>& list, bool allowed) {
    return std::accumulate(list.begin(), list.end(), std::int64_t{0},
                           [&](std::int64_t sum, const Judged& one) {
                               return sum + (one.allowed() == allowed ? one.move->step.times : 0);
                           });
}

Json judged_json(const desk::World& world, const Judged& judged) {
    const store::Move& move = *judged.move;
    JsonArray by;
    for (const auto& [person, times] : move.by)
        by.push_back(JsonObject{{"person", person_reference(world, person)}, {"times", times}});
    return JsonObject{{"from", move.step.from},
                      {"to", move.step.to},
                      {"times", move.step.times},
                      {"records", move.step.records},
                      {"allowed", judged.allowed()},
                      {"acts", JsonArray(judged.acts.begin(), judged.acts.end())},
                      {"by", std::move(by)},
                      {"examples", JsonArray(move.examples.begin(), move.examples.end())},
                      {"figure", store::figure::step(move.step)}};
}

}  // namespace

Json conformance_json(const desk::World& world, const ReportQuestion& question, const store::Moves& moves) {
    const std::vector<Judged> list = judge(*question.type, moves);
    JsonArray transitions, starts;
    for (const Judged& judged : list) transitions.push_back(judged_json(world, judged));
    for (const auto& [state, records] : moves.starts)
        starts.push_back(JsonObject{{"state", state},
                                    {"records", records},
                                    {"allowed", may_start(*question.type, state)},
                                    {"figure", store::figure::start(state)}});
    const std::int64_t allowed = times_of(list, true);
    const std::int64_t other = times_of(list, false);
    JsonObject report = question_json(question);
    report.set("version", question.process->version);
    report.set("partial", moves.partial);
    report.set("records", moves.records);
    report.set("figure", store::figure::all());
    report.set("transitions_total", allowed + other);
    report.set("allowed", allowed);
    report.set("other", other);
    report.set("transitions", std::move(transitions));
    report.set("starts", std::move(starts));
    return report;
}

std::string conformance_csv(const desk::World& world, const ReportQuestion& question,
                            const store::Moves& moves) {
    std::string text;
    const auto row = [&](const std::vector<std::string>& cells) { append_csv_row(text, cells); };
    row({"section", "from", "to", "allowed", "acts", "person", "measure", "value", "examples"});
    const auto yes_or_no = [](bool yes) { return std::string(yes ? "yes" : "no"); };
    for (const auto& [state, records] : moves.starts)
        row({"starts", "", state, yes_or_no(may_start(*question.type, state)), "", "", "records",
             std::to_string(records), ""});
    for (const Judged& judged : judge(*question.type, moves)) {
        const store::FlowStep& step = judged.move->step;
        const std::string allowed = yes_or_no(judged.allowed());
        const std::string acts = join(judged.acts, " ");
        row({"transitions", step.from, step.to, allowed, acts, "", "times", std::to_string(step.times),
             join(judged.move->examples, " ")});
        row({"transitions", step.from, step.to, allowed, acts, "", "records", std::to_string(step.records),
             ""});
        for (const auto& [person, times] : judged.move->by)
            row({"transitions_by", step.from, step.to, allowed, acts,
                 std::string(person_reference(world, person).string_or_empty("name")), "times",
                 std::to_string(times), ""});
    }
    return text;
}

}  // namespace reeve::http
