#include "desk/missed.hpp"

#include <algorithm>

namespace reeve::desk {
namespace {

constexpr std::size_t events_at_once = 10'000;
// Farther back it is cheaper to read everything anew.
constexpr std::int64_t events_back = 50'000;

}  // namespace

Missed missed_since(store::Reader& reader, const store::Sight& sight, std::uint64_t rights,
                    const FeedPosition& since, std::size_t most) {
    Missed missed;
    const std::int64_t head = reader.head();
    // A position ahead of the journal is of data that a backup has replaced since.
    if (since.rights != rights || since.seq > head || head - since.seq > events_back) {
        missed.reset = true;
        missed.until = head;
        return missed;
    }
    store::Since found = reader.since(sight, since.seq, {most, events_at_once});
    missed.until = found.until;
    missed.more = found.more;
    for (const store::Happened& each : found.records) {
        const bool internal = std::ranges::find(sight.internal, each.process) != sight.internal.end();
        const Kinds kinds = kinds_of(each.changes);
        missed.records.push_back(
            {each.record, each.number, each.version, internal ? kinds : public_kinds(kinds), each.gone});
    }
    return missed;
}

}  // namespace reeve::desk
