#pragma once
// A record put into words as the store keeps it: by the writer, or before its turn by somebody else.

#include <string>
#include <vector>

#include "records/record.hpp"

namespace reeve::store {

// Two at the end of `bodies`: JSON of the whole record (records::encode), and of what a row of a list shows
// of it (records::brief).
void write_record(const records::Record& record, std::vector<std::string>& bodies);

}  // namespace reeve::store
