#pragma once
// The limit of a rebuild, frozen (frozen.txt).

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

struct Inserted {
    std::int64_t rows = 0;
    double seconds = 0;  // of inserting alone; the rows were read before
};

// Inserts the rows of these tables of `source` into empty ones with the same indexes in `target`, a file that
// is made: one transaction, one prepared statement a table, no journal, no values computed. Throws
// std::runtime_error.
[[nodiscard]] Inserted bare_insert(const std::string& source, const std::string& target,
                                   const std::vector<std::string>& tables);

}  // namespace bench
