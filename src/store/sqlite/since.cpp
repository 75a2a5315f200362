#include "store/sqlite/since.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/json.hpp"
#include "records/reach.hpp"
#include "store/kept_entries.hpp"
#include "store/sqlite/event_rows.hpp"
#include "store/sqlite/lists.hpp"
#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {
namespace {

// One question: what it found out about the records that it met.
class Looking {
public:
    Looking(Connection& connection, const Sight& sight, std::int64_t after)
        : connection_(connection), sight_(sight), after_(after) {
        since_.until = std::min(after, last_seq(connection));
    }

    [[nodiscard]] Since look(SinceLimits limits);

private:
    struct Met {
        std::int64_t key = 0;
        bool there = false, known = false, internal = false;
        std::string number, process;
        std::optional<std::size_t> place;  // among those that are told
    };
    [[nodiscard]] const std::vector<Scope>& scopes(const std::string& process);
    [[nodiscard]] Met& meet(Id stream);
    [[nodiscard]] const std::set<std::int64_t>& ended(Id who);
    [[nodiscard]] bool ends_sight(const Met& met, std::int64_t seq);
    [[nodiscard]] std::optional<records::Changes> said(const Met& met, records::Event& event);
    [[nodiscard]] bool tell(Met& met, Id stream, const records::Changes& changes, std::size_t most);

    Connection& connection_;
    const Sight& sight_;
    std::int64_t after_;
    Since since_;
    std::map<std::string, std::vector<Scope>> scopes_;
    std::unordered_map<Id, Met> met_;
    std::map<Id, std::set<std::int64_t>> ended_;
};

const std::vector<Scope>& Looking::scopes(const std::string& process) {
    const auto found = scopes_.find(process);
    return found != scopes_.end()
               ? found->second
               : scopes_.emplace(process, scopes_of(connection_, sight_, process)).first->second;
}

Looking::Met& Looking::meet(Id stream) {
    const auto [place, anew] = met_.try_emplace(stream);
    Met& met = place->second;
    if (!anew) {
        return met;
    }
    Statement row(connection_, "SELECT key, number, process FROM record WHERE id = ?");
    if (!row.with(stream).step()) {
        return met;
    }
    met.there = true;
    met.key = row.integer(0);
    met.number = row.string(1);
    met.process = row.string(2);
    for (const Scope& scope : scopes(met.process)) {
        met.internal = scope.internal;
        Sql sql;
        sql.add("SELECT 1 FROM record r WHERE r.key = ?", row.integer(0)).add(membership(scope));
        Bound found(connection_, sql);
        met.known = met.known || found.step();
    }
    return met;
}

const std::set<std::int64_t>& Looking::ended(Id who) {
    const auto [place, anew] = ended_.try_emplace(who);
    if (anew) {
        Statement rows(connection_, "SELECT seq FROM record_left WHERE who = ? AND seq > ?");
        rows.with(who, after_);
        while (rows.step()) {
            place->second.insert(rows.integer(0));
        }
    }
    return place->second;
}

bool Looking::ends_sight(const Met& met, std::int64_t seq) {
    return (!sight_.person.empty() && ended(sight_.person).contains(seq)) ||
           std::ranges::any_of(sight_.parts, [&](const Sight::Part& part) {
               return part.process == met.process && ended(part.organisation).contains(seq);
           });
}

// Of an entry that she may read; nothing where all of it is kept from her.
std::optional<records::Changes> Looking::said(const Met& met, records::Event& event) {
    if (!may_keep(event.changes)) {
        return std::move(event.changes);
    }
    std::optional<records::Record> record;
    if (tells_of_deeds(event.changes)) record = load_record(connection_, met.key);
    return KeptEntry(event, record ? &*record : nullptr).said_to(sight_, met.process);
}

// False when one more record is too many.
bool Looking::tell(Met& met, Id stream, const records::Changes& changes, std::size_t most) {
    if (!met.place) {
        if (since_.records.size() == most) {
            return false;
        }
        met.place = since_.records.size();
        since_.records.push_back(
            {stream, met.number, met.process, version_of(connection_, stream), !met.known, {}});
    }
    if (met.known) {
        records::Changes& all = since_.records[*met.place].changes;
        all.insert(all.end(), changes.begin(), changes.end());
    }
    return true;
}

Since Looking::look(SinceLimits limits) {
    Statement rows(connection_,
                   "SELECT seq, stream, stream_kind, audience, data FROM event WHERE seq > ? ORDER BY seq");
    rows.with(after_);
    for (std::size_t looked = 0; rows.step(); ++looked) {
        since_.more = looked == limits.events;
        if (since_.more) {
            break;
        }
        const std::int64_t seq = rows.integer(0);
        if (rows.text(2) == "record") {
            const Id stream = rows.id(1);
            Met& met = meet(stream);
            records::Event event;
            if (met.known) {
                // An event that cannot be read is told without saying what it changed.
                const Outcome<Json> data = parse_json(rows.text(4));
                (void)(data && records::read_skeleton(*data, event));
            }
            const bool readable =
                rows.text(3) == "public" || met.internal || records::may_change_reach(event.changes);
            const auto changes = met.known && readable ? said(met, event) : std::nullopt;
            const bool told = met.known ? changes.has_value() : met.there && ends_sight(met, seq);
            since_.more = told && !tell(met, stream, changes.value_or(records::Changes{}), limits.records);
            if (since_.more) {
                break;
            }
        }
        since_.until = seq;
    }
    return since_;
}

}  // namespace

Since happened_since(Connection& connection, const Sight& sight, std::int64_t after, SinceLimits limits) {
    return Looking(connection, sight, after).look(limits);
}

}  // namespace reeve::store::sqlite
