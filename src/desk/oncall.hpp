#pragma once
// Who is on duty: the people who hold a role, at each organisation at which somebody does.

#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "desk/world.hpp"

namespace reeve::desk {

struct OnCall {
    std::string process, role;
    Id organisation;         // empty when its people belong to none
    std::vector<Id> people;  // by name
};

// By simple membership of the active processes, whatever the instant; roles that only report are on no duty.
// Process and role are names; empty = every one. In the order of processes, roles and organisations' names.
[[nodiscard]] std::vector<OnCall> oncall(const World& world, std::string_view process, std::string_view role);

}  // namespace reeve::desk
