#include <algorithm>

#include "cel/literals.hpp"
#include "process/moves.hpp"
#include "verify/expressions_internal.hpp"

namespace reeve::verify {
namespace {

void visit_effect(const process::Effect& effect, Standing at, const EachExpression& visit) {
    if (effect.set) visit(effect.set->value, at);
    if (effect.for_each) visit(effect.for_each->rows, at);
    if (effect.for_each && effect.for_each->with) visit(effect.for_each->with->list, at);
    if (effect.link_to && asks_table(effect.link_to->to)) visit(effect.link_to->to, at);
    const process::Create* create = effect.creates();
    if (create == nullptr) return;
    for (const process::Set& set : create->fields) visit(set.value, at);
}

void visit_need(const process::Need& need, Standing at, const EachExpression& visit) {
    if (need.when) visit(*need.when, at);
    if (need.condition) visit(*need.condition, at);
}

void visit_act(const process::Act& act, const EachExpression& visit) {
    const Standing at{&act, act.creates_record ? Oracle::Place::creation : Oracle::Place::life};
    if (act.when) visit(*act.when, at);
    for (const process::Need& need : act.needs) visit_need(need, at, visit);
    for (const process::Effect& effect : act.then) visit_effect(effect, at, visit);
    if (act.hand_over) visit(*act.hand_over, at);
    if (act.as_soon_as) visit(*act.as_soon_as, at);
}

void add_cells(const process::Table& table, Written& written) {
    const auto add = [&](const cel::Value& value) {
        if (value.is(cel::ValueKind::integer)) written.in_tables.push_back(value.integer());
        if (value.is(cel::ValueKind::string)) written.texts.push_back(value.string());
    };
    const auto is_text_or_number = [](const process::Column& column) {
        return column.type.kind == process::ColumnType::Kind::integer ||
               column.type.kind == process::ColumnType::Kind::text;
    };
    for (const process::Row& row : table.rows) {
        for (std::size_t c = 0; c < table.in.size(); ++c) {
            if (!is_text_or_number(table.in[c])) continue;
            for (const cel::Value& value : row.in[c].values) add(value);
            if (row.in[c].least) written.in_tables.push_back(*row.in[c].least);
            if (row.in[c].most) written.in_tables.push_back(*row.in[c].most);
        }
        for (std::size_t c = 0; c < table.out.size(); ++c)
            if (is_text_or_number(table.out[c])) add(row.out[c]);
    }
}

// Of the tables that the expression asks.
void add_cells(const process::Process& process, const process::Expression& expression, Written& written) {
    for (const cel::FunctionRead& read : expression.program.reads().functions) {
        const int table = read.id - static_cast<int>(process::Function::first_table);
        if (table < 0 || static_cast<std::size_t>(table) >= process.tables.size()) continue;
        const process::Table& asked = process.tables[static_cast<std::size_t>(table)];
        if (is_sampled(asked)) add_cells(asked, written);
    }
}

void add_literals(const process::Expression& expression, Written& written) {
    for (const cel::Value& value : cel::literals(expression.program)) {
        if (value.is(cel::ValueKind::integer)) written.integers.push_back(value.integer());
        if (value.is(cel::ValueKind::duration)) written.durations.push_back(value.span());
        if (!value.is(cel::ValueKind::string)) continue;
        written.texts.push_back(value.string());
        if (const auto span = parse_duration(value.string())) written.durations.push_back(*span);
    }
}

// What others write into the fields of those that they make.
void add_sent_by_others(const process::Process& process, const process::RecordType& type, Written& written) {
    for (const process::RecordType& other : process.types)
        for (const process::Effect* effect : process::effects_of(other))
            if (effect->creates() != nullptr && &process.types[effect->creates()->type] == &type)
                for (const process::Set& set : effect->creates()->fields) add_literals(set.value, written);
}

class Nobody final : public cel::Activation {
public:
    cel::Value variable(int) override { return {}; }
    cel::Value call(int, std::span<const cel::Value>) override { return {}; }
};

}  // namespace

std::optional<cel::Value> constant_of(const process::Expression& expression) {
    const auto& reads = expression.program.reads();
    if (!reads.paths.empty() || !reads.functions.empty() || !reads.variables.empty()) return std::nullopt;
    Nobody nobody;
    return cel::evaluate(expression.program, nobody);
}

bool asks_table(const process::Expression& expression) {
    return std::ranges::any_of(expression.program.reads().functions, [](const cel::FunctionRead& read) {
        return read.id >= static_cast<int>(process::Function::first_table);
    });
}

void for_each_expression(const process::RecordType& type, const EachExpression& visit) {
    for (const process::Field& field : type.fields) {
        if (field.standard) visit(*field.standard, {nullptr, Oracle::Place::creation});
        if (field.is) visit(*field.is, {});
    }
    for (const process::Act& act : type.acts) visit_act(act, visit);
    for (const process::Act& act : type.restrictions) visit_act(act, visit);
    for (const process::Checklist& list : type.checklists)
        for (const process::ChecklistStep& step : list.steps) visit_act(step.act, visit);
    for (const process::Dossier& dossier : type.dossiers)
        for (const process::Need& need : dossier.needs) visit_need(need, {}, visit);
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

void for_each_need(const process::RecordType& type, const std::function<void(const process::Need&)>& visit) {
    for (const process::Act& act : type.acts) std::ranges::for_each(act.needs, visit);
    for (const process::Checklist& list : type.checklists)
        for (const process::ChecklistStep& step : list.steps) std::ranges::for_each(step.act.needs, visit);
    for (const process::Dossier& dossier : type.dossiers) std::ranges::for_each(dossier.needs, visit);
}

Written written_in(const process::Process& process, const process::RecordType& type) {
    Written written;
    const auto add_length = [&](std::size_t length) {
        if (length > 1) written.integers.push_back(static_cast<std::int64_t>(length));
    };
    for_each_expression(type, [&](const process::Expression& expression, Standing) {
        add_cells(process, expression, written);
        add_literals(expression, written);
    });
    add_sent_by_others(process, type, written);
    for_each_need(type, [&](const process::Need& need) { add_length(need.length_min); });
    const auto unique = [](auto& list) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    unique(written.texts);
    unique(written.integers);
    unique(written.in_tables);
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
