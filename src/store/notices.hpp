#pragma once
// Notices as those find them whom they went out to.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.hpp"

namespace reeve::store {

struct NoticeRow {
    std::int64_t seq = 0;  // of the entry it came with
    std::string number;    // of the record
    std::string name;
    Instant at;
    // The words by language; of what was erased none.
    std::vector<std::pair<std::string, std::string>> texts;
    bool operator==(const NoticeRow&) const = default;
};

}  // namespace reeve::store
