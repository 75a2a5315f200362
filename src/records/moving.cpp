#include "records/moving.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "records/admission_internal.hpp"
#include "records/agreements_internal.hpp"
#include "records/arrival.hpp"
#include "records/candidate_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/custody_internal.hpp"
#include "records/past.hpp"
#include "records/past_fact.hpp"
#include "records/perform_internal.hpp"
#include "records/recomputing.hpp"
#include "records/settling_internal.hpp"
#include "records/values_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

// That version of the record's process; null where it is not installed.
const process::Process* version_of(const Situation& situation, int version) {
    Record there;
    there.process = situation.record->process;
    there.process_version = version;
    const process::Process* found = situation.facts->process_of(there);
    return found != nullptr && found->version == version ? found : nullptr;
}

// One move on its way. The situation is that of the version to which the record goes.
class Move {
public:
    Move(Situation& arriving, const Command& command, const process::Process& own, const Way& way)
        : decision_(arriving, command),
          own_(own),
          record_(*arriving.record),
          way_(way),
          arrival_(arrive(record_, own, way, *arriving.directory, decision_.language)),
          setting_out_(in_new_words()) {}

    // False where its type is gone: then nothing can be said of it.
    [[nodiscard]] bool has_place() const { return arrival_.type != nullptr; }
    [[nodiscard]] Decision& decision() { return decision_; }
    [[nodiscard]] const Arrival& arrival() const { return arrival_; }

    Draft& carry_out(const std::vector<AttachmentPart>& attachments) {
        Draft& draft = decision_.draft(record_);
        draft.owed = owed_;
        Event& event = decision_.begin(draft, "moved", decision_.doer, "public", {});
        event.process_version = decision_.process().version;
        announce(draft, attachments);
        for (const Unmet& missing : arrival_.unmet)
            if (!is_sent(missing)) decision_.miss(draft, missing.what, missing.field, missing.why);
        tell_past(draft, event);
        tell_acts_to_come(event);
        tell_states_before(event);
        decision_.change(draft, Moved{decision_.process().version, own_.version});
        void_open_rounds(draft);
        end_deeds(draft);
        if (arrival_.state) stay_in(draft, *arrival_.state);
        move_fields(draft);
        if (decision_.ill_formed || !decision_.unmet.empty()) return draft;
        follow_fields(decision_, draft);
        if (!draft.record.rests()) end_clocks(draft);
        leave_limits(draft);
        settle(draft);
        if (!draft.record.rests()) arm_shares(draft);
        decision_.finish(draft);
        return draft;
    }

private:
    Decision decision_;
    const process::Process& own_;
    const Record& record_;
    const Way& way_;
    Arrival arrival_;
    bool past_is_lost_ = false;
    std::map<process::Index, Instant> owed_;  // clocks that what was done before has begun
    Record setting_out_;

    // The record before the move, in the names of the version to which it goes, with the past for which that
    // version asks.
    [[nodiscard]] Record in_new_words() {
        Record record = with_renamed_past(record_, way_);
        if (!has_place()) return record;
        AskedPast asked = asked_past();
        record.since = std::move(asked.since);
        owed_ = std::move(asked.owed);
        if (!arrival_.state) return record;
        record.state = arrival_.type->states[*arrival_.state].name;
        for (const auto& [name, value] : arrival_.fields) record.fields.insert_or_assign(name, value);
        return record;
    }

    // Clocks of rules that the version which it leaves does not have.
    [[nodiscard]] std::vector<process::Index> new_rules() const {
        const process::RecordType& own = own_.types[*own_.type(record_.type)];
        const std::vector<process::Clock>& clocks = arrival_.type->clocks;
        std::vector<process::Index> found;
        for (process::Index i = 0; i < clocks.size(); ++i)
            if (clocks[i].rule && !own.clock(clocks[i].name)) found.push_back(i);
        return found;
    }

