#include "store/sqlite/lists.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "store/kept_dues.hpp"

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

// Looks at the time now and then: it must not cost more than what it watches.
class Budget {
public:
    Budget(Clock* clock, Duration time) : clock_(clock) {
        if (clock_ != nullptr) {
            until_ = clock_->now() + time;
        }
    }
    [[nodiscard]] bool spent() {
        constexpr int rows_between = 256;
        if (clock_ == nullptr || ++rows_ % rows_between != 0) {
            return false;
        }
        return clock_->now() >= until_;
    }

private:
    Clock* clock_;
    Instant until_;
    int rows_ = 0;
};

bool before(const Position& a, const Position& b) {
    return std::tie(a.first, a.second, a.number_key, a.key) <
           std::tie(b.first, b.second, b.number_key, b.key);
}

struct InOrder {
    bool descending = false;
    bool operator()(const Position& a, const Position& b) const {
        return descending ? before(b, a) : before(a, b);
    }
};

// As a column. Written as plain terms each of them would be reckoned of each row, whatever the first one
// says.
Sql whether(const Sql& test) {
    Sql sql;
    return sql.add("CASE WHEN 1").add(test).add(" THEN 1 ELSE 0 END");
}

struct Found {
    std::vector<Position> positions;
    std::vector<Position> stopped;  // where there was no more time, by source: what lies beyond is not known
};

class Looking {
public:
    Looking(Connection& connection, const Order& order, std::optional<Position> after, std::size_t limit,
            Budget budget)
        : connection_(connection), order_(order), after_(std::move(after)), limit_(limit), budget_(budget) {}

    void look(const Source& source) {
        const std::optional<Position> last = last_of_page();
        if (source.rank &&
            ((after_ && ahead(*source.rank, after_->first)) || (last && ahead(last->first, *source.rank)))) {
            return;
        }
        source.ordered ? walk(source, last) : gather(source);
    }
    [[nodiscard]] Found& found() { return found_; }

private:
    [[nodiscard]] bool ahead(std::int64_t rank, std::int64_t other) const {
        return order_.descending ? other < rank : rank < other;
    }
    // When the page is full already, what lies beyond this one is not on it.
    [[nodiscard]] std::optional<Position> last_of_page() const {
        if (found_.positions.size() < limit_) {
            return std::nullopt;
        }
        std::vector<Position> all = found_.positions;
        const auto last = all.begin() + static_cast<std::ptrdiff_t>(limit_) - 1;
        std::ranges::nth_element(all, last, InOrder{order_.descending});
        return *last;
    }
    static bool by_deadline_in_rank(const Source& source) { return source.kept && source.rank; }
    [[nodiscard]] Order order_of(const Source& source) const {
        Order order = source.kept ? order_.of_kept() : !source.due.text.empty() ? order_.of_shown() : order_;
        if (by_deadline_in_rank(source)) {
            order.first = std::exchange(order.second, "0");
        }
        return order;
    }
    [[nodiscard]] static Position position_in(const Source& source, const Statement& row) {
        Position position = position_of(row);
        if (by_deadline_in_rank(source)) {
            position.second = std::exchange(position.first, *source.rank);
        }
        return position;
    }
    void walk(const Source& source, const std::optional<Position>& last) {
        const Order order = order_of(source);
        Sql sql;
        sql.add("SELECT ")
            .add(order.columns(source.due))
            .add(", ")
            .add(whether(source.test))
            .add(" ")
            .add(source.rows);
        if (last) {
            const auto end = in_source(source, *last);
            sql.add(end ? order.until(*end) : Sql{});
        }
        Bound rows(connection_, finish(sql, source, order));
        for (std::size_t matched = 0; matched < limit_ && rows.step();) {
            if (rows.boolean(matches_column)) {
                found_.positions.push_back(position_in(source, rows));
                ++matched;
            } else if (budget_.spent()) {
                found_.stopped.push_back(position_in(source, rows));
                return;
            }
        }
    }
    void gather(const Source& source) {
        const Order order = order_of(source);
        Sql sql;
        sql.add("SELECT ").add(order.columns(source.due)).add(" ").add(source.rows).add(source.test);
        finish(sql, source, order).add(" LIMIT ?", limit_);
        Bound rows(connection_, sql);
        while (rows.step()) {
            found_.positions.push_back(position_in(source, rows));
        }
    }
    // In the source's own order; nothing where it is of another rank than all its rows.
    static std::optional<Position> in_source(const Source& source, const Position& position) {
        if (!by_deadline_in_rank(source)) {
            return position;
        }
        return position.first == *source.rank
                   ? std::optional(Position{position.second, 0, position.number_key, position.key})
                   : std::nullopt;
    }
    Sql& finish(Sql& sql, const Source& source, const Order& order) {
        const auto from = after_ ? in_source(source, *after_) : std::nullopt;
        return sql.add(from ? order.beyond(*from) : Sql{}).add(order.by());
    }

