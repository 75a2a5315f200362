#pragma once

#include <string>

#include "records/record.hpp"

namespace reeve::records {

// As write_json(encode(record)), onto the end of a text, without the value between them.
void write_text(const Record& record, std::string& onto);

}  // namespace reeve::records
