#pragma once

#include <string>
#include <string_view>

namespace reeve::import {

// Text of that encoding as UTF-8; its five bytes without a meaning become U+FFFD.
[[nodiscard]] std::string from_windows_1252(std::string_view text);

}  // namespace reeve::import
