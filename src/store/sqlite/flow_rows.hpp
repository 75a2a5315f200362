#pragma once
// The rows of `record_flow`: written with the records they are of, read for figures.

#include "store/flow.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/lists.hpp"

namespace reeve::store::sqlite {

// Brings the row of the record with that key to where the record stands; writes nothing where it is there
// already.
void put_flow(Connection& connection, std::int64_t key, const FlowRow& row, bool born);

// Of the scope's records, what was resolved since then: calls `each` with the instants.
void each_resolved(Connection& connection, const Scope& scope, Instant since,
                   const std::function<void(Instant)>& each);

class FlowRows : public FlowReader {
public:
    explicit FlowRows(ListReading& reading) : reading_(reading) {}

    [[nodiscard]] Flow flow(const Sight& sight, const FlowQuestion& question) override;
    [[nodiscard]] Moves moves(const Sight& sight, const FlowQuestion& question) override;
    [[nodiscard]] CustodyFlow custody(const Sight& sight, const FlowQuestion& question) override;
    [[nodiscard]] Hours hours(const Sight& sight, const HoursQuestion& question) override;
    [[nodiscard]] Page records(const Sight& sight, const FlowQuestion& question, const FlowTest& test,
                               std::string_view after, std::size_t limit, bool count) override;
    [[nodiscard]] FlowWalk walk(const Sight& sight, const FlowQuestion& question, std::string_view after,
                                std::int64_t most, const FlowVisit& visit) override;

private:
    ListReading& reading_;
};

}  // namespace reeve::store::sqlite