    static constexpr int matches_column = 4;  // behind those of a position
    Connection& connection_;
    const Order& order_;
    std::optional<Position> after_;
    std::size_t limit_;
    Budget budget_;
    Found found_;
};

// Adds to `counted`; false when there was no more time.
bool count_rows(Connection& connection, const Source& source, Budget& budget, std::int64_t& counted) {
    Sql sql;
    sql.add("SELECT ").add(whether(source.test)).add(" ").add(source.rows);
    Bound rows(connection, sql);
    while (rows.step()) {
        counted += rows.boolean(0) ? 1 : 0;
        if (budget.spent()) {
            return false;
        }
    }
    return true;
}

// Calls `each` with the plan of every process and value of `open` that the filter and the sight leave.
template <class Each>
void each_plan(ListReading& reading, const Sight& sight, const Filter& filter, Each each) {
    Planner planner(reading.connection, reading.sizes, filter, reading.limits.gather_max);
    for (const Scope& scope : scopes_of(reading.connection, sight, filter.process)) {
        for (const bool open : {true, false}) {
            if (!filter.open || *filter.open == open) {
                each(planner.plan(scope, open));
            }
        }
    }
}

}  // namespace

std::optional<records::Record> load_record(Connection& connection, std::int64_t key) {
    Statement row(connection, "SELECT body FROM record_body WHERE key = ?");
    return row.with(key).step() ? decode_stored(row.text(0)) : std::nullopt;
}

std::optional<records::Record> load_row(ListReading& reading, std::int64_t key) {
    Statement row(reading.connection, "SELECT row FROM record_row WHERE key = ?");
    return row.with(key).step() ? reading.rows.record(key, row.text(0)) : std::nullopt;
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
                                             sight.everything || contains(sight.internal, name),
                                             audiences_in(sight, name)})
                    .first->second;
    };
    if (sight.everything) {
        leap(connection, "SELECT process FROM shelf WHERE process > ? ORDER BY process LIMIT 1", {}, scope);
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

namespace {

// The first `limit` of what was found. What lies beyond the place where some source stopped may lack rows.
void fill(Page& page, Found& found, std::size_t limit, bool descending) {
    const InOrder comes_before{descending};
    std::ranges::sort(found.positions, comes_before);
    const auto stopped = std::ranges::min_element(found.stopped, comes_before);
    if (stopped != found.stopped.end()) {
        const auto beyond = std::ranges::upper_bound(found.positions, *stopped, comes_before);
        found.positions.erase(beyond, found.positions.end());
    }
    if (found.positions.size() > limit) {
        found.positions.resize(limit);
        page.next = limit == 0 ? "" : write_position(found.positions.back());
    } else if (stopped != found.stopped.end()) {
        page.next = write_position(*stopped);
        page.partial = true;
    }
}

}  // namespace

Page list_records(ListReading& reading, const ListQuestion& question) {
    const auto& [sight, filter, after, limit, count] = question;
    Page page;
    const std::optional<Position> position = after.empty() ? std::nullopt : read_position(after);
    if (!after.empty() && !position) {
        page.wrong_position = true;
        return page;
    }
    const ListLimits& limits = reading.limits;
    const Order order = order_of(filter);
    Looking looking(reading.connection, order, position, limit + 1, Budget(limits.clock, limits.page));
    std::vector<Source> to_count;
    each_plan(reading, sight, filter, [&](Plan plan) {
        for (const Source& source : plan.to_list) {
            looking.look(source);
        }
        std::ranges::move(plan.to_count, std::back_inserter(to_count));
    });
    fill(page, looking.found(), limit, filter.descending);
    for (const Position& each : looking.found().positions) {
        // A row that cannot be read is left out: the rest of the list is there.
        if (std::optional<records::Record> record = load_row(reading, each.key)) {
            page.records.push_back(std::move(*record));
        }
    }
    if (count) {
        Budget budget(limits.clock, limits.count);
        std::int64_t counted = 0;
        for (const Source& source : to_count) {
            page.count_more = !count_rows(reading.connection, source, budget, counted);
            if (page.count_more) {
                break;
            }
        }
        page.count = counted;
    }
    return page;
}

}  // namespace reeve::store::sqlite
