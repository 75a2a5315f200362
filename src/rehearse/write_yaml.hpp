#pragma once
// A tree of YAML as text again: the same values, one to a line, without its comments.

#include <string>

#include "process/yaml.hpp"

namespace reeve::rehearse {

[[nodiscard]] std::string write_yaml(const process::YamlNode& root);

}  // namespace reeve::rehearse
