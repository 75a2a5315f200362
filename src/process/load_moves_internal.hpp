#pragma once
// `moves`: read once everything has its name.

#include "process/load_internal.hpp"

namespace reeve::process {

void define_moves(Loading& loading, const YamlNode& node);

}  // namespace reeve::process
