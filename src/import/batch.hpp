#pragma once
// What is handed on at once: some lives, who is named in them for the first time, and the rows they come
// from.

#include <string_view>
#include <vector>

#include "desk/import.hpp"
#include "import/spill.hpp"

namespace reeve::import {

struct Batch {
    desk::Import what;            // its actor is the sink's to say
    std::vector<SortedRow> rows;  // of the lives, as the file has them: for what is said of a row

    // A role is added to a person who is named in this batch already.
    void name_person(std::string_view name, std::string_view display, std::string_view organisation,
                     std::string_view role);
};

}  // namespace reeve::import
