#include "store/sqlite/list_terms.hpp"

#include <algorithm>
#include <bit>

#include "records/reach.hpp"
#include "store/sqlite/shelves.hpp"

namespace reeve::store::sqlite {

Sql marks_for(const std::vector<Value>& values) {
    Sql sql;
    for (const Value& value : values) {
        sql.add(sql.text.empty() ? "?" : ", ?", value);
    }
    return sql;
}

namespace {

bool goes_on_by_due(std::string_view index) {
    constexpr std::string_view indexes[] = {
        "record_in_state",       "record_awaited",      "record_waiting",
        "record_of_priority",    "record_held_by_role", "record_held_by_team",
        "record_held_by_person", "record_of_reporter",  "record_reopened"};
    return std::ranges::find(indexes, index) != std::end(indexes);
}

class Facets {
public:
    explicit Facets(std::vector<Facet>& facets) : facets_(facets) {}

    void text(Column column, std::string_view index, const std::string& value) {
        if (!value.empty()) {
            add(index, equal(column, value));
        }
    }
    void id(Column column, std::string_view index, const std::optional<Id>& value) {
        if (!value) {
            return;
        }
        if (value->empty()) {
            const bool listed = column == Column::holder_person;  // else no index has those without
            add(listed ? index : "", Sql().add(" AND r.").add(name_of(column)).add(" IS NULL"));
        } else {
            add(index, equal(column, Value(blob_of(*value))));
        }
    }
    Facet& add(std::string_view index, Sql term) {
        Facet& facet = facets_.emplace_back();
        if (!index.empty()) {
            const bool goes_on = goes_on_by_due(index);
            facet.ways.push_back({index, term, {}, goes_on, goes_on});
        }
        facet.term = std::move(term);
        return facet;
    }

private:
    template <class V>
    static Sql equal(Column column, const V& value) {
        return Sql().add(" AND r.").add(name_of(column)).add(" = ?", Value(value));
    }
    std::vector<Facet>& facets_;
};

std::vector<Value> values_of(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

// Held by one of her roles, there, in a team of hers.
Sql held_by(const Mine::Held& held, const std::vector<Id>& teams) {
    std::vector<Value> of_teams;
    for (const Id team : teams) {
        of_teams.emplace_back(blob_of(team));
    }
    Sql sql;
    sql.add("(r.holder_role = ?", held.role);
    sql.add(" AND (r.holder_organisation IS NULL OR r.holder_organisation = ?)", value_of(held.organisation));
    sql.add(" AND (r.holder_team IS NULL");
    if (!of_teams.empty()) {
        sql.add(" OR r.holder_team IN (").add(marks_for(of_teams)).add(")");
    }
    return sql.add("))");
}

void add_mine(const Mine& mine, std::string_view process, Facets& facets) {
    std::vector<Value> roles;
    Sql term;
    term.add(" AND (r.holder_person = ?", mine.person);
    for (const Mine::Held& held : mine.roles) {
        if (held.process == process) {
            term.add(" OR ").add(held_by(held, mine.teams));
            if (std::ranges::find(roles, Value(held.role)) == roles.end()) {
                roles.emplace_back(held.role);
            }
        }
    }
    Facet& facet = facets.add("", term.add(")"));
    Sql of_person;
    of_person.add(" AND r.holder_person = ?", mine.person);
    for (const Value& role : roles) {
        facet.ways.push_back(
            {"record_held_by_role", Sql().add(" AND r.holder_role = ?", role), {}, true, false});
    }
    if (!roles.empty()) {
        of_person.add(" AND r.holder_role NOT IN (").add(marks_for(roles)).add(")");
    }
    facet.ways.push_back({"record_held_by_person", std::move(of_person), {}, true, false});
}

// "EXISTS (…": one of these is party to the record.
Sql is_party(std::string_view process, const std::vector<Value>& parties) {
    Sql sql;
    return sql.add("EXISTS (SELECT 1 FROM record_party p WHERE p.shelf IN ")
        .add(shelves_of_parties, process)
        .add(marks_for(parties))
        .add(")) AND p.open = r.open AND p.key = r.key");
}

// One of the first `count` seats is still to be heard.
Sql asks(std::string_view process, const std::vector<Value>& seats, std::size_t count) {
    return is_party(process, {seats.begin(), seats.begin() + static_cast<std::ptrdiff_t>(count)})
        .add(" AND (p.ground & ?) != 0)", records::party_asked);
}

void add_asked(const std::vector<Id>& wanted, std::string_view process, Facets& facets) {
    std::vector<Value> seats;
    for (const Id seat : wanted) {
        seats.emplace_back(blob_of(seat));
    }
    if (seats.empty()) {
        // A plain 0 would leave nothing for the index that a list names.
        facets.add("", Sql().add(" AND ? != 0", std::int64_t{0}));
        return;
    }
    Facet& facet = facets.add("", Sql().add(" AND ").add(asks(process, seats, seats.size())));
    for (std::size_t i = 0; i < seats.size(); ++i) {
        Sql term;
        term.add(" AND (r.ground & ?) != 0", records::party_asked);
        if (i > 0) {
            term.add(" AND NOT ").add(asks(process, seats, i));
        }
        facet.ways.push_back({"", std::move(term), wanted[i]});
    }
}

}  // namespace

std::vector<Facet> facets_of(const Filter& filter, std::string_view process) {
    std::vector<Facet> list;
    Facets facets(list);
    if (!filter.numbers.empty()) {
        facets.add("record_numbered",
                   Sql().add(" AND r.number IN (").add(marks_for(values_of(filter.numbers))).add(")"));
    }
    // Those that are true of the fewest come first, for a walk goes by the first.
    facets.id(Column::holder_person, "record_held_by_person", filter.assignee);
    facets.id(Column::reporter, "record_of_reporter", filter.reporter);
    if (filter.waiting == "any") {
        facets.add("record_awaited", Sql().add(" AND r.waiting IS NOT NULL"));
    } else {
        facets.text(Column::waiting, "record_waiting", filter.waiting);
    }
    if (filter.reopened) {
        facets.add("record_reopened", Sql().add(" AND r.reopened > 0"));
    }
    facets.id(Column::holder_team, "record_held_by_team", filter.team);
    facets.text(Column::holder_role, "record_held_by_role", filter.holder);
    facets.text(Column::state, "record_in_state", filter.state);
    facets.text(Column::priority, "record_of_priority", filter.priority);
    if (filter.rank) {
        facets
            .add("record_by_priority",
                 Sql().add(" AND r.rank = ?", *filter.rank == 0 ? rank_none : std::int64_t{*filter.rank}))
            .ways.front()
            .by_due = true;
    }
    facets.id(Column::organisation, "", filter.organisation);
    if (filter.organisation && !filter.organisation->empty()) {
        list.back().ways.push_back({"", list.back().term, *filter.organisation});
    }
    facets.text(Column::service, "record_of_service", filter.service);
    facets.text(Column::type, "record_of_type", filter.type);
    facets.text(Column::kind, "record_of_kind", filter.kind);
    if (filter.due_until) {
        // Those without a deadline come last in that order, and are none of these.
        const std::int64_t until = std::min(filter.due_until->micros, Instant::never().micros - 1);
        Facet& facet = facets.add("record_by_due", Sql().add(" AND r.due <= ?", until));
        facet.of_order = true;
        facet.until = until;
    }
    if (filter.asked) {
        add_asked(*filter.asked, process, facets);
    }
    if (filter.mine) {
        add_mine(*filter.mine, process, facets);
    }
    return list;
}

Sql terms_of(const std::vector<Facet>& facets) {
    Sql sql;
    for (const Facet& facet : facets) {
        sql.add(facet.term);
    }
    return sql;
}

Sql terms_of(const std::vector<Facet>& facets, const Sql& due) {
    Sql sql = due_terms_of(facets, due);
    for (const Facet& facet : facets) {
        sql.add(facet.of_order ? Sql{} : facet.term);
    }
    return sql;
}

Sql due_terms_of(const std::vector<Facet>& facets, const Sql& due) {
    Sql sql;
    for (const Facet& facet : facets) {
        if (facet.of_order) {
            sql.add(" AND ").add(due).add(" <= ?", facet.until);
        }
    }
    return sql;
}

namespace {

// As many values as a power of two: lists of every length share a few statements.
template <class Each>
std::vector<Value> padded(const std::vector<Each>& ids, std::size_t count, Value (*value)(const Each&)) {
    std::vector<Value> values;
    for (std::size_t i = 0; i < std::bit_ceil(count); ++i) {
        values.push_back(value(ids[std::min(i, count - 1)]));
    }
    return values;
}

Value of_id(const Id& id) {
    return blob_of(id);
}
Value of_text(const std::string& text) {
    return text;
}

Sql audiences(const Scope& scope) {
    return marks_for(padded(scope.audiences, scope.audiences.size(), of_text));
}

Sql of_parties(const Scope& scope, std::size_t count) {
    return is_party(scope.process, padded(scope.parties, count, of_id)).add(")");
}

}  // namespace

Sql membership(const Scope& scope) {
    Sql sql;
    if (scope.whole) {
        return sql;
    }
    sql.add(" AND (");
    if (!scope.parties.empty()) {
        sql.add(of_parties(scope, scope.parties.size())).add(" OR ");
    }
    return sql
        .add("EXISTS (SELECT 1 FROM record_person w WHERE w.person = ? AND w.process = ?", scope.person,
             scope.process)
        .add(" AND w.key = r.key))");
}

Sql not_of_parties(const Scope& scope, std::size_t count) {
    Sql sql;
    return count == 0 ? sql : sql.add(" AND NOT ").add(of_parties(scope, count));
}

Sql kept_rows(const Scope& scope, bool open, std::string_view audience) {
    Sql sql;
    return sql
        .add(
            "FROM record_kept_due k INDEXED BY record_kept_by_due CROSS JOIN record r ON r.key = k.key "
            "WHERE k.shelf = ")
        .add(shelf_of_process, scope.process)
        .add(" AND k.open = ? AND k.audience = ?", open, audience);
}

Sql any_kept(const Scope& scope, bool open) {
    Sql sql;
    return sql.add("SELECT 1 FROM record_kept_due WHERE shelf = ")
        .add(shelf_of_process, scope.process)
        .add(" AND open = ? AND audience IN (", open)
        .add(audiences(scope))
        .add(") LIMIT 1");
}

Sql is_earliest_kept(const Scope& scope) {
    Sql sql;
    if (scope.audiences.size() == 1) {
        return sql;
    }
    return sql.add(" AND NOT EXISTS (SELECT 1 FROM record_kept_due o WHERE o.key = k.key AND o.audience IN (")
        .add(audiences(scope))
        .add(") AND (o.due, o.audience) < (k.due, k.audience))");
}

Sql is_first_kept(const Scope& scope, std::size_t audience, std::int64_t until) {
    Sql sql;
    if (audience == 0) {
        return sql;
    }
    return sql.add(" AND NOT EXISTS (SELECT 1 FROM record_kept_due o WHERE o.key = k.key AND o.audience IN (")
        .add(marks_for(padded(scope.audiences, audience, of_text)))
        .add(") AND o.due <= ?)", until);
}

Sql not_kept(const Scope& scope) {
    Sql sql;
    return sql.add(" AND NOT EXISTS (SELECT 1 FROM record_kept_due o WHERE o.key = r.key AND o.audience IN (")
        .add(audiences(scope))
        .add("))");
}

Sql due_of_row(const Scope& scope, bool kept) {
    Sql sql;
    if (!kept) {
        return sql.add("r.due");
    }
    return sql.add("ifnull((SELECT min(o.due) FROM record_kept_due o WHERE o.key = r.key AND o.audience IN (")
        .add(audiences(scope))
        .add(")), r.due)");
}

std::string match_of(std::string_view q, bool internal) {
    std::string words;
    std::string word;
    const auto take = [&] {
        if (!word.empty()) {
            words += words.empty() ? "\"" : " \"";
            words += word + "\"";
            word.clear();
        }
    };
    for (const char c : q) {
        if (static_cast<unsigned char>(c) <= ' ') {
            take();
        } else if (c == '"') {
            word += "\"\"";
        } else {
            word += c;
        }
    }
    take();
    return words.empty() || internal ? words : "{title description comments} : (" + words + ")";
}

Sql matches(const std::string& expression) {
    Sql sql;
    return expression.empty()
               ? sql
               : sql.add(" AND EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = r.key)",
                         expression);
}

Order order_of(const Filter& filter) {
    const bool descending = filter.descending;
    switch (filter.sort) {
        case Sort::due: return {"record_by_due", "record_party_by_due", "r.due", "0", descending, "r"};
        case Sort::created:
            return {"record_by_created", "record_party_by_created", "r.created", "0", descending, "r"};
        case Sort::updated:
            return {"record_by_updated", "record_party_by_updated", "r.updated", "0", descending, "r"};
        case Sort::priority:
            return {"record_by_priority", "record_party_by_priority", "r.rank", "r.due", descending, "r"};
        case Sort::number: break;
    }
    return {"record_by_number", "record_party_by_number", "0", "0", descending, "r"};
}

namespace {

constexpr std::string_view shown_due = "shown_due";

Order by_deadlines_of(Order order, std::string_view due) {
    for (std::string_view* column : {&order.first, &order.second}) {
        *column = *column == "r.due" ? due : *column;
    }
    return order;
}

}  // namespace

Order Order::of_kept() const {
    Order order = by_deadlines_of(*this, "k.due");
    order.row = "k";
    return order;
}

Order Order::of_shown() const {
    return by_deadlines_of(*this, shown_due);
}

Sql Order::columns(const Sql& due) const {
    const std::string whose(row);
    Sql sql;
    sql.add(whose + ".key, ");
    for (const std::string_view column : {first, second}) {
        if (column == shown_due) {
            sql.add(due).add(" AS ");
        }
        sql.add(column).add(", ");
    }
    return sql.add(whose + ".number_key");
}

std::string Order::by() const {
    const std::string way = descending ? " DESC" : "";
    std::string sql = " ORDER BY ";
    for (const std::string_view column : {first, second}) {
        if (column != "0") {
            sql += std::string(column) + way + ", ";
        }
    }
    const std::string whose(row);
    return sql + whose + ".number_key" + way + ", " + whose + ".key" + way;
}

Sql Order::beyond(const Position& position) const {
    return compared(descending ? "<" : ">", position);
}

Sql Order::until(const Position& position) const {
    return compared(descending ? ">=" : "<=", position);
}

Sql Order::compared(std::string_view how, const Position& position) const {
    Sql sql;
    Sql values;
    sql.add(" AND (");
    const auto part = [&](std::string_view column, std::int64_t value) {
        if (column != "0") {
            sql.add(column).add(", ");
            values.add("?, ", value);
        }
    };
    part(first, position.first);
    part(second, position.second);
    values.add("?, ?", Value(Blob{position.number_key}), position.key);
    const std::string whose(row);
    return sql.add(whose + ".number_key, " + whose + ".key) ").add(how).add(" (").add(values).add(")");
}

Position position_of(const Statement& row) {
    return {row.integer(1), row.integer(2), row.string(3), row.integer(0)};
}

}  // namespace reeve::store::sqlite
