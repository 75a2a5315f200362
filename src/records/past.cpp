#include "records/past.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "process/moves.hpp"
#include "records/activation_internal.hpp"
#include "records/apply_internal.hpp"
#include "records/approvals_internal.hpp"
#include "records/past_fact.hpp"
#include "records/settling_internal.hpp"

namespace reeve::records {
namespace {

using process::MoveMap;
using process::RecordType;

// Two acts that are one now were done as often as both, by the people of both.
void add(ActCount& count, const ActCount& other) {
    count.times += other.times;
    count.in_leg += other.in_leg;
    count.by.insert(other.by.begin(), other.by.end());
    if (other.last <= count.last) return;
    count.last = other.last;
    count.last_by = other.last_by;
}

void rename(Scope& scope, const MoveMap::OfType& map) {
    Scope next;
    for (const auto& [act, count] : scope.acts) {
        const auto [at, is_new] = next.acts.emplace(renamed(map.acts, act), count);
        if (!is_new) add(at->second, count);
    }
    for (const std::string& state : scope.states) next.states.insert(renamed(map.states, state));
    for (const auto& [field, values] : scope.values) {
        const std::string& now = renamed(map.fields, field);
        const auto names = map.values.find(now);
        auto& kept = next.values[now];
        for (const std::string& value : values)
            kept.insert(names == map.values.end() ? value : renamed(names->second, value));
    }
    scope = std::move(next);
}

void rename(Record& record, const MoveMap::OfType& map) {
    Scope whole{std::move(record.acts), std::move(record.states_ever), std::move(record.values_ever)};
    rename(whole, map);
    record.acts = std::move(whole.acts);
    record.states_ever = std::move(whole.states);
    record.values_ever = std::move(whole.values);
    for (auto& [act, scope] : record.since) rename(scope, map);
}

// One move of the record, or the one that is to come.
struct Hop {
    std::int64_t at = 0;  // version of the event
    int from = 0;         // version of the process
    Way way;

    void rename_past(Record& record) const {
        for (const MoveMap::OfType* map : maps_on(way, from, record.type)) rename(record, *map);
    }
};

std::string act_called(std::string act, std::string_view type, const Hop& hop) {
    for (const MoveMap::OfType* map : maps_on(hop.way, hop.from, type)) act = renamed(map->acts, act);
    return act;
}

// What of an event's facts tells of a move, but for what was noted then.
JsonObject facts_of_move(const Event& event) {
    JsonObject facts;
    if (const Json* names = event.facts.find(acts_fact)) facts.set(std::string(acts_fact), *names);
    return facts;
}

// Folds a journal as if a type's scopes had been asked for all along.
class Refolding {
public:
    Refolding(const Record& record, std::span<const Event> journal, const Way& way, const FindVersion& find,
              const Directory& directory, Facts& facts, std::span<const process::Index> clocks)
        : type_name_(record.type),
          process_(*way.back()),
          asking_(process_.types[*process_.type(record.type)]),
          find_(find),
          directory_(directory),
          facts_(facts),
          clocks_(clocks) {
        for (const Event& event : journal)
            for (const Change& change : event.changes)
                if (const auto* moved = std::get_if<Moved>(&change)) {
                    const int from = static_cast<int>(moved->from);
                    hops_.push_back(
                        {event.version, from, way_between(from, static_cast<int>(moved->version), find)});
                }
        hops_.push_back({record.version + 1, record.process_version, way});
    }

    [[nodiscard]] bool take(const Event& event) {
        Event told = event;
        told.facts = facts_of_move(event);
        told.changes = retold(event);
        if (told.version != past_.version + 1) return false;
        const std::int64_t leg_before = past_.leg();
        for (const Change& change : told.changes) {
            if (!apply_change(past_, told, change)) return false;
            if (std::holds_alternative<Moved>(change)) next_hop().rename_past(past_);
        }
        finish_event(past_, told, leg_before);
        for (const process::Index clock : clocks_) look_at(clock, event);
        return true;
    }

    [[nodiscard]] std::int64_t version() const { return past_.version; }
    [[nodiscard]] AskedPast done() {
        next_hop().rename_past(past_);
        return {std::move(past_.since), std::move(owed_)};
    }

private:
    const std::string& type_name_;
    const process::Process& process_;
    const RecordType& asking_;
    const FindVersion& find_;
    const Directory& directory_;
    Facts& facts_;
    std::span<const process::Index> clocks_;
    std::vector<Hop> hops_;
    std::size_t hopped_ = 0;
    Record past_;
    std::map<process::Index, Instant> owed_;

    const Hop& next_hop() { return hops_[hopped_++]; }

    // Without what was noted then, and with what is asked now.
    [[nodiscard]] Changes retold(const Event& event) const {
        Changes changes;
        for (const Change& change : event.changes)
            if (!std::holds_alternative<ScopeBegan>(change)) changes.push_back(change);
        const std::vector<std::string> begun = begun_by(event);
        auto at = begins_at(event, changes);
        for (const std::string& scope : begun) at = changes.insert(at, ScopeBegan{scope}) + 1;
        if (asking_.scopes_leg) add_legs(changes);
        return changes;
    }

    static void add_legs(Changes& changes) {
        for (std::size_t i = changes.size(); i-- > 0;)
            if (std::holds_alternative<LegOpened>(changes[i]))
                changes.insert(changes.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                               ScopeBegan{std::string(leg_scope)});
    }

