#pragma once
// What happened since a position in the feed, read from the journal with the rights of now.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "desk/feed_position.hpp"
#include "desk/told.hpp"
#include "store/query.hpp"

namespace reeve::desk {

struct Missed {
    bool reset = false;         // too much, or other rights: to be read anew
    std::vector<Told> records;  // each once
    std::int64_t until = 0;     // up to which this is all
    bool more = false;          // it goes on after `until`
};

// At most `most` records; `rights` are those that she has now.
[[nodiscard]] Missed missed_since(store::Reader& reader, const store::Sight& sight, std::uint64_t rights,
                                  const FeedPosition& since, std::size_t most);

}  // namespace reeve::desk
