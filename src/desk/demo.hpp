#pragma once
// Demonstration people, organisations, calendars and processes as submissions: what --demo and rehearsals
// start from.

#include <string>
#include <vector>

#include "desk/desk.hpp"
#include "process/demo.hpp"
#include "process/load.hpp"

namespace reeve::desk {

struct ShippedProcess {
    std::string id;
    std::vector<process::SourceFile> files;  // process.yaml and demo.yaml among them
};

// In order: calendars, organisations, teams, processes installed and activated, people (whose roles are then
// known), agreements and that they were agreed. The same ids every time (Id::of_name("person:helena")). A
// name that two processes share (organisation, person) is one entry, as the first has it, with both roles.
// Refusal unmet with every problem of the files.
[[nodiscard]] Outcome<std::vector<Administer>> demonstration(const std::vector<ShippedProcess>& shipped);

}  // namespace reeve::desk
