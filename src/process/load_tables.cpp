// Decision tables: their columns and the cells of their rows. Gaps and overlaps are found in
// check_tables.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "base/integer.hpp"
#include "base/text.hpp"
#include "process/lengths_internal.hpp"
#include "process/span.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

using Kind = ColumnType::Kind;

std::string_view word_of(Kind kind) {
    switch (kind) {
        case Kind::choice: return "value";
        case Kind::role: return "role";
        case Kind::boolean: return "boolean";
        case Kind::integer: return "whole number";
        case Kind::text: return "text";
        case Kind::duration: break;
    }
    return "duration";
}

// The parts of "a or b or c".
std::vector<std::string_view> alternatives(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t at = text.find(" or "); at != std::string_view::npos; at = text.find(" or ")) {
        parts.push_back(trim(text.substr(0, at)));
        text.remove_prefix(at + 4);
    }
    parts.push_back(trim(text));
    return parts;
}

// "2..5", "<= 3", "< 3", ">= 4", "> 4", both ends included in what comes out.
std::optional<Cell> range_of(std::string_view text) {
    Cell cell;
    cell.kind = Cell::Kind::range;
    if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
        cell.least = parse_integer<std::int64_t>(trim(text.substr(0, dots)));
        cell.most = parse_integer<std::int64_t>(trim(text.substr(dots + 2)));
        if (!cell.least || !cell.most) return std::nullopt;
        return cell;
    }
    if (text.size() < 2 || (text.front() != '<' && text.front() != '>')) return std::nullopt;
    const bool less = text.front() == '<';
    const bool inclusive = text[1] == '=';
    const auto bound = parse_integer<std::int64_t>(trim(text.substr(inclusive ? 2 : 1)));
    if (!bound) return std::nullopt;
    if (!inclusive && *bound == (less ? INT64_MIN : INT64_MAX)) return std::nullopt;
    (less ? cell.most : cell.least) = inclusive ? *bound : less ? *bound - 1 : *bound + 1;
    return cell;
}

constexpr Index of_no_table = ~Index{0};

class TableReader {
public:
    TableReader(Loading& loading, Table& table, Index index)
        : loading_(loading), reading_(loading.reading), table_(table), index_(index) {}

    void read(const Entry& entry);
    void read_columns(const YamlNode* node, std::string_view side, std::vector<Column>& columns);
    std::optional<cel::Value> read_result(const YamlNode& node, const Column& column);

private:
    std::optional<ColumnType> column_type_of(const YamlNode& node, bool input);
    void read_row(const YamlNode& node);
    Cell read_condition(const YamlNode& node, const Column& column);
    std::optional<cel::Value> read_value(std::string_view text, Spot at, const Column& column);
    void note_span(const YamlNode& node, const Column& column, const Span& span);
    void row_broken() { loading_.broken.table_rows.insert(index_); }

    Loading& loading_;
    Reading& reading_;
    Table& table_;
    Index index_;
};

std::optional<ColumnType> TableReader::column_type_of(const YamlNode& node, bool input) {
    const auto word = reading_.word(node, "a column's type");
    if (!word) return std::nullopt;
    std::string_view text = *word;
    ColumnType type;
    if (text.starts_with("maybe ")) {
        type.maybe = true;
        text = trim(text.substr(6));
    }
    const std::vector<std::pair<std::string_view, Kind>> plain{{"role", Kind::role},
                                                               {"boolean", Kind::boolean},
                                                               {"integer", Kind::integer},
                                                               {"text", Kind::text},
                                                               {"duration", Kind::duration}};
    for (const auto& [name, kind] : plain)
        if (name == text) type.kind = kind;
    if (text == "duration" && input) {
        reading_.error(node, "a duration cannot be asked about", "a choice, role, boolean, integer or text");
        return std::nullopt;
    }
    if (type.kind != Kind::text || text == "text") return type;
    if (const auto choice = loading_.process.choice(text)) {
        type.kind = Kind::choice;
        type.choice = *choice;
        return type;
    }
    std::vector<std::string> known = names_of(loading_.process.choices);
    for (const auto& [name, kind] : plain) known.emplace_back(name);
    reading_.unknown(node, "type of a column", text, known);
    return std::nullopt;
}

