#pragma once

#include "http/api.hpp"

namespace reeve::http {

void read_move(Api& api, Call call, Reply reply);

}  // namespace reeve::http
