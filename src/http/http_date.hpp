#pragma once

#include <string>

#include "base/instant.hpp"

namespace reeve::http {

// As the Date header has it (RFC 9110 section 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_date(Instant at);

}  // namespace reeve::http