    // For which the version asks; of other scopes nothing is noted any more.
    [[nodiscard]] AskedPast asked_past() {
        const process::RecordType& type = *arrival_.type;
        const std::vector<process::Index> rules = new_rules();
        if (type.scopes.empty() && !type.scopes_leg && !type.scopes_round && rules.empty()) return {};
        const auto find = [&](int version) { return version_of(decision_.situation, version); };
        Facts& facts = *decision_.situation.facts;
        auto folded =
            fold_past(record_, facts.journal(record_), way_, find, decision_.directory(), facts, rules);
        past_is_lost_ = !folded;
        return folded ? std::move(*folded) : AskedPast{};
    }

    // What expressions of the version ask of the past is there from the beginning.
    void tell_past(Draft& draft, Event& event) {
        if (past_is_lost_)
            decision_.miss(draft, "history", "",
                           fmt::format("Version {} asks for its history, which cannot be read.",
                                       decision_.process().version));
        Past past;
        Scope whole{setting_out_.acts, setting_out_.states_ever, setting_out_.values_ever};
        if (whole != Scope{record_.acts, record_.states_ever, record_.values_ever})
            past.emplace(whole_life, std::move(whole));
        for (const auto& [scope, noted] : setting_out_.since) {
            const auto known = record_.since.find(scope);
            if (known == record_.since.end() || known->second != noted) past.emplace(scope, noted);
        }
        for (const auto& [scope, noted] : record_.since)
            if (!setting_out_.since.contains(scope)) past.emplace(scope, std::nullopt);
        if (!past.empty()) event.facts.set(std::string(past_fact), encode_past(past));
    }

    // What the desk is still to do has the names of the version.
    void tell_acts_to_come(Event& event) const {
        std::set<std::string> acts;
        for (const ArmedTimer& timer : record_.timers) acts.insert(timer.act);
        for (const RefusedDeed& waits : record_.refused) acts.insert(waits.deed.act);
        JsonObject names;
        for (const std::string& act : acts)
            if (const std::string now = act_called(act, record_, way_); now != act) names.set(act, now);
        if (!names.empty()) event.facts.set(std::string(acts_fact), std::move(names));
    }

    // What counts from the entering of an outer state asks where it was within that.
    void tell_states_before(Event& event) const {
        JsonObject names;
        for (const Stay& stay : record_.path) {
            const std::string& before = stay.called.empty() ? stay.state : stay.called;
            std::string now = before;
            for (const process::MoveMap::OfType* map : maps_on(way_, own_.version, record_.type))
                now = renamed(map->states, now);
            if (now != before) names.set(before, std::move(now));
        }
        if (!names.empty()) event.facts.set(std::string(states_fact), std::move(names));
    }

    // What the version does not have is never done. What came by itself is settled with the timers.
    void end_deeds(Draft& draft) {
        const std::vector<RefusedDeed> refused = draft.record.refused;
        for (const auto& [deed, at] : refused)
            if (!deed.clock.empty() && !draft.type->act(deed.act))
                decision_.change(draft, DeedSettled{deed.act, deed.clock, deed.leg, false});
    }

    // A value that has no place, and another in its stead.
    [[nodiscard]] bool is_sent(const Unmet& missing) const {
        return missing.what == "field" && decision_.command.fields.find(missing.field) != nullptr;
    }

    void void_open_rounds(Draft& draft) {
        const std::vector<Round> rounds = draft.record.rounds;
        for (const Round& round : rounds)
            if (round.outcome == "open")
                decision_.change(draft, RoundVoided{round.opened.approval, round.opened.round, "moved"});
    }

