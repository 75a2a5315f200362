// Frozen: these meanings are those of every event ever stored. A changed meaning is a new kind of change.

#include <fmt/format.h>

#include <algorithm>

#include "records/apply_constructs_internal.hpp"
#include "records/apply_internal.hpp"
#include "records/past_fact.hpp"

namespace reeve::records {
namespace {

constexpr std::string_view field_prefix = "fields.";
constexpr std::string_view attachment_prefix = "attachment.";

bool ends(ClockState state) {
    return state == ClockState::met || state == ClockState::cancelled || state == ClockState::met_late;
}

class Folding {
public:
    Folding(Record& record, const Event& event) : record_(record), event_(event) {}

    Outcome<void> operator()(const Born& born) {
        if (record_.version != 0 || !record_.number.empty() || !record_.type.empty())
            return broken("it was born already");
        record_.id = event_.stream;
        record_.process = event_.process;
        record_.process_version = event_.process_version;
        record_.number = born.number;
        record_.type = born.type;
        record_.kind = born.kind;
        record_.reporter = born.reporter;
        record_.logged_by = born.logged_by;
        record_.channel = born.channel;
        record_.created = event_.occurred_at;
        return {};
    }

    Outcome<void> operator()(const FieldSet& set) {
        Json value = set.value;
        if (!set.text_path.empty()) {
            const EventText* text = event_.text(set.text_path);
            if (text == nullptr) return broken(fmt::format("the text '{}' is missing", set.text_path));
            value = text_value(*text, set.value);
            record_.text_versions[set.field] = record_.version + 1;
            if (text->erased)
                record_.erased.insert(set.field);
            else
                record_.erased.erase(set.field);
        } else {
            record_.text_versions.erase(set.field);
            record_.erased.erase(set.field);
        }
        if (set.field == "title" || set.field == "description") {
            (set.field == "title" ? record_.title : record_.description) =
                value.is_string() ? value.string() : std::string();
        } else if (value.is_null()) {
            record_.fields.erase(set.field);
        } else {
            if (value.is_string() && set.text_path.empty()) {
                record_.values_ever[set.field].insert(value.string());
                note_value(record_, set.field, value.string());
            }
            record_.fields.insert_or_assign(set.field, std::move(value));
        }
        return {};
    }

    Outcome<void> operator()(const PrioritySet& set) {
        record_.priority = set.value;
        record_.rank = set.rank;
        return {};
    }

    Outcome<void> operator()(const OrganisationSet& set) {
        record_.organisation = set.organisation;
        return {};
    }

    Outcome<void> operator()(const StateEntered& entered) {
        if (entered.open && !record_.open && !record_.state.empty()) ++record_.reopened;
        record_.state = entered.state;
        record_.open = entered.open;
        record_.end = entered.end;
        record_.waiting = entered.waiting;
        record_.state_since = entered_at();
        record_.left_out = {};
        record_.states_ever.insert(entered.state);
        note_state(record_, entered.state);
        record_.path.push_back({entered.state, event_.occurred_at, who(), event_.act, entered.open});
        return {};
    }

    Outcome<void> operator()(const LegOpened& opened) {
        if (opened.leg != record_.leg() + 1) return broken(fmt::format("leg {} is not the next", opened.leg));
        close_leg();
        Leg leg;
        leg.number = opened.leg;
        leg.holder = opened.holder;
        leg.from = event_.occurred_at;
        leg.cause = opened.cause;
        leg.reason = opened.reason;
        leg.act = event_.act;
        leg.by = who();
        leg.assigned.emplace_back(event_.occurred_at, opened.holder.person);
        record_.legs.push_back(std::move(leg));
        record_.holder = opened.holder;
        for (auto& [act, count] : record_.acts) count.in_leg = 0;
        return {};
    }

    Outcome<void> operator()(const LegClosed& closed) {
        if (closed.leg != record_.leg()) return broken(fmt::format("leg {} is not the last", closed.leg));
        close_leg();
        record_.holder = {};
        return {};
    }

