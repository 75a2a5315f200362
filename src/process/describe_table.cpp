// Decision tables for the API: as the process writes them, and as people read them; and what asks them.
#include <fmt/format.h>

#include "base/text.hpp"
#include "process/describe_internal.hpp"

namespace reeve::process {
namespace {

std::string_view word(Hit hit) {
    switch (hit) {
        case Hit::unique: return "unique";
        case Hit::first: return "first";
        case Hit::collect: break;
    }
    return "collect";
}

}  // namespace

std::string column_text(const Process& process, const ColumnType& type) {
    const std::string plain = [&]() -> std::string {
        switch (type.kind) {
            case ColumnType::Kind::choice: return process.choices[type.choice].name;
            case ColumnType::Kind::role: return "role";
            case ColumnType::Kind::boolean: return "boolean";
            case ColumnType::Kind::integer: return "integer";
            case ColumnType::Kind::text: return "text";
            case ColumnType::Kind::duration: break;
        }
        return "duration";
    }();
    return type.maybe ? "maybe " + plain : plain;
}

namespace {

std::string text_of(const cel::Value& value) {
    if (value.is_null()) return "none";
    if (value.is(cel::ValueKind::string)) return value.string();
    if (const auto span = span_of(value)) return text(*span);
    return cel::text(value);
}

std::string text_of(const Cell& cell) {
    if (cell.kind == Cell::Kind::any) return "any";
    if (cell.kind == Cell::Kind::range) {
        if (cell.least && cell.most) return fmt::format("{}..{}", *cell.least, *cell.most);
        return cell.least ? fmt::format(">= {}", *cell.least) : fmt::format("<= {}", cell.most.value_or(0));
    }
    std::vector<std::string> values;
    for (const cel::Value& value : cell.values) values.push_back(text_of(value));
    return (cell.kind == Cell::Kind::but ? "any but " : "") + join(values, " or ");
}

// A field of the same name and choice has the words that people know; else the choice has, else the name.
std::string title_of(const Process& process, const Column& column, std::string_view language) {
    if (column.type.kind != ColumnType::Kind::choice) return shown({}, column.name, language);
    for (const RecordType& type : process.types)
        if (const auto index = type.field(column.name)) {
            const Field& field = type.fields[*index];
            if (field.kind == FieldKind::choice && field.choice == column.type.choice)
                return shown(field.title, field.name, language);
        }
    return shown(process.choices[column.type.choice].title, column.name, language);
}

// What people call a value of the column; of a boolean, a number, a text or a span the value itself.
std::string title_of(const Process& process, const ColumnType& type, const cel::Value& value,
                     std::string_view language) {
    const std::string name = text_of(value);
    if (type.kind == ColumnType::Kind::role) {
        const auto role = process.role(name);
        return role ? shown(process.roles[*role].title, name, language) : name;
    }
    if (type.kind != ColumnType::Kind::choice) return name;
    const Choice& choice = process.choices[type.choice];
    const auto index = choice.find(name);
    return index ? shown(choice.values[*index].title, name, language) : name;
}

Json value_json(const Process& process, const ColumnType& type, const cel::Value& value,
                std::string_view language) {
    return JsonObject{{"value", text_of(value)}, {"title", title_of(process, type, value, language)}};
}

Json cell_json(const Process& process, const ColumnType& type, const Cell& cell, std::string_view language) {
    if (cell.kind == Cell::Kind::any) return JsonObject{{"is", "any"}};
    if (cell.kind == Cell::Kind::range) {
        JsonObject out{{"is", "range"}};
        if (cell.least) out.set("least", *cell.least);
        if (cell.most) out.set("most", *cell.most);
        return out;
    }
    JsonArray values;
    for (const cel::Value& value : cell.values) values.push_back(value_json(process, type, value, language));
    return JsonObject{{"is", cell.kind == Cell::Kind::but ? "but" : "of"}, {"values", std::move(values)}};
}

}  // namespace

JsonArray describe_columns(const Process& process, const std::vector<Column>& list,
                           std::string_view language) {
    JsonArray out;
    for (const Column& column : list)
        out.emplace_back(JsonObject{{"name", column.name},
                                    {"title", title_of(process, column, language)},
                                    {"type", column_text(process, column.type)}});
    return out;
}

Json describe_outcome(const Process& process, const ColumnType& type, const cel::Value& value,
                      std::string_view language) {
    if (value.is_null()) return JsonObject{{"is", "none"}};
    JsonArray values;
    values.push_back(value_json(process, type, value, language));
    return JsonObject{{"is", "of"}, {"values", std::move(values)}};
}

namespace {

// The row as people read it: cell by cell, with titles.
Json shown_row(const Process& process, const Table& table, const Row& row, std::string_view language) {
    JsonArray cells;
    for (std::size_t c = 0; c < row.in.size(); ++c)
        cells.push_back(cell_json(process, table.in[c].type, row.in[c], language));
    for (std::size_t c = 0; c < row.out.size(); ++c)
        cells.push_back(describe_outcome(process, table.out[c].type, row.out[c], language));
    return cells;
}

void add_uses(const Process& process, const Expression& expression, std::string_view what,
              std::string_view name, JsonArray& out) {
    for (const cel::FunctionRead& read : expression.program.reads().functions) {
        const int index = read.id - static_cast<int>(Function::first_table);
        if (index < 0) continue;
        JsonArray inputs;
        for (const std::string& text : read.texts) inputs.emplace_back(text);
        out.emplace_back(JsonObject{{"table", process.tables[static_cast<std::size_t>(index)].name},
                                    {"what", what},
                                    {"name", name},
                                    {"inputs", std::move(inputs)}});
    }
}

}  // namespace

Json describe_table(const Process& process, const Table& table, std::string_view language) {
    JsonArray rows, shown_rows;
    for (const Row& row : table.rows) {
        JsonArray cells;
        for (const Cell& cell : row.in) cells.emplace_back(text_of(cell));
        for (const cel::Value& value : row.out) cells.emplace_back(text_of(value));
        rows.emplace_back(std::move(cells));
        shown_rows.push_back(shown_row(process, table, row, language));
    }
    JsonObject out{{"name", table.name},
                   {"title", shown(table.title, table.name, language)},
                   {"hit", word(table.hit)},
                   {"in", describe_columns(process, table.in, language)},
                   {"out", describe_columns(process, table.out, language)},
                   {"rows", std::move(rows)},
                   {"shown", std::move(shown_rows)}};
    if (table.from) out.set("rows_from", process.types[table.from->type].name);
    return out;
}

JsonArray describe_uses(const Process& process, const RecordType& type) {
    JsonArray out;
    if (!type.is_register) add_uses(process, type.custody.first, "first_holder", "", out);
    for (const Field& field : type.fields)
        if (field.is) add_uses(process, *field.is, "field", field.name, out);
    for (const Clock& clock : type.clocks)
        if (clock.limit) add_uses(process, *clock.limit, "clock", clock.name, out);
    for (const Act& act : type.acts)
        if (act.hand_over) add_uses(process, *act.hand_over, "act", act.name, out);
    return out;
}

}  // namespace reeve::process
