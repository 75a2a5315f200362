#include "store/sqlite/compare.hpp"

#include <fmt/format.h>

#include <vector>

#include "store/compressed.hpp"
#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {
namespace {

struct Columns {
    std::vector<std::string> names;  // as selected
    std::size_t keys = 0;            // the first so many are the key
    std::string select;
};

Columns columns_of(Connection& connection, const std::string& table) {
    std::vector<std::string> keys;
    std::vector<std::string> others;
    Statement rows(connection, "SELECT name, pk FROM pragma_table_info(?) ORDER BY pk, cid");
    rows.with(table);
    while (rows.step()) {
        (rows.integer(1) > 0 ? keys : others).push_back(rows.string(0));
    }
    if (keys.empty()) {
        keys.emplace_back("rowid");
    }
    Columns columns;
    columns.keys = keys.size();
    std::string order;
    for (const std::string& key : keys) {
        order += (order.empty() ? "" : ", ") + key;
    }
    columns.select = "SELECT " + order;
    for (const std::string& other : others) {
        columns.select += ", " + other;
    }
    columns.select += " FROM " + table + " ORDER BY " + order;
    columns.names = std::move(keys);
    columns.names.insert(columns.names.end(), others.begin(), others.end());
    return columns;
}

using Row = std::vector<Value>;

// What is compressed counts by its text: another version of the library makes other bytes of it.
Value as_written(Value value) {
    const auto* blob = std::get_if<Blob>(&value);
    std::optional<std::string> text = blob == nullptr ? std::nullopt : decompress(blob->bytes);
    return text ? Value(std::move(*text)) : value;
}

std::string_view bytes_of(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto* blob = std::get_if<Blob>(&value);
    return text != nullptr ? std::string_view(*text) : blob != nullptr ? std::string_view(blob->bytes) : "";
}

// One side: its rows one by one, counted and digested.
class Side {
public:
    Side(Connection& connection, const Columns& columns) : rows_(connection, columns.select) {}

    bool next() {
        row_.clear();
        if (done_ || !rows_.step()) {
            done_ = true;
            return false;
        }
        ++count_;
        for (int i = 0; i < rows_.columns(); ++i) {
            row_.push_back(as_written(rows_.value(i)));
            const std::string_view bytes = bytes_of(row_.back());
            digest_.add(fmt::format("{}:{}:", row_.back().index(), bytes.size()));
            if (const auto* integer = std::get_if<std::int64_t>(&row_.back())) {
                digest_.add(fmt::format_int(*integer).c_str());
            } else {
                digest_.add(bytes);
            }
        }
        return true;
    }
    [[nodiscard]] const Row& row() const { return row_; }
    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] Digest digest() { return digest_.finish(); }

private:
    Statement rows_;
    Row row_;
    Sha256 digest_;
    std::int64_t count_ = 0;
    bool done_ = false;
};

std::string shown(const Value& value) {
    constexpr std::size_t shown_max = 120;
    std::string text;
    switch (value.index()) {
        case 0: return "nothing";
        case 1: return fmt::format("{}", std::get<std::int64_t>(value));
        case 2: text = std::get<std::string>(value); break;
        default: text = hex(std::get<Blob>(value).bytes); break;
    }
    return text.size() > shown_max ? text.substr(0, shown_max) + "…" : text;
}

std::string key_of(const Columns& columns, const Row& row) {
    std::string text;
    for (std::size_t i = 0; i < columns.keys; ++i) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", columns.names[i], shown(row[i]));
    }
    return text;
}

// Where two values of a column part, so that long ones can be told apart.
std::string parted(const Value& live, const Value& rebuilt) {
    const auto* a = std::get_if<std::string>(&live);
    const auto* b = std::get_if<std::string>(&rebuilt);
    std::size_t at = 0;
    while (a != nullptr && b != nullptr && at < a->size() && at < b->size() && (*a)[at] == (*b)[at]) {
        ++at;
    }
    constexpr std::size_t context = 30;
    const std::size_t from = at > context ? at - context : 0;
    return from == 0 ? fmt::format("{} is stored, {} rebuilt", shown(live), shown(rebuilt))
                     : fmt::format("from byte {} on, {} is stored, {} rebuilt", from, shown(a->substr(from)),
                                   shown(b->substr(from)));
}

std::string difference(const Columns& columns, const Row& live, const Row& rebuilt) {
    if (live.empty()) {
        return fmt::format("{}: rebuilt only", key_of(columns, rebuilt));
    }
    if (rebuilt.empty()) {
        return fmt::format("{}: stored only", key_of(columns, live));
    }
    for (std::size_t i = 0; i < live.size(); ++i) {
        if (live[i] != rebuilt[i]) {
            return i < columns.keys ? fmt::format("{} is stored where {} is rebuilt", key_of(columns, live),
                                                  key_of(columns, rebuilt))
                                    : fmt::format("{}: of {}, {}", key_of(columns, live), columns.names[i],
                                                  parted(live[i], rebuilt[i]));
        }
    }
    return {};
}

}  // namespace

TableReplayed compare_table(Connection& live, Connection& rebuilt, const std::string& table) {
    const Columns columns = columns_of(live, table);
    Side stored(live, columns);
    Side made(rebuilt, columns);
    TableReplayed report;
    report.table = table;
    for (;;) {
        const bool more_stored = stored.next();
        const bool more_made = made.next();
        if (!more_stored && !more_made) {
            break;
        }
        if (report.difference.empty()) {
            report.difference = difference(columns, stored.row(), made.row());
        }
    }
    report.rows = stored.count();
    report.rebuilt_rows = made.count();
    report.digest = stored.digest();
    report.rebuilt_digest = made.digest();
    return report;
}

}  // namespace reeve::store::sqlite
