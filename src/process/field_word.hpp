#pragma once
// What kinds of fields are called, in files and in answers.

#include <string_view>

#include "process/field.hpp"

namespace reeve::process {

[[nodiscard]] std::string_view word(FieldKind kind);

}  // namespace reeve::process
