#pragma once
// Lives of records, read from one desk's journal and lived again in another: with other numbers at another
// time, or just as they were. Written as acts write: sealed, folded and appended by the store.

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/sources.hpp"
#include "records/event.hpp"
#include "store/sqlite/connection.hpp"
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

// Through the store's writer, in the caller's transaction, as acts are written.
class Again {
public:
    Again(reeve::store::Writer& writer, std::uint64_t seed) : writer_(writer), entropy_(20140120 + seed) {}
    // Under a new number, so much earlier (later when negative).
    void live(const Life& life, reeve::Duration earlier);
    // The same events, to the last byte.
    void live_the_same(const Life& life);

private:
    void append(const Life& events, const reeve::records::Record& record);

    reeve::store::Writer& writer_;
    reeve::SeededEntropy entropy_;
};

// Only what lists and counts are read from, as a replay writes it: no journal, no whole records.
class Listed {
public:
    // `last` is the last event there; the series of numbers goes on after `number`.
    Listed(reeve::store::sqlite::Connection& connection, std::int64_t last, std::int64_t number)
        : connection_(connection), seq_(last), number_(number), entropy_(20140120) {}
    void live(const Life& life, reeve::Duration earlier);

private:
    reeve::store::sqlite::Connection& connection_;
    std::int64_t seq_, number_;
    reeve::SeededEntropy entropy_;
};

}  // namespace bench
