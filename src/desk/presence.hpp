#pragma once
// Who has a record open at this moment, and whether she is writing: a courtesy among those who work on it,
// kept in memory for as long as each renews it.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"

namespace reeve::desk {

enum class Attention : std::uint8_t { viewing, replying, idle };
[[nodiscard]] std::string_view word(Attention attention);
[[nodiscard]] std::optional<Attention> attention_of(std::string_view word);

struct Present {
    Id person;
    Attention attention = Attention::viewing;
    bool operator==(const Present&) const = default;
};

class Presence {
public:
    struct Limits {
        Duration lease = Duration::seconds(30);
        std::size_t each = 20;     // records of one person: then the one renewed longest ago ends
        std::size_t all = 20'000;  // then nobody more is noted
    };
    struct Place {
        Id record;
        std::string number, process;
    };
    Presence() = default;
    explicit Presence(const Limits& limits) : limits_(limits) {}

    // She is there, or there no more (nothing). The places where others see something else now.
    [[nodiscard]] std::vector<Place> put(const Place& place, Id person, std::optional<Attention> attention,
                                         Instant now);
    // True when she was there.
    bool leave(Id record, Id person);
    // Ends what was not renewed.
    [[nodiscard]] std::vector<Place> expire(Instant now);
    // By person.
    [[nodiscard]] std::vector<Present> at(Id record) const;
    [[nodiscard]] bool is_at(Id record, Id person) const;
    [[nodiscard]] std::vector<Place> places_of(Id person) const;

private:
    struct Lease {
        Attention attention = Attention::viewing;
        Instant until;
    };
    struct Room {
        Place place;
        std::map<Id, Lease> people;
    };
    void end(Id record, Id person);
    [[nodiscard]] std::optional<Place> make_room(Id person);

    Limits limits_;
    std::map<Id, Room> rooms_;
    std::map<Id, std::vector<Id>> records_of_;  // by person
    std::size_t all_ = 0;
    Instant soonest_ = Instant::never();  // no lease ends before
};

}  // namespace reeve::desk
