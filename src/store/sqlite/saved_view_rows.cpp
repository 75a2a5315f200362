#include "store/sqlite/saved_view_rows.hpp"

#include <array>

#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {
namespace {

constexpr std::array<std::string_view, 3> scope_words{"mine", "team", "all"};  // in the order of the enum

SavedView::Scope scope_of(std::string_view word) {
    if (word == scope_words[1]) {
        return SavedView::Scope::team;
    }
    return word == scope_words[2] ? SavedView::Scope::all : SavedView::Scope::mine;
}

SavedView view_of(const Statement& row) {
    return {row.id(0),      row.id(1),      scope_of(row.text(2)), row.id(3),
            row.integer(4), row.instant(5), row.string(6),         row.string(7)};
}

std::vector<SavedView> all_of(Statement& rows) {
    std::vector<SavedView> list;
    while (rows.step()) {
        list.push_back(view_of(rows));
    }
    return list;
}

}  // namespace

std::optional<SavedView> SavedViewRows::find(Id id) {
    Statement row(
        connection_,
        "SELECT id, owner, scope, team, version, created, title, query FROM saved_view WHERE id = ?");
    return row.with(id).step() ? std::optional(view_of(row)) : std::nullopt;
}

std::vector<SavedView> SavedViewRows::owned(Id owner) {
    Statement rows(connection_,
                   "SELECT id, owner, scope, team, version, created, title, query FROM saved_view "
                   "WHERE owner = ? ORDER BY created, id");
    return all_of(rows.with(owner));
}

std::vector<SavedView> SavedViewRows::of_team(Id team) {
    Statement rows(connection_,
                   "SELECT id, owner, scope, team, version, created, title, query FROM saved_view "
                   "WHERE scope = 'team' AND team = ? ORDER BY created, id");
    return all_of(rows.with(team));
}

std::vector<SavedView> SavedViewRows::of_all() {
    Statement rows(connection_,
                   "SELECT id, owner, scope, team, version, created, title, query FROM saved_view "
                   "WHERE scope = 'all' ORDER BY created, id");
    return all_of(rows);
}

void SavedViewRows::put(const SavedView& view) {
    Statement(connection_,
              "INSERT OR REPLACE INTO saved_view (id, owner, scope, team, version, created, title, query) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .with(view.id, view.owner, scope_words[static_cast<std::size_t>(view.scope)], view.team, view.version,
              view.created, view.title, view.query)
        .run();
}

void SavedViewRows::remove(Id id) {
    Statement(connection_, "DELETE FROM saved_view WHERE id = ?").with(id).run();
}

}  // namespace reeve::store::sqlite
