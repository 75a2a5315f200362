#include "store/sqlite/lists.hpp"

#include <algorithm>
#include <map>

#include "base/json.hpp"
#include "store/sqlite/list_plan.hpp"

namespace reeve::store::sqlite {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

// Each process once, by leaping from one to the next in the index: `sql` gives the first name beyond the
// given one.
template <class Each>
void leap(Connection& connection, std::string_view sql, Id person, Each each) {
    std::string name;
    for (;;) {
        Statement next(connection, sql);
        if (!person.empty()) {
            next.bind(person);
        }
        if (!next.with(name).step()) {
            return;
        }
        name = next.string(0);
        each(name);
    }
}

void add_page(Connection& connection, const Sql& rows, const Order& order,
              const std::optional<Position>& after, std::size_t limit, std::vector<Position>& found) {
    Sql sql;
    sql.add("SELECT " + order.columns() + " ").add(rows);
    if (after) {
        sql.add(order.beyond(*after));
    }
    sql.add(order.by()).add(" LIMIT ?", limit);
    Statement page(connection, sql.text);
    sql.bind_to(page);
    while (page.step()) {
        found.push_back(position_of(page));
    }
}

std::int64_t count_rows(Connection& connection, const Sql& rows) {
    Sql sql;
    sql.add("SELECT count(*) ").add(rows);
    Statement count(connection, sql.text);
    sql.bind_to(count);
    return count.step() ? count.integer(0) : 0;
}

bool before(const Position& a, const Position& b) {
    return std::tie(a.first, a.second, a.number_key, a.key) <
           std::tie(b.first, b.second, b.number_key, b.key);
}

}  // namespace

std::optional<records::Record> load_record(Connection& connection, std::int64_t key) {
    Statement row(connection, "SELECT body FROM record_body WHERE key = ?");
    if (!row.with(key).step()) {
        return std::nullopt;
    }
    const Outcome<Json> json = parse_json(row.text(0));
    Outcome<records::Record> record = json ? records::decode_record(*json) : std::unexpected(json.error());
    return record ? std::optional(std::move(*record)) : std::nullopt;
}

std::vector<Scope> scopes_of(Connection& connection, const Sight& sight, std::string_view process) {
    std::map<std::string, Scope> scopes;
    const auto scope = [&](const std::string& name) -> Scope* {
        if (!process.empty() && process != name) {
            return nullptr;
        }
        return &scopes
                    .try_emplace(name, Scope{name,
                                             sight.everything || contains(sight.whole, name),
                                             {},
                                             sight.person,
                                             sight.everything || contains(sight.internal, name)})
                    .first->second;
    };
    if (sight.everything) {
        leap(connection,
             "SELECT process FROM record INDEXED BY record_by_number WHERE process > ? ORDER BY process "
             "LIMIT 1",
             {}, scope);
    }
    for (const std::string& name : sight.whole) {
        scope(name);
    }
    for (const Sight::Part& part : sight.parts) {
        Scope* found = scope(part.process);
        if (found != nullptr && !part.organisation.empty() &&
            std::ranges::find(found->parties, part.organisation) == found->parties.end()) {
            found->parties.push_back(part.organisation);
        }
    }
    if (!sight.person.empty()) {
        leap(connection,
             "SELECT process FROM record_person WHERE person = ? AND process > ? ORDER BY process LIMIT 1",
             sight.person, scope);
    }
    std::vector<Scope> list;
    for (auto& [name, found] : scopes) {
        list.push_back(std::move(found));
    }
    return list;
}

Page list_records(Connection& connection, const ListQuestion& question, std::int64_t gather_max) {
    const auto& [sight, filter, after, limit, count] = question;
    Page page;
    const std::optional<Position> position = after.empty() ? std::nullopt : read_position(after);
    if (!after.empty() && !position) {
        page.wrong_position = true;
        return page;
    }
    const Order order = order_of(filter);
    Planner planner(connection, filter, gather_max);
    std::vector<Position> found;
    std::int64_t total = 0;
    for (const Scope& scope : scopes_of(connection, sight, filter.process)) {
        for (const bool open : {true, false}) {
            if (filter.open && *filter.open != open) {
                continue;
            }
            const Plan plan = planner.plan(scope, open);
            for (const Source& source : plan.to_list) {
                add_page(connection, source.rows, order, position, limit + 1, found);
            }
            for (const Source& source : plan.to_count) {
                total += count ? count_rows(connection, source.rows) : 0;
            }
        }
    }
    std::ranges::sort(found, [descending = filter.descending](const Position& a, const Position& b) {
        return descending ? before(b, a) : before(a, b);
    });
    if (found.size() > limit) {
        found.resize(limit);
        page.next = limit == 0 ? "" : write_position(found.back());
    }
    for (const Position& each : found) {
        // A body that cannot be read is left out: the rest of the list is there.
        if (std::optional<records::Record> record = load_record(connection, each.key)) {
            page.records.push_back(std::move(*record));
        }
    }
    if (count) {
        page.count = total;
    }
    return page;
}

}  // namespace reeve::store::sqlite
