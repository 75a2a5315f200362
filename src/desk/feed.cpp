#include "desk/feed.hpp"

#include <algorithm>

#include "desk/rights.hpp"

namespace reeve::desk {

struct Feed::Reader {
    Place place = 0;
    Id person;
    store::Sight sight;
    std::uint64_t rights = 0;
    Wake wake;
    std::vector<Told> pending;
    std::map<Id, std::string> company;  // records whose company has changed: their numbers
    std::int64_t floor = 0;             // told up to here when she joined
    bool roused = false;                // since she last took
    bool reset = false;
    bool over = false;
    // Of the change at hand.
    bool met = false, had = false, has = false;
};

namespace {

void merge(Told& mine, const Told& other) {
    mine.kinds |= other.kinds;
    if (other.version >= mine.version) {
        mine.version = other.version;
        mine.gone = other.gone;
    }
}

bool reads_internal(const store::Sight& sight, std::string_view process) {
    return std::ranges::find(sight.internal, process) != sight.internal.end();
}

// Of the entries that she may read; nothing where there are none.
std::optional<Kinds> kinds_for(const Desk::Changed& changed, const store::Sight& sight, bool internal) {
    std::optional<Kinds> told;
    if (internal ? changed.in_all : changed.in_public) {
        told = internal ? changed.kinds : changed.public_kinds;
    }
    for (const store::KeptEntry& entry : changed.kept) {
        const auto said =
            internal || entry.is_public() ? entry.said_to(sight, changed.process) : std::nullopt;
        if (said) {
            told = told.value_or(Kinds{}) | kinds_of(*said);
        }
    }
    return told && !internal ? public_kinds(*told) : told;
}

Refusal too_many(RefusalKind kind, std::string detail) {
    constexpr int soon_s = 10;
    return {kind, std::move(detail), {}, soon_s};
}

}  // namespace

Feed::Feed(FeedLimits limits) : limits_(limits) {}

Feed::~Feed() = default;

void Feed::begin(WorldPtr world, std::int64_t head) {
    const std::scoped_lock lock(mutex_);
    world_ = std::move(world);
    head_ = head;
}

std::vector<Feed::Key> Feed::keys_of(const Reader& reader) {
    std::vector<Key> keys{{std::string(), reader.person}};
    for (const std::string& process : reader.sight.whole) {
        keys.emplace_back(process, Id{});
    }
    for (const store::Sight::Part& part : reader.sight.parts) {
        keys.emplace_back(part.process, part.organisation);
    }
    return keys;
}

void Feed::enter(Reader& reader, const records::Person& person) {
    store::Sight sight = sight_of(*world_, person);
    reader.rights = rights_of(*world_, person, sight);
    reader.sight = std::move(sight);
    for (const Key& key : keys_of(reader)) {
        by_key_[key].push_back(&reader);
    }
}

void Feed::withdraw(Reader& reader) {
    for (const Key& key : keys_of(reader)) {
        const auto found = by_key_.find(key);
        if (found != by_key_.end() && std::erase(found->second, &reader) > 0 && found->second.empty()) {
            by_key_.erase(found);
        }
    }
}

Outcome<Feed::Joined> Feed::join(Id id) {
    const std::scoped_lock lock(mutex_);
    const records::Person* person = world_->directory->person(id);
    if (person == nullptr || !person->active) {
        return refuse(RefusalKind::unauthenticated, "Sign in again.");
    }
    if (readers_.size() >= limits_.all) {
        return std::unexpected(
            too_many(RefusalKind::busy, "Too many live streams are open; ask /api/v1/sync instead."));
    }
    std::size_t& hers = of_person_[id];
    if (hers >= limits_.each) {
        return std::unexpected(too_many(
            RefusalKind::throttled,
            "You have " + std::to_string(hers) + " live streams open, and no more are given: close some."));
    }
    ++hers;
    auto reader = std::make_unique<Reader>();
    reader->place = ++last_place_;
    reader->person = id;
    reader->floor = head_;
    enter(*reader, *person);
    for (const Presence::Place& place : presence_.places_of(id)) {
        if (reads_internal(reader->sight, place.process)) {
            reader->company[place.record] = place.number;
        }
    }
    Joined joined{reader->place, reader->sight, reader->rights};
    readers_.emplace(joined.place, std::move(reader));
    return joined;
}

void Feed::leave(Place place) {
    const std::scoped_lock lock(mutex_);
    const auto found = readers_.find(place);
    if (found == readers_.end()) {
        return;
    }
    const auto hers = of_person_.find(found->second->person);
    if (--hers->second == 0) {
        of_person_.erase(hers);
    }
    withdraw(*found->second);
    readers_.erase(found);
}

void Feed::add(Place place, Missed missed) {
    const std::scoped_lock lock(mutex_);
    Reader& reader = *readers_.at(place);
    reader.floor = std::max(reader.floor, missed.until);
    if (missed.reset) {
        reader.pending.clear();
        reader.reset = true;
    }
    for (const Told& told : missed.records) {
        put(reader, told);
    }
}

void Feed::listen(Place place, Wake wake) {
    const std::scoped_lock lock(mutex_);
    readers_.at(place)->wake = std::move(wake);
}

Feed::News Feed::take(Place place) {
    const std::scoped_lock lock(mutex_);
    Reader& reader = *readers_.at(place);
    reader.roused = false;
    News news{reader.over,
              std::exchange(reader.reset, false),
              std::exchange(reader.pending, {}),
              {},
              {std::max(head_, reader.floor), reader.rights}};
    for (auto& [record, number] : std::exchange(reader.company, {})) {
        if (presence_.is_at(record, reader.person)) {
            news.company.push_back({std::move(number), others(record, reader.person)});
        }
    }
    return news;
}

std::vector<Present> Feed::others(Id record, Id person) const {
    std::vector<Present> people = presence_.at(record);
    std::erase_if(people, [&](const Present& one) { return one.person == person; });
    return people;
}

// To those who are there themselves and may know who works on it.
void Feed::announce(const std::vector<Presence::Place>& places) {
    for (const Presence::Place& place : places) {
        for (const Present& present : presence_.at(place.record)) {
            const auto hers = by_key_.find({std::string(), present.person});
            if (hers == by_key_.end()) {
                continue;
            }
            for (Reader* reader : hers->second) {
                if (reads_internal(reader->sight, place.process)) {
                    reader->company[place.record] = place.number;
                    rouse(*reader);
                }
            }
        }
    }
}

void Feed::part(const Presence::Place& place, Id person) {
    if (presence_.leave(place.record, person)) {
        announce({place});
    }
}

std::vector<Present> Feed::attend(const Presence::Place& place, Id person, std::optional<Attention> attention,
                                  Instant real_now) {
    const std::scoped_lock lock(mutex_);
    announce(presence_.put(place, person, attention, real_now));
    const records::Person* who = world_->directory->person(person);
    const bool told = who != nullptr && attention && reads_internal(sight_of(*world_, *who), place.process);
    return told ? others(place.record, person) : std::vector<Present>{};
}

void Feed::expire(Instant real_now) {
    const std::scoped_lock lock(mutex_);
    announce(presence_.expire(real_now));
}

void Feed::wake(Id person) {
    const std::scoped_lock lock(mutex_);
    if (const auto hers = by_key_.find({std::string(), person}); hers != by_key_.end()) {
        for (Reader* reader : hers->second) {
            rouse(*reader);
        }
    }
}

std::size_t Feed::readers() const {
    const std::scoped_lock lock(mutex_);
    return readers_.size();
}

void Feed::rouse(Reader& reader) {
    if (!reader.roused && reader.wake) {
        reader.roused = true;
        reader.wake();
    }
}

void Feed::put(Reader& reader, const Told& told) {
    if (reader.reset) {
        return;  // she reads everything anew
    }
    const auto same = std::ranges::find(reader.pending, told.record, &Told::record);
    if (same != reader.pending.end()) {
        merge(*same, told);
    } else if (reader.pending.size() < limits_.pending) {
        reader.pending.push_back(told);
    } else {
        reader.pending.clear();
        reader.reset = true;
    }
}

void Feed::tell(const Desk::Commit& commit, const WorldPtr& world) {
    const std::scoped_lock lock(mutex_);
    head_ = std::max(head_, commit.head);
    for (const Desk::Changed& changed : commit.changed) {
        match(changed);
    }
    if (world != world_) {
        renew(world);
    }
}

// Readers under one key: whether it leads to the record before the commit, and after it.
void Feed::touch(const Key& key, bool had, bool has) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) {
        return;
    }
    for (Reader* reader : found->second) {
        if (!reader->met) {
            reader->met = true;
            touched_.push_back(reader);
        }
        reader->had = reader->had || had;
        reader->has = reader->has || has;
    }
}

