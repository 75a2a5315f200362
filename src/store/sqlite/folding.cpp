#include "store/sqlite/folding.hpp"

#include "store/sqlite/event_rows.hpp"
#include "store/sqlite/lists.hpp"
#include "store/sqlite/schema.hpp"

namespace reeve::store::sqlite {

Folding::Folding(Connection& source, Connection& target, std::size_t held_max)
    : source_(source),
      target_(target),
      projection_(target, Projection::Journal::elsewhere),
      held_max_(held_max) {}

void Folding::run() {
    Statement rows(source_, "SELECT " + std::string(event_columns) + " FROM event e ORDER BY e.seq");
    while (rows.step()) {
        ++events_;
        if (rows.text(3) != "record" || given_up_.contains(rows.id(2))) {
            continue;
        }
        if (const Outcome<records::Event> event = read_event(source_, rows)) {
            fold(*event, rows.integer(0));
        } else {
            give_up(rows.id(2), event.error().detail);
        }
    }
    while (!held_.empty()) {
        put_oldest();
    }
}

void Folding::fold(const records::Event& event, std::int64_t seq) {
    const auto held = hold(event.stream);
    const bool reaching = may_change_reach(event.changes);
    const Reach before = reaching ? reach_of(held->record) : Reach{};
    if (const Outcome<void> applied = records::apply(held->record, event); !applied) {
        give_up(event.stream, applied.error().detail);
        return;
    }
    held->touched.add(event, seq);
    if (reaching) {
        held->touched.follow(before, reach_of(held->record), seq);
    }
    if (held_.size() > held_max_) {
        put_oldest();
    }
}

Folding::HeldList::iterator Folding::hold(Id id) {
    const auto known = by_id_.find(id);
    if (known != by_id_.end()) {
        held_.splice(held_.begin(), held_, known->second);
        return held_.begin();
    }
    Held held;
    Statement row(target_, "SELECT key FROM record WHERE id = ?");
    if (row.with(id).step()) {
        held.record = load_record(target_, row.integer(0)).value_or(records::Record{});
    }
    held_.push_front(std::move(held));
    by_id_[id] = held_.begin();
    return held_.begin();
}

void Folding::put_oldest() {
    projection_.put(held_.back().record, held_.back().touched);
    by_id_.erase(held_.back().record.id);
    held_.pop_back();
}

void Folding::give_up(Id stream, const std::string& reason) {
    given_up_[stream] = reason;
    if (const auto held = by_id_.find(stream); held != by_id_.end()) {
        held_.erase(held->second);
        by_id_.erase(held);
    }
    projection_.remove(stream);
}

std::vector<SetAside> Folding::set_aside() const {
    std::vector<SetAside> list;
    for (const auto& [stream, reason] : given_up_) {
        list.push_back({stream, reason});
    }
    return list;
}

std::vector<SetAside> fold_anew(Connection& source, Connection& target) {
    for (const std::string& table : derived_tables()) {
        target.run("DELETE FROM " + table);
    }
    Folding folding(source, target);
    folding.run();
    target.run("DELETE FROM set_aside");
    std::vector<SetAside> set_aside = folding.set_aside();
    for (const SetAside& each : set_aside) {
        Statement(target, "INSERT INTO set_aside (stream, reason) VALUES (?, ?)")
            .with(each.stream, each.reason)
            .run();
    }
    return set_aside;
}

}  // namespace reeve::store::sqlite
