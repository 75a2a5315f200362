#pragma once
// The words of records on their way into `search`.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

struct SearchRow {
    enum class How : std::uint8_t { insert, append, replace };
    How how = How::insert;
    std::int64_t key = 0;
    std::string title, description;
    std::string said, internal;  // append: what comes after those that are there
};

void write(Connection& connection, const SearchRow& row);

// Full text is put away in segments: one for all rows of a transaction, or one for each savepoint in which a
// row was written. So a writer gathers the rows and writes them once, before it commits.
class SearchRows {
public:
    void add(SearchRow row) { rows_.push_back(std::move(row)); }
    void mark() { marked_ = rows_.size(); }
    void drop_to_mark() { rows_.resize(marked_); }
    void drop();
    void write_all(Connection& connection);

private:
    std::vector<SearchRow> rows_;
    std::size_t marked_ = 0;
};

}  // namespace reeve::store::sqlite
