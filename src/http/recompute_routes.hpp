#pragma once
// What counting a record's clocks anew would change, before it is done.

#include "base/outcome.hpp"
#include "http/api.hpp"
#include "records/command.hpp"

namespace reeve::http {

void read_recompute(Api& api, Call call, Reply reply);
// By If-Match, of the act that does it: the ETag of what was shown.
[[nodiscard]] Outcome<void> read_differences_seen(const Call& call, records::Command& command);

}  // namespace reeve::http
