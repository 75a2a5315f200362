#pragma once

#include <cstdint>
#include <string>

#include "http/message.hpp"

namespace reeve::http {

// The status line and headers as bytes, the security headers of every answer included, up to the empty line.
[[nodiscard]] std::string response_head(const Response& response, std::uint64_t length, bool keep_alive);

}  // namespace reeve::http
