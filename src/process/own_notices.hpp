#pragma once
// What the desk tells of itself, whatever the process: that it could not do what it was to do. A process that
// declares a notice of such a name says in which words, and to whom.

#include <span>
#include <string_view>

#include "process/model.hpp"

namespace reeve::process {

inline constexpr std::string_view desk_refused = "desk_refused";  // its act was refused
inline constexpr std::string_view exhausted = "exhausted";        // it found nobody further to hand over to
inline constexpr std::string_view seat_empty = "seat_empty";      // nobody can fill a seat of a round
inline constexpr std::string_view effects_refused = "effects_refused";  // what was to follow was left out

// As the desk words them.
[[nodiscard]] std::span<const Notice> own_notices();
// Null where none has that name.
[[nodiscard]] const Notice* own_notice(std::string_view name);
// As the process declares it, else as the desk words it.
[[nodiscard]] const Notice& own_notice(const Process& process, std::string_view name);

// What stands between its braces besides what every notice may say: "desk.why".
[[nodiscard]] std::span<const std::string_view> own_places(std::string_view name);

}  // namespace reeve::process
