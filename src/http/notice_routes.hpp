#pragma once

#include "http/api.hpp"

namespace reeve::http {

void list_notices(Api& api, Call call, Reply reply);

}  // namespace reeve::http
