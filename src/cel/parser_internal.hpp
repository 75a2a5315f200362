#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cel/expr_internal.hpp"
#include "cel/lexer_internal.hpp"

namespace reeve::cel {

// The whole grammar of CEL. `source` is valid UTF-8 of at most characters_max.
[[nodiscard]] std::expected<ExprPtr, Mistake> parse(std::string_view source);

struct Macro {
    std::string_view name;
    ExprKind kind;
    std::size_t arguments;  // after the receiver
    std::size_t variables;  // how many of them name an element
};
inline constexpr std::size_t any_arguments = 99;
// Null when a call of this name with so many arguments is no macro.
[[nodiscard]] const Macro* find_macro(std::string_view name, std::size_t arguments);
[[nodiscard]] std::vector<std::string> macro_names();

}  // namespace reeve::cel
