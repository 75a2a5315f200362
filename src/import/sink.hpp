#pragma once
// Where lives go: into a stopped desk's folder, or to a running desk.

#include <cstddef>

#include "import/batch.hpp"
#include "process/model.hpp"

namespace reeve::import {

class Sink {
public:
    virtual ~Sink() = default;
    // The rows that a batch should have: more would be refused or slow, fewer cost a commit each.
    [[nodiscard]] virtual std::size_t rows_per_batch() const = 0;
    // Makes a calendar of that name, where there is none.
    virtual void enter_calendar(const std::string& name, const Json& hours) = 0;
    // Durable when it returns. What is there already adds nothing, so a batch may be put again. Throws
    // std::runtime_error with a sentence when it cannot be done.
    [[nodiscard]] virtual desk::ImportReport put(Batch batch) = 0;
};

}  // namespace reeve::import
