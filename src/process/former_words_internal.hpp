#pragma once
// A former version in the words of the one that follows it, so that only what differs is told.

#include <map>
#include <string>

#include "process/model.hpp"

namespace reeve::process {

struct FormerWords {
    Process process;  // the former one, with what is called otherwise under its new name
    std::map<std::string, MoveMap::OfType, std::less<>> types;  // names that were there; values are below
    std::map<std::string, MoveMap::Names, std::less<>> values;  // by choice
};

// By the `moves` of `after`. What the texts of expressions say stays as it was written.
[[nodiscard]] FormerWords in_words_of(const Process& before, const Process& after);

}  // namespace reeve::process
