#pragma once
// Reads what an administrator sent about processes.

#include <vector>

#include "base/json.hpp"
#include "base/outcome.hpp"
#include "base/problem.hpp"
#include "desk/world.hpp"
#include "process/load.hpp"

namespace reeve::desk {

struct Installation {
    process::ProcessPtr process;
    std::vector<process::SourceFile> files;  // those that are kept, by path
    std::vector<Problem> warnings;
    std::vector<ProcessVersion> partners = {};  // active processes to whose records it links
};

// {"id", "files": {path: text}}: loaded, and of a version that comes after those there are. Refusals:
// malformed; unmet with every problem, its place as the field ("process.yaml:12:7").
[[nodiscard]] Outcome<Installation> read_installation(const World& world, const Json& value);

// {"id", "version"?}: that version, else the newest. Refusals: malformed; unseen when there is no such
// process.
[[nodiscard]] Outcome<ProcessVersion> read_activation(const World& world, const Json& value);

}  // namespace reeve::desk
