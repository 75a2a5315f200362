#pragma once
// Records of another desk, in batches, by administrators.

#include "http/api.hpp"

namespace reeve::http {

void import_records(Api& api, Call call, Reply reply);

}  // namespace reeve::http
