#pragma once
// What going to another version of its process would change of a record, for whoever may do it.

#include <cstdint>
#include <string_view>

#include "desk/queries.hpp"
#include "records/moving.hpp"

namespace reeve::desk {

struct MoveView {
    RecordView before,
        after;  // with what she may do in each; after is before where its type has no place there
    records::MovePreview move;
};

// Refused as the act `move` would be, but for what is unmet: that is told.
[[nodiscard]] Outcome<MoveView> view_move(Queries& queries, const World& world, Id person,
                                          std::string_view number, std::int64_t version, Instant now,
                                          std::string_view language);

}  // namespace reeve::desk
