#pragma once
// What of a process is no list of names and no plain value, compared in sentences of its own.

#include <functional>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace reeve::process {

// A sentence without whose it is and without its end: "after it, the notice 'late' is now sent".
using Tell = std::function<void(const std::string&)>;

[[nodiscard]] std::string shown_value(const Json& value);
// What a member says of a thing.
[[nodiscard]] std::string_view label_of(std::string_view member);

// False where the member is none of these. In a language other than the first only its texts are told.
[[nodiscard]] bool compare_apart(std::string_view member, const Json& before, const Json& now,
                                 std::string_view language, const Tell& tell);

// Question trees, each answer by the way that leads to it.
void compare_questions(const Json& before, const Json& now, std::string_view language, const Tell& tell);
// What follows: `when` is "after it", "on entering it".
void compare_effects(const Json& before, const Json& now, std::string_view when, std::string_view language,
                     const Tell& tell);
void compare_edges(const Json& before, const Json& now, std::string_view language, const Tell& tell);

}  // namespace reeve::process