    Outcome<void> operator()(const Assigned& assigned) {
        if (record_.legs.empty() || record_.legs.back().to) return broken("nobody holds it");
        Leg& leg = record_.legs.back();
        leg.holder.person = assigned.person;
        leg.assigned.emplace_back(event_.occurred_at, assigned.person);
        record_.holder.person = assigned.person;
        return {};
    }

    Outcome<void> operator()(const ClockSet& set) {
        const auto found = std::find_if(
            record_.clocks.begin(), record_.clocks.end(),
            [&](const ClockInstance& c) { return c.now.clock == set.clock && c.now.leg == set.leg; });
        const bool born = found == record_.clocks.end();
        ClockInstance& clock = born ? record_.clocks.emplace_back() : *found;
        if (!born) keep_former(clock, set);
        span(clock, set);
        clock.now = set;
        clock.now.recomputed = clock.now.limits_kept = clock.now.paused_anew = false;  // of this event alone
        return {};
    }

    Outcome<void> operator()(const TimerArmed& armed) {
        disarm(armed);
        record_.timers.push_back({armed.act, armed.due, armed.ordinal, armed.opens});
        return {};
    }

    Outcome<void> operator()(const TimerDisarmed& disarmed) {
        disarm(disarmed);
        return {};
    }

    Outcome<void> operator()(const Commented&) { return {}; }

    Outcome<void> operator()(const Attached& attached) {
        Attachment attachment;
        attachment.id = attached.attachment;
        if (const EventText* name = event_.text(std::string(attachment_prefix) + attached.attachment.text()))
            attachment.name = name->value;
        attachment.media_type = attached.media_type;
        attachment.size = attached.size;
        attachment.sha256 = attached.sha256;
        attachment.kind = attached.kind;
        attachment.audience = event_.audience;
        attachment.added = event_.occurred_at;
        record_.attachments.push_back(std::move(attachment));
        return {};
    }

    Outcome<void> operator()(const Linked& linked) {
        record_.links.push_back({linked.link, linked.record, linked.number, linked.type, linked.kind,
                                 linked.state, linked.open, 0, linked.outcome, linked.key, linked.shared});
        return {};
    }

    Outcome<void> operator()(const Unlinked& unlinked) {
        std::erase_if(record_.links, [&](const LinkEnd& end) {
            return end.link == unlinked.link && end.record == unlinked.record;
        });
        return {};
    }

    Outcome<void> operator()(const LinkedSeen& seen) {
        for (LinkEnd& end : record_.links) {
            if (end.record != seen.record) continue;
            end.state = seen.state;
            end.open = seen.open;
            end.seen_version = seen.version;
            end.outcome = seen.outcome;
            end.shared = seen.shared;
        }
        return {};
    }

    Outcome<void> operator()(const Watching& watching) {
        if (watching.on)
            record_.watchers.insert(watching.person);
        else
            record_.watchers.erase(watching.person);
        return {};
    }

    Outcome<void> operator()(const TextsErased& erased) {
        for (const std::string& path : erased.paths) {
            if (path.starts_with(attachment_prefix)) {
                erase_attachment_name(std::string_view(path).substr(attachment_prefix.size()));
                continue;
            }
            erase_reason(record_, path, erased.version);
            const std::string field =
                path.starts_with(field_prefix) ? path.substr(field_prefix.size()) : path;
            // A later event gave another text: what was erased is no longer here.
            const auto given = record_.text_versions.find(field);
            if (given == record_.text_versions.end() || given->second != erased.version) continue;
            record_.erased.insert(field);
            erase_text(field);
        }
        return {};
    }

    Outcome<void> operator()(const EntrySet&) { return broken("it is no entry of the directory"); }

    Outcome<void> operator()(const Imported& imported) {
        if (record_.version != 0 || record_.origin) return broken("it was imported already");
        record_.origin = {imported.source, imported.key, false};
        return {};
    }

    Outcome<void> operator()(const Adopted&) {
        if (!record_.rests()) return broken("there is nothing to adopt");
        record_.origin->adopted = true;
        return {};
    }

