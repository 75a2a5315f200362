#include "http/flow_views.hpp"
#include "http/report_answer.hpp"
#include "http/views.hpp"
#include "store/flow_figure.hpp"

namespace reeve::http {
namespace {

using store::ClockOutcome;

void add_taken(ReportRows& rows, std::string_view section, std::string_view of, std::string_view measure,
               const store::TimeTaken& taken) {
    rows.add(section, of, "", measure, taken.records);
    rows.add(section, of, "", "median_s", taken.median_s);
    rows.add(section, of, "", "p90_s", taken.p90_s);
}

std::string name_in(const Json& reference) {
    return std::string(reference.string_or_empty("name"));
}

void add_months(ReportRows& rows, const store::Flow& flow) {
    for (const store::FlowMonth& month : flow.months) {
        rows.add("months", month.month, "", "records", month.records);
        for (const auto& [state, records] : month.states)
            rows.add("months", month.month, state, "records_in_state", records);
        add_taken(rows, "months", month.month, "resolved", month.resolved);
        rows.add("months", month.month, "", "within", month.within);
        rows.add("months", month.month, "", "outside", month.outside);
    }
}

void add_holders(ReportRows& rows, const desk::World& world, const store::Flow& flow) {
    for (const store::FlowHolder& holder : flow.holders) {
        const std::string team = name_in(team_reference(world, holder.holder.team));
        const std::string organisation = name_in(organisation_reference(world, holder.holder.organisation));
        const std::string group =
            team.empty() || organisation.empty() ? team + organisation : team + ", " + organisation;
        rows.add("held_by", holder.holder.role, group, "records", holder.records);
        rows.add("held_by", holder.holder.role, group, "legs", holder.legs);
        rows.add("held_by", holder.holder.role, group, "held_s", holder.held_s);
        rows.add("held_by", holder.holder.role, group, "median_s", holder.median_s);
    }
}

void add_repeats(ReportRows& rows, std::string_view section, const store::FlowRepeats& repeats) {
    rows.add(section, "", "", "total", repeats.total);
    rows.add(section, "", "", "records", repeats.records);
    for (const store::FlowTimes& count : repeats.counts)
        rows.add(section, std::to_string(count.times), "", "records", count.records);
}

}  // namespace

std::string flow_csv(const desk::World& world, const ReportQuestion& question, const store::Flow& flow) {
    ReportRows rows;
    rows.add("all", "", "", "records", flow.records);
    rows.add("all", "", "", "open", flow.open);
    rows.add("all", "", "", "partial", std::int64_t{flow.partial});
    add_months(rows, flow);
    add_taken(rows, "to_resolve", "", "records", flow.to_resolve);
    for (const store::FlowPriority& priority : flow.priorities)
        add_taken(rows, "to_resolve_by_priority", priority.value, "records", priority.resolved);
    add_holders(rows, world, flow);
    add_repeats(rows, "reassignments", flow.reassigned);
    add_repeats(rows, "reopenings", flow.reopened);
    for (const store::FlowStep& step : flow.steps) {
        rows.add("transitions", step.from, step.to, "times", step.times);
        rows.add("transitions", step.from, step.to, "records", step.records);
    }
    for (const store::FlowVariant& variant : flow.variants) {
        rows.add("variants", variant.path, "", "records", variant.records);
        rows.add("variants", variant.path, "", "share", share_json(variant.records, flow.records));
        rows.add("variants", variant.path, "", "median_s", variant.median_s);
    }
    for (const store::FlowTarget& target : in_process_order(question, flow.targets)) {
        for (const ClockOutcome outcome : target_order)
            rows.add("targets", target.clock, "", word(outcome),
                     target.records[static_cast<std::size_t>(outcome)]);
    }
    return rows.take();
}

}  // namespace reeve::http
