#pragma once
// The events of the journal become records and what is derived from them: record by record in the order of
// their beginning, each folded whole and written once. Memory holds one record at a time.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "store/replay.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/projection.hpp"
#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {

class Folding {
public:
    // From the journal of `source` into the derived tables of `target`, which are empty.
    Folding(Connection& source, Connection& target);

    void run();
    [[nodiscard]] std::int64_t events() const { return events_; }
    [[nodiscard]] std::vector<SetAside> set_aside() const;

private:
    void fold(Id stream);
    // The reason why it does not; empty when it did.
    [[nodiscard]] std::string apply(const Statement& row, records::Record& record, Touched& touched);

    Connection& source_;
    Connection& target_;
    Projection projection_;
    std::map<Id, std::string> given_up_;
    std::int64_t events_ = 0;
};

// Empties the derived tables of `target` and folds the journal of `source` into them, within the caller's
// transaction; what does not fold is listed as set aside. Both may be the same connection.
std::vector<SetAside> fold_anew(Connection& source, Connection& target);

}  // namespace reeve::store::sqlite
