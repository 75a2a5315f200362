#include "store/sample_journal.hpp"

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "records/reach.hpp"
#include "seal/seal.hpp"

namespace reeve::store {
namespace {

using records::Event;
using records::Record;

const std::vector<std::string> processes{"alpha", "beta", "gamma"};
const std::vector<std::string> types{"issue", "visit", "article"};
const std::vector<std::string> kinds{"incident", "request"};
const std::vector<std::string> states{"logged", "working", "waiting", "resolved", "closed"};
const std::vector<std::string> parties{"reporter", "vendor"};
const std::vector<std::string> roles{"first", "second", "third"};
const std::vector<std::string> priorities{"", "high", "normal", "low"};
const std::vector<std::string> services{"ward", "lab"};
const std::vector<std::string> clocks{"respond", "resolve", "contract"};  // of which one is kept for some
const std::vector<std::string> audiences{"party a", "party b", "role lead"};
// No word is part of another: finding words and finding parts of words is then the same.
const std::vector<std::string> vocabulary{"printer", "login", "blank",  "screen", "smear",   "patient",
                                          "backup",  "slow",  "export", "grade",  "voltage", "unit"};

Id person(std::size_t i) {
    return Id::of_name("person:" + std::to_string(i));
}
Id organisation(std::size_t i) {
    return Id::of_name("organisation:" + std::to_string(i));
}
Id team(std::size_t i) {
    return Id::of_name("team:" + std::to_string(i));
}
constexpr std::size_t people_count = 7;
constexpr std::size_t organisation_count = 5;
constexpr std::size_t team_count = 3;

void add_text(Event& event, std::string path, std::string value) {
    records::EventText text;
    text.path = std::move(path);
    text.value = std::move(value);
    event.texts.push_back(std::move(text));
}

}  // namespace

SampleJournal::SampleJournal(std::uint64_t seed)
    : random_(seed), entropy_(seed), now_{1'700'000'000'000'000} {}

std::size_t SampleJournal::below(std::size_t bound) {
    return random_() % bound;
}

std::string SampleJournal::words(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += (text.empty() ? "" : " ") + one_of(vocabulary);
    }
    return text;
}

Instant SampleJournal::later(Instant from) {
    // Coarse on purpose: many records are due, made or changed at the same instant.
    return from + Duration::minutes(static_cast<std::int64_t>(below(4)) * 30);
}

records::Holder SampleJournal::holder() {
    records::Holder holder;
    holder.role = one_of(roles);
    holder.organisation = below(2) == 0 ? organisation(below(organisation_count)) : Id{};
    holder.team = below(3) == 0 ? team(below(team_count)) : Id{};
    holder.person = below(2) == 0 ? person(below(people_count)) : Id{};
    return holder;
}

records::ClockSet SampleJournal::clock(const Record& record) {
    records::ClockSet set;
    set.clock = one_of(clocks);
    set.leg = 0;
    using enum records::ClockState;
    constexpr std::array states{running, running, running, paused, breached, met, met_late, cancelled};
    set.state = states[below(states.size())];
    set.started = record.created;
    set.since = now_;
    set.ordinal = static_cast<int>(below(3));
    set.due = later(now_) + Duration::hours(static_cast<std::int64_t>(below(3)));
    set.warn = below(2) == 0 ? std::optional(later(now_)) : std::nullopt;
    // Some are never due: nobody works in their calendar.
    if (set.state == running && set.ordinal != 0 && !set.warn) {
        set.due.reset();
    }
    if (set.clock == "contract") {
        set.kept_for.push_back(one_of(audiences));
        if (below(2) == 0 && set.kept_for.front() < audiences.back()) {
            set.kept_for.push_back(audiences.back());
        }
    }
    set.limit = Duration::hours(4);
    set.calendar = "always";
    set.cause = "act";
    return set;
}

// A round is opened, voted in and decided, as far as it stands.
records::Changes SampleJournal::approval(const Record& record) {
    const records::Round* last = record.round("board");
    if (last == nullptr || last->outcome != "open") {
        return {records::RoundOpened{
            "board",
            last == nullptr ? 1 : last->opened.round + 1,
            "digest",
            {{one_of(roles), below(2) == 0 ? organisation(below(organisation_count)) : Id{}},
             {one_of(roles), Id{}}},
            0,
            below(3) == 0 ? std::optional(later(now_)) : std::nullopt}};
    }
    const std::int64_t round = last->opened.round;
    const auto seat = static_cast<std::int64_t>(below(2));
    switch (below(4)) {
        case 0: return {records::RoundVoided{"board", round, "changed"}};
        case 1: return {records::RoundDecided{"board", round, "yes"}};
        case 2: return {records::VoteVoided{"board", round, seat}};
        default: return {records::Voted{"board", round, seat, person(below(people_count)), "yes", ""}};
    }
}

// Somebody logs her time, or strikes what was logged: told by the record alone, so that nothing is drawn for
// it.
records::Change SampleJournal::time(const Record& record) {
    const auto count = static_cast<std::int64_t>(record.time_entries.size());
    if (count > 0 && record.version % 3 == 0) {
        return records::TimeStruck{1 + record.version % count};
    }
    const auto who = static_cast<std::size_t>(record.version) % people_count;
    return records::TimeLogged{count + 1, person(who), "2014-01-" + std::to_string(10 + record.version % 20),
                               1 + record.version % 1440};
}

records::Changes SampleJournal::changes(const Record& record, Event& event) {
    switch (below(18)) {
        case 0: {
            const std::string state = one_of(states);
            return {records::StateEntered{state, state != "closed" && state != "resolved", false,
                                          state == "waiting" ? one_of(parties) : ""}};
        }
        case 1: return {records::LegOpened{record.leg() + 1, holder(), "act", below(2) == 0 ? "lost" : ""}};
        case 2: return {records::Assigned{below(3) == 0 ? Id{} : person(below(people_count))}};
        case 3: return {clock(record)};
        case 4: return {records::TimerArmed{"close", later(now_), static_cast<int>(below(2))}};
        case 5: return {records::TimerDisarmed{"close"}};
        case 6: return {records::PrioritySet{one_of(priorities), static_cast<int>(below(4))}};
        case 7: return {records::Watching{person(below(people_count)), below(3) != 0}};
        case 8: return {records::OrganisationSet{organisation(below(organisation_count))}};
        case 9:
            return {records::FieldSet{"facility", organisation(below(organisation_count)).text(), ""},
                    records::FieldSet{"service", one_of(services), ""}};
        case 10: add_text(event, "title", words(2)); return {records::FieldSet{"title", Json(), "title"}};
        case 11: {
            // A text that spells an id makes nobody a party.
            add_text(event, "fields.solution", organisation(below(organisation_count)).text());
            add_text(event, "fields.remedy", words(2));
            return {records::FieldSet{"solution", Json(), "fields.solution"},
                    records::FieldSet{"remedy", Json(), "fields.remedy"}};
        }
        case 13: return approval(record);
        case 14: return {records::LimitHeld{"slot", one_of(services), below(3) != 0}};
        case 15:
            add_text(event, "notice.pressing.en", words(3));
            return {records::Noticed{"pressing", {person(below(people_count))}}};
        case 16: return {records::Moved{record.process_version + 1, record.process_version}};
        case 12:
            if (!record.refused.empty()) {
                return {records::DeedSettled{"escalate", "", 0, below(2) == 0}};
            }
            return {records::DeedRefused{"escalate", "", 0, now_, {"when"}}};
        default: {
            const Id attachment = entropy_.id();
            add_text(event, "comment", words(3));
            add_text(event, "attachment." + attachment.text(), "photo.jpg");
            event.audience = below(2) == 0 ? "public" : "internal";
            return {records::Commented{event.audience},
                    records::Attached{attachment, 12, "image/jpeg", std::string(64, 'a')}, time(record)};
        }
    }
}

Event SampleJournal::act_on(const Record& record) {
    Event event;
    event.type = "acted";
    event.audience = "public";
    event.act = one_of(states);
    event.changes = changes(record, event);
    return event;
}

void SampleJournal::add_event(Batch& batch, Record& record, Event event) {
    event.id = entropy_.id();
    event.stream = record.id.empty() ? entropy_.id() : record.id;
    event.stream_kind = "record";
    event.version = record.version + 1;
    event.occurred_at = now_;
    event.recorded_at = now_;
    event.actor = {records::ActorKind::person, person(below(people_count))};
    event.organisation = organisation(below(organisation_count));
    event.command = entropy_.id();
    event.process_version = 1;
    if (!record.process.empty()) {
        event.process = record.process;
    }
    event.facts = {{"calendar", 3}};
    for (records::EventText& text : event.texts) {
        text.salt = seal::salt(entropy_);
        text.commitment = seal::commitment(text.salt, text.value);
        texts_[event.stream].emplace_back(event.version, text.path);
    }
    event.prev_hash = record.head;
    event.hash = seal::chain(record.head, canonical_json(records::hashed_form(event)));
    const Outcome<void> applied = records::apply(record, event);
    if (!applied) {
        ADD_FAILURE() << "a sample event does not apply: " << applied.error().detail;
    }
    batch.events.push_back(std::move(event));
}

void SampleJournal::finish(Batch& batch, const Record& record) {
    records_[record.id] = record;
    batch.records.push_back(record);
}

void SampleJournal::add_birth(Batch& batch) {
    Record record;
    Event event;
    event.process = one_of(processes);
    event.type = "logged";
    event.audience = "public";
    const int number = ++numbers_[event.process];
    const Id reporter = person(below(people_count));
    event.changes = {records::Born{event.process + "-" + std::to_string(number), one_of(types), one_of(kinds),
                                   reporter, person(below(people_count)), "web"},
                     records::FieldSet{"title", Json(), "title"},
                     records::FieldSet{"description", Json(), "description"},
                     records::StateEntered{"logged", true, false, ""},
                     records::LegOpened{1, holder(), "logged"},
                     records::PrioritySet{one_of(priorities), static_cast<int>(below(4))}};
    if (below(3) != 0) {
        event.changes.emplace_back(records::OrganisationSet{organisation(below(organisation_count))});
    }
    add_text(event, "title", words(2));
    add_text(event, "description", words(4));
    add_event(batch, record, std::move(event));
    batch.expects.push_back({record.id, 0});
    before_[record.id] = {};
    finish(batch, record);
}

void SampleJournal::add_directory_event(Batch& batch) {
    const Id stream = person(below(people_count));
    auto& [version, head] = entries_[stream];
    batch.expects.push_back({stream, version});
    Event event;
    event.id = entropy_.id();
    event.stream = stream;
    event.stream_kind = "person";
    event.version = ++version;
    event.type = "person_set";
    event.occurred_at = event.recorded_at = now_;
    event.audience = "internal";
    event.changes = {records::EntrySet{JsonObject{{"name", "somebody"}}}};
    event.prev_hash = head;
    event.hash = head = seal::chain(head, canonical_json(records::hashed_form(event)));
    batch.events.push_back(std::move(event));
}

Batch SampleJournal::birth() {
    before_.clear();
    now_ = later(now_);
    Batch batch;
    add_birth(batch);
    return batch;
}

Batch SampleJournal::next() {
    if (records_.empty() || below(5) == 0) {
        return birth();
    }
    before_.clear();
    now_ = later(now_);
    Batch batch;
    const std::size_t touched = below(4) == 0 ? 2 : 1;
    for (std::size_t i = 0; i < touched; ++i) {
        const auto& [id, known] =
            *std::next(records_.begin(), static_cast<std::ptrdiff_t>(below(records_.size())));
        if (before_.contains(id)) {
            continue;
        }
        Record record = known;
        before_[id] = record;
        batch.expects.push_back({id, record.version});
        for (std::size_t events = 1 + below(3); events > 0; --events) {
            add_event(batch, record, act_on(record));
        }
        finish(batch, record);
    }
    if (below(6) == 0) {
        add_directory_event(batch);
    }
    return batch;
}

Batch SampleJournal::watched(Id person) {
    before_.clear();
    now_ = later(now_);
    Batch batch;
    Record record = records_.begin()->second;
    before_[record.id] = record;
    batch.expects.push_back({record.id, record.version});
    for (const bool on : {true, false}) {
        Event event;
        event.type = "acted";
        event.audience = "public";
        event.changes = {records::Watching{person, on}};
        add_event(batch, record, std::move(event));
    }
    finish(batch, record);
    return batch;
}

Batch SampleJournal::erase() {
    Batch batch;
    before_.clear();
    for (auto& [id, texts] : texts_) {
        if (texts.empty() || !records_.contains(id) || below(3) != 0) {
            continue;
        }
        Record record = records_[id];
        before_[id] = record;
        const std::size_t chosen = below(texts.size());
        const auto [version, path] = texts[chosen];
        texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(chosen));
        Event event;
        event.type = "texts_erased";
        event.audience = "internal";
        event.changes = {records::TextsErased{{}, version, {path}}};
        batch.expects.push_back({id, record.version});
        add_event(batch, record, std::move(event));
        finish(batch, record);
        return batch;
    }
    return batch;
}

