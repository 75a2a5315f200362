#pragma once
// A whole import: files in, rows sorted into lives, lives handed on, and what became of each row told.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "import/sink.hpp"
#include "process/import_mapping.hpp"

namespace reeve::import {

struct ImportOrder {
    std::vector<std::string> files;
    std::string organisation;   // whose people and teams they become; empty: as the mapping says
    std::string folder;         // where rows are laid that do not fit into memory
    std::string rejected_file;  // a CSV of the rejected rows; empty for none
    std::string flags_file;     // a CSV of all flags; empty for none
    std::function<void(std::string_view)> say;  // a line for people
};

struct ImportTotals {
    std::int64_t rows = 0;      // in the files
    std::int64_t records = 0;   // that they are of, and
    std::int64_t created = 0;   // those that are new
    std::int64_t known = 0;     // rows that were there already
    std::int64_t rejected = 0;  // rows
    std::int64_t flagged = 0;   // sentences
    std::int64_t compared = 0;  // rows that say a priority, and
    std::int64_t agreeing = 0;  // those whose priority the desk computes too
};

// Every row of the files is added, known or rejected, and told of in the last two cases. Throws
// std::runtime_error with a sentence when a file cannot be read or the sink does not take a batch; what was
// put until then stays, and the same import again completes it.
[[nodiscard]] ImportTotals run_import(const process::ImportMapping& mapping, const process::Process& process,
                                      const ImportOrder& order, Sink& sink);

// The closing lines.
[[nodiscard]] std::vector<std::string> lines_of(const ImportTotals& totals);

}  // namespace reeve::import