void TableReader::read_columns(const YamlNode* node, std::string_view side, std::vector<Column>& columns) {
    for (const Entry& entry : reading_.entries(node, side)) {
        reading_.check_name("column", *entry.key, entry.name());
        const auto type = column_type_of(*entry.node, side == "in");
        if (!type) loading_.broken.tables.insert(index_);
        columns.push_back({entry.name(), type.value_or(ColumnType{})});
    }
    if (node == nullptr || !node->is_map() || !columns.empty()) return;
    const Reading::Mild mild(reading_);  // earlier releases took it, and left the rows out
    reading_.error(*node, fmt::format("the table '{}' has no column in `{}`", table_.name, side),
                   "at least one: `NAME: TYPE`");
}

void TableReader::read(const Entry& entry) {
    const YamlNode& map = *entry.node;
    if (!reading_.is_map(map, "a table")) {
        loading_.broken.tables.insert(index_);
        return;
    }
    reading_.check_keys(map, "a table", {"title", "hit", "in", "out", "rows", "rows_from"}, {"overlay"});
    table_.title = reading_.words(map.find("title"), "a title");
    if (const YamlNode* hit = map.find("hit")) {
        const auto word = reading_.word(*hit, "`hit`").value_or("unique");
        const std::vector<std::string> known{"unique", "first", "collect"};
        if (std::find(known.begin(), known.end(), word) == known.end())
            reading_.unknown(*hit, "hit policy", word, known);
        if (word == "first") table_.hit = Hit::first;
        if (word == "collect") table_.hit = Hit::collect;
    }
    for (const std::string_view side : {"in", "out", "rows"}) {
        if (map.find(side)) continue;
        reading_.error(*entry.key, fmt::format("the table '{}' has no `{}`", table_.name, side),
                       fmt::format("`{}`", side));
        row_broken();
    }
    read_columns(map.find("in"), "in", table_.in);
    read_columns(map.find("out"), "out", table_.out);
    if (table_.in.empty() || table_.out.empty()) loading_.broken.tables.insert(index_);
    std::vector<cel::Field> outputs;
    for (const Column& column : table_.out)
        outputs.push_back({column.name, column_type(loading_.process, column.type)});
    table_.result = cel::Type::object("tables." + table_.name, std::move(outputs));
    const YamlNode* rows = map.find("rows");
    if (!rows || loading_.broken.tables.contains(index_)) return row_broken();
    if (!reading_.is_list(*rows, "`rows`")) return row_broken();
    for (const YamlNode& row : rows->items) read_row(row);
    if (rows->items.size() > 10'000) reading_.error(*rows, "a table has more than 10,000 rows", "fewer");
}

void TableReader::read_row(const YamlNode& node) {
    const std::size_t wanted = table_.in.size() + table_.out.size();
    if (!node.is_list() || node.items.size() != wanted) {
        reading_.error(
            node, node.is_list() ? fmt::format("a row has {} cells", node.items.size()) : "a row is no list",
            fmt::format("{} cells: {}, then {}", wanted, join(names_of(table_.in), ", "),
                        join(names_of(table_.out), ", ")));
        return row_broken();
    }
    Row row;
    row.line = node.line;
    for (std::size_t i = 0; i < table_.in.size(); ++i)
        row.in.push_back(read_condition(node.items[i], table_.in[i]));
    for (std::size_t i = 0; i < table_.out.size(); ++i) {
        auto value = read_result(node.items[table_.in.size() + i], table_.out[i]);
        if (!value) row_broken();
        row.out.push_back(value ? std::move(*value) : cel::Value());
    }
    row.result = cel::Value::object(table_.result, row.out);
    table_.rows.push_back(std::move(row));
}

Cell TableReader::read_condition(const YamlNode& node, const Column& column) {
    Cell cell;
    std::vector<std::pair<std::string, Spot>> wanted;
    if (node.is_list()) {
        cell.kind = Cell::Kind::of;
        for (const Reading::Word& word : reading_.words_of(node, "a cell"))
            wanted.emplace_back(word.text, word.at);
    } else {
        const auto word = reading_.word(node, "a cell");
        if (!word || (*word == "any" && !node.quoted)) {
            if (!word) row_broken();
            return cell;
        }
        std::string_view text = *word;
        if (column.type.kind == Kind::integer)
            if (auto range = range_of(text)) return *range;
        cell.kind = text.starts_with("any but ") ? Cell::Kind::but : Cell::Kind::of;
        if (cell.kind == Cell::Kind::but) text.remove_prefix(8);
        if (node.quoted && column.type.kind == Kind::text) {
            wanted.emplace_back(std::string(*word), node);
            cell.kind = Cell::Kind::of;
        } else {
            for (const std::string_view part : alternatives(text))
                wanted.emplace_back(std::string(part), node);
        }
    }
    if (wanted.empty()) {
        reading_.error(node, "a cell is an empty list", "values, or any");
        row_broken();
    }
    for (const auto& [text, at] : wanted) {
        auto value = read_value(text, at, column);
        if (value)
            cell.values.push_back(std::move(*value));
        else
            row_broken();
    }
    return cell;
}

std::optional<cel::Value> TableReader::read_value(std::string_view text, Spot at, const Column& column) {
    const Process& process = loading_.process;
    if (text == "none" && column.type.maybe) return cel::Value();
    switch (column.type.kind) {
        case Kind::choice: {
            const Choice& choice = process.choices[column.type.choice];
            if (choice.find(text)) return cel::Value(text);
            reading_.unknown(at, "value of " + choice.name, text, names_of(choice.values));
            return std::nullopt;
        }
        case Kind::role:
            if (process.role(text)) return cel::Value(text);
            reading_.unknown(at, "role", text, names_of(process.roles));
            return std::nullopt;
        case Kind::boolean:
            if (text == "true" || text == "false") return cel::Value(text == "true");
            break;
        case Kind::integer:
            if (const auto value = parse_integer<std::int64_t>(text))
                return cel::Value(static_cast<long>(*value));
            break;
        case Kind::text: return cel::Value(text);
        case Kind::duration:
            if (const auto span = parse_span(text)) return span_value(*span);
            reading_.error(at, fmt::format("'{}' is no duration", text),
                           "such as 30m, 4h, 1wd (a working day)");
            return std::nullopt;
    }
    reading_.error(at, fmt::format("'{}' is no {}", text, word_of(column.type.kind)),
                   column.type.kind == Kind::boolean ? "true or false" : "");
    return std::nullopt;
}

std::optional<cel::Value> TableReader::read_result(const YamlNode& node, const Column& column) {
    const auto word = reading_.word(node, "a cell");
    if (!word) return std::nullopt;
    if (*word == "none" && !column.type.maybe && !node.quoted && column.type.kind != Kind::text) {
        reading_.error(node, fmt::format("`none` for '{}'", column.name),
                       fmt::format("a {}; or `maybe` before the column's type", word_of(column.type.kind)));
        return std::nullopt;
    }
    if (column.type.kind == Kind::duration)
        if (const auto span = parse_span(*word)) note_span(node, column, *span);
    return read_value(*word, node, column);
}

void TableReader::note_span(const YamlNode& node, const Column& column, const Span& span) {
    if (index_ == of_no_table) return;
    SpanCell cell = span_cell(reading_, node, column, span);
    cell.table = index_;
    loading_.span_cells.push_back(std::move(cell));
}

}  // namespace

SpanCell span_cell(const Reading& in, const YamlNode& node, const Column& column, Span span) {
    const Units units = units_of(node.text, span);
    return {{}, column.name, in.file(), node, units.exact_days, units.working_days};
}

std::vector<Column> columns_of(Loading& loading, const YamlNode* node, std::string_view side, bool& broken) {
    Table scratch;
    std::vector<Column> columns;
    TableReader(loading, scratch, of_no_table).read_columns(node, side, columns);
    broken = loading.broken.tables.erase(of_no_table) > 0;
    return columns;
}

std::optional<cel::Value> output_of(Loading& loading, const YamlNode& node, const Column& column) {
    Table scratch;
    return TableReader(loading, scratch, of_no_table).read_result(node, column);
}

void declare_tables(Loading& loading) {
    for (const Entry& entry : loading.tables) {
        loading.reading.set_file(entry.file);
        const auto index = static_cast<Index>(loading.process.tables.size());
        Table table;
        table.name = entry.name();
        loading.reading.check_name("table", *entry.key, table.name);
        TableReader(loading, table, index).read(entry);
        loading.process.tables.push_back(std::move(table));
    }
    loading.reading.check_apart("table", loading.tables);
}

}  // namespace reeve::process
