#pragma once

#include "http/api.hpp"

namespace reeve::http {

// What logging would give; writes nothing.
void preview_record(Api& api, Call call, Reply reply);

}  // namespace reeve::http
