#include "store/model/model_reader.hpp"

#include <algorithm>

#include "base/integer.hpp"
#include "base/text.hpp"
#include "records/brief.hpp"
#include "records/reach.hpp"
#include "store/kept_dues.hpp"
#include "store/kept_entries.hpp"
#include "store/number_key.hpp"
#include "store/said.hpp"
#include "store/tally.hpp"

namespace reeve::store::model {
namespace {

using records::Record;

// Words in any order, each anywhere in the title, the description, another text or a comment that she may
// read.
bool contains_words(const State& state, const Sight& sight, const Record& record, std::string_view words) {
    std::string text = lower_ascii(record.title) + '\n' + lower_ascii(record.description);
    for (const auto& [name, version] : record.text_versions) {
        const Json* value = record.field(name);
        if (value != nullptr && value->is_string()) {
            text += '\n' + lower_ascii(value->string());
        }
    }
    for (const auto& event : state.journal) {
        if (event->stream != record.id || !reads(sight, record, event->audience)) {
            continue;
        }
        for (const std::string_view said : said_in(*event)) {
            text += '\n' + lower_ascii(said);
        }
    }
    const std::string wanted = lower_ascii(words);
    for (const std::string_view word : split(wanted, ' ')) {
        if (!word.empty() && text.find(word) == std::string::npos) {
            return false;
        }
    }
    return true;
}

std::string service_of(const Record& record) {
    const Json* service = record.field("service");
    return service != nullptr && service->is_string() ? service->string() : std::string();
}

bool is_mine(const Mine& mine, const Record& record) {
    const records::Holder& holder = record.holder;
    if (!mine.person.empty() && holder.person == mine.person) {
        return true;
    }
    return std::ranges::any_of(mine.roles, [&](const Mine::Held& held) {
        return held.process == record.process && held.role == holder.role &&
               (holder.organisation.empty() || holder.organisation == held.organisation) &&
               (holder.team.empty() || std::ranges::find(mine.teams, holder.team) != mine.teams.end());
    });
}

bool is_asked(const std::vector<Id>& seats, const Record& record) {
    const records::Reach reach = records::reach_of(record);
    return std::ranges::any_of(seats, [&](Id seat) {
        const auto party = reach.parties.find(seat);
        return party != reach.parties.end() && (party->second & records::party_asked) != 0;
    });
}

bool is_due_by(const Sight& sight, const Record& record, Instant until) {
    const auto due = due_for(record, sight);
    return due && *due <= until;
}

bool holds(const State& state, const Sight& sight, const Filter& filter, const Record& record) {
    const auto is = [](const std::string& wanted, const std::string& value) {
        return wanted.empty() || wanted == value;
    };
    return is(filter.process, record.process) && is(filter.type, record.type) &&
           is(filter.kind, record.kind) && is(filter.state, record.state) &&
           (!filter.open || *filter.open == record.open) && is(filter.priority, record.priority) &&
           (!filter.rank || *filter.rank == record.rank) &&
           (!filter.assignee || *filter.assignee == record.holder.person) &&
           is(filter.holder, record.holder.role) && (!filter.team || *filter.team == record.holder.team) &&
           (!filter.organisation || *filter.organisation == record.organisation) &&
           (!filter.reporter || *filter.reporter == record.reporter) &&
           is(filter.service, service_of(record)) &&
           (filter.waiting == "any" ? !record.waiting.empty() : is(filter.waiting, record.waiting)) &&
           (!filter.reopened || record.reopened > 0) &&
           (!filter.due_until || is_due_by(sight, record, *filter.due_until)) &&
           (!filter.mine || is_mine(*filter.mine, record)) &&
           (!filter.asked || is_asked(*filter.asked, record)) &&
           (filter.numbers.empty() ||
            std::ranges::find(filter.numbers, record.number) != filter.numbers.end()) &&
           (filter.q.empty() || contains_words(state, sight, record, filter.q));
}

// Without a due instant or a priority: after all that have one.
std::int64_t sort_key(const Sight& sight, const Record& record, Sort sort) {
    switch (sort) {
        case Sort::due: return due_for(record, sight).value_or(Instant::never()).micros;
        case Sort::created: return record.created.micros;
        case Sort::updated: return record.updated.micros;
        case Sort::priority: return record.rank == 0 ? 9 : record.rank;
        case Sort::number: return 0;
    }
    return 0;
}

// Of one priority what is due first comes first; ties fall in the order of numbers.
bool before(const Sight& sight, const Record& a, const Record& b, const Filter& filter) {
    const auto key = [&](const Record& record) {
        const std::int64_t within = filter.sort == Sort::priority ? sort_key(sight, record, Sort::due) : 0;
        return std::tuple(sort_key(sight, record, filter.sort), within, number_key(record.number));
    };
    return filter.descending ? key(b) < key(a) : key(a) < key(b);
}

// The event ended her sight of the record.
bool ends_sight(const State& state, const Sight& sight, const Record& record, std::size_t event) {
    return std::ranges::any_of(state.left, [&](const Left& left) {
        return left.event == event &&
               (left.who == sight.person || std::ranges::any_of(sight.parts, [&](const Sight::Part& part) {
                    return part.process == record.process && part.organisation == left.who;
                }));
    });
}

}  // namespace

std::optional<Record> ModelReader::record(const Sight& sight, std::string_view number) {
    const auto state = snapshot_();
    const auto found = state->numbers.find(number);
    return found == state->numbers.end() ? std::nullopt : record(sight, found->second);
}

std::optional<Record> ModelReader::record(const Sight& sight, Id id) {
    const auto state = snapshot_();
    const auto found = state->records.find(id);
    return found == state->records.end() || !knows(sight, *found->second) ? std::nullopt
                                                                          : std::optional(*found->second);
}

// The position is that of a record: its number. What lies after it is asked of the records as they are now.
Page ModelReader::list(const Sight& sight, const Filter& filter, std::string_view after, std::size_t limit,
                       bool count) {
    const auto state = snapshot_();
    std::vector<const Record*> found;
    for (const auto& [id, record] : state->records) {
        if (knows(sight, *record) && holds(*state, sight, filter, *record)) {
            found.push_back(record.get());
        }
    }
    std::ranges::sort(found, [&](const Record* a, const Record* b) { return before(sight, *a, *b, filter); });
    Page page;
    if (count) {
        page.count = static_cast<std::int64_t>(found.size());
    }
    const auto last = state->numbers.find(after);
    page.wrong_position = !after.empty() && last == state->numbers.end();
    if (page.wrong_position) {
        return page;
    }
    const Record* mark = last == state->numbers.end() ? nullptr : state->records.at(last->second).get();
    for (const Record* record : found) {
        if (mark != nullptr && !before(sight, *mark, *record, filter)) {
            continue;
        }
        if (page.records.size() == limit) {
            page.next = page.records.back().number;
            break;
        }
        page.records.push_back(records::brief(*record));
    }
    return page;
}

Standing ModelReader::standing(const Sight& sight, const StandingQuestion& question) {
    const auto state = snapshot_();
    StandingTally tally(question);
    const auto named = [](Id id) { return id.empty() ? std::string() : id.text(); };
    for (const auto& [id, record] : state->records) {
        if (!knows(sight, *record) || (!question.process.empty() && question.process != record->process)) {
            continue;
        }
        tally.add_logged(record->created);
        if (const auto resolved = flow_row(*record).resolved) {
            tally.add_resolved(*resolved);
        }
        if (record->open) {
            tally.add({record->process, record->state, record->priority, record->holder.role,
                       record->rank == 0 ? 9 : record->rank, named(record->organisation),
                       named(record->holder.person), due_for(*record, sight).value_or(Instant::never())});
        }
    }
    return tally.standing([](const std::string& text) { return text; });
}

Counted ModelReader::count_up_to(const Sight& sight, const Filter& filter, std::int64_t most) {
    const auto state = snapshot_();
    Counted counted;
    for (const auto& [id, record] : state->records) {
        if (!knows(sight, *record) || !holds(*state, sight, filter, *record)) {
            continue;
        }
        counted.more = counted.count == most;
        if (counted.more) {
            break;
        }
        ++counted.count;
    }
    return counted;
}

TimelinePage ModelReader::timeline(const Sight& sight, Id id, std::string_view after, std::size_t limit) {
    const auto state = snapshot_();
    const auto record = state->records.find(id);
    const std::optional<std::int64_t> beyond = after.empty() ? 0 : parse_integer<std::int64_t>(after);
    TimelinePage page;
    page.wrong_position = !beyond;
    if (!beyond || record == state->records.end() || !knows(sight, *record->second)) {
        return page;
    }
    for (const auto& event : state->journal) {
        if (event->stream != id || event->version <= *beyond ||
            !reads(sight, *record->second, event->audience)) {
            continue;
        }
        if (page.rows.size() == limit) {
            page.next = std::to_string(page.rows.back().seq);
            break;
        }
        page.rows.push_back({event->version, *event});
    }
    return page;
}

std::optional<records::Attachment> ModelReader::attachment(const Sight& sight, Id id, Id attachment) {
    const std::optional<Record> known = record(sight, id);
    if (known) {
        for (const records::Attachment& one : known->attachments) {
            if (one.id == attachment && reads(sight, *known, one.audience)) {
                return one;
            }
        }
    }
    return std::nullopt;
}

records::Ahead ModelReader::counting(const records::LimitKey& key, std::span<const Id> except) {
    return model::counting(*snapshot_(), key, except);
}

records::Ahead ModelReader::ahead(const Record& like, std::span<const std::string> states) {
    return model::ahead(*snapshot_(), like, states);
}

std::vector<Id> ModelReader::open_of(std::string_view process, std::string_view type, std::size_t most) {
    return model::open_of(*snapshot_(), process, type, most);
}

Since ModelReader::since(const Sight& sight, std::int64_t after, SinceLimits limits) {
    const auto state = snapshot_();
    Since since;
    since.until = std::min<std::int64_t>(after, static_cast<std::int64_t>(state->journal.size()));
    for (std::size_t looked = 0; static_cast<std::size_t>(since.until) < state->journal.size(); ++looked) {
        const auto place = static_cast<std::size_t>(since.until);
        const records::Event& event = *state->journal[place];
        const auto known = state->records.find(event.stream);
        const bool full = looked == limits.events;
        Happened happened;
        std::optional<records::Changes> said;
        bool told = false;
        if (!full && known != state->records.end()) {
            const Record& record = *known->second;
            happened = {record.id, record.number, record.process, record.version, !knows(sight, record), {}};
            const bool readable =
                reads(sight, record, event.audience) || records::may_change_reach(event.changes);
            if (!happened.gone && readable) {
                said = KeptEntry(event, &record).said_to(sight, record.process);
            }
            told = happened.gone ? ends_sight(*state, sight, record, place) : said.has_value();
        }
        auto found = std::ranges::find(since.records, happened.record, &Happened::record);
        if (full || (told && found == since.records.end() && since.records.size() == limits.records)) {
            since.more = true;
            return since;
        }
        if (told && found == since.records.end()) {
            found = since.records.insert(since.records.end(), std::move(happened));
        }
        if (told && !found->gone) {
            found->changes.insert(found->changes.end(), said->begin(), said->end());
        }
        ++since.until;
    }
    return since;
}

std::vector<NoticeRow> ModelReader::notices(const Sight& sight, Id person, std::int64_t before,
                                            std::size_t limit) {
    const auto state = snapshot_();
    std::vector<NoticeRow> found;
    for (std::size_t place = state->journal.size(); place > 0; --place) {
        const auto seq = static_cast<std::int64_t>(place);
        const records::Event& event = *state->journal[place - 1];
        const auto record = state->records.find(event.stream);
        if ((before != 0 && seq >= before) || record == state->records.end() ||
            !knows(sight, *record->second)) {
            continue;
        }
        std::vector<NoticeRow> of_event;
        for (const records::Change& change : event.changes) {
            const auto* noticed = std::get_if<records::Noticed>(&change);
            if (noticed == nullptr || std::ranges::find(noticed->people, person) == noticed->people.end()) {
                continue;
            }
            NoticeRow row{seq, record->second->number, noticed->notice, event.occurred_at, {}};
            const std::string path = "notice." + row.name + ".";
            for (const records::EventText& text : event.texts) {
                if (text.path.starts_with(path) && !text.erased) {
                    row.texts.emplace_back(text.path.substr(path.size()), text.value);
                }
            }
            std::ranges::sort(row.texts);
            of_event.push_back(std::move(row));
        }
        std::ranges::sort(of_event, {}, &NoticeRow::name);
        for (NoticeRow& row : of_event) {
            if (found.size() < limit) {
                found.push_back(std::move(row));
            }
        }
    }
    return found;
}

std::int64_t ModelReader::head() {
    return static_cast<std::int64_t>(snapshot_()->journal.size());
}

std::vector<std::pair<std::string, std::int64_t>> ModelReader::figures() {
    const auto state = snapshot_();
    return {{"events", static_cast<std::int64_t>(state->journal.size())},
            {"records", static_cast<std::int64_t>(state->records.size())}};
}

}  // namespace reeve::store::model
