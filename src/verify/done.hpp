#pragma once
// What was done with a real record, in the way of a finding.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "process/index.hpp"
#include "records/command.hpp"

namespace reeve::process {
struct Process;
}

namespace reeve::verify {

// What was done, and by whom: for a rehearsal.
struct Done {
    Instant at;
    std::vector<process::Index> roles;  // of the person; empty: the desk
    records::Command command;
    bool timer = false;
    std::size_t step = 0;                       // of the finding's
    std::size_t other = 0;                      // with which record: 0 the one that it is about, else another
    process::Index type = 0;                    // of that record
    const process::Process* process = nullptr;  // of the type
    std::optional<std::size_t> linked = {};     // the record that is linked, or made and linked
    std::string link = {};                      // over which it is made
    std::vector<std::string> unmet = {};        // for what it is refused, by name
    // Of several records that wait for each other, there each has a way of its own:
    std::string state = {}, holder = {};  // as it stands afterwards; no holder where it is at its end
    bool refused = false;
    bool administrator = false;  // did it as such
};

}  // namespace reeve::verify
