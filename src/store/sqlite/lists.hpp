#pragma once
// Lists: a page of the records that somebody may know and that a filter lets through, in order.

#include <optional>
#include <string_view>
#include <vector>

#include "base/sources.hpp"
#include "store/query.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/decoded.hpp"
#include "store/sqlite/list_plan.hpp"
#include "store/sqlite/list_terms.hpp"

namespace reeve::store::sqlite {

struct ListQuestion {
    const Sight& sight;
    const Filter& filter;
    std::string_view after;
    std::size_t limit = 0;
    bool count = false;
};

// How much a list may take. Without a clock it takes what it needs.
struct ListLimits {
    std::int64_t gather_max = 6000;      // as the planner has it
    Clock* clock = nullptr;              // real time
    Duration page{100'000};              // for looking, then the page is partial …
    Duration count{80'000};              // … and for counting
    std::int64_t flow_rows = 5'000'000;  // looked at for a report of how records went on; then it is partial
};

// What lists remember from one question to the next, and how much they may take; one for each connection.
struct ListReading {
    Connection& connection;
    PartitionSizes sizes;
    ListLimits limits;
    Decoded rows{1024};  // a page of the same list shows mostly the same records
};

// Within a snapshot of the caller's.
[[nodiscard]] Page list_records(ListReading& reading, const ListQuestion& question);

// The processes of which she may know something, with what; only `process` when one is named.
[[nodiscard]] std::vector<Scope> scopes_of(Connection& connection, const Sight& sight,
                                           std::string_view process);

// The record as stored; nothing when there is none or its body cannot be read.
[[nodiscard]] std::optional<records::Record> load_record(Connection& connection, std::int64_t key);
// The same as rows of lists show it.
[[nodiscard]] std::optional<records::Record> load_row(ListReading& reading, std::int64_t key);

}  // namespace reeve::store::sqlite
