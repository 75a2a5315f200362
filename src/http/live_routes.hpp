#pragma once

#include "http/api.hpp"

namespace reeve::http {

// GET /api/v1/events: what changes, as it is committed (decision 0008).
void read_events(Api& api, Call call, Reply reply);
// GET /api/v1/sync: the same for those who ask now and then.
void read_sync(Api& api, Call call, Reply reply);

// PUT /api/v1/records/{number}/presence: she has it open, until 30 seconds from now.
void put_presence(Api& api, Call call, Reply reply);

}  // namespace reeve::http