void SampleJournal::forget(const Batch& batch) {
    for (const Event& event : batch.events) {
        if (event.stream_kind != "record") {
            entries_[event.stream] = {event.version - 1, event.prev_hash};
            continue;
        }
        std::erase_if(texts_[event.stream], [&](const auto& text) { return text.first == event.version; });
    }
    for (const auto& [id, record] : before_) {
        if (record.version == 0) {
            records_.erase(id);
        } else {
            records_[id] = record;
        }
    }
}

Sight SampleJournal::sight() {
    Sight sight;
    sight.person = below(4) == 0 ? Id{} : person(below(people_count));
    sight.everything = below(8) == 0;
    for (const std::string& process : processes) {
        if (below(3) == 0) {
            sight.whole.push_back(process);
        }
        for (std::size_t parts = below(4); parts > 0 && below(2) == 0; --parts) {
            sight.parts.push_back({process, organisation(below(organisation_count))});
            sight.parts.push_back({process, seat(process)});
        }
        if (below(2) == 0) {
            sight.internal.push_back(process);
        }
        for (const std::string& word : audiences) {
            if (below(4) == 0) {
                sight.audiences.emplace_back(below(2) == 0 ? "" : process, word);
            }
        }
    }
    sight.all_clocks = below(6) == 0;
    return sight;
}

