// Whether a table says exactly one thing for every input: a gap or an overlap is shown by an input that has
// it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

using Rows = std::vector<std::size_t>;

// A value that stands for all which every row of the table treats alike, and how people call it.
struct Sample {
    cel::Value value;
    std::string shown;
};

// Of looking whether one row takes one sample: a fraction of a second's work.
constexpr std::size_t looks_max = 20'000'000;
constexpr std::size_t overlaps_max = 50;

class Completeness {
public:
    Completeness(const Process& process, const Table& table) : process_(process), table_(table) {
        for (std::size_t c = 0; c < table.in.size(); ++c) {
            domains_.push_back(domain(c));
            takes_.emplace_back();
            for (const Row& row : table.rows) takes_.back().push_back(taken_samples(row.in[c], domains_[c]));
        }
    }

    void explore() {
        Rows all(table_.rows.size());
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
        std::vector<std::string> path;
        explore(0, all, path);
    }

    [[nodiscard]] bool too_large() const { return looks_ > looks_max; }
    [[nodiscard]] const std::optional<std::string>& gap() const { return gap_; }
    // Pairs of rows that hit together, each with an input for which they do.
    [[nodiscard]] const std::map<std::pair<std::size_t, std::size_t>, std::string>& overlaps() const {
        return overlaps_;
    }
    [[nodiscard]] const std::set<std::size_t>& first_hits() const { return first_hits_; }

private:
    [[nodiscard]] std::vector<Sample> domain(std::size_t column) const;
    [[nodiscard]] std::vector<Sample> integers(std::size_t column) const;
    [[nodiscard]] std::vector<Sample> texts(std::size_t column) const;

    // Which samples of the column the cell takes. Beyond the limit nothing is looked at any more.
    std::vector<bool> taken_samples(const Cell& cell, const std::vector<Sample>& samples) {
        std::vector<bool> taken(samples.size());
        looks_ += samples.size() * std::max<std::size_t>(cell.values.size(), 1);
        for (std::size_t i = 0; i < samples.size() && !too_large(); ++i)
            taken[i] = cell.holds(samples[i].value);
        return taken;
    }

    [[nodiscard]] std::string witness(std::vector<std::string> path) const {
        for (std::size_t c = path.size(); c < domains_.size(); ++c) path.push_back(domains_[c].front().shown);
        for (std::size_t c = 0; c < path.size(); ++c) path[c] = table_.in[c].name + " = " + path[c];
        return join(path, ", ");
    }

    void explore(std::size_t column, const Rows& rows, std::vector<std::string>& path) {
        if (too_large()) return;
        if (rows.empty()) {
            if (!gap_) gap_ = witness(path);
            return;
        }
        if (column == domains_.size()) {
            first_hits_.insert(rows.front());
            if (table_.hit != Hit::unique) return;
            for (std::size_t a = 0; a < rows.size(); ++a)
                for (std::size_t b = a + 1; b < rows.size() && overlaps_.size() < overlaps_max; ++b)
                    overlaps_.try_emplace({rows[a], rows[b]}, witness(path));
            return;
        }
        // Values which the same rows take lead to the same place: one of them is enough.
        std::map<Rows, std::string> next;
        std::vector<const Rows*> in_order;
        looks_ += domains_[column].size() * rows.size();
        for (std::size_t i = 0; i < domains_[column].size(); ++i) {
            Rows taken;
            for (const std::size_t row : rows)
                if (takes_[column][row][i]) taken.push_back(row);
            const auto [entry, added] = next.try_emplace(std::move(taken), domains_[column][i].shown);
            if (added) in_order.push_back(&entry->first);
        }
        for (const Rows* taken : in_order) {
            path.push_back(next.at(*taken));
            explore(column + 1, *taken, path);
            path.pop_back();
        }
    }

    const Process& process_;
    const Table& table_;
    std::vector<std::vector<Sample>> domains_;
    std::vector<std::vector<std::vector<bool>>> takes_;  // by column, row, sample
    std::size_t looks_ = 0;
    std::optional<std::string> gap_;
    std::map<std::pair<std::size_t, std::size_t>, std::string> overlaps_;
    std::set<std::size_t> first_hits_;
};

