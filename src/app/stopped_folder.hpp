#pragma once

#include <memory>
#include <string>

#include "import/folder.hpp"

namespace reeve::app {

[[nodiscard]] std::unique_ptr<import::DeskFolder> open_folder(const std::string& data, bool make);

}  // namespace reeve::app