// One that some record's board may have.
Id SampleJournal::seat(const std::string& process) {
    return records::seat_party(process, one_of(roles),
                               below(2) == 0 ? organisation(below(organisation_count)) : Id{});
}

Mine SampleJournal::mine() {
    Mine mine;
    mine.person = person(below(people_count));
    for (std::size_t more = below(3); more > 0; --more) {
        mine.roles.push_back({one_of(processes), one_of(roles),
                              below(3) == 0 ? Id{} : organisation(below(organisation_count))});
    }
    for (std::size_t more = below(3); more > 0; --more) {
        mine.teams.push_back(team(below(team_count)));
    }
    return mine;
}

std::vector<std::string> SampleJournal::some_numbers() {
    std::vector<std::string> numbers{"alpha-999999"};
    for (const auto& [id, record] : records_) {
        if (below(5) == 0 && numbers.size() < 50) {
            numbers.push_back(record.number);
        }
    }
    return numbers;
}

Filter SampleJournal::filter() {
    Filter filter;
    const auto sometimes = [&](std::size_t odds) { return below(odds) == 0; };
    if (sometimes(4)) filter.process = one_of(processes);
    if (sometimes(2)) filter.open = sometimes(2);
    if (sometimes(5)) filter.q = words(1 + below(2));
    for (std::size_t more = below(3); more > 0; --more) {
        switch (below(17)) {
            case 0: filter.type = one_of(types); break;
            case 1: filter.kind = one_of(kinds); break;
            case 2: filter.state = one_of(states); break;
            case 3: filter.priority = one_of(priorities); break;
            case 4: filter.rank = static_cast<int>(below(4)); break;
            case 5: filter.assignee = sometimes(4) ? Id{} : person(below(people_count)); break;
            case 6: filter.holder = one_of(roles); break;
            case 7: filter.team = sometimes(4) ? Id{} : team(below(team_count)); break;
            case 8:
                filter.organisation = sometimes(4) ? Id{} : organisation(below(organisation_count));
                break;
            case 9: filter.reporter = person(below(people_count)); break;
            case 10: filter.waiting = sometimes(3) ? "any" : one_of(parties); break;
            case 11: filter.reopened = true; break;
            case 12:
                filter.due_until = now_ + Duration::hours(static_cast<std::int64_t>(below(200)) - 100);
                break;
            case 13: filter.mine = mine(); break;
            case 15:
                filter.asked.emplace();
                for (std::size_t seats = below(4); seats > 0; --seats) {
                    filter.asked->push_back(seat(one_of(processes)));
                }
                break;
            case 14: filter.numbers = some_numbers(); break;
            default: filter.service = one_of(services); break;
        }
    }
    filter.sort = static_cast<Sort>(below(5));
    filter.descending = sometimes(2);
    return filter;
}

TEST(SampleJournal, GivesTheSameJournalForTheSameSeed) {
    SampleJournal one(7);
    SampleJournal other(7);
    for (int i = 0; i < 50; ++i) {
        const Batch a = one.next();
        const Batch b = other.next();
        ASSERT_FALSE(a.events.empty());
        ASSERT_EQ(a.events.size(), b.events.size());
        EXPECT_EQ(a.events.back().hash, b.events.back().hash);
        EXPECT_EQ(a.records, b.records);
    }
}

TEST(SampleJournal, ForgetsABatchThatWasNotKept) {
    SampleJournal journal(8);
    for (int i = 0; i < 20; ++i) {
        (void)journal.next();
    }
    const auto before = journal.records();
    journal.forget(journal.next());
    EXPECT_EQ(journal.records(), before);
}

}  // namespace reeve::store
