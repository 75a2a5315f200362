#include "store/sqlite/draft_rows.hpp"

#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {
namespace {

Draft draft_of(const Statement& row) {
    return {row.id(0),      row.string(1),
            row.string(2),  row.null(3) ? std::nullopt : std::optional(row.string(3)),
            row.string(4),  row.string(5),
            row.integer(6), row.instant(7)};
}

}  // namespace

std::optional<Draft> DraftRows::find(Id person, std::string_view number, std::string_view slot) {
    Statement row(connection_,
                  "SELECT person, number, slot, text, given, device, version, saved FROM draft "
                  "WHERE person = ? AND number = ? AND slot = ?");
    return row.with(person, number, slot).step() ? std::optional(draft_of(row)) : std::nullopt;
}

std::vector<Draft> DraftRows::of(Id person) {
    std::vector<Draft> list;
    Statement rows(connection_,
                   "SELECT person, number, slot, text, given, device, version, saved FROM draft "
                   "WHERE person = ? ORDER BY number, slot");
    rows.with(person);
    while (rows.step()) {
        list.push_back(draft_of(rows));
    }
    return list;
}

DraftsSize DraftRows::size_of(Id person) {
    Statement row(connection_, "SELECT count(*), coalesce(sum(bytes), 0) FROM draft WHERE person = ?");
    return row.with(person).step() ? DraftsSize{row.integer(0), row.integer(1)} : DraftsSize{};
}

void DraftRows::put(const Draft& draft) {
    Statement row(connection_,
                  "INSERT OR REPLACE INTO draft (person, number, slot, version, saved, bytes, device, text, "
                  "given) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    row.with(draft.person, draft.number, draft.slot, draft.version, draft.saved, draft.bytes(), draft.device);
    if (draft.text) {
        row.bind(std::string_view(*draft.text));
    } else {
        row.bind(nullptr);
    }
    row.with(draft.given).run();
}

void DraftRows::remove(Id person, std::string_view number, std::string_view slot) {
    Statement(connection_, "DELETE FROM draft WHERE person = ? AND number = ? AND slot = ?")
        .with(person, number, slot)
        .run();
}

void DraftRows::purge(Instant saved_before) {
    Statement(connection_, "DELETE FROM draft WHERE saved < ?").with(saved_before).run();
}

}  // namespace reeve::store::sqlite
