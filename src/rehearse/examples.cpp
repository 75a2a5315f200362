#include <fmt/format.h>

#include <algorithm>

#include "rehearse/examples_internal.hpp"

namespace reeve::rehearse {
namespace {

constexpr std::size_t rows_most = 100;  // each starts a desk

bool is_column_name(std::string_view text) {
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
           std::ranges::all_of(
               text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void read_columns(Scene& scene, const YamlNode& head, ExampleTable& table) {
    for (const YamlNode* cell : scene.one_or_more(head, "the columns")) {
        if (!is_column_name(cell->text))
            scene.wrong(*cell, fmt::format("'{}' is no name of a column", cell->text),
                        "small letters, digits and _");
        else if (std::ranges::find(table.columns, cell->text) != table.columns.end())
            scene.wrong(*cell, fmt::format("the column '{}' is there twice", cell->text));
        table.columns.push_back(cell->text);
    }
    if (head.is_list() && head.items.empty())
        scene.wrong(head, "the table has no columns", "such as [urgency, priority]");
}

class FillingIn {
public:
    FillingIn(Scene& scene, const ExampleTable& table, const ExampleRow& row)
        : scene_(scene), table_(table), row_(row), used_(table.columns.size()) {}

    void fill(YamlNode& node) {
        for (YamlNode& item : node.items) fill(item);
        if (node.is_scalar() && node.text.find('<') != std::string::npos) fill_text(node);
    }

    [[nodiscard]] const std::vector<bool>& used() const { return used_; }

private:
    Scene& scene_;
    const ExampleTable& table_;
    const ExampleRow& row_;
    std::vector<bool> used_;

    // A whole text becomes the cell itself, so that a number stays one; within a text its words.
    void fill_text(YamlNode& node) {
        std::string text;
        std::size_t at = 0;
        for (std::size_t from = node.text.find('<'); from != std::string::npos;
             from = node.text.find('<', at)) {
            const std::size_t to = node.text.find('>', from);
            if (to == std::string::npos) break;
            const std::string name = node.text.substr(from + 1, to - from - 1);
            text += node.text.substr(at, from - at);
            at = to + 1;
            const auto column = std::ranges::find(table_.columns, name);
            if (column == table_.columns.end()) {
                if (is_column_name(name)) scene_.unknown(node, "column of `examples`", name, table_.columns);
                text += "<" + name + ">";
                continue;
            }
            const auto index = static_cast<std::size_t>(column - table_.columns.begin());
            used_[index] = true;
            const YamlNode& cell = *row_.cells[index];
            if (from == 0 && at == node.text.size()) return put(node, cell);
            text += cell.text;
        }
        node.text = text + node.text.substr(at);
    }

    static void put(YamlNode& node, const YamlNode& cell) {
        node.text = cell.text;
        node.quoted = cell.quoted;
        node.text_line = cell.text_line;
        node.text_column = cell.text_column;
        node.text_indent = cell.text_indent;
    }
};

}  // namespace

ExampleTable read_examples(Scene& scene, const YamlNode& examples) {
    ExampleTable table;
    if (!examples.is_list() || examples.items.size() < 2 || examples.items.size() > rows_most + 1) {
        scene.wrong(examples, fmt::format("`examples` are a row of columns and 1 to {} rows", rows_most),
                    "- [urgency, priority], - [high, P1]");
        return table;
    }
    read_columns(scene, examples.items.front(), table);
    for (auto item = examples.items.begin() + 1; item != examples.items.end(); ++item) {
        ExampleRow row;
        row.line = item->line;
        for (const YamlNode* cell : scene.one_or_more(*item, "a row")) {
            row.name += (row.cells.empty() ? "" : ", ") + cell->text;
            row.cells.push_back(cell);
        }
        if (row.cells.size() != table.columns.size())
            scene.wrong(*item, fmt::format("this row has {} values", row.cells.size()),
                        fmt::format("{}, one for each column", table.columns.size()));
        else
            table.rows.push_back(std::move(row));
    }
    return table;
}

YamlNode filled_in(Scene& scene, const YamlNode& rehearsal, const ExampleTable& table,
                   const ExampleRow& row) {
    YamlNode filled = rehearsal;
    FillingIn filling(scene, table, row);
    for (std::size_t i = 0; i < filled.keys.size(); ++i)
        if (filled.keys[i].name != "examples") filling.fill(filled.items[i]);
    const YamlNode& head = rehearsal.find("examples")->items.front();
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        if (!filling.used()[column])
            scene.wrong(head, fmt::format("nothing in the rehearsal says <{}>", table.columns[column]));
    return filled;
}

}  // namespace reeve::rehearse
