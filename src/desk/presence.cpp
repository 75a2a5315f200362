#include "desk/presence.hpp"

#include <algorithm>
#include <array>

namespace reeve::desk {
namespace {

constexpr std::array<std::string_view, 3> words{"viewing", "replying", "idle"};

}  // namespace

std::string_view word(Attention attention) {
    return words[static_cast<std::size_t>(attention)];
}

std::optional<Attention> attention_of(std::string_view word) {
    const auto found = std::ranges::find(words, word);
    return found == words.end() ? std::nullopt : std::optional(static_cast<Attention>(found - words.begin()));
}

std::vector<Presence::Place> Presence::put(const Place& place, Id person, std::optional<Attention> attention,
                                           Instant now) {
    std::vector<Place> changed = expire(now);
    if (!attention) {
        if (leave(place.record, person)) {
            changed.push_back(place);
        }
        return changed;
    }
    if (!is_at(place.record, person)) {
        if (std::optional<Place> given_up = make_room(person)) {
            changed.push_back(std::move(*given_up));
        }
        if (all_ >= limits_.all) {
            return changed;
        }
        ++all_;
        records_of_[person].push_back(place.record);
        rooms_[place.record].place = place;
        changed.push_back(place);
    } else if (rooms_.at(place.record).people.at(person).attention != *attention) {
        changed.push_back(place);
    }
    const Instant until = now + limits_.lease;
    rooms_.at(place.record).people[person] = {*attention, until};
    soonest_ = std::min(soonest_, until);
    return changed;
}

std::optional<Presence::Place> Presence::make_room(Id person) {
    const auto hers = records_of_.find(person);
    if (hers == records_of_.end() || hers->second.size() < limits_.each) {
        return std::nullopt;
    }
    const Id oldest = *std::ranges::min_element(
        hers->second, {}, [&](Id record) { return rooms_.at(record).people.at(person).until; });
    Place place = rooms_.at(oldest).place;
    end(oldest, person);
    return place;
}

bool Presence::leave(Id record, Id person) {
    const bool there = is_at(record, person);
    if (there) {
        end(record, person);
    }
    return there;
}

void Presence::end(Id record, Id person) {
    const auto room = rooms_.find(record);
    room->second.people.erase(person);
    if (room->second.people.empty()) {
        rooms_.erase(room);
    }
    const auto hers = records_of_.find(person);
    std::erase(hers->second, record);
    if (hers->second.empty()) {
        records_of_.erase(hers);
    }
    --all_;
}

std::vector<Presence::Place> Presence::expire(Instant now) {
    std::vector<Place> changed;
    if (now < soonest_) {
        return changed;
    }
    soonest_ = Instant::never();
    std::vector<std::pair<Id, Id>> ended;
    for (const auto& [record, room] : rooms_) {
        const std::size_t before = ended.size();
        for (const auto& [person, lease] : room.people) {
            if (lease.until <= now) {
                ended.emplace_back(record, person);
            } else {
                soonest_ = std::min(soonest_, lease.until);
            }
        }
        if (ended.size() > before) {
            changed.push_back(room.place);
        }
    }
    for (const auto& [record, person] : ended) {
        end(record, person);
    }
    return changed;
}

std::vector<Present> Presence::at(Id record) const {
    std::vector<Present> people;
    if (const auto room = rooms_.find(record); room != rooms_.end()) {
        for (const auto& [person, lease] : room->second.people) {
            people.push_back({person, lease.attention});
        }
    }
    return people;
}

bool Presence::is_at(Id record, Id person) const {
    const auto room = rooms_.find(record);
    return room != rooms_.end() && room->second.people.contains(person);
}

std::vector<Presence::Place> Presence::places_of(Id person) const {
    std::vector<Place> places;
    if (const auto hers = records_of_.find(person); hers != records_of_.end()) {
        for (const Id record : hers->second) {
            places.push_back(rooms_.at(record).place);
        }
    }
    return places;
}

}  // namespace reeve::desk
