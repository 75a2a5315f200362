#pragma once
// A record put into words as the store keeps it, by the writer or before its turn by somebody else; and back.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "records/event.hpp"
#include "records/record.hpp"
#include "store/flow_row.hpp"

namespace reeve::store {

struct RecordWritten {
    std::string body, row;  // JSON, compressed: of the whole record (records::encode), and of what a row of a
                            // list shows of it (records::brief)
    FlowRow flow;
};
[[nodiscard]] RecordWritten write_record(const records::Record& record);
// Of a body or a row. Refuses bytes that were not written so.
[[nodiscard]] Outcome<records::Record> read_record(std::string_view body);

// What somebody has put into words already, so that the writer need not: each list is empty, or is of
// everything that is written.
struct Written {
    std::span<const std::string> skeletons;  // of the events: write_json(records::skeleton(event))
    std::span<const RecordWritten> records;  // of the sealed records
};

// The same, kept by whoever did so.
struct AllWritten {
    std::vector<std::string> skeletons;
    std::vector<RecordWritten> records;

    operator Written() const { return {skeletons, records}; }  // NOLINT(google-explicit-constructor)
};
[[nodiscard]] AllWritten write_all(std::span<const records::Event> events,
                                   std::span<const records::Record> records);

}  // namespace reeve::store
