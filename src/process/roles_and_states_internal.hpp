#pragma once
// Works an expression out for one state and one holder, where it asks for nothing else.

#include <optional>
#include <string_view>

#include "cel/program.hpp"
#include "process/model.hpp"

namespace reeve::process {

struct Standing {
    std::string_view state;
    std::string_view holder;  // empty: nobody
};

// True when the expression's value follows from the holder (and the state, where `with_state`) and tables
// alone.
[[nodiscard]] bool follows_from_holder(const cel::Program& program);
[[nodiscard]] bool follows_from_standing(const cel::Program& program);

// The value of such an expression.
[[nodiscard]] cel::Value value_for(const Process& process, const cel::Program& program, Standing standing);

}  // namespace reeve::process
