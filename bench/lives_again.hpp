#pragma once
// Lives of records, read from one desk's journal and lived again in another: with other numbers at another
// time, or just as they were. Written as acts write: sealed, folded and appended by the store.

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/sources.hpp"
#include "records/event.hpp"
#include "store/store.hpp"

namespace bench {

using Life = std::vector<reeve::records::Event>;

// A life's span of grace: what it waits for may come so much earlier and still lies ahead.
struct Source {
    struct Told {
        Life life;
        reeve::Duration grace;  // Duration of a thousand years when it waits for nothing
    };
    std::vector<Told> lives;  // of records without links, the one that ended last at the end
    std::vector<reeve::records::Event> besides;  // directory and processes, in order
};

// Reads the whole journal; throws std::runtime_error when a record's events cannot be folded.
[[nodiscard]] Source read_source(reeve::store::Store& store);

// The events before each moment at which the next thing that the record waits for is the breach of that
// clock, and the instant of that breach.
struct Waiting {
    Life life;
    reeve::Instant breach;
};
[[nodiscard]] std::vector<Waiting> waiting_for_breach(const Source& source, const std::string& clock);

class Again {
public:
    // What is not sealed is of no use to a journal: for desks that lose theirs.
    Again(reeve::store::Writer& writer, std::uint64_t seed, bool sealed = true)
        : writer_(writer), entropy_(20140120 + seed), sealed_(sealed) {}
    // Under a new number, so much earlier (later when negative), within the writer's transaction.
    void live(const Life& life, reeve::Duration earlier);
    // The same events, to the last byte.
    void live_the_same(const Life& life);

private:
    void append(const Life& events, const reeve::records::Record& record);

    reeve::store::Writer& writer_;
    reeve::SeededEntropy entropy_;
    bool sealed_;
};

}  // namespace bench