    // It is where it was: entered only where that is called otherwise there, or means something else.
    void stay_in(Draft& draft, process::Index index) {
        const process::State& state = draft.type->states[index];
        if (record_.end && !state.end)
            decision_.miss(draft, "state", "",
                           fmt::format("It has ended; '{}' is no end in version {}.", state.name,
                                       decision_.process().version));
        const process::RecordType& own = own_.types[*own_.type(record_.type)];
        const auto before = own.state(record_.state);
        const bool same = state.name == record_.state && state.open == record_.open &&
                          state.end == record_.end && before && own.states[*before].waiting == state.waiting;
        if (same) return;
        draft.event->facts.set(std::string(state_since_fact), text(record_.state_since));
        enter_state(decision_, draft, index);
        if (state.end && !record_.holder.role.empty()) decision_.change(draft, LegClosed{record_.leg()});
    }

    void move_fields(Draft& draft) {
        std::vector<std::string> gone;
        for (const auto& [name, value] : draft.record.fields) {
            const auto index = draft.type->field(name);
            const bool computed = index && draft.type->fields[*index].is;
            if (!computed && !arrival_.fields.contains(name)) gone.push_back(name);
        }
        for (const std::string& name : gone) decision_.change(draft, FieldSet{name, {}, {}});
        for (const auto& [name, value] : arrival_.fields)
            set_field(decision_, draft, draft.type->fields[*draft.type->field(name)], value);
        const Form whole{[](process::Index) { return true; }, [](std::string_view) { return false; }, "move"};
        take_fields(decision_, draft, {decision_.command.fields, {}, {}}, whole);
        take_new_defaults(draft);
        require_fields(decision_, draft);
    }

    // What it had and was left empty stays empty.
    void take_new_defaults(Draft& draft) {
        const process::RecordType& before = own_.types[*own_.type(record_.type)];
        for (const process::Field& field : draft.type->fields) {
            if (!field.standard || draft.record.field(field.name) != nullptr || before.field(field.name))
                continue;
            View view = decision_.view(draft, decision_.doer.person);
            auto kept =
                kept_value(decision_.process(), field, view.evaluate(*field.standard), decision_.directory());
            if (kept) set_field(decision_, draft, field, std::move(*kept));
        }
    }

    // What counted goes on by the words of the new version; what it no longer knows ends.
    void end_clocks(Draft& draft) {
        std::vector<ClockSet> ending;
        for (const ClockInstance& clock : draft.record.clocks)
            if (!clock.now.stopped && !goes_on(draft, clock.now)) ending.push_back(clock.now);
        const Instant now = draft.event->occurred_at;
        for (ClockSet& clock : ending) {
            clock.elapsed = counted(decision_.directory(), clock, now);
            clock.since = std::max(clock.since, now);
            clock.warn.reset();
            clock.stopped = now;
            clock.cause = "moved";
            clock.held.clear();
            clock.ordered = false;
            if (clock.state != ClockState::breached) clock.state = ClockState::cancelled;
            decision_.change(draft, std::move(clock));
        }
    }

    // It no longer counts in limits that are gone.
    void leave_limits(Draft& draft) {
        const auto held = draft.record.limits;
        for (const auto& [name, keys] : held) {
            const std::vector<process::Limit>& known = draft.type->limits;
            if (std::any_of(known.begin(), known.end(),
                            [&](const process::Limit& limit) { return limit.name == name; }))
                continue;
            for (const std::string& key : keys) decision_.change(draft, LimitHeld{name, key, false});
        }
    }

    // Another name is no edge: what it was is asked in the words of the new version.
    void settle(Draft& draft) {
        const Record* const committed = std::exchange(draft.before, &setting_out_);
        Deed deed;
        deed.doer = decision_.doer;
        settle_event(decision_, draft, deed, true);
        draft.before = committed;
    }

