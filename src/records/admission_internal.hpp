#pragma once
// Acts that every record has: who is let in to do them, when, and what she brings along.

#include <optional>
#include <string>
#include <vector>

#include "process/built_in.hpp"
#include "records/permission_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {

// Why she may not do it; empty where she may. Who may is what the process says; where it says nothing, what
// holds for every record.
[[nodiscard]] std::string why_not(const Asking& asking, process::BuiltIn act, const Record& record);

// The comment's audience is internal unless it says otherwise.
struct Admitted {
    Asking asking;
    std::optional<Said> said;
    std::vector<AttachmentPart> attachments;
};
// In this order: is she active here, may she, does the process's condition hold on the record as it is, is
// the record as far, may she say what she says to whom she says it, is the record as she saw it.
[[nodiscard]] Outcome<Admitted> admit(Situation& situation, const Command& command,
                                      const process::RecordType& type, process::BuiltIn act);

}  // namespace reeve::records
