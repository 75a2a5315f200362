#pragma once
// The people of a demonstration or of the first start: made once, told once.

#include <string>
#include <vector>

#include "desk/instance.hpp"

namespace reeve::app {

// DIR/demo.json: {"people": [{name, password, display, organisation, roles, administrator}]}.
void write_people(const std::string& path, const std::vector<desk::DemoPerson>& people);
[[nodiscard]] std::vector<desk::DemoPerson> read_people(const std::string& path);

}  // namespace reeve::app
