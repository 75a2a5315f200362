#include "records/directory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "calendar/date.hpp"
#include "records/calendar_line.hpp"
#include "records/directory_events.hpp"
#include "records/directory_members_internal.hpp"
#include "records/reader_internal.hpp"

namespace reeve::records {
namespace {

template <class Entry, class Index, class Key>
const Entry* find(const std::vector<Entry>& entries, const Index& index, const Key& key) {
    const auto found = index.find(key);
    return found == index.end() ? nullptr : &entries[found->second];
}

// `present`: the last of them; `former`: those before it, by id.
template <class Entry, class Former>
const Entry* version_of(const Entry* present, const Former& former, std::int64_t version) {
    if (present == nullptr || present->version == version) return present;
    const auto known = former.find(present->id);
    const bool there =
        known != former.end() && version >= 1 && version <= static_cast<std::int64_t>(known->second.size());
    return there ? known->second[static_cast<std::size_t>(version - 1)].get() : nullptr;
}

template <class Entry, class Former>
std::vector<const Entry*> versions_of(const Entry* present, const Former& former) {
    std::vector<const Entry*> versions;
    if (present == nullptr) return versions;
    if (const auto known = former.find(present->id); known != former.end())
        for (const auto& one : known->second) versions.push_back(one.get());
    versions.push_back(present);
    return versions;
}

std::string member_key(std::string_view process, std::string_view role) {
    return fmt::format("{}/{}", process, role);
}

std::string text_of(const Event& event, std::string_view path) {
    const EventText* text = event.text(path);
    return text == nullptr || text->erased ? std::string() : text->value;
}

template <class Entry>
Outcome<Entry> read_entry(const Event& event) {
    const auto* set = event.changes.size() == 1 ? std::get_if<EntrySet>(&event.changes.front()) : nullptr;
    if (set == nullptr) return refuse(RefusalKind::malformed, "An event of the directory sets one entry.");
    Entry entry;
    std::string wrong;
    Reader reader(set->value, wrong);
    members(reader, entry);
    reader.finish();
    if (!wrong.empty())
        return refuse(RefusalKind::malformed, fmt::format("This is no {}: {}.", event.stream_kind, wrong));
    entry.id = event.stream;
    entry.version = event.version;
    return entry;
}

}  // namespace

const Person* Directory::person(Id id) const {
    return find(people_, person_by_id_, id);
}
const Person* Directory::person(std::string_view name) const {
    return find(people_, person_by_name_, std::string(name));
}
const Organisation* Directory::organisation(Id id) const {
    return find(organisations_, organisation_by_id_, id);
}
const Organisation* Directory::organisation(std::string_view name) const {
    return find(organisations_, organisation_by_name_, std::string(name));
}
const Team* Directory::team(Id id) const {
    return find(teams_, team_by_id_, id);
}
const Team* Directory::team(std::string_view name) const {
    return find(teams_, team_by_name_, std::string(name));
}
const WorkingCalendar* Directory::calendar(Id id) const {
    return find(calendars_, calendar_by_id_, id);
}
const WorkingCalendar* Directory::calendar(std::string_view name) const {
    return find(calendars_, calendar_by_name_, std::string(name));
}

const WorkingCalendar* Directory::calendar(Id id, std::int64_t version) const {
    return version_of(calendar(id), former_calendars_, version);
}
std::vector<const WorkingCalendar*> Directory::calendar_versions(Id id) const {
    return versions_of(calendar(id), former_calendars_);
}

const Agreement* Directory::agreement(Id id) const {
    return find(agreements_, agreement_by_id_, id);
}
const Agreement* Directory::agreement(std::string_view name) const {
    return find(agreements_, agreement_by_name_, std::string(name));
}

const Agreement* Directory::agreement(Id id, std::int64_t version) const {
    return version_of(agreement(id), former_agreements_, version);
}
std::vector<const Agreement*> Directory::agreement_versions(Id id) const {
    return versions_of(agreement(id), former_agreements_);
}

const Agreement* Directory::agreed(Id id, std::optional<Instant> at) const {
    const auto holds = [&](const Agreement& one) {
        if (!one.agreed || !at) return one.agreed.has_value();
        const std::string day = day_of(one, *at);
        return one.from <= day || (id == held_since_.first && day_of(one, held_since_.second) <= day);
    };
    const Agreement* newest = agreement(id);
    if (newest == nullptr || holds(*newest)) return newest;
    const auto former = former_agreements_.find(id);
    if (former == former_agreements_.end()) return nullptr;
    const auto found = std::find_if(former->second.rbegin(), former->second.rend(),
                                    [&](const auto& one) { return holds(*one); });
    return found == former->second.rend() ? nullptr : found->get();
}

std::string Directory::day_of(const Agreement& agreement, Instant at) const {
    const WorkingCalendar* counted_in = calendar(agreement.calendar);
    return calendar::text((counted_in ? counted_in->time->zone() : calendar::Zone::utc()).date(at));
}

std::span<const Agreement> Directory::agreed(std::string_view process, process::AgreementKind kind) const {
    const auto of = [](const Agreement& one) { return std::pair(std::string_view(one.process), one.kind); };
    const auto found = std::ranges::equal_range(agreed_, std::pair(process, kind), {}, of);
    return {found.begin(), found.end()};
}

void Directory::note_agreed(const Agreement& agreement) {
    const auto order = [](const Agreement& one) {
        return std::tuple(std::string_view(one.process), one.kind, std::string_view(one.name), -one.version);
    };
    const auto place = std::ranges::upper_bound(agreed_, order(agreement), {}, order);
    agreed_.insert(place, agreement);
}

bool Agreement::has_target(std::string_view clock) const {
    return std::any_of(targets.begin(), targets.end(),
                       [&](const AgreementTarget& target) { return target.clock == clock; });
}

std::vector<const Person*> Directory::members(std::string_view process, std::string_view role,
                                              std::optional<Id> at) const {
    std::vector<const Person*> found;
    const auto indexed = members_.find(member_key(process, role));
    if (indexed == members_.end()) return found;
    for (const std::size_t index : indexed->second) {
        const Person& person = people_[index];
        if (!person.active) continue;
        const bool there =
            std::any_of(person.memberships.begin(), person.memberships.end(), [&](const Membership& m) {
                return m.process == process && m.role == role &&
                       (!at || (m.organisation.empty() ? person.organisation : m.organisation) == *at);
            });
        if (there) found.push_back(&person);
    }
    return found;
}

void Directory::index_members(const Person& person, std::size_t at, bool add) {
    for (const Membership& membership : person.memberships) {
        std::vector<std::size_t>& list = members_[member_key(membership.process, membership.role)];
        const auto place = std::lower_bound(list.begin(), list.end(), at);
        const bool there = place != list.end() && *place == at;
        if (add && !there) list.insert(place, at);
        if (!add && there) list.erase(place);
    }
    if (!person.delegate) return;
    if (add)
        delegating_.insert(std::lower_bound(delegating_.begin(), delegating_.end(), at), at);
    else
        std::erase(delegating_, at);
}

template <class Entry>
Outcome<void> Directory::put(Entry entry, std::vector<Entry>& entries, Names& by_name,
                             std::unordered_map<Id, std::size_t>& by_id) {
    const auto named = by_name.find(entry.name);
    const auto known = by_id.find(entry.id);
    if (named != by_name.end() && (known == by_id.end() || named->second != known->second))
        return refuse(RefusalKind::malformed, fmt::format("The name '{}' is another's.", entry.name));
    const std::int64_t before = known == by_id.end() ? 0 : entries[known->second].version;
    if (entry.version != before + 1)
        return refuse(RefusalKind::malformed, fmt::format("Version {} of '{}' does not follow version {}.",
                                                          entry.version, entry.name, before));
    if (known == by_id.end()) {
        by_name.emplace(entry.name, entries.size());
        by_id.emplace(entry.id, entries.size());
        entries.push_back(std::move(entry));
    } else {
        Entry& former = entries[known->second];
        if (former.name != entry.name) {
            by_name.erase(former.name);
            by_name.emplace(entry.name, known->second);
        }
        former = std::move(entry);
    }
    ++version_;
    return {};
}

template <class Entry>
Outcome<void> Directory::put_version(Entry entry, std::vector<Entry>& entries, Names& by_name,
                                     std::unordered_map<Id, std::size_t>& by_id, Former<Entry>& former) {
    const Id id = entry.id;
    const auto known = by_id.find(id);
    const auto was = known == by_id.end() ? nullptr : std::make_shared<const Entry>(entries[known->second]);
    auto done = put(std::move(entry), entries, by_name, by_id);
    if (done && was) former[id].push_back(was);
    return done;
}

Outcome<void> Directory::put_calendar(const Event& event) {
    auto calendar = read_entry<WorkingCalendar>(event);
    if (!calendar) return std::unexpected(std::move(calendar.error()));
    if (calendar->effective == Instant::never()) calendar->effective = event.occurred_at;
    calendar->entered = event.occurred_at;
    calendar->by = event.actor.id;
    std::vector<const WorkingCalendar*> versions = calendar_versions(event.stream);
    for (const WorkingCalendar* former : versions)
        // Shared, so that what says the same is seen to be the same.
        if (former->spec == calendar->spec) calendar->time = former->time;
    if (calendar->time == nullptr) {
        auto time = read_calendar(calendar->name, calendar->spec);
        if (!time) return std::unexpected(std::move(time.error()));
        calendar->time = std::move(*time);
    }
    versions.push_back(&*calendar);
    std::vector<calendar::DatedTime::Piece> pieces;
    for (const CalendarPeriod& period : calendar_line(std::move(versions)))
        pieces.push_back({period.from, period.version->time});
    calendar->dated = std::make_shared<const calendar::DatedTime>(std::move(pieces));
    return put_version(std::move(*calendar), calendars_, calendar_by_name_, calendar_by_id_,
                       former_calendars_);
}

Outcome<void> Directory::apply(const Event& event) {
    if (event.stream_kind == "person") {
        auto person = read_entry<Person>(event);
        if (!person) return std::unexpected(std::move(person.error()));
        person->display = text_of(event, "display");
        person->email = text_of(event, "email");
        // Taken out of the index before and put back after, changed or not: a refusal leaves things as they
        // were.
        const auto known = person_by_id_.find(event.stream);
        if (known != person_by_id_.end()) index_members(people_[known->second], known->second, false);
        auto done = put(std::move(*person), people_, person_by_name_, person_by_id_);
        const auto now = person_by_id_.find(event.stream);
        if (now != person_by_id_.end()) index_members(people_[now->second], now->second, true);
        return done;
    }
    if (event.stream_kind == "organisation") {
        auto organisation = read_entry<Organisation>(event);
        if (!organisation) return std::unexpected(std::move(organisation.error()));
        return put(std::move(*organisation), organisations_, organisation_by_name_, organisation_by_id_);
    }
    if (event.stream_kind == "team") {
        auto team = read_entry<Team>(event);
        if (!team) return std::unexpected(std::move(team.error()));
        return put(std::move(*team), teams_, team_by_name_, team_by_id_);
    }
    if (event.stream_kind == "calendar") return put_calendar(event);
    if (event.stream_kind == "agreement") {
        auto agreement = read_entry<Agreement>(event);
        if (!agreement) return std::unexpected(std::move(agreement.error()));
        agreement->entered = event.recorded_at;
        agreement->entered_by = event.actor.id;
        auto done = put_version(std::move(*agreement), agreements_, agreement_by_name_, agreement_by_id_,
                                former_agreements_);
        if (const Agreement* now = done ? this->agreement(event.stream) : nullptr; now && now->agreed)
            note_agreed(*now);
        return done;
    }
    return refuse(RefusalKind::malformed,
                  fmt::format("'{}' is no stream of the directory.", event.stream_kind));
}

}  // namespace reeve::records
