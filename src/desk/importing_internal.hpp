#pragma once
// An import on its way through the steps of the loop.

#include <cstddef>

#include "desk/desk.hpp"
#include "desk/import.hpp"

namespace reeve::desk {

struct Importing {
    Import what;
    OnDone done;
    ImportReport report;
    records::Command command;
    std::size_t organisations = 0, teams = 0, people = 0, lives = 0;  // the next one of each
    std::size_t singly_until = 0;  // lives that could not be taken together
};

}  // namespace reeve::desk
