#pragma once
// The open records that another version of their process would concern, difference by difference.

#include <cstdint>
#include <string>
#include <vector>

#include "process/diff.hpp"
#include "store/query.hpp"

namespace reeve::desk {

struct Concerned {
    struct Records {
        std::int64_t count = 0;
        std::vector<std::string> numbers;  // the first ones by number, at most 20
    };
    std::vector<Records> each;   // of each difference
    std::int64_t looked_at = 0;  // open records of that version
    bool partial = false;        // there are more than are looked at
};

// What of an open record says whether it is concerned.
struct SeenRecord {
    std::string number, type, state;
    std::vector<std::string> clocks;
};
// Counts it with each difference that concerns it; `told.each` is as long as the differences.
void count(Concerned& told, const SeenRecord& record, const std::vector<process::Difference>& differences);

// Of the open records that are on that version of the process, as the sight has them; 20,000 open ones of the
// process are looked at.
[[nodiscard]] Concerned concerned(store::Reader& reader, const store::Sight& sight,
                                  const std::string& process, int version,
                                  const std::vector<process::Difference>& differences);

}  // namespace reeve::desk