    Outcome<void> operator()(const DeedRefused& refused) {
        const auto known = find_refused(refused);
        if (known == record_.refused.end())
            record_.refused.push_back({refused, event_.occurred_at});
        else
            known->deed = refused;
        return {};
    }

    Outcome<void> operator()(const DeedSettled& settled) {
        const auto known = find_refused(settled);
        if (known == record_.refused.end()) return broken(fmt::format("'{}' was not refused", settled.act));
        record_.refused.erase(known);
        return {};
    }

    template <class Kept>
    Outcome<void> operator()(const Kept& kept) {
        auto folded = fold(record_, event_, kept);
        if (!folded) return broken(folded.error().detail);
        return {};
    }

private:
    Record& record_;
    const Event& event_;

    [[nodiscard]] std::unexpected<Refusal> broken(std::string why) const {
        return refuse(RefusalKind::malformed, fmt::format("Event {} of {} does not follow: {}.",
                                                          event_.version, event_.stream.text(), why));
    }

    // A move gives the state another name; it was entered before.
    [[nodiscard]] Instant entered_at() const {
        const Json* since = event_.facts.find(state_since_fact);
        const auto told =
            since != nullptr && since->is_string() ? parse_instant(since->string()) : std::nullopt;
        return told.value_or(event_.occurred_at);
    }

    // The person who did it, as far as one is known.
    [[nodiscard]] Id who() const {
        if (event_.actor.kind == ActorKind::person) return event_.actor.id;
        return event_.actor.kind == ActorKind::import ? event_.on_behalf : Id{};
    }

    // What a text says; of a personal value that is no text, `like` says what it is.
    [[nodiscard]] static Json text_value(const EventText& text, const Json& like) {
        if (like.is_null()) return text.value;
        if (text.erased) return like;
        auto value = parse_json(text.value);
        return value ? std::move(*value) : Json();
    }

    template <class Deed>
    [[nodiscard]] std::vector<RefusedDeed>::iterator find_refused(const Deed& deed) const {
        return std::find_if(record_.refused.begin(), record_.refused.end(),
                            [&](const RefusedDeed& known) { return same_deed(known.deed, deed); });
    }

    void close_leg() {
        if (!record_.legs.empty() && !record_.legs.back().to) record_.legs.back().to = event_.occurred_at;
    }

    template <class Timer>
    void disarm(const Timer& of) {
        std::erase_if(record_.timers, [&](const ArmedTimer& timer) {
            return timer.act == of.act && timer.opens == of.opens;
        });
    }

    void erase_attachment_name(std::string_view id) {
        for (Attachment& attachment : record_.attachments)
            if (attachment.id.text() == id) attachment.name.clear();
    }

    void erase_text(const std::string& field) {
        if (field == "title") {
            record_.title.clear();
        } else if (field == "description") {
            record_.description.clear();
        } else if (const auto at = record_.fields.find(field); at != record_.fields.end()) {
            Json& value = at->second;
            if (value.is_bool())
                value = false;
            else if (value.is_integer())
                value = 0;
            else
                value = "";
        }
    }

    // What was counted in a calendar that is no longer the clock's stays counted there, by the version that
    // the event names. Earlier releases named none: then all of it was counted in the clock's own.
    void count_anew(ClockInstance& clock, const ClockSet& set) const {
        if (!set.limits_kept) clock.former_limits.clear();
        const Json* calendars = event_.facts.find("calendars");
        for (ClockSpan& span : clock.spans) {
            const Json* version =
                span.calendar.empty() || span.calendar == set.calendar || calendars == nullptr
                    ? nullptr
                    : calendars->find(span.calendar);
            if (version == nullptr) span.calendar.clear();
            span.calendar_version = version != nullptr ? calendars->integer_or(span.calendar, 0) : 0;
        }
    }

