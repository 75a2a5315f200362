#pragma once
// Who there is where a process has no demo.yaml: as few as the ways of its findings need.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "rehearse/from_finding.hpp"

namespace reeve::rehearse {

class InventedDemo {
public:
    explicit InventedDemo(const process::Process& process) : process_(process) {}

    // Who does what in the way, each always the same one; from now on they are there.
    [[nodiscard]] Cast cast(const verify::Exploration& exploration, const verify::Replayed& replayed);
    // The demo.yaml.
    [[nodiscard]] std::string text() const;

private:
    using Roles = std::vector<process::Index>;

    const process::Process& process_;
    std::map<Roles, std::vector<std::string>> people_;
    std::map<std::string, std::size_t> names_;  // how many are called so

    [[nodiscard]] const std::string& person(const Roles& roles, std::size_t which);
    [[nodiscard]] std::set<Roles> all_roles() const;
};

}  // namespace reeve::rehearse
