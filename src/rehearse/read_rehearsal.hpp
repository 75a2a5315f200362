#pragma once
// A rehearsal's file: YAML in, the rehearsal or every mistake in it out. The grammar is in
// docs/processes/rehearsals.md.

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "rehearse/rehearsal.hpp"
#include "rehearse/vocabulary.hpp"

namespace reeve::rehearse {

// `file` is how the problems name it.
[[nodiscard]] std::expected<Rehearsal, std::vector<Problem>> read_rehearsal(std::string_view file,
                                                                            std::string_view text,
                                                                            const Vocabulary& vocabulary);

// The processes that it says must be there too, before anything else of it is read.
[[nodiscard]] std::vector<std::string> named_beside(const process::SourceFile& rehearsal);

}  // namespace reeve::rehearse
