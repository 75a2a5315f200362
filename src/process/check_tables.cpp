// Whether a table says exactly one thing for every input: a gap or an overlap is shown by an input that has
// it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_set>

#include "base/text.hpp"
#include "process/load_internal.hpp"
#include "process/table_domain_internal.hpp"

namespace reeve::process {
namespace {

using Rows = std::vector<std::uint32_t>;

// Of looking which sample one row takes, for one table and for all of a process: a fraction of a second's
// work, and a second's.
constexpr std::size_t looks_max = 20'000'000;
constexpr std::size_t looks_of_all = 100'000'000;
// The same where only a warning could come of it.
constexpr std::size_t idle_looks_max = 4'000'000;
constexpr std::size_t idle_looks_of_all = 20'000'000;
constexpr std::size_t overlaps_max = 50;

class Completeness {
public:
    Completeness(const Process& process, const Table& table, std::size_t looks_most)
        : table_(table), looks_most_(looks_most) {
        for (std::size_t c = 0; c < table.in.size(); ++c) {
            domains_.push_back(domain_of(process, table, c));
            takes_.emplace_back();
            for (const Row& row : table.rows) {
                takes_.back().push_back(domains_[c].taken_by(row.in[c]));
                looks_ += takes_.back().back().size();
            }
        }
        for (const Row& row : table.rows) open_until_.push_back(open_until(row));
    }

    void explore() {
        Rows all(table_.rows.size());
        std::iota(all.begin(), all.end(), 0);
        std::vector<std::string> path;
        explore(0, all, path);
    }

    [[nodiscard]] std::size_t looks() const { return looks_; }
    [[nodiscard]] bool too_large() const { return looks_ > looks_most_; }
    [[nodiscard]] const std::optional<std::string>& gap() const { return gap_; }
    // Pairs of rows that hit together, each with an input for which they do.
    [[nodiscard]] const std::map<std::pair<std::size_t, std::size_t>, std::string>& overlaps() const {
        return overlaps_;
    }
    [[nodiscard]] const std::set<std::size_t>& first_hits() const { return first_hits_; }

    // The columns before which the row asks for anything; none: it takes everything.
    [[nodiscard]] static std::size_t open_until(const Row& row) {
        std::size_t columns = row.in.size();
        while (columns > 0 && row.in[columns - 1].kind == Cell::Kind::any) --columns;
        return columns;
    }

private:
    [[nodiscard]] std::string witness(std::vector<std::string> path) const {
        for (std::size_t c = path.size(); c < domains_.size(); ++c)
            path.push_back(domains_[c].samples.front().shown);
        for (std::size_t c = 0; c < path.size(); ++c) path[c] = table_.in[c].name + " = " + path[c];
        return join(path, ", ");
    }

    void explore(std::size_t column, const Rows& rows, std::vector<std::string>& path) {
        if (too_large()) return;
        if (rows.empty()) {
            if (!gap_) gap_ = witness(path);
            return;
        }
        if (column == domains_.size()) return end_at(rows, path);
        const std::vector<Rows> takers = takers_of(column, rows);
        if (too_large()) return;
        // Values which the same rows take lead to the same place: one of them is enough.
        std::unordered_set<std::string_view> seen;
        for (std::size_t i = 0; i < takers.size(); ++i) {
            const auto* bytes = reinterpret_cast<const char*>(takers[i].data());
            if (!seen.insert({bytes, takers[i].size() * sizeof(Rows::value_type)}).second) continue;
            path.push_back(domains_[column].samples[i].shown);
            explore(column + 1, takers[i], path);
            path.pop_back();
        }
    }

    // Of each sample of the column, which of the rows take it.
    [[nodiscard]] std::vector<Rows> takers_of(std::size_t column, const Rows& rows) {
        std::vector<Rows> takers(domains_[column].size());
        looks_ += takers.size();
        for (const std::uint32_t row : rows) {
            for (const Stretch& stretch : takes_[column][row]) {
                looks_ += stretch.to - stretch.from;
                for (std::uint32_t i = stretch.from; i < stretch.to; ++i) takers[i].push_back(row);
            }
            const bool takes_the_rest = table_.hit == Hit::first && open_until_[row] <= column;
            if (takes_the_rest || too_large()) break;
        }
        return takers;
    }

