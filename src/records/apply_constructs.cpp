// Frozen, like apply.cpp: approvals and what other constructs keep.

#include <fmt/format.h>

#include <algorithm>

#include "records/apply_constructs_internal.hpp"
#include "records/past_fact.hpp"

namespace reeve::records {
namespace {

constexpr std::string_view vote_prefix = "vote.";
constexpr std::string_view time_path = "time";

Outcome<void> broken(std::string why) {
    return refuse(RefusalKind::malformed, std::move(why));
}

Round* find_round(Record& record, std::string_view approval, std::int64_t number) {
    for (Round& round : record.rounds)
        if (round.opened.approval == approval && round.opened.round == number) return &round;
    return nullptr;
}

Outcome<Round*> known_round(Record& record, std::string_view approval, std::int64_t number) {
    if (Round* round = find_round(record, approval, number)) return round;
    return refuse(RefusalKind::malformed, fmt::format("there is no round {} of '{}'", number, approval));
}

Outcome<void> rename_acts_to_come(Record& record, const Json& names) {
    if (!names.is_object()) return broken("what acts are called is an object");
    const auto rename = [&](std::string& act) {
        const Json* now = names.find(act);
        if (now != nullptr && now->is_string()) act = now->string();
    };
    for (ArmedTimer& timer : record.timers) rename(timer.act);
    std::vector<RefusedDeed> refused;
    for (RefusedDeed& waits : record.refused) {
        rename(waits.deed.act);
        // Two may be one now; then the first of them waits.
        if (std::none_of(refused.begin(), refused.end(),
                         [&](const RefusedDeed& known) { return same_deed(known.deed, waits.deed); }))
            refused.push_back(std::move(waits));
    }
    record.refused = std::move(refused);
    return {};
}

Outcome<void> take_past(Record& record, const Json& told) {
    auto past = decode_past(told);
    if (!past) return std::unexpected(past.error());
    for (auto& [name, noted] : *past) {
        if (name != whole_life && noted) {
            record.since.insert_or_assign(name, std::move(*noted));
        } else if (name != whole_life) {
            record.since.erase(name);
        } else if (noted) {
            record.acts = std::move(noted->acts);
            record.states_ever = std::move(noted->states);
            record.values_ever = std::move(noted->values);
        }
    }
    return {};
}

}  // namespace

Outcome<void> fold(Record& record, const Event& event, const RoundOpened& opened) {
    if (find_round(record, opened.approval, opened.round))
        return broken(fmt::format("round {} of '{}' was opened already", opened.round, opened.approval));
    Round round;
    round.opened = opened;
    round.since = event.occurred_at;
    record.rounds.push_back(std::move(round));
    return {};
}

Outcome<void> fold(Record& record, const Event& event, const Voted& voted) {
    const auto round = known_round(record, voted.approval, voted.round);
    if (!round) return std::unexpected(round.error());
    std::vector<Vote>& votes = (*round)->votes;
    auto vote =
        std::find_if(votes.begin(), votes.end(), [&](const Vote& one) { return one.seat == voted.seat; });
    if (vote == votes.end()) vote = votes.insert(votes.end(), Vote{});
    *vote = {voted.seat, voted.person,  voted.vote, event.occurred_at,
             {},         event.version, false,      event.on_behalf};
    if (const EventText* reason = voted.text_path.empty() ? nullptr : event.text(voted.text_path))
        vote->reason = reason->value;
    return {};
}

Outcome<void> fold(Record& record, const Event&, const VoteVoided& voided) {
    const auto round = known_round(record, voided.approval, voided.round);
    if (!round) return std::unexpected(round.error());
    for (Vote& vote : (*round)->votes)
        if (vote.seat == voided.seat) vote.voided = true;
    return {};
}

Outcome<void> fold(Record& record, const Event& event, const RoundDecided& decided) {
    const auto round = known_round(record, decided.approval, decided.round);
    if (!round) return std::unexpected(round.error());
    (*round)->outcome = decided.outcome;
    (*round)->decided.reset();
    if (decided.outcome != "open") (*round)->decided = event.occurred_at;
    return {};
}

Outcome<void> fold(Record& record, const Event& event, const RoundVoided& voided) {
    const auto round = known_round(record, voided.approval, voided.round);
    if (!round) return std::unexpected(round.error());
    (*round)->outcome = "void";
    (*round)->decided = event.occurred_at;
    (*round)->cause = voided.cause;
    return {};
}

Outcome<void> fold(Record& record, const Event&, const RoundUsed& used) {
    const auto round = known_round(record, used.approval, used.round);
    if (!round) return std::unexpected(round.error());
    (*round)->used = used.act;
    return {};
}

// Of what somebody is told once: that it was found.
Outcome<void> fold(Record& record, const Event&, const Finding& finding) {
    if (!finding.detail.is_object()) return {};
    const Json& detail = finding.detail;
    // Earlier releases found it and told nobody.
    if (finding.kind == "effects_refused" && detail.find("told") != nullptr) record.left_out = detail;
    if (finding.kind != "seat_empty") return {};
    const Round* last = record.round(detail.string_or_empty("approval"));
    Round* round = last == nullptr ? nullptr : find_round(record, last->opened.approval, last->opened.round);
    if (round == nullptr) return {};
    const auto seats = static_cast<std::int64_t>(round->opened.seats.size());
    for (std::int64_t seat = 0; seat < seats; ++seat) {
        // Earlier releases named the role alone.
        const bool is_it =
            detail.find("seat") == nullptr
                ? round->opened.seats[static_cast<std::size_t>(seat)].role == detail.string_or_empty("role")
                : detail.integer_or("seat", -1) == seat;
        const bool known = std::find(round->empty.begin(), round->empty.end(), seat) != round->empty.end();
        if (is_it && !known) round->empty.push_back(seat);
    }
    return {};
}

Outcome<void> fold(Record& record, const Event&, const ScopeBegan& began) {
    Scope scope;
    if (!record.state.empty()) scope.states.insert(record.state);
    for (const auto& [field, values] : record.values_ever) {
        const Json* present = record.field(field);
        if (present != nullptr && present->is_string() && values.contains(present->string()))
            scope.values[field].insert(present->string());
    }
    record.since.insert_or_assign(began.act, std::move(scope));
    return {};
}

Outcome<void> fold(Record& record, const Event&, const LimitHeld& held) {
    auto& keys = record.limits[held.limit];
    if (held.on)
        keys.insert(held.key);
    else
        keys.erase(held.key);
    if (keys.empty()) record.limits.erase(held.limit);
    return {};
}

Outcome<void> fold(Record& record, const Event& event, const StepTicked& ticked) {
    std::erase_if(record.ticks, [&](const Tick& tick) {
        return tick.checklist == ticked.checklist && tick.step == ticked.step;
    });
    if (ticked.on) record.ticks.push_back({ticked.checklist, ticked.step, event.actor.id, event.occurred_at});
    return {};
}

Outcome<void> fold(Record& record, const Event& event, const TimeLogged& logged) {
    if (logged.entry != static_cast<std::int64_t>(record.time_entries.size()) + 1)
        return broken(fmt::format("the time entry {} is not the next", logged.entry));
    TimeEntry entry{logged.entry, logged.person,     logged.day,   logged.minutes,
                    {},           event.occurred_at, event.version};
    if (const EventText* text = event.text(time_path)) entry.text = text->value;
    for (const auto& [act, count] : record.acts)
        if (count.last == event.occurred_at) entry.just_done.insert(act);
    record.time_entries.push_back(std::move(entry));
    return {};
}

Outcome<void> fold(Record& record, const Event& event, const TimeStruck& struck) {
    const auto count = static_cast<std::int64_t>(record.time_entries.size());
    if (struck.entry < 1 || struck.entry > count)
        return broken(fmt::format("there is no time entry {}", struck.entry));
    TimeEntry& entry = record.time_entries[static_cast<std::size_t>(struck.entry - 1)];
    entry.struck = event.occurred_at;
    entry.struck_by = event.actor.id;
    return {};
}

Outcome<void> fold(Record& record, const Event&, const TreeWalked& walked) {
    record.trees.insert_or_assign(walked.tree, walked);
    return {};
}

Outcome<void> fold(Record& record, const Event&, const Derived& derived) {
    record.derived.insert_or_assign(derived.link, derived.keys);
    return {};
}

Outcome<void> fold(Record&, const Event&, const Noticed&) {
    return {};
}

namespace {

// It was there under the names of then, and is asked by those of now.
void rename_stays(Record& record, const Json& names) {
    if (!names.is_object()) return;
    for (Stay& stay : record.path) {
        const std::string_view now = names.string_or_empty(stay.called.empty() ? stay.state : stay.called);
        if (!now.empty()) stay.called = now;
    }
}

}  // namespace

Outcome<void> fold(Record& record, const Event& event, const Moved& moved) {
    if (moved.from != record.process_version)
        return broken(fmt::format("it was at version {}, not {}", record.process_version, moved.from));
    record.process_version = static_cast<int>(moved.version);
    if (const Json* names = event.facts.find(acts_fact))
        if (auto renamed = rename_acts_to_come(record, *names); !renamed) return renamed;
    if (const Json* names = event.facts.find(states_fact)) rename_stays(record, *names);
    if (const Json* told = event.facts.find(past_fact)) return take_past(record, *told);
    return {};
}

void note_state(Record& record, std::string_view state) {
    for (auto& [act, scope] : record.since) scope.states.emplace(state);
}

void note_value(Record& record, const std::string& field, const std::string& value) {
    for (auto& [act, scope] : record.since) scope.values[field].insert(value);
}

void count_act(ActCount& count, const Event& event) {
    ++count.times;
    if (!event.actor.id.empty()) count.by.insert(event.actor.id);
    if (!event.on_behalf.empty()) count.by.insert(event.on_behalf);
    count.last = event.occurred_at;
    count.last_by = event.actor.id.empty() ? event.on_behalf : event.actor.id;
}

void note_act(Record& record, const Event& event) {
    const auto begins = [&](const std::string& since) {
        return std::any_of(event.changes.begin(), event.changes.end(), [&](const Change& change) {
            const auto* began = std::get_if<ScopeBegan>(&change);
            return began != nullptr && began->act == since;
        });
    };
    for (TimeEntry& entry : record.time_entries) entry.just_done.erase(event.act);
    for (auto& [since, scope] : record.since)
        // What is asked of a scope comes after the act with which it begins.
        if (!begins(since)) count_act(scope.acts[event.act], event);
}

void erase_reason(Record& record, std::string_view path, std::int64_t version) {
    if (path == time_path)
        for (TimeEntry& entry : record.time_entries)
            if (entry.version == version) entry.text.clear();
    if (!path.starts_with(vote_prefix)) return;
    for (Round& round : record.rounds)
        for (Vote& vote : round.votes)
            if (vote.version == version) vote.reason.clear();
}

}  // namespace reeve::records
