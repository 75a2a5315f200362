#pragma once
// The two processes whose records are linked, with one person who does everything.

#include <string_view>

#include "process/pair_test.hpp"

namespace reeve::desk {

using process::releases_process;
using process::tickets_process;

inline constexpr std::string_view releases_demo = R"(organisations:
  house: { name: House, kind: support }
people:
  ada: { name: Ada, organisation: house, roles: [planner], administrator: true }
)";

inline constexpr std::string_view tickets_demo = R"(organisations:
  house: { name: House, kind: support }
people:
  ada: { name: Ada, organisation: house, roles: [agent], administrator: true }
)";

}  // namespace reeve::desk
