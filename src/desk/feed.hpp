#pragma once
// The live feed: who is told of what as it is committed (decision 0008). A state machine without threads;
// safe to use from several. What waits for a reader is one line for each record, and bounded.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/outcome.hpp"
#include "desk/desk.hpp"
#include "desk/feed_position.hpp"
#include "desk/missed.hpp"
#include "desk/presence.hpp"
#include "desk/told.hpp"

namespace reeve::desk {

struct FeedLimits {
    std::size_t each = 20;       // streams of one person
    std::size_t all = 8000;      // streams
    std::size_t pending = 1000;  // records that wait for a reader; more and she is told to begin anew
};

class Feed {
public:
    // Called where the commit is told, holding the feed: it must only pass on that there is something to
    // take.
    using Wake = std::function<void()>;
    using Place = std::uint64_t;

    struct Joined {
        Place place = 0;
        store::Sight sight;
        std::uint64_t rights = 0;
    };
    // Others who have a record open that she has open too.
    struct Company {
        std::string number;
        std::vector<Present> people;
    };
    struct News {
        bool over = false;          // she may read no longer
        bool reset = false;         // what she has seen may be wrong: to be read anew
        std::vector<Told> records;  // each once
        std::vector<Company> company;
        FeedPosition position;  // up to which `records` is all
    };

    explicit Feed(FeedLimits limits = {});
    ~Feed();

    // Where the journal stands, before anybody joins.
    void begin(WorldPtr world, std::int64_t head);
    // After each commit, in their order.
    void tell(const Desk::Commit& commit, const WorldPtr& world);

    // From here on she misses nothing. Refusal throttled, busy or unauthenticated.
    [[nodiscard]] Outcome<Joined> join(Id person);
    // What the journal says since her last position, read after joining.
    void add(Place place, Missed missed);
    void listen(Place place, Wake wake);
    [[nodiscard]] News take(Place place);
    void leave(Place place);
    // She has the record open, or no more (nothing); she may know it. Who else has it, as far as she is told:
    // those who read internal entries are told of everybody, others of nobody.
    [[nodiscard]] std::vector<Present> attend(const Presence::Place& place, Id person,
                                              std::optional<Attention> attention, Instant real_now);
    // Presence that was not renewed ends.
    void expire(Instant real_now);
    // Wakes each of her readers, to look whether her session still holds.
    void wake(Id person);
    [[nodiscard]] std::size_t readers() const;

private:
    struct Reader;
    // A process and an organisation, a process that is seen wholly, or a person.
    using Key = std::pair<std::string, Id>;

    [[nodiscard]] static std::vector<Key> keys_of(const Reader& reader);
    void enter(Reader& reader, const records::Person& person);
    void withdraw(Reader& reader);
    void renew(const WorldPtr& world);
    void match(const Desk::Changed& changed);
    void touch(const Key& key, bool had, bool has);
    void put(Reader& reader, const Told& told);
    void rouse(Reader& reader);
    void announce(const std::vector<Presence::Place>& places);
    void part(const Presence::Place& place, Id person);
    [[nodiscard]] std::vector<Present> others(Id record, Id person) const;

    FeedLimits limits_;
    mutable std::mutex mutex_;
    WorldPtr world_;
    std::int64_t head_ = 0;
    Place last_place_ = 0;
    std::map<Place, std::unique_ptr<Reader>> readers_;
    std::map<Id, std::size_t> of_person_;
    std::map<Key, std::vector<Reader*>> by_key_;
    std::vector<Reader*> touched_;  // by the change at hand
    Presence presence_;
};

}  // namespace reeve::desk