    [[nodiscard]] std::vector<std::string> begun_by(const Event& event) const {
        std::vector<std::string> begun;
        const auto act = event.act.empty() ? std::nullopt : asking_.act(called_now(event.act));
        if (act && std::find(asking_.scopes.begin(), asking_.scopes.end(), *act) != asking_.scopes.end())
            begun.push_back(asking_.acts[*act].name);
        const bool born = std::any_of(event.changes.begin(), event.changes.end(), [](const Change& change) {
            return std::holds_alternative<Born>(change);
        });
        if (asking_.scopes_round && (born || (act && process::begins_round(asking_, asking_.acts[*act]))))
            begun.emplace_back(round_scope);
        return begun;
    }

    // The record as it was then, in the words of who asks.
    [[nodiscard]] Record in_words_of_asking() const {
        Record seen = past_;
        Names names(seen);
        for (std::size_t i = hopped_; i < hops_.size(); ++i)
            for (const MoveMap::OfType* map : maps_on(hops_[i].way, hops_[i].from, type_name_)) {
                rename(seen, *map);
                names.pass(*map);
            }
        seen.state = names.state;
        seen.fields.clear();
        for (auto& [name, valued] : names.fields) seen.fields.emplace(name, std::move(valued.value));
        keep_rounds(seen);
        return seen;
    }

    // What was asked of the record as it was then was asked of it in these words, too.
    void keep_rounds(Record& seen) const {
        const RecordType* own = type_of(past_.process_version);
        if (own == nullptr) return;
        for (const process::Approval& then : own->approvals)
            for (const process::Approval& now : asking_.approvals)
                if (then.name == now.name) keep_rounds(seen, *own, then, now);
    }

    void keep_rounds(Record& seen, const RecordType& own, const process::Approval& then,
                     const process::Approval& now) const {
        const std::string digest = subject_digest(own, then.covers, past_, {});
        for (Round& round : seen.rounds)
            if (round.opened.approval == then.name && round.opened.digest == digest)
                round.opened.digest = subject_digest(asking_, now.covers, seen, {});
    }

    // As the record's process called and described it then.
    [[nodiscard]] const RecordType* type_of(int version) const {
        const process::Process* process = find_(version);
        const auto type = process != nullptr ? process->type(type_name_) : std::nullopt;
        return type ? &process->types[*type] : nullptr;
    }

    // As a clock of the rule would have begun and stopped.
    void look_at(process::Index index, const Event& event) {
        const process::Clock& clock = asking_.clocks[index];
        const bool begins =
            !event.act.empty() && called_now(event.act) == asking_.acts[*clock.starts_by].name;
        const auto owed = owed_.find(index);
        if (past_.end) {
            owed_.erase(index);
        } else if (begins || owed != owed_.end()) {
            const Record seen = in_words_of_asking();
            View view(process_, asking_, directory_, seen, nullptr, nullptr, event.occurred_at);
            view.ask(facts_);
            const process::Rule& rule = asking_.rules[*clock.rule];
            if (view.evaluate(rule.condition).is_true())
                owed_.erase(index);
            else if (begins)
                owed_.emplace(index, event.occurred_at);
        }
    }

    // What the act of an event in hand is called where the way leads.
    [[nodiscard]] std::string called_now(std::string act) const {
        for (std::size_t i = hopped_; i < hops_.size(); ++i) act = act_called(act, type_name_, hops_[i]);
        return act;
    }

    // It begins in the state to which the act leads; where the record stays, with what was sent. Events of
    // before that was kept with them tell it by what their act takes.
    [[nodiscard]] Changes::const_iterator begins_at(const Event& event, const Changes& changes) const {
        const auto entered = std::find_if(changes.begin(), changes.end(), [](const Change& change) {
            return std::holds_alternative<StateEntered>(change);
        });
        if (entered != changes.end()) return entered + 1;
        if (const Json* kept = event.facts.find(effects_fact); kept != nullptr && kept->is_integer())
            return changes.begin() + std::clamp<std::ptrdiff_t>(kept->integer(), 0, std::ssize(changes));
        std::set<std::string> sent;
        return std::find_if(changes.begin(), changes.end(), [&](const Change& change) {
            const auto* set = std::get_if<FieldSet>(&change);
            return set != nullptr && (!may_be_sent(event, set->field) || !sent.insert(set->field).second);
        });
    }

    [[nodiscard]] bool may_be_sent(const Event& event, const std::string& name) const {
        const RecordType* own = type_of(event.process_version);
        if (own == nullptr) return true;
        const auto field = own->field(name);
        const auto act = own->act(event.act);
        if (!field || !act || own->fields[*field].is) return true;
        const auto& form = own->acts[*act].form;
        return std::any_of(form.begin(), form.end(), [&](const process::FormItem& item) {
            return item.kind == process::FormItem::Kind::field && item.field == *field;
        });
    }
};

}  // namespace

Record with_renamed_past(Record record, const Way& way) {
    Hop{record.version + 1, record.process_version, way}.rename_past(record);
    return record;
}

std::string act_called(std::string act, const Record& record, const Way& way) {
    return act_called(std::move(act), record.type, Hop{record.version + 1, record.process_version, way});
}

std::optional<AskedPast> fold_past(const Record& record, std::span<const Event> journal, const Way& way,
                                   const FindVersion& find, const Directory& directory, Facts& facts,
                                   std::span<const process::Index> clocks) {
    Refolding refolding(record, journal, way, find, directory, facts, clocks);
    for (const Event& event : journal) {
        if (event.version > record.version) break;
        if (!refolding.take(event)) return std::nullopt;
    }
    if (refolding.version() != record.version) return std::nullopt;
    return refolding.done();
}

}  // namespace reeve::records