void Feed::match(const Desk::Changed& changed) {
    touch({changed.process, Id{}}, !changed.born, true);
    for (const auto& [party, ground] : changed.had.parties) {
        touch({changed.process, party}, true, false);
    }
    for (const auto& [party, ground] : changed.has.parties) {
        touch({changed.process, party}, false, true);
    }
    for (const auto& [person, ground] : changed.had.people) {
        touch({std::string(), person}, true, false);
    }
    for (const auto& [person, ground] : changed.has.people) {
        touch({std::string(), person}, false, true);
    }
    const Told gone{changed.record, changed.number, changed.version, {}, true};
    for (Reader* reader : touched_) {
        const bool internal = reads_internal(reader->sight, changed.process);
        if (!reader->has) {
            put(*reader, gone);
            rouse(*reader);
            part({changed.record, changed.number, changed.process}, reader->person);
        } else if (const auto kinds = kinds_for(changed, reader->sight, internal); kinds || !reader->had) {
            put(*reader, {changed.record, changed.number, changed.version, kinds.value_or(Kinds{}), false});
            rouse(*reader);
        }
        reader->met = reader->had = reader->has = false;
    }
    touched_.clear();
}

// The directory or the processes changed: whose rights are others now begins anew, or is over.
void Feed::renew(const WorldPtr& world) {
    world_ = world;
    for (const auto& [place, reader] : readers_) {
        const records::Person* person = world_->directory->person(reader->person);
        const bool active = person != nullptr && person->active;
        if (active && rights_of(*world_, *person, sight_of(*world_, *person)) == reader->rights) {
            continue;
        }
        withdraw(*reader);
        for (const Presence::Place& place : presence_.places_of(reader->person)) {
            part(place, reader->person);
        }
        reader->over = !active;
        reader->pending.clear();
        reader->reset = true;
        if (active) {
            enter(*reader, *person);
        }
        rouse(*reader);
    }
}

}  // namespace reeve::desk
