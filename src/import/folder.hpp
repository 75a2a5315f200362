#pragma once
// A stopped desk's folder as imports and exports need it; `app` makes it.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "desk/world.hpp"
#include "import/sink.hpp"
#include "store/store.hpp"

namespace reeve::import {

// Held alone for as long as this lives.
class DeskFolder {
public:
    virtual ~DeskFolder() = default;
    [[nodiscard]] virtual Sink& sink() = 0;
    [[nodiscard]] virtual desk::WorldPtr world() const = 0;
    [[nodiscard]] virtual store::Store& store() = 0;
};

// Throws std::runtime_error with a sentence when a running desk has the folder. An empty folder, or one that
// is missing, is first made into a desk, as `serve` would, where `make` says so.
using OpenFolder = std::function<std::unique_ptr<DeskFolder>(const std::string& data, bool make)>;

}  // namespace reeve::import
