#pragma once

#include <string>

#include "records/record.hpp"

namespace reeve::records {

// The record as one JSON object, the form in which the store keeps it, onto the end of a text; back by
// decode_record.
void write_text(const Record& record, std::string& onto);

}  // namespace reeve::records
