#pragma once
// From text to a Program: parse, check the types, resolve every name.

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "cel/environment.hpp"
#include "cel/program.hpp"

namespace reeve::cel {

inline constexpr std::size_t characters_max = 10'000;
inline constexpr int nesting_max = 100;  // of brackets, calls, conditionals and signs
inline constexpr int height_max = 250;   // of the tree: a long sum is a high tree
inline constexpr std::size_t problems_max = 20;

enum class Checking : std::uint8_t {
    strict,      // types hold, and a `maybe T` is used as a T only where it is known not to be null
    permissive,  // types hold; a `maybe T` counts as a T (absent, it makes a run-time error)
    none,        // only what a run can find out: names and types are errors when they are reached
};

struct CompileOptions {
    std::string file;  // for problems
    int line = 1;      // where the expression begins in that file
    int column = 1;
    int indent = 0;                // characters that the file has before each further line
    std::optional<Type> expected;  // what the result must be
    Checking checking = Checking::strict;
    // Whether a literal that can never hold (a time, a duration, a pattern, a zone) is a problem here
    // instead of an error each time it is evaluated.
    bool check_literals = true;
    // An expression that may take more steps is refused here: comprehensions within comprehensions multiply.
    std::optional<std::int64_t> cost_max;
    // There a table counts by its rows and a pattern by its length. Where it is false, one that passes the
    // limit by that alone is taken with a warning, and each call of it is one step, at run time too.
    bool weigh_calls = true;
};

[[nodiscard]] std::expected<Program, std::vector<Problem>> compile(std::string_view source,
                                                                   const Environment& environment,
                                                                   const CompileOptions& options = {});

// One that has this value whatever is asked; `text` is how it reads.
[[nodiscard]] Program constant_program(Value value, Type type, std::string text);

}  // namespace reeve::cel
