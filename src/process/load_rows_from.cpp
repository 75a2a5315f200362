// Tables whose rows are entries of a register (G3): each column is a field of the same name.
#include <fmt/format.h>

#include <algorithm>

#include "process/limit_columns.hpp"
#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

using Kind = ColumnType::Kind;

bool are_roles(const Process& process, const Choice& choice) {
    return std::ranges::all_of(
        choice.values, [&](const ChoiceValue& value) { return process.role(value.name).has_value(); });
}

bool fits(const Process& process, const ColumnType& column, const Field& field, bool input) {
    switch (column.kind) {
        case Kind::choice: return field.kind == FieldKind::choice && field.choice == column.choice;
        case Kind::role:
            return field.kind == FieldKind::choice && field.choice < process.choices.size() &&
                   are_roles(process, process.choices[field.choice]);
        case Kind::boolean: return field.kind == FieldKind::boolean;
        case Kind::integer: return field.kind == FieldKind::integer;
        case Kind::text:
            return field.kind == FieldKind::text || (input && field.kind == FieldKind::organisation);
        case Kind::duration: break;
    }
    return field.kind == FieldKind::duration;
}

std::string wanted(const Process& process, const ColumnType& column, bool input) {
    switch (column.kind) {
        case Kind::choice:
            return fmt::format("a field with `choice: {}`", process.choices[column.choice].name);
        case Kind::role: return "a choice field of which every value is a role";
        case Kind::boolean: return "a field with `boolean: true`";
        case Kind::integer: return "a field with `integer: true`";
        case Kind::text: return input ? "a text, or an organisation, whose name it then is" : "a text";
        case Kind::duration: break;
    }
    return "a field with `duration: true`";
}

std::vector<Index> fields_of(Loading& loading, const YamlNode& node, const std::vector<Column>& columns,
                             const RecordType& type, bool input) {
    std::vector<Index> fields;
    for (const Column& column : columns) {
        const auto field =
            find_named(loading.reading, "field of '" + type.name + "'", type.fields, column.name, node);
        if (!field) continue;
        fields.push_back(*field);
        const Field& of = type.fields[*field];
        if (!fits(loading.process, column.type, of, input))
            loading.reading.error(
                node, fmt::format("the field '{}' of '{}' does not fit the column", of.name, type.name),
                wanted(loading.process, column.type, input));
        else if (!input && !of.required && !of.is && !column.type.maybe)
            loading.reading.error(node, fmt::format("an entry of '{}' may have no '{}'", type.name, of.name),
                                  "`required` there, or `maybe` before the column's type");
    }
    return fields;
}

void settle(Loading& loading, const Entry& entry, Table& table) {
    const YamlNode* node = entry.node->is_map() ? entry.node->find("rows_from") : nullptr;
    const auto word = node ? loading.reading.word(*node, "`rows_from`") : std::nullopt;
    if (!word) return;
    const auto index = find_named(loading.reading, "record type", loading.process.types, *word, *node);
    if (!index) return;
    const RecordType& type = loading.process.types[*index];
    if (!type.is_register)
        return loading.reading.error(*node, fmt::format("'{}' is no register", *word),
                                     "a record type with `register: true`");
    table.from = RowsFrom{*index, fields_of(loading, *node, table.in, type, true),
                          fields_of(loading, *node, table.out, type, false)};
}

bool asks(const Expression& expression, std::size_t table) {
    const int id = static_cast<int>(Function::first_table) + static_cast<int>(table);
    const auto& functions = expression.program.reads().functions;
    return std::any_of(functions.begin(), functions.end(),
                       [&](const cel::FunctionRead& read) { return read.id == id; });
}

}  // namespace

void settle_tables(Loading& loading) {
    for (Index i = 0; i < loading.process.tables.size(); ++i) {
        if (loading.broken.tables.contains(i)) continue;
        loading.reading.set_file(loading.tables[i].file);
        settle(loading, loading.tables[i], loading.process.tables[i]);
    }
}

namespace {

// An organisation has a handle and a name that people see; a text would have to be the handle.
void check_handles(const Defining& in, Index index) {
    const Table& table = in.process().tables[index];
    for (std::size_t i = 0; i < table.from->in.size(); ++i) {
        const Index field = table.from->in[i];
        if (in.type.fields[field].kind == FieldKind::text && asked_by_handle(in.process(), index, i))
            in.reading().warning(
                *in.source.fields[field].key,
                fmt::format("the table '{}' is asked for an organisation by its handle, and '{}' is a text",
                            table.name, in.type.fields[field].name),
                "`organisation: true`, chosen by the name that people see");
    }
}

}  // namespace

// An expression would have to know how long such a day is.
void settle_working_days(Loading& loading) {
    for (const Table& table : loading.process.tables) {
        if (!table.from) continue;
        RecordType& type = loading.process.types[table.from->type];
        for (const Index out : table.from->out) {
            Field& field = type.fields[out];
            field.takes_working_days = field.kind == FieldKind::duration &&
                                       !loading.reading.reads(field.name) &&
                                       std::ranges::find(type.shares, out) == type.shares.end();
        }
    }
}

void check_rows_from(const Defining& in) {
    const auto& tables = in.process().tables;
    for (std::size_t table = 0; table < tables.size(); ++table) {
        if (!tables[table].from || &in.process().types[tables[table].from->type] != &in.type) continue;
        check_handles(in, static_cast<Index>(table));
        for (const Field& field : in.type.fields)
            for (const auto* expression : {&field.is, &field.standard})
                if (*expression && asks(**expression, table))
                    in.reading().error(
                        Spot((*expression)->line, (*expression)->column),
                        fmt::format("'{}' is worked out from the table '{}', whose rows are these entries",
                                    field.name, tables[table].name),
                        "another table, or a value that is sent");
    }
}

}  // namespace reeve::process
