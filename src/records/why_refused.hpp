#pragma once
// Why the desk could not do what it was to do, in sentences for people. Kept are names only: the words are
// the process's own, in the reader's language.

#include <string>
#include <string_view>
#include <vector>

#include "process/model.hpp"
#include "records/deed_change.hpp"

namespace reeve::records {

// One sentence for each thing that was missing. Process and type may be null: not loaded.
[[nodiscard]] std::vector<std::string> why_refused(const process::Process* process,
                                                   const process::RecordType* type, const DeedRefused& deed,
                                                   std::string_view language);

// Likewise of what was to follow by itself and was left out.
[[nodiscard]] std::vector<std::string> why_left_out(const process::Process& process,
                                                    const process::RecordType& type,
                                                    const std::vector<std::string>& unmet,
                                                    std::string_view language);

}  // namespace reeve::records