    // What is told and done on the way to a limit is the new version's too; what was counted says what of it
    // has passed.
    void arm_shares(Draft& draft) {
        std::vector<ClockSet> armed;
        for (const ClockInstance& clock : draft.record.clocks) {
            const auto index = draft.type->clock(clock.now.clock);
            if (clock.now.stopped || !index) continue;
            ClockSet next = clock.now;
            next.ordinal = static_cast<int>(*index);
            if (next.state == ClockState::running && next.limit > Duration{}) {
                const Instant now = draft.event->occurred_at;
                const Directory& directory = decision_.directory();
                const bool pending = next.warn && *next.warn <= now;
                const Before before{next.limit, counted(directory, next, now), pending};
                arm_next_share(directory, draft.record, draft.type->clocks[*index], next, now, before);
            }
            if (next != clock.now) armed.push_back(std::move(next));
        }
        for (ClockSet& clock : armed) decision_.change(draft, std::move(clock));
    }

    // One that ran through goes on through, one of a leg goes on as one of that leg.
    [[nodiscard]] static bool goes_on(const Draft& draft, const ClockSet& clock) {
        const auto index = draft.type->clock(clock.clock);
        if (!index) return false;
        const bool each_leg = draft.type->clocks[*index].starts == process::Clock::Starts::each_leg;
        return each_leg == (clock.leg != 0);
    }
};

// The versions by which it goes there. Refused where that is no version that is installed.
Outcome<Way> way_of(const Situation& situation, const Command& command) {
    const Record& record = *situation.record;
    const auto missing = [](std::string why) {
        return refuse(RefusalKind::unmet, why, {{"version", "version", why}});
    };
    if (command.version == record.process_version)
        return refuse(RefusalKind::wrong_state,
                      fmt::format("{} is on version {} already.", record.number, record.process_version));
    constexpr std::int64_t most = 1'000'000;
    Way way;
    if (command.version > 0 && command.version <= most)
        way = way_between(record.process_version, static_cast<int>(command.version),
                          [&](int version) { return version_of(situation, version); });
    if (way.empty()) return missing(fmt::format("There is no version {} to move it to.", command.version));
    return way;
}

Outcome<Plan> no_place(const Arrival& arrival) {
    return refuse(RefusalKind::unmet, arrival.unmet.front().why, arrival.unmet);
}

}  // namespace

Outcome<Plan> decide_move(Situation& situation, const Command& command, const process::RecordType& type) {
    const auto admitted = admit(situation, command, type, process::BuiltIn::move);
    if (!admitted) return std::unexpected(admitted.error());
    const auto way = way_of(situation, command);
    if (!way) return std::unexpected(way.error());

    Situation arriving = situation;
    arriving.process = way->back();
    Move move(arriving, command, *situation.process, *way);
    if (!move.has_place()) return no_place(move.arrival());
    Decision& decision = move.decision();
    Draft& draft = move.carry_out(admitted->attachments);
    if (!draft.event) say(decision, draft, decision.doer, admitted->said, admitted->attachments, {});
    check_rules(decision);
    return decision.conclude();
}

Outcome<MovePreview> preview_move(Situation& situation, const Command& command) {
    const auto index = situation.process->type(situation.record->type);
    if (!index) return refuse(RefusalKind::wrong_state, "Its type is not known any more.");
    const auto admitted = admit(situation, command, situation.process->types[*index], process::BuiltIn::move);
    if (!admitted) return std::unexpected(admitted.error());
    const auto way = way_of(situation, command);
    if (!way) return std::unexpected(way.error());

    Situation arriving = situation;
    arriving.process = way->back();
    Move move(arriving, command, *situation.process, *way);
    MovePreview preview;
    preview.to = way->back();
    preview.lost = move.arrival().lost;
    preview.unmet = move.arrival().unmet;
    for (const process::Act& act : situation.process->types[*index].acts)
        if (std::string now = act_called(act.name, *situation.record, *way); now != act.name)
            preview.acts.emplace(act.name, std::move(now));
    preview.after = *situation.record;
    if (!move.has_place()) return preview;
    preview.after = move.carry_out({}).record;
    for (ClockInstance& clock : preview.after.clocks) clock.now = as_it_will_stand(clock.now, situation.now);
    check_rules(move.decision());
    preview.unmet = move.decision().unmet;
    return preview;
}

}  // namespace reeve::records
