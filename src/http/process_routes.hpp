#pragma once

#include "http/api.hpp"

namespace reeve::http {

void list_processes(Api& api, Call call, Reply reply);
void read_process(Api& api, Call call, Reply reply);
void read_differences(Api& api, Call call, Reply reply);
void install_process(Api& api, Call call, Reply reply);
void activate_process(Api& api, Call call, Reply reply);

}  // namespace reeve::http
