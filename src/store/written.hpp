#pragma once
// A record put into words as the store keeps it, by the writer or before its turn by somebody else; and back.

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "records/record.hpp"

namespace reeve::store {

// Two at the end of `bodies`, each JSON compressed: of the whole record (records::encode), and of what a row
// of a list shows of it (records::brief).
void write_record(const records::Record& record, std::vector<std::string>& bodies);
// One of the two. Refuses bytes that were not written so.
[[nodiscard]] Outcome<records::Record> read_record(std::string_view body);

}  // namespace reeve::store
