#pragma once
// A record in the words in which the store keeps it, for tests.

#include <string>

#include "records/record_text.hpp"

namespace reeve::records::testing {

[[nodiscard]] inline std::string written(const Record& record) {
    std::string text;
    write_text(record, text);
    return text;
}

}  // namespace reeve::records::testing
