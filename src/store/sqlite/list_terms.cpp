#include "store/sqlite/list_terms.hpp"

#include <algorithm>
#include <bit>

namespace reeve::store::sqlite {

Sql marks_for(const std::vector<Value>& values) {
    Sql sql;
    for (const Value& value : values) {
        sql.add(sql.text.empty() ? "?" : ", ?", value);
    }
    return sql;
}

std::vector<Facet> facets_of(const Filter& filter) {
    std::vector<Facet> facets;
    const auto text = [&](Column column, std::string_view index, const std::string& value) {
        if (!value.empty()) {
            facets.push_back({column, index, value});
        }
    };
    const auto id = [&](Column column, std::string_view index, const std::optional<Id>& value) {
        if (value) {
            facets.push_back({column, value->empty() ? std::string_view() : index, value_of(*value)});
        }
    };
    text(Column::type, "record_of_type", filter.type);
    text(Column::kind, "record_of_kind", filter.kind);
    text(Column::state, "record_in_state", filter.state);
    text(Column::priority, "record_of_priority", filter.priority);
    if (filter.rank) {
        facets.push_back(
            {Column::rank, "record_by_priority", *filter.rank == 0 ? rank_none : std::int64_t{*filter.rank}});
    }
    id(Column::holder_person, "record_held_by_person", filter.assignee);
    text(Column::holder_role, "record_held_by_role", filter.holder);
    id(Column::holder_team, "record_held_by_team", filter.team);
    id(Column::organisation, "record_of_organisation", filter.organisation);
    text(Column::service, "record_of_service", filter.service);
    id(Column::reporter, "record_of_reporter", filter.reporter);
    return facets;
}

Sql terms_of(const std::vector<Facet>& facets) {
    Sql sql;
    for (const Facet& facet : facets) {
        sql.add(" AND r.").add(name_of(facet.column));
        if (facet.value.index() == 0) {
            sql.add(" IS NULL");
        } else {
            sql.add(" = ?", facet.value);
        }
    }
    return sql;
}

namespace {

// As many values as a power of two: lists of every length share a few statements.
std::vector<Value> padded(const std::vector<Id>& ids, std::size_t count) {
    std::vector<Value> values;
    for (std::size_t i = 0; i < std::bit_ceil(count); ++i) {
        values.emplace_back(blob_of(ids[std::min(i, count - 1)]));
    }
    return values;
}

Sql of_parties(const Scope& scope, std::size_t count) {
    Sql sql;
    sql.add("EXISTS (SELECT 1 FROM record_party p WHERE p.process = r.process AND p.party IN (")
        .add(marks_for(padded(scope.parties, count)))
        .add(") AND p.open = r.open AND p.key = r.key)");
    return sql;
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
    return sql.add(
        "EXISTS (SELECT 1 FROM record_person w WHERE w.person = ? AND w.process = r.process AND w.key = "
        "r.key))",
        scope.person);
}

Sql not_of_parties(const Scope& scope, std::size_t count) {
    Sql sql;
    return count == 0 ? sql : sql.add(" AND NOT ").add(of_parties(scope, count));
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
    switch (filter.sort) {
        case Sort::due: return {"record_by_due", "r.due", "0", filter.descending};
        case Sort::created: return {"record_by_created", "r.created", "0", filter.descending};
        case Sort::updated: return {"record_by_updated", "r.updated", "0", filter.descending};
        case Sort::priority: return {"record_by_priority", "r.rank", "r.due", filter.descending};
        case Sort::number: break;
    }
    return {"record_by_number", "0", "0", filter.descending};
}

std::string Order::columns() const {
    return "r.key, " + std::string(first) + ", " + std::string(second) + ", r.number_key";
}

std::string Order::by() const {
    const std::string way = descending ? " DESC" : "";
    std::string sql = " ORDER BY ";
    for (const std::string_view column : {first, second}) {
        if (column != "0") {
            sql += std::string(column) + way + ", ";
        }
    }
    return sql + "r.number_key" + way + ", r.key" + way;
}

Sql Order::beyond(const Position& position) const {
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
    return sql.add(descending ? "r.number_key, r.key) < (" : "r.number_key, r.key) > (").add(values).add(")");
}

Position position_of(const Statement& row) {
    return {row.integer(1), row.integer(2), row.string(3), row.integer(0)};
}

}  // namespace reeve::store::sqlite
