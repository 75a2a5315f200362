#pragma once

#include "http/message.hpp"

namespace reeve::http {

// A file of the page, in the best form that the client takes; index.html for every address of the page
// itself.
[[nodiscard]] Response serve_page(const Request& request);

}  // namespace reeve::http