    // What was counted stays explained by what it was counted in.
    void keep_former(ClockInstance& clock, const ClockSet& set) const {
        if (set.recomputed) return count_anew(clock, set);
        if (set.started != clock.now.started) clock.known_from = set.since;
        if (set.limit != clock.now.limit || set.limit_said != clock.now.limit_said)
            clock.former_limits.push_back({set.since, clock.now.limit, clock.now.limit_said});
        if (set.calendar == clock.now.calendar && set.calendar_version == clock.now.calendar_version) return;
        for (ClockSpan& span : clock.spans) {
            if (!span.calendar.empty()) continue;
            span.calendar = clock.now.calendar;
            span.calendar_version = clock.now.calendar_version;
        }
    }

    // The beginning was corrected: it has run since then, or what it did before does not count.
    static void move_start(ClockInstance& clock, Instant started) {
        ClockSpan& first = clock.spans.front();
        if (started < first.from && !first.running) {
            clock.spans.insert(clock.spans.begin(), {started, first.from, true, first.cause, first.calendar,
                                                     first.calendar_version});
        } else if (started < first.from) {
            first.from = started;
        } else {
            for (ClockSpan& span : clock.spans) {
                span.from = std::max(span.from, started);
                if (span.to) span.to = std::max(*span.to, started);
            }
        }
    }

    // The stretches of a clock's life. One that is breached runs on until it is stopped: being late is
    // counted too, except while it stands still.
    static void span(ClockInstance& clock, const ClockSet& set) {
        const bool open = !clock.spans.empty() && !clock.spans.back().to;
        if (!clock.spans.empty() && set.started != clock.now.started) move_start(clock, set.started);
        if (ends(set.state) || set.stopped) {
            if (open) clock.spans.back().to = set.stopped.value_or(set.since);
            return;
        }
        if (set.state == ClockState::waiting) return;
        const bool running = set.state != ClockState::paused && set.held.empty();
        const bool same_calendar =
            clock.now.calendar == set.calendar && clock.now.calendar_version == set.calendar_version;
        if (open && clock.spans.back().running == running && (same_calendar || set.recomputed) &&
            !set.paused_anew)
            return;
        if (open) clock.spans.back().to = set.since;
        // One that is taken up again stood still meanwhile.
        if (!open && !clock.spans.empty() && *clock.spans.back().to < set.since)
            clock.spans.push_back({*clock.spans.back().to, set.since, false, clock.now.cause, "", 0});
        // One that counts from before it was known has run since then, even if it is paused at once.
        const bool first = clock.spans.empty();
        if (first && set.started < set.since) {
            clock.known_from = set.since;
            if (!running) clock.spans.push_back({set.started, set.since, true, set.cause, "", 0});
        }
        clock.spans.push_back({first && running ? set.started : set.since, {}, running, set.cause, "", 0});
    }
};

}  // namespace

Outcome<void> apply_change(Record& record, const Event& event, const Change& change) {
    return std::visit(Folding(record, event), change);
}

void finish_event(Record& record, const Event& event, std::int64_t leg_before) {
    record.version = event.version;
    record.updated = std::max(record.updated, event.occurred_at);
    if (event.act.empty()) return;
    ActCount& count = record.acts[event.act];
    count_act(count, event);
    if (record.leg() == leg_before) ++count.in_leg;
    note_act(record, event);
}

Outcome<void> apply(Record& record, const Event& event) {
    if (event.version != record.version + 1)
        return refuse(RefusalKind::malformed,
                      fmt::format("Version {} of {} does not follow version {}.", event.version,
                                  event.stream.text(), record.version));
    if (event.stream_kind != "record" || (record.version != 0 && event.stream != record.id))
        return refuse(RefusalKind::malformed,
                      fmt::format("The event {} is of another stream.", event.id.text()));
    const std::int64_t leg_before = record.leg();
    for (const Change& change : event.changes)
        if (auto applied = apply_change(record, event, change); !applied) return applied;
    if (record.id.empty()) return refuse(RefusalKind::malformed, "A record begins with its birth.");
    finish_event(record, event, leg_before);
    record.head = event.hash;
    return {};
}

}  // namespace reeve::records
