#pragma once
// What counting a record's clocks anew would change, before it is done.

#include "http/api.hpp"

namespace reeve::http {

void read_recompute(Api& api, Call call, Reply reply);

}  // namespace reeve::http
