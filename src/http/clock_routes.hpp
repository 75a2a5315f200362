#pragma once
// What a clock of a record has counted, stretch by stretch.

#include "http/api.hpp"

namespace reeve::http {

void read_stretches(Api& api, Call call, Reply reply);

}  // namespace reeve::http
