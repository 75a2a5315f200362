#pragma once
// The files that the binary carries: the shipped processes and the API's description.

#include <string_view>
#include <vector>

#include "cli/cli.hpp"
#include "desk/demo.hpp"

namespace reeve::app {

struct ShippedFile {
    std::string_view path;  // "processes/epts-support/process.yaml", "docs/openapi.yaml"
    std::string_view text;  // lives as long as the program
};

[[nodiscard]] std::vector<ShippedFile> shipped_files();  // generated
[[nodiscard]] std::vector<desk::ShippedProcess> shipped_processes();
[[nodiscard]] std::vector<cli::ShippedImport> shipped_imports();
[[nodiscard]] std::vector<cli::ShippedText> shipped_texts();
[[nodiscard]] std::string_view openapi();

}  // namespace reeve::app
