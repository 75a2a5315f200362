#pragma once

#include "http/api.hpp"

namespace reeve::http {

void try_on_the_past(Api& api, Call call, Reply reply);

}  // namespace reeve::http
