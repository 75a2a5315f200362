#pragma once
// What going to another version of its process would change of a record.

#include "http/api.hpp"

namespace reeve::http {

void read_move(Api& api, Call call, Reply reply);

}  // namespace reeve::http
