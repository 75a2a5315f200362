#pragma once

#include "records/record.hpp"

namespace reeve::records {

// What a row of a list shows of a record, as a record: without description, history, links, attachments and
// watchers, of its legs the last, of its clocks those that are not stopped, each with its last span.
[[nodiscard]] Record brief(const Record& record);

}  // namespace reeve::records