std::vector<Sample> Completeness::domain(std::size_t column) const {
    const ColumnType& type = table_.in[column].type;
    std::vector<Sample> samples;
    switch (type.kind) {
        case ColumnType::Kind::choice:
            for (const ChoiceValue& value : process_.choices[type.choice].values)
                samples.push_back({cel::Value(value.name), value.name});
            break;
        case ColumnType::Kind::role:
            for (const Role& role : process_.roles) samples.push_back({cel::Value(role.name), role.name});
            break;
        case ColumnType::Kind::boolean:
            samples = {{cel::Value(true), "true"}, {cel::Value(false), "false"}};
            break;
        case ColumnType::Kind::integer: samples = integers(column); break;
        case ColumnType::Kind::text:
        case ColumnType::Kind::duration: samples = texts(column); break;
    }
    if (type.maybe) samples.push_back({cel::Value(), "none"});
    return samples;
}

// Between two bounds that any row names, all numbers fare alike.
std::vector<Sample> Completeness::integers(std::size_t column) const {
    std::set<std::int64_t> starts{INT64_MIN};
    const auto start_after = [&](std::int64_t value) {
        if (value != INT64_MAX) starts.insert(value + 1);
    };
    for (const Row& row : table_.rows) {
        const Cell& cell = row.in[column];
        for (const cel::Value& value : cell.values) {
            if (!value.is(cel::ValueKind::integer)) continue;
            starts.insert(value.integer());
            start_after(value.integer());
        }
        if (cell.least) starts.insert(*cell.least);
        if (cell.most) start_after(*cell.most);
    }
    std::vector<Sample> samples;
    for (auto start = starts.begin(); start != starts.end(); ++start) {
        const auto next = std::next(start);
        // The stretch that begins nowhere is best shown by its end.
        const std::int64_t shown = *start != INT64_MIN ? *start : next != starts.end() ? *next - 1 : 0;
        samples.push_back({cel::Value(static_cast<long>(shown)), std::to_string(shown)});
    }
    return samples;
}

std::vector<Sample> Completeness::texts(std::size_t column) const {
    std::vector<Sample> samples;
    std::string other = "(any other)";
    for (const Row& row : table_.rows)
        for (const cel::Value& value : row.in[column].values)
            if (value.is(cel::ValueKind::string)) samples.push_back({value, "'" + value.string() + "'"});
    // A control character is in no file, so no row names this text.
    samples.push_back({cel::Value(std::string("\x01")), other});
    return samples;
}

void check_table(Reading& reading, const Process& process, const Table& table, const Entry& entry) {
    Completeness completeness(process, table);
    completeness.explore();
    if (completeness.too_large()) {
        reading.error(*entry.key,
                      fmt::format("the table '{}' is too large to be checked for gaps", table.name),
                      "fewer columns or rows; a table can ask another");
        return;
    }
    if (table.hit == Hit::collect) return;
    if (completeness.gap())
        reading.error(*entry.key, fmt::format("no row of '{}' for {}", table.name, *completeness.gap()),
                      "a row for every input");
    const YamlNode* rows = entry.node->find("rows");
    for (const auto& [pair, witness] : completeness.overlaps())
        reading.error(rows->items[pair.second],
                      fmt::format("this row and the one in line {} both hold for {}",
                                  table.rows[pair.first].line, witness),
                      "one row for every input, or `hit: first`");
    for (std::size_t row = 0; table.hit == Hit::first && row < table.rows.size(); ++row)
        if (!completeness.first_hits().contains(row))
            reading.warning(rows->items[row], "this row never holds: the rows above it take everything");
}

}  // namespace

void check_tables(Loading& loading) {
    for (Index i = 0; i < loading.process.tables.size(); ++i) {
        if (loading.broken.tables.contains(i) || loading.broken.table_rows.contains(i)) continue;
        loading.reading.set_file(loading.tables[i].file);
        check_table(loading.reading, loading.process, loading.process.tables[i], loading.tables[i]);
    }
}

}  // namespace reeve::process
