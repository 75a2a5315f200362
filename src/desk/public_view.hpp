#pragma once
// What a reader without internal entries gets of a record and of its public entries (decision 0004).

#include <vector>

#include "desk/world.hpp"
#include "records/approvals.hpp"
#include "records/event.hpp"
#include "records/record.hpp"

namespace reeve::desk {

// Without attachments of internal entries.
void keep_public(records::Record& record, Id reader);

// What was decided, not who voted how; her own vote is hers to see.
void keep_public(std::vector<records::ApprovalView>& approvals, Id reader);

// Of an act its name, state, priority, the holder's role and the reporter's own fields: those that she sets,
// or that somebody may set who only reports. No clocks, no people who work on it.
void keep_public(records::Event& event, const process::Process* process, const process::RecordType* type,
                 Id reader);

}  // namespace reeve::desk
