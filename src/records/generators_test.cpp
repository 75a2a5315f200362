#include "records/generators_test.hpp"

namespace reeve::records::testing {
namespace {

using rc::gen::arbitrary;

// Draws from generators one after another, inside rc::gen::exec.
template <class T>
T pick(const rc::Gen<T>& gen) {
    return *gen;
}
std::int64_t pick_integer() {
    return *arbitrary<std::int64_t>();
}
bool pick_bool() {
    return *arbitrary<bool>();
}
std::size_t pick_count() {
    return static_cast<std::size_t>(*rc::gen::inRange(0, 4));
}

}  // namespace

rc::Gen<DeedRefused> any_refused() {
    return rc::gen::exec([] {
        return DeedRefused{pick(any_name()),
                           pick(any_text()),
                           pick_integer(),
                           pick(any_instant()),
                           {pick(any_name()), pick(any_text())}};
    });
}

rc::Gen<ClockSet> any_clock() {
    return rc::gen::exec([] {
        ClockSet clock;
        clock.clock = pick(any_name());
        clock.leg = pick_integer();
        clock.state = static_cast<ClockState>(*rc::gen::inRange(0, 7));
        clock.started = pick(any_instant());
        clock.due = pick(maybe_instant());
        clock.stopped = pick(maybe_instant());
        clock.breached_at = pick(maybe_instant());
        clock.limit = {pick_integer()};
        clock.limit_said = pick(any_text());
        clock.elapsed = {pick_integer()};
        clock.since = pick(any_instant());
        clock.warn = pick(maybe_instant());
        clock.calendar = pick(any_text());
        clock.calendar_version = pick_integer();
        clock.ordinal = *rc::gen::inRange(0, 9);
        clock.cause = pick(any_text());
        clock.warned = *rc::gen::inRange(0, 4);
        clock.agreement = pick(any_id());
        clock.agreement_version = pick_integer();
        clock.held = pick(any_text());
        clock.ordered = pick_bool();
        clock.paused_anew = pick_bool();
        clock.recomputed = pick_bool();
        clock.limits_kept = clock.recomputed && pick_bool();
        return clock;
    });
}

namespace {

// Of approvals and the smaller constructs.
Change any_construct_change() {
    switch (*rc::gen::inRange(0, 15)) {
        case 0:
            return RoundOpened{pick(any_name()), pick_integer(),
                               pick(any_text()), {{pick(any_name()), pick(any_id())}},
                               pick_integer(),   pick(maybe_instant())};
        case 1:
            return Voted{pick(any_name()), pick_integer(),   pick_integer(),
                         pick(any_id()),   pick(any_text()), pick(any_text())};
        case 2: return VoteVoided{pick(any_name()), pick_integer(), pick_integer()};
        case 3: return RoundDecided{pick(any_name()), pick_integer(), pick(any_text())};
        case 4: return RoundVoided{pick(any_name()), pick_integer(), pick(any_text())};
        case 5: return RoundUsed{pick(any_name()), pick_integer(), pick(any_name())};
        case 6: return ScopeBegan{pick(any_name())};
        case 7: return LimitHeld{pick(any_name()), pick(any_text()), pick_bool()};
        case 8: return StepTicked{pick(any_name()), pick(any_name()), pick_bool()};
        case 9: return TreeWalked{pick(any_name()), pick(any_json()), pick(any_json())};
        case 10: return Derived{pick(any_name()), {pick(any_text()), pick(any_text())}};
        case 11: return Noticed{pick(any_name()), {pick(any_id())}};
        case 12: return TimeLogged{pick_integer(), pick(any_id()), pick(any_text()), pick_integer()};
        case 13: return TimeStruck{pick_integer()};
        default: return Moved{pick_integer(), pick_integer()};
    }
}

}  // namespace

rc::Gen<Change> any_change() {
    return rc::gen::exec([]() -> Change {
        switch (*rc::gen::inRange(0, 39)) {
            case 0:
                return Born{pick(any_text()), pick(any_text()), pick(any_text()),
                            pick(any_id()),   pick(any_id()),   pick(any_text())};
            case 1: return FieldSet{pick(any_name()), pick(any_json()), pick(any_text())};
            case 2: return PrioritySet{pick(any_text()), *rc::gen::inRange(0, 6)};
            case 3: return OrganisationSet{pick(any_id())};
            case 4: return StateEntered{pick(any_name()), pick_bool(), pick_bool(), pick(any_text())};
            case 5: return LegOpened{pick_integer(), pick(any_holder()), pick(any_text()), pick(any_text())};
            case 6: return LegClosed{pick_integer()};
            case 7: return Assigned{pick(any_id())};
            case 8: return pick(any_clock());
            case 9: return TimerArmed{pick(any_name()), pick(any_instant()), *rc::gen::inRange(0, 9)};
            case 10: return TimerDisarmed{pick(any_name())};
            case 11: return Commented{pick(any_text())};
            case 12: return Attached{pick(any_id()), pick_integer(), pick(any_text()), pick(any_text())};
            case 13:
                return Linked{pick(any_name()), pick(any_id()), pick(any_text()), pick(any_text()),
                              pick(any_text()), pick_bool(),    pick(any_text())};
            case 14: return Unlinked{pick(any_name()), pick(any_id())};
            case 15: return LinkedSeen{pick(any_id()), pick(any_text()), pick_bool(), pick_integer()};
            case 16: return Watching{pick(any_id()), pick_bool()};
            case 17: return TextsErased{pick(any_id()), pick_integer(), {pick(any_text()), pick(any_text())}};
            case 18: return EntrySet{pick(any_json())};
            case 19: return Imported{pick(any_text()), pick(any_text())};
            case 20: return Adopted{};
            case 21: return pick(any_refused());
            case 22: return DeedSettled{pick(any_name()), pick(any_text()), pick_integer(), pick_bool()};
            case 23: return Finding{pick(any_name()), pick(any_json())};
            default: return any_construct_change();
        }
    });
}

// One more of each of what a record consists of.
static void add_parts(Record& record) {
    record.fields.insert_or_assign(pick(any_name()), pick(any_json()));
    record.legs.push_back({pick_integer(),
                           pick(any_holder()),
                           pick(any_instant()),
                           pick(maybe_instant()),
                           pick(any_text()),
                           {{pick(any_instant()), pick(any_id())}},
                           pick(any_text()),
                           pick(any_text()),
                           pick(any_id())});
    record.refused.push_back({pick(any_refused()), pick(any_instant())});
    record.left_out = pick(any_json());
    record.clocks.push_back({pick(any_clock()),
                             {{pick(any_instant()), pick(maybe_instant()), pick_bool(), pick(any_text()),
                               pick(any_text()), pick_integer()}},
                             {{pick(any_instant()), {pick_integer()}}},
                             pick(maybe_instant())});
    record.timers.push_back({pick(any_name()), pick(any_instant()), *rc::gen::inRange(0, 9)});
    record.links.push_back({pick(any_name()), pick(any_id()), pick(any_text()), pick(any_text()),
                            pick(any_text()), pick(any_text()), pick_bool(), pick_integer()});
    record.attachments.push_back({pick(any_id()), pick(any_text()), pick(any_text()), pick_integer(),
                                  pick(any_text()), pick(any_text()), pick(any_instant())});
    record.time_entries.push_back({pick_integer(),
                                   pick(any_id()),
                                   pick(any_text()),
                                   pick_integer(),
                                   pick(any_text()),
                                   pick(any_instant()),
                                   pick_integer(),
                                   {pick(any_name())},
                                   pick(maybe_instant()),
                                   pick(any_id())});
    record.watchers.insert(pick(any_id()));
    record.acts[pick(any_name())] = {pick_integer(), pick_integer(), {pick(any_id())}, pick(any_instant())};
    record.states_ever.insert(pick(any_name()));
    record.path.push_back(
        {pick(any_name()), pick(any_instant()), pick(any_id()), pick(any_text()), pick_bool()});
    record.origin = {pick(any_text()), pick(any_text()), pick_bool()};
    record.values_ever[pick(any_name())].insert(pick(any_text()));
    record.text_versions[pick(any_name())] = pick_integer();
    record.erased.insert(pick(any_name()));
}

rc::Gen<Record> any_record() {
    return rc::gen::exec([] {
        Record record;
        record.id = pick(any_id());
        record.version = pick_integer();
        record.head = pick(any_digest());
        record.number = pick(any_text());
        record.process = pick(any_text());
        record.type = pick(any_text());
        record.kind = pick(any_text());
        record.process_version = *arbitrary<int>();
        record.state = pick(any_name());
        record.waiting = pick(any_text());
        record.open = pick_bool();
        record.end = pick_bool();
        record.state_since = pick(any_instant());
        record.priority = pick(any_text());
        record.rank = *rc::gen::inRange(0, 6);
        record.title = pick(any_text());
        record.description = pick(any_text());
        record.reporter = pick(any_id());
        record.logged_by = pick(any_id());
        record.organisation = pick(any_id());
        record.channel = pick(any_text());
        record.holder = pick(any_holder());
        for (auto i = pick_count(); i > 0; --i) add_parts(record);
        record.created = pick(any_instant());
        record.updated = pick(any_instant());
        return record;
    });
}

rc::Gen<Event> any_event() {
    return rc::gen::exec([] {
        Event event;
        event.id = pick(any_id());
        event.stream = pick(any_id());
        event.stream_kind = "record";
        event.version = pick_integer();
        event.type = pick(any_name());
        event.occurred_at = pick(any_instant());
        event.recorded_at = pick(any_instant());
        event.actor.id = pick(any_id());
        event.audience = "public";
        event.act = pick(any_text());
        for (auto i = pick_count(); i > 0; --i) event.changes.push_back(pick(any_change()));
        if (pick_bool()) event.facts.set("tzdata", "2024a");
        if (pick_bool()) event.texts.push_back({"comment", "hello", {}, pick(any_digest()), false});
        if (pick_bool()) event.texts.push_back({"title", "", {}, pick(any_digest()), true});
        return event;
    });
}

}  // namespace reeve::records::testing
