#include "store/sqlite/search_rows.hpp"

#include <string_view>

#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {
namespace {

std::string_view sql_of(SearchRow::How how) {
    switch (how) {
        case SearchRow::How::insert:
            return "INSERT INTO search (title, description, comments, internal, rowid) VALUES (?, ?, ?, ?, "
                   "?)";
        case SearchRow::How::append:
            return "UPDATE search SET title = ?, description = ?, comments = comments || ?, "
                   "internal = internal || ? WHERE rowid = ?";
        default:
            return "UPDATE search SET title = ?, description = ?, comments = ?, internal = ? WHERE rowid = ?";
    }
}

}  // namespace

void write(Connection& connection, const SearchRow& row) {
    Statement(connection, sql_of(row.how))
        .with(row.title, row.description, row.said, row.internal, row.key)
        .run();
}

void SearchRows::drop() {
    rows_.clear();
    marked_ = 0;
}

void SearchRows::write_all(Connection& connection) {
    for (const SearchRow& row : rows_) {
        write(connection, row);
    }
    drop();
}

}  // namespace reeve::store::sqlite
