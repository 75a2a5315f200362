#pragma once
// Figures of custody for who is told of roles alone: neither which person or team had a record, nor where.

#include "store/flow.hpp"
#include "store/query.hpp"

namespace reeve::store {

[[nodiscard]] CustodyFlow custody_by_roles(FlowReader& reader, const Sight& sight,
                                           const FlowQuestion& question);
// A figure's test of records that are known so. What names a person, a team or a place finds none.
[[nodiscard]] FlowTest by_roles(FlowTest test);

}  // namespace reeve::store
