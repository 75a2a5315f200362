#pragma once
// Decision tables (DMN): rows of conditions on inputs, and what comes out.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cel/type.hpp"
#include "cel/value.hpp"
#include "process/index.hpp"
#include "process/words.hpp"

namespace reeve::process {

enum class Hit : std::uint8_t { unique, first, collect };

// A column's type: a choice, a role, or a plain one. `maybe` allows the cell `none`.
struct ColumnType {
    enum class Kind : std::uint8_t { choice, role, boolean, integer, text, duration } kind = Kind::text;
    std::uint32_t choice = 0;
    bool maybe = false;
};

struct Column {
    std::string name;
    ColumnType type;
};

// One condition of a row: any, any of these, none of these, or an integer between bounds (inclusive).
struct Cell {
    enum class Kind : std::uint8_t { any, of, but, range } kind = Kind::any;
    std::vector<cel::Value> values;
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;

    [[nodiscard]] bool holds(const cel::Value& input) const;
};

struct Row {
    std::vector<Cell> in;
    std::vector<cel::Value> out;  // a span is an object of its two members, `none` is null
    int line = 0;
    cel::Value result;  // `out` as the object that a call gives
};

// Entries of a register that count before the rows: for each column the field of the same name (G3).
struct RowsFrom {
    Index type = 0;
    std::vector<Index> in, out;
};

struct Table {
    std::string name;
    Words title;
    Hit hit = Hit::unique;
    std::vector<Column> in;
    std::vector<Column> out;
    std::vector<Row> rows;
    std::optional<RowsFrom> from;
    cel::Type result;  // of a row's outputs; what a call gives is a list of it for collect

    // The rows that hit: at most one for unique and first, all for collect.
    [[nodiscard]] std::vector<std::size_t> hits(std::span<const cel::Value> inputs) const;
    // What an expression's call gives: an object of the outputs, null where no row hits; a list for collect.
    [[nodiscard]] cel::Value call(std::span<const cel::Value> inputs) const;
    // The same of other rows with the table's columns: those of its register's entries.
    [[nodiscard]] std::vector<std::size_t> hits(const std::vector<Row>& among,
                                                std::span<const cel::Value> inputs) const;
    [[nodiscard]] cel::Value result_of(const std::vector<Row>& among,
                                       const std::vector<std::size_t>& found) const;
};

}  // namespace reeve::process
