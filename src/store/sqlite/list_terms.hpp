#pragma once
// What a filter and a sight say, in SQL. `r` is always the row of the record, of `record` or of
// `record_party`.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/position.hpp"
#include "store/query.hpp"
#include "store/sqlite/record_row.hpp"
#include "store/sqlite/sql.hpp"

namespace reeve::store::sqlite {

// One member of a filter, and how its rows are found within (process, open).
struct Facet {
    // Rows that an index, or the rows of a party, hold side by side; the ways of a facet have no row in
    // common.
    struct Way {
        std::string_view index;
        Sql term;             // " AND …": what of the index
        Id party;             // instead of an index
        bool by_due = false;  // the index has those rows in the order of deadlines …
        bool covers = false;  // … and with all that the term and every order but `updated` read
    };
    Sql term;                // " AND r.state = ?": what must hold of a row
    std::vector<Way> ways;   // none: only by walking
    bool of_order = false;   // its term also bounds a walk in the order of deadlines
    std::int64_t until = 0;  // of one that is of order: the latest deadline
};
[[nodiscard]] std::vector<Facet> facets_of(const Filter& filter, std::string_view process);
// " AND r.state = ? AND …"
[[nodiscard]] Sql terms_of(const std::vector<Facet>& facets);
// The same where deadlines are what `due` says; of those that are of order alone.
[[nodiscard]] Sql terms_of(const std::vector<Facet>& facets, const Sql& due);
[[nodiscard]] Sql due_terms_of(const std::vector<Facet>& facets, const Sql& due);

// What she may know of one process.
struct Scope {
    std::string process;
    bool whole = false;
    std::vector<Id> parties;             // else: records to which one of these is party …
    Id person;                           // … and hers
    bool internal = false;               // she reads internal entries
    std::vector<std::string> audiences;  // for whom clocks are kept that she sees (store/kept_dues.hpp)
};
// " AND (EXISTS (…) OR EXISTS (…))"; empty when she sees the process wholly.
[[nodiscard]] Sql membership(const Scope& scope);
// " AND NOT EXISTS (…)": none of the first `count` parties of the scope is party to the record.
[[nodiscard]] Sql not_of_parties(const Scope& scope, std::size_t count);

// Records that a clock makes due for her before those that everybody sees: the rows `k` of `record_kept_due`
// of one of her audiences. A row may be there for several; of those the earliest counts.
[[nodiscard]] Sql kept_rows(const Scope& scope, bool open, std::string_view audience);
[[nodiscard]] Sql is_earliest_kept(const Scope& scope);
// The same for a count of those that are due until then: none of the audiences before that one counts it.
[[nodiscard]] Sql is_first_kept(const Scope& scope, std::size_t audience, std::int64_t until);
// Whether there are any; the scope has audiences.
[[nodiscard]] Sql any_kept(const Scope& scope, bool open);
// " AND NOT EXISTS (…": the record is none of these.
[[nodiscard]] Sql not_kept(const Scope& scope);
// When record `r` is due for her; `kept`: there are such records.
[[nodiscard]] Sql due_of_row(const Scope& scope, bool kept);

// The full-text expression of words that all must occur where she may read; empty when `q` has none.
[[nodiscard]] std::string match_of(std::string_view q, bool internal);
// " AND EXISTS (…)"; empty for an empty expression.
[[nodiscard]] Sql matches(const std::string& expression);

// How a list is sorted: which columns, and which index has them.
struct Order {
    std::string_view index;          // of `record`
    std::string_view party_index;    // of `record_party`
    std::string_view first, second;  // columns; "0" for none
    bool descending = false;
    std::string_view row = "r";  // whose number_key and key they are

    // "r.key, r.due, 0, r.number_key": what position_of() reads; `due`: what of_shown() sorts by.
    [[nodiscard]] Sql columns(const Sql& due = {}) const;
    [[nodiscard]] std::string by() const;                      // " ORDER BY …"
    [[nodiscard]] Sql beyond(const Position& position) const;  // " AND (…) > (…)"
    [[nodiscard]] Sql until(const Position& position) const;   // " AND (…) <= (…)"
    [[nodiscard]] bool by_due() const { return first == "r.due" || second == "r.due"; }
    [[nodiscard]] Order of_kept() const;   // the same, of rows `k` of `record_kept_due`
    [[nodiscard]] Order of_shown() const;  // the same, by when a row is due for her

private:
    [[nodiscard]] Sql compared(std::string_view how, const Position& position) const;
};
[[nodiscard]] Order order_of(const Filter& filter);
[[nodiscard]] Position position_of(const Statement& row);

}  // namespace reeve::store::sqlite
