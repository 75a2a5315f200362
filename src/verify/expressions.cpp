#include <algorithm>

#include "cel/literals.hpp"
#include "verify/expressions_internal.hpp"

namespace reeve::verify {
namespace {

constexpr std::int64_t counted_max = 6;  // a counter that must tell more than this is not told exactly

void visit_effect(const process::Effect& effect, Standing at, const EachExpression& visit) {
    if (effect.set) visit(effect.set->value, at);
    if (effect.for_each) visit(effect.for_each->rows, at);
    const process::Create* create = effect.creates();
    if (create == nullptr) return;
    for (const process::Set& set : create->fields) visit(set.value, at);
}

void visit_act(const process::Act& act, const EachExpression& visit) {
    const Standing at{&act, act.creates_record ? Oracle::Place::creation : Oracle::Place::life};
    if (act.when) visit(*act.when, at);
    for (const process::Need& need : act.needs) {
        if (need.when) visit(*need.when, at);
        if (need.condition) visit(*need.condition, at);
    }
    for (const process::Effect& effect : act.then) visit_effect(effect, at, visit);
    if (act.hand_over) visit(*act.hand_over, at);
    if (act.as_soon_as) visit(*act.as_soon_as, at);
}

}  // namespace

void for_each_expression(const process::RecordType& type, const EachExpression& visit) {
    for (const process::Field& field : type.fields) {
        if (field.standard) visit(*field.standard, {nullptr, Oracle::Place::creation});
        if (field.is) visit(*field.is, {});
    }
    for (const process::Act& act : type.acts) visit_act(act, visit);
    for (const process::Act& act : type.restrictions) visit_act(act, visit);
    for (const process::Checklist& list : type.checklists)
        for (const process::ChecklistStep& step : list.steps) visit_act(step.act, visit);
    for (const process::State& state : type.states)
        for (const auto* effects : {&state.enter, &state.exit})
            for (const process::Effect& effect : *effects) visit_effect(effect, {}, visit);
    for (const process::Edge& edge : type.on) {
        visit(edge.becomes, {});
        for (const process::Effect& effect : edge.then) visit_effect(effect, {}, visit);
    }
    visit(type.custody.first, {nullptr, Oracle::Place::creation});
    for (const process::Clock& clock : type.clocks) {
        if (clock.limit) visit(*clock.limit, {});
        if (clock.alive_while) visit(*clock.alive_while, {});
        for (const process::ClockStop& stop : clock.stops)
            if (stop.condition) visit(*stop.condition, {});
    }
    for (const process::Limit& limit : type.limits) {
        if (limit.where) visit(*limit.where, {});
        for (const process::Expression& part : limit.by) visit(part, {});
    }
    for (const process::Rule& rule : type.rules) visit(rule.condition, {});
}

Written written_in(const process::RecordType& type) {
    Written written;
    const auto add_length = [&](std::size_t length) {
        if (length > 1) written.integers.push_back(static_cast<std::int64_t>(length));
    };
    for_each_expression(type, [&](const process::Expression& expression, Standing) {
        for (const cel::Value& value : cel::literals(expression.program)) {
            if (value.is(cel::ValueKind::integer)) written.integers.push_back(value.integer());
            if (value.is(cel::ValueKind::duration)) written.durations.push_back(value.span());
            if (!value.is(cel::ValueKind::string)) continue;
            written.texts.push_back(value.string());
            if (const auto span = parse_duration(value.string())) written.durations.push_back(*span);
        }
    });
    for (const process::Act& act : type.acts)
        for (const process::Need& need : act.needs) add_length(need.length_min);
    for (const process::Checklist& list : type.checklists)
        for (const process::ChecklistStep& step : list.steps)
            for (const process::Need& need : step.act.needs) add_length(need.length_min);
    const auto unique = [](auto& list) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    unique(written.texts);
    unique(written.integers);
    unique(written.durations);
    return written;
}

void for_each_call(const process::RecordType& type, process::Function function, const EachCall& visit) {
    for_each_expression(type, [&](const process::Expression& expression, Standing) {
        for (const cel::FunctionRead& read : expression.program.reads().functions) {
            if (read.id != static_cast<int>(function)) continue;
            std::vector<std::string> names;
            for (const auto& argument : read.arguments)
                names.push_back(argument && argument->is(cel::ValueKind::string) ? argument->string() : "");
            if (!names.empty()) visit(names, expression);
        }
    });
}

std::uint32_t greatest_number(const process::Expression& expression) {
    std::int64_t most = 0;
    for (const cel::Value& value : cel::literals(expression.program))
        if (value.is(cel::ValueKind::integer)) most = std::max(most, value.integer());
    return static_cast<std::uint32_t>(std::min(most, counted_max));
}

}  // namespace reeve::verify
