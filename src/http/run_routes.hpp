#pragma once

#include "http/api.hpp"

namespace reeve::http {

void read_oncall(Api& api, Call call, Reply reply);
void set_clock(Api& api, Call call, Reply reply);
void read_openapi(Api& api, Call call, Reply reply);
void read_health(Api& api, Call call, Reply reply);
void read_readiness(Api& api, Call call, Reply reply);

}  // namespace reeve::http
