#pragma once
// `reeve process diff`: what another version changes, and which open records of a desk that concerns.

#include <string>

#include "cli/cli.hpp"
#include "cli/sign_in.hpp"

namespace reeve::cli {

struct DiffFlags {
    std::string before, after;  // folders of the process
    std::string data;           // of a stopped desk; empty: none is asked
    SignIn desk;                // a running one; no url: none is asked
};

// 0: they say the same; 1: there are differences; 2: it could not be told.
[[nodiscard]] int show_differences(const Surroundings& around, const DiffFlags& flags);

// The loaded process of a folder; its mistakes on standard error and null where it does not load.
[[nodiscard]] process::ProcessPtr load_folder(const std::string& folder);

}  // namespace reeve::cli
