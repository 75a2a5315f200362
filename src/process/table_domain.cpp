#include <set>
#include <string>

#include "process/table_domain_internal.hpp"

namespace reeve::process {
namespace {

// Between two bounds that any row names, all numbers fare alike.
void add_integers(Domain& domain, const Table& table, std::size_t column) {
    std::set<std::int64_t> starts{INT64_MIN};
    const auto start_after = [&](std::int64_t value) {
        if (value != INT64_MAX) starts.insert(value + 1);
    };
    for (const Row& row : table.rows) {
        const Cell& cell = row.in[column];
        for (const cel::Value& value : cell.values) {
            if (!value.is(cel::ValueKind::integer)) continue;
            starts.insert(value.integer());
            start_after(value.integer());
        }
        if (cell.least) starts.insert(*cell.least);
        if (cell.most) start_after(*cell.most);
    }
    for (auto start = starts.begin(); start != starts.end(); ++start) {
        const auto next = std::next(start);
        // The stretch that begins nowhere is best shown by its end.
        const std::int64_t shown = *start != INT64_MIN ? *start : next != starts.end() ? *next - 1 : 0;
        domain.add(cel::Value(static_cast<long>(shown)), std::to_string(shown));
    }
    domain.starts.assign(starts.begin(), starts.end());
}

void add_texts(Domain& domain, const Table& table, std::size_t column) {
    for (const Row& row : table.rows)
        for (const cel::Value& value : row.in[column].values)
            if (value.is(cel::ValueKind::string) && !domain.texts.contains(value.string()))
                domain.add(value, "'" + value.string() + "'");
    // A control character is in no file, so no row names this text.
    domain.add(cel::Value(std::string("\x01")), "(any other)");
}

}  // namespace

std::optional<std::uint32_t> Domain::place(const cel::Value& value) const {
    if (value.is(cel::ValueKind::integer) && !starts.empty()) return place(value.integer());
    if (value.is(cel::ValueKind::string)) {
        const auto found = texts.find(value.string());
        return found == texts.end() ? std::nullopt : std::optional(found->second);
    }
    // True, false and nothing: few stand there, or it is the last.
    for (std::uint32_t i = size(); i-- > 0;)
        if (samples[i].value == value) return i;
    return std::nullopt;
}

std::vector<Stretch> Domain::taken_by(const Cell& cell) const {
    if (cell.kind == Cell::Kind::any) return {{0, size()}};
    if (cell.kind == Cell::Kind::range) {
        const std::uint32_t from = cell.least ? place(*cell.least) : 0;
        const auto to = cell.most ? place(*cell.most) + 1 : static_cast<std::uint32_t>(starts.size());
        return from < to ? std::vector<Stretch>{{from, to}} : std::vector<Stretch>{};
    }
    std::set<std::uint32_t> named;
    for (const cel::Value& value : cell.values)
        if (const auto at = place(value)) named.insert(*at);
    std::vector<Stretch> taken;
    std::uint32_t next = 0;
    for (const std::uint32_t at : named) {
        if (cell.kind == Cell::Kind::of) taken.push_back({at, at + 1});
        if (cell.kind == Cell::Kind::but && next < at) taken.push_back({next, at});
        next = at + 1;
    }
    if (cell.kind == Cell::Kind::but && next < size()) taken.push_back({next, size()});
    return taken;
}

Domain domain_of(const Process& process, const Table& table, std::size_t column) {
    const ColumnType& type = table.in[column].type;
    Domain domain;
    switch (type.kind) {
        case ColumnType::Kind::choice:
            for (const ChoiceValue& value : process.choices[type.choice].values)
                domain.add(cel::Value(value.name), value.name);
            break;
        case ColumnType::Kind::role:
            for (const Role& role : process.roles) domain.add(cel::Value(role.name), role.name);
            break;
        case ColumnType::Kind::boolean:
            domain.add(cel::Value(true), "true");
            domain.add(cel::Value(false), "false");
            break;
        case ColumnType::Kind::integer: add_integers(domain, table, column); break;
        case ColumnType::Kind::text:
        case ColumnType::Kind::duration: add_texts(domain, table, column); break;
    }
    if (type.maybe) domain.add(cel::Value(), "none");
    return domain;
}

}  // namespace reeve::process
