#include <algorithm>
#include <cmath>

#include "http/flow_views.hpp"
#include "http/views.hpp"
#include "store/flow_figure.hpp"
#include "store/flow_tally.hpp"

namespace reeve::http {
namespace {

namespace figure = store::figure;
using store::ClockOutcome;

Json seconds(const std::optional<std::int64_t>& value) {
    return value ? Json(*value) : Json();
}

JsonObject taken_json(const store::TimeTaken& taken) {
    return {
        {"records", taken.records}, {"median_s", seconds(taken.median_s)}, {"p90_s", seconds(taken.p90_s)}};
}

Json month_json(const store::FlowMonth& month) {
    JsonArray states;
    for (const auto& [state, records] : month.states)
        states.push_back(JsonObject{
            {"state", state}, {"records", records}, {"figure", figure::month_in_state(month, state)}});
    return JsonObject{{"month", month.month},
                      {"records", month.records},
                      {"figure", figure::month(month)},
                      {"states", std::move(states)},
                      {"resolved", month.resolved.records},
                      {"median_s", seconds(month.resolved.median_s)},
                      {"p90_s", seconds(month.resolved.p90_s)},
                      {"within", month.within},
                      {"outside", month.outside},
                      {"figures", JsonObject{{"resolved", figure::month_resolved(month)},
                                             {"within", figure::month_within(month)},
                                             {"outside", figure::month_outside(month)}}}};
}

Json to_resolve_json(const store::Flow& flow) {
    JsonArray priorities;
    for (const store::FlowPriority& priority : flow.priorities) {
        JsonObject line{{"priority", priority.value.empty() ? Json() : Json(priority.value)}};
        for (const auto& [name, value] : taken_json(priority.resolved)) line.set(name, value);
        line.set("figure", figure::of_priority(priority));
        priorities.push_back(std::move(line));
    }
    JsonObject whole = taken_json(flow.to_resolve);
    whole.set("figure", figure::resolved());
    whole.set("by_priority", std::move(priorities));
    return whole;
}

Json holders_json(const desk::World& world, const store::Flow& flow) {
    JsonArray lines;
    for (const store::FlowHolder& holder : flow.holders)
        lines.push_back(
            JsonObject{{"role", holder.holder.role},
                       {"team", team_reference(world, holder.holder.team)},
                       {"organisation", organisation_reference(world, holder.holder.organisation)},
                       {"records", holder.records},
                       {"legs", holder.legs},
                       {"held_s", holder.held_s},
                       {"median_s", seconds(holder.median_s)},
                       {"figure", figure::held_by(holder.holder)}});
    return lines;
}

Json repeats_json(const store::FlowRepeats& repeats, const std::string& whole,
                  std::string (*counted)(std::int64_t times)) {
    JsonArray counts;
    for (const store::FlowTimes& count : repeats.counts)
        counts.push_back(
            JsonObject{{"times", count.times}, {"records", count.records}, {"figure", counted(count.times)}});
    return JsonObject{{"total", repeats.total},
                      {"records", repeats.records},
                      {"figure", whole},
                      {"counts", std::move(counts)}};
}

Json variants_json(const store::Flow& flow) {
    JsonArray lines;
    for (const store::FlowVariant& variant : flow.variants) {
        JsonArray path;
        store::each_state(variant.path, [&](std::string_view state) { path.emplace_back(state); });
        lines.push_back(JsonObject{{"path", std::move(path)},
                                   {"records", variant.records},
                                   {"share", share_json(variant.records, flow.records)},
                                   {"median_s", seconds(variant.median_s)},
                                   {"figure", figure::variant(variant.path)}});
    }
    return lines;
}

Json target_json(const store::FlowTarget& target) {
    const auto count = [&](ClockOutcome outcome) {
        return target.records[static_cast<std::size_t>(outcome)];
    };
    const std::int64_t met = count(ClockOutcome::met);
    JsonObject line{{"clock", target.clock}};
    JsonObject figures;
    for (const ClockOutcome outcome : target_order) {
        line.set(std::string(word(outcome)), count(outcome));
        figures.set(std::string(word(outcome)), figure::target(target.clock, outcome));
    }
    line.set("share", share_json(met, met + count(ClockOutcome::met_late) + count(ClockOutcome::breached)));
    line.set("figure", figure::target(target.clock));
    line.set("figures", std::move(figures));
    return line;
}

}  // namespace

Json share_json(std::int64_t part, std::int64_t whole) {
    constexpr double places = 1e4;
    return whole == 0
               ? Json()
               : Json(std::round(static_cast<double>(part) / static_cast<double>(whole) * places) / places);
}

std::vector<store::FlowTarget> in_process_order(const ReportQuestion& question,
                                                std::vector<store::FlowTarget> targets) {
    std::ranges::stable_sort(targets, {}, [&](const store::FlowTarget& target) {
        return question.type->clock(target.clock).value_or(static_cast<process::Index>(-1));
    });
    return targets;
}

Json flow_json(const desk::World& world, const ReportQuestion& question, const store::Flow& flow) {
    JsonArray months, steps, targets;
    for (const store::FlowMonth& month : flow.months) months.push_back(month_json(month));
    for (const store::FlowStep& step : flow.steps)
        steps.push_back(JsonObject{{"from", step.from},
                                   {"to", step.to},
                                   {"times", step.times},
                                   {"records", step.records},
                                   {"figure", figure::step(step)}});
    for (const store::FlowTarget& target : in_process_order(question, flow.targets))
        targets.push_back(target_json(target));
    JsonObject report = question_json(question);
    report.set("partial", flow.partial);
    report.set("records", flow.records);
    report.set("open", flow.open);
    report.set("figure", figure::all());
    report.set("figures", JsonObject{{"open", figure::open()}});
    report.set("months", std::move(months));
    report.set("to_resolve", to_resolve_json(flow));
    report.set("held_by", holders_json(world, flow));
    report.set("reassignments", repeats_json(flow.reassigned, figure::reassigned(), figure::reassigned));
    report.set("reopenings", repeats_json(flow.reopened, figure::reopened(), figure::reopened));
    report.set("transitions", std::move(steps));
    report.set("variants", variants_json(flow));
    report.set("variants_total", flow.variants_total);
    report.set("targets", std::move(targets));
    return report;
}

}  // namespace reeve::http