    void end_at(const Rows& rows, const std::vector<std::string>& path) {
        first_hits_.insert(rows.front());
        if (table_.hit != Hit::unique) return;
        for (std::size_t a = 0; a < rows.size(); ++a)
            for (std::size_t b = a + 1; b < rows.size() && overlaps_.size() < overlaps_max; ++b)
                overlaps_.try_emplace({rows[a], rows[b]}, witness(path));
    }

    const Table& table_;
    std::size_t looks_most_;
    std::vector<Domain> domains_;
    std::vector<std::vector<std::vector<Stretch>>> takes_;  // by column and row
    std::vector<std::size_t> open_until_;                   // by row
    std::size_t looks_ = 0;
    std::optional<std::string> gap_;
    std::map<std::pair<std::size_t, std::size_t>, std::string> overlaps_;
    std::set<std::size_t> first_hits_;
};

// What may still be looked at.
struct Left {
    std::size_t looks = looks_of_all;
    std::size_t idle_looks = idle_looks_of_all;
};

void tell_findings(Reading& reading, const Table& table, const Entry& entry, const Completeness& found) {
    if (found.gap())
        reading.error(*entry.key, fmt::format("no row of '{}' for {}", table.name, *found.gap()),
                      "a row for every input");
    const YamlNode* rows = entry.node->find("rows");
    for (const auto& [pair, witness] : found.overlaps())
        reading.error(rows->items[pair.second],
                      fmt::format("this row and the one in line {} both hold for {}",
                                  table.rows[pair.first].line, witness),
                      "one row for every input, or `hit: first`");
    for (std::size_t row = 0; table.hit == Hit::first && row < table.rows.size(); ++row)
        if (!found.first_hits().contains(row))
            reading.warning(rows->items[row], "this row never holds: the rows above it take everything");
}

// False where nothing is left for looking at it.
bool check_table(Reading& reading, const Process& process, const Table& table, const Entry& entry,
                 Left& left) {
    // Rows that are collected may leave gaps and hold together.
    if (table.hit == Hit::collect) return true;
    // Only a row that never holds could be found.
    const bool idle = table.hit == Hit::first && std::ranges::any_of(table.rows, [](const Row& row) {
                          return Completeness::open_until(row) == 0;
                      });
    std::size_t& all = idle ? left.idle_looks : left.looks;
    if (all == 0) return idle;
    const std::size_t own = idle ? idle_looks_max : looks_max;
    const std::size_t most = std::min(own, all);
    Completeness completeness(process, table, most);
    completeness.explore();
    all -= std::min(all, completeness.looks());
    if (!completeness.too_large())
        tell_findings(reading, table, entry, completeness);
    else if (!idle && most < own)
        return false;  // by itself it might not be
    else if (!idle)
        reading.error(*entry.key,
                      fmt::format("the table '{}' is too large to be checked for gaps", table.name),
                      "fewer columns or rows; a table can ask another");
    return true;
}

}  // namespace

void check_tables(Loading& loading) {
    Left left;
    for (Index i = 0; i < loading.process.tables.size(); ++i) {
        if (loading.broken.tables.contains(i) || loading.broken.table_rows.contains(i)) continue;
        const Table& table = loading.process.tables[i];
        loading.reading.set_file(loading.tables[i].file);
        if (check_table(loading.reading, loading.process, table, loading.tables[i], left)) continue;
        const Reading::Mild mild(loading.reading);
        return loading.reading.error(
            *loading.tables[i].key,
            fmt::format("the tables before '{}' are so large that it and those behind it are not checked for "
                        "gaps",
                        table.name),
            "fewer columns or rows in them");
    }
}

}  // namespace reeve::process
