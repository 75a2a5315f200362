#pragma once
// Processes of the repository, for tests that run whole ones.

#include <fstream>
#include <sstream>
#include <string>

#include "process/load.hpp"

namespace reeve::verify {

// Of one file; null where it does not load. Tests run at the root of the tree.
inline process::ProcessPtr process_in(const std::string& folder, const std::string& id) {
    std::ifstream file(folder + "/" + id + "/process.yaml");
    std::stringstream text;
    text << file.rdbuf();
    auto loaded = process::load_process(id, {{"process.yaml", text.str()}});
    return loaded ? loaded->process : nullptr;
}

}  // namespace reeve::verify
