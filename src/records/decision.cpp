#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "process/number.hpp"
#include "records/apply_internal.hpp"
#include "records/approvals_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/decision_internal.hpp"
#include "records/notices_internal.hpp"
#include "records/rows_turned_internal.hpp"
#include "records/settling_internal.hpp"

namespace reeve::records {
namespace {

Json rows_as_json(const process::Process& process, const ChosenRows& rows) {
    JsonObject tables;
    for (const auto& [table, chosen] : rows.rows) {
        JsonArray numbers;
        for (const std::size_t row : chosen) numbers.emplace_back(static_cast<std::int64_t>(row));
        tables.append(process.tables[table].name, std::move(numbers));
    }
    return tables;
}

Json entries_as_json(const process::Process& process, const ChosenRows& rows) {
    JsonObject tables;
    for (const auto& [table, chosen] : rows.entries) {
        JsonArray numbers;
        for (const std::string& number : chosen) numbers.emplace_back(number);
        tables.append(process.tables[table].name, std::move(numbers));
    }
    return tables;
}

void give_number(Record& record, Id of, const std::string& number) {
    if (record.id == of) record.number = number;
    for (LinkEnd& end : record.links)
        if (end.record == of) end.number = number;
}

void give_number(Event& event, Id of, const std::string& number) {
    const bool published = event.facts.find(published_fact) != nullptr;
    if (event.stream == of)
        for (EventText& text : event.texts)
            if (published || text.path.starts_with("notice."))
                for (std::size_t at = text.value.find(number_to_come); at != std::string::npos;
                     at = text.value.find(number_to_come, at + number.size()))
                    text.value.replace(at, number_to_come.size(), number);
    for (Change& change : event.changes) {
        if (auto* born = std::get_if<Born>(&change); born != nullptr && event.stream == of)
            born->number = number;
        if (auto* linked = std::get_if<Linked>(&change); linked != nullptr && linked->record == of)
            linked->number = number;
    }
}

}  // namespace

Shown shown_of(const process::RecordType& type, const Record& record) {
    Shown shown;
    if (const auto state = type.state(record.state)) shown.outcome = type.states[*state].outcome;
    JsonObject shared;
    for (const process::Index index : type.shares) {
        const std::string& name = type.fields[index].name;
        if (const Json* value = record.field(name)) shared.set(name, *value);
    }
    if (!type.shares.empty()) shown.shared = std::move(shared);
    return shown;
}

Linked linked_to(std::string link, const process::RecordType& type, const Record& other) {
    Shown shown = shown_of(type, other);
    return {.link = std::move(link),
            .record = other.id,
            .number = other.number,
            .type = other.type,
            .kind = other.kind,
            .open = other.open,
            .state = other.state,
            .outcome = std::move(shown.outcome),
            .shared = std::move(shown.shared)};
}

LinkedSeen seen_of(const process::RecordType& type, const Record& other) {
    Shown shown = shown_of(type, other);
    return {
        other.id, other.state, other.open, other.version, std::move(shown.outcome), std::move(shown.shared)};
}

bool knows(const LinkEnd& end, const process::RecordType& type, const Record& other) {
    const Shown shown = shown_of(type, other);
    return end.state == other.state && end.open == other.open && end.outcome == shown.outcome &&
           end.shared == shown.shared;
}

bool is_own_text(std::string_view field) {
    return field == "title" || field == "description";
}

Decision::Decision(Situation& given, const Command& wanted)
    : situation(given), command(wanted), at(given.now) {
    doer.actor = command.actor;
    if (command.actor.kind == ActorKind::person) doer.person = directory().person(command.actor.id);
    language = doer.person != nullptr && !doer.person->language.empty() ? doer.person->language : "en";
    if (doer.person != nullptr) rests_on(doer.person->id, doer.person->version);
    // No event of a record holds before the one that came before it.
    if (situation.record != nullptr) at = std::max(at, situation.record->updated);
}

Draft& Decision::draft(const Record& committed) {
    if (Draft* found = find(committed.id)) return *found;
    auto made = std::make_unique<Draft>();
    made->process = process_of(committed);
    made->type = type_of(committed);
    REEVE_CHECK(made->type != nullptr);
    made->before = &committed;
    made->record = committed;
    return *drafts_.emplace_back(std::move(made));
}

Draft& Decision::create(const process::RecordType& type) {
    auto made = std::make_unique<Draft>();
    made->process = &process();
    made->type = &type;
    made->record.id = situation.supply->id();
    return *drafts_.emplace_back(std::move(made));
}

Draft* Decision::find(Id record) {
    for (const auto& draft : drafts_)
        if (draft->record.id == record) return draft.get();
    return nullptr;
}

const process::Process* Decision::process_of(const Record& record) const {
    return record.process == process().id ? &process() : situation.facts->process_of(record);
}

const process::RecordType* Decision::type_of(const Record& record) const {
    const process::Process* of = process_of(record);
    const auto type = of == nullptr ? std::nullopt : of->type(record.type);
    return type ? &of->types[*type] : nullptr;
}

void Decision::rests_on(Id stream, std::int64_t version) {
    if (stream.empty() || version == 0) return;
    const auto known = [&](const Expected& expected) { return expected.stream == stream; };
    if (std::none_of(rests_on_.begin(), rests_on_.end(), known)) rests_on_.push_back({stream, version});
}

Event& Decision::begin(Draft& draft, std::string type, const Doer& who, std::string audience, Id cause) {
    // What lacks something may have left its event open: nothing of it is kept, and nothing founders on it.
    if (!unmet.empty()) draft.event.reset();
    REEVE_CHECK(!draft.event);
    if (draft.before == nullptr && draft.made == nullptr && !draft.events.empty())
        draft.made = std::make_unique<const Record>(draft.record);
    Event& event = draft.event.emplace();
    event.id = situation.supply->id();
    event.stream = draft.record.id;
    event.stream_kind = "record";
    event.version = draft.record.version + 1;
    event.type = std::move(type);
    event.occurred_at = std::max(at, draft.record.updated);
    event.recorded_at = situation.received;
    event.actor = who.actor;
    if (who.person != nullptr) event.organisation = who.person->organisation;
    event.command = command.id;
    event.cause = cause;
    event.process = draft.process->id;
    event.process_version = draft.before == nullptr ? process().version : draft.record.process_version;
    event.audience = std::move(audience);
    draft.leg_before = draft.record.leg();
    draft.links_open_before.clear();
    for (const LinkEnd& end : draft.record.links)
        if (end.open) draft.links_open_before.insert(end.link);
    draft.rows = {};
    draft.clock_orders.clear();
    draft.settled = false;
    return event;
}

void Decision::change(Draft& draft, Change change) {
    REEVE_CHECK(draft.event.has_value());
    if (auto* clock = std::get_if<ClockSet>(&change)) mark_clock(*this, draft, *clock);
    const auto applied = apply_change(draft.record, *draft.event, change);
    REEVE_CHECK(applied.has_value());
    draft.event->changes.push_back(std::move(change));
}

void Decision::add_text(Draft& draft, std::string path, std::string value) {
    for (EventText& given : draft.event->texts)
        if (given.path == path) {
            given.value = std::move(value);
            return;
        }
    EventText text;
    text.path = std::move(path);
    text.value = std::move(value);
    draft.event->texts.push_back(std::move(text));
}

// What becomes of a round, whatever the event is, has what it brings about.
void Decision::settle_what_is_left(Draft& draft) {
    if (draft.rounds_wait) return;
    settle_rounds(*this, draft);
    if (draft.settled || !touches_rounds(*draft.type, draft.event->changes)) return;
    Deed deed;
    deed.doer = draft.event->actor.kind == ActorKind::person ? doer : Doer{draft.event->actor, nullptr};
    settle_event(*this, draft, deed, false);
}

void Decision::finish(Draft& draft) {
    settle_what_is_left(draft);
    mark_clocks(*this, draft);
    tell_own(*this, draft);
    draft.relied.clear();
    draft.opening.clear();
    Event& event = *draft.event;
    if (!draft.rows.rows.empty()) event.facts.set("tables", rows_as_json(*draft.process, draft.rows));
    if (!draft.rows.entries.empty()) event.facts.set("entries", entries_as_json(*draft.process, draft.rows));
    const auto dated = [](const Change& change) {
        const auto* clock = std::get_if<ClockSet>(&change);
        return clock != nullptr && clock->state == ClockState::running && clock->due &&
               clock->calendar != "always";
    };
    if (!situation.tzdata.empty() && std::any_of(event.changes.begin(), event.changes.end(), dated))
        event.facts.set("tzdata", situation.tzdata);
    finish_event(draft.record, event, draft.leg_before);
    draft.events.push_back(std::move(event));
    draft.event.reset();
    if (!draft.publishing.empty()) publish_all(*this, draft);
}

void Decision::miss(const Draft& draft, std::string what, std::string field, std::string why) {
    if (!drafts_.empty() && &draft != drafts_.front().get()) {
        // Of a record that she may not know not even the number is told.
        const std::string& number = draft.record.number;
        const bool is_known = !number.empty() && situation.facts->record(number) != nullptr;
        const std::string name =
            is_known ? number : process::shown(draft.type->title, draft.type->name, language);
        why = fmt::format("{}: {}", name, why);
    }
    Unmet missing{std::move(what), std::move(field), std::move(why)};
    if (std::find(unmet.begin(), unmet.end(), missing) == unmet.end()) unmet.push_back(std::move(missing));
}

View Decision::view(const Draft& draft, const Person* actor) const {
    const Record* old = draft.before != nullptr ? draft.before : draft.made.get();
    View seen(*draft.process, *draft.type, directory(), draft.record, old, actor, at);
    seen.note_coming(draft.coming);
    seen.ask(*situation.facts);
    return seen;
}

View Decision::view_after(const Draft& draft) const {
    View seen = view(draft, nullptr);
    if (draft.event) seen.count(*draft.event, draft.record.leg() == draft.leg_before);
    return seen;
}

View Decision::view_before(const Draft& draft, const process::Process& process,
                           const process::RecordType& type) const {
    View seen(process, type, directory(), *draft.before, nullptr, nullptr, at);
    seen.ask(*situation.facts);
    return seen;
}

std::string Decision::cannot_evaluate(const process::Expression& expression, const cel::Value& error) {
    const int line = error.is_error() && error.error().line != 0 ? error.error().line : expression.line;
    const std::string why = error.is_error() ? error.error().message : "it gives " + cel::text(error);
    return fmt::format("It cannot be evaluated (line {} of the process): {}.", line, why);
}

void Decision::draw_numbers() {
    for (const auto& created : drafts_) {
        if (created->before != nullptr) continue;
        const auto format = process::parse_number_format(created->type->number);
        REEVE_CHECK(format.has_value());
        const std::string number = process::text(*format, situation.supply->number(format->before));
        for (const auto& draft : drafts_) {
            give_number(draft->record, created->record.id, number);
            for (Event& event : draft->events) give_number(event, created->record.id, number);
        }
    }
}

// Something happened to a record with deeds that were refused before: perhaps they can be done now. What
// looked just for that need not look again, unless it changed something.
bool Decision::is_to_be_retried(const Draft& draft) const {
    const bool looked = command.kind == Command::Kind::recheck && &draft == drafts_.front().get();
    if (looked && !retried) return false;
    return std::any_of(draft.record.refused.begin(), draft.record.refused.end(), [&](const RefusedDeed& now) {
        const auto& before = draft.before->refused;
        return std::any_of(before.begin(), before.end(),
                           [&](const RefusedDeed& was) { return same_deed(was.deed, now.deed); });
    });
}

// What comes to hold again and again each time that the desk acts is a fault of the process.
void Decision::say_endless_prompts() {
    if (command.depth < prompts_max) return;
    for (const auto& draft : drafts_) {
        const process::Act* act = draft->events.empty() ? nullptr : prompt_act(*this, *draft);
        if (act == nullptr) continue;
        begin(*draft, "finding", Doer{}, "internal", draft->last_event());
        change(*draft, Finding{"as_soon_as_endless", JsonObject{{"act", act->name}}});
        finish(*draft);
        draft->prompts_end = true;
    }
}

// Those who see this record through a link learn that its state changed, unless they stand in the same plan
// already with what they are to know.
void Decision::add_follow_ups(Plan& plan) const {
    for (const auto& draft : drafts_) {
        if (draft->events.empty()) continue;
        const Record& record = draft->record;
        // To all of the process with clocks.
        if (turns_rows(*draft))
            plan.follow_ups.push_back({{}, record.id, draft->last_event(), command.depth + 1});
        if (draft->before == nullptr) {
            if (prompt_act(*this, *draft) != nullptr)
                plan.follow_ups.push_back({record.id, record.id, draft->last_event(), command.depth + 1});
            continue;
        }
        if (is_to_be_retried(*draft) || prompt_act(*this, *draft) != nullptr)
            plan.follow_ups.push_back({record.id, record.id, draft->last_event(), command.depth + 1});
        // What is linked from another process settles by itself, with its own.
        if (draft->process != &process())
            plan.follow_ups.push_back(
                {record.id, drafts_.front()->record.id, draft->last_event(), command.depth + 1});
        const Shown before = shown_of(*draft->type, *draft->before);
        const Shown now = shown_of(*draft->type, record);
        if (record.state == draft->before->state && record.open == draft->before->open &&
            before.outcome == now.outcome && before.shared == now.shared)
            continue;
        for (const LinkEnd& end : record.links) {
            const auto other = std::find_if(plan.records.begin(), plan.records.end(),
                                            [&](const Record& touched) { return touched.id == end.record; });
            const auto is_known = [&](const LinkEnd& seen) {
                return seen.record != record.id || knows(seen, *draft->type, record);
            };
            if (other != plan.records.end() &&
                std::all_of(other->links.begin(), other->links.end(), is_known))
                continue;
            const auto planned = [&](const FollowUp& known) {
                return known.target == end.record && known.about == record.id;
            };
            if (std::none_of(plan.follow_ups.begin(), plan.follow_ups.end(), planned))
                plan.follow_ups.push_back({end.record, record.id, draft->last_event(), command.depth + 1});
        }
    }
}

Outcome<Plan> Decision::conclude() {
    if (!unmet.empty()) {
        std::string detail = unmet.front().why;
        if (unmet.size() > 1) detail = fmt::format("{} things are missing.", unmet.size());
        return refuse(RefusalKind::unmet, std::move(detail), std::move(unmet));
    }
    say_endless_prompts();
    draw_numbers();
    Plan plan;
    plan.record = drafts_.front()->record.id;
    for (const auto& draft : drafts_) {
        plan.expects.push_back({draft->record.id, draft->version_before()});
        if (draft->events.empty()) continue;
        plan.records.push_back(draft->record);
    }
    for (const Expected& expected : rests_on_)
        if (find(expected.stream) == nullptr) plan.expects.push_back(expected);
    add_follow_ups(plan);
    for (const auto& draft : drafts_)
        std::move(draft->events.begin(), draft->events.end(), std::back_inserter(plan.events));
    return plan;
}

}  // namespace reeve::records
