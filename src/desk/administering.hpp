#pragma once
// Reads what an administrator sent about processes.

#include <memory>
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
// The same, for handing it on: reading takes long where much was sent, so it is read once, where nobody
// waits.
using ReadInstallation = std::shared_ptr<const Outcome<Installation>>;
[[nodiscard]] ReadInstallation read_for_handing_on(const World& world, const Json& value);
// Refused (unmet) unless the version comes after those there are.
[[nodiscard]] Outcome<void> check_newest(const World& world, const process::Process& process);

// {"id", "version"?}: that version, else the newest. Refusals: malformed; unseen when there is no such
// process.
[[nodiscard]] Outcome<ProcessVersion> read_activation(const World& world, const Json& value);

}  // namespace reeve::desk
