#pragma once
// Events in the order of the journal become records and what is derived from them. Memory does not grow with
// the journal: only the records last touched are held, the others wait in the tables being made.

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <unordered_map>
#include <vector>

#include "store/replay.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/projection.hpp"

namespace reeve::store::sqlite {

class Folding {
public:
    // From the journal of `source` into the derived tables of `target`, which are empty.
    Folding(Connection& source, Connection& target, std::size_t held_max = 2000);

    void run();
    [[nodiscard]] std::int64_t events() const { return events_; }
    [[nodiscard]] std::vector<SetAside> set_aside() const;

private:
    struct Held {
        records::Record record;
        Touched touched;
    };
    using HeldList = std::list<Held>;
    void fold(const records::Event& event, std::int64_t seq);
    HeldList::iterator hold(Id id);
    void put_oldest();
    void give_up(Id stream, const std::string& reason);

    Connection& source_;
    Connection& target_;
    Projection projection_;
    std::size_t held_max_;
    HeldList held_;  // the last touched first
    std::unordered_map<Id, HeldList::iterator> by_id_;
    std::map<Id, std::string> given_up_;
    std::int64_t events_ = 0;
};

// Empties the derived tables of `target` and folds the journal of `source` into them, within the caller's
// transaction; what does not fold is listed as set aside. Both may be the same connection.
std::vector<SetAside> fold_anew(Connection& source, Connection& target);

}  // namespace reeve::store::sqlite
