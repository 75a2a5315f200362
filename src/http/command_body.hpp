#pragma once
// Bodies that become commands: read strictly, for whatever route takes them.

#include "http/api.hpp"
#include "records/command.hpp"

namespace reeve::http {

// fields, comment, links and attachments, where `body` has them. Refusals: malformed; unmet where an upload
// is not there.
[[nodiscard]] Outcome<void> read_parts(Api& api, const Call& call, const Json& body,
                                       records::Command& command);

// occurred_at, where `body` has it: when it happened, as somebody says. Refusal malformed.
[[nodiscard]] Outcome<void> read_claim(const Json& body, records::Command& command);

// The body of logging a record: the command that logs it. Refusals as of read_parts.
[[nodiscard]] Outcome<void> read_log(Api& api, const Call& call, records::Command& command);

}  // namespace reeve::http
