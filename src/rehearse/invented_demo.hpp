#pragma once
// Who there is where a process has no demo.yaml: as few as the ways of its findings need.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "rehearse/from_finding.hpp"

namespace reeve::rehearse {

class InventedDemo {
public:
    // `beside`: other processes whose records the ways are about too. `taken`: how people of theirs are
    // called.
    explicit InventedDemo(const process::Process& process, std::vector<const process::Process*> beside = {},
                          std::set<std::string> taken = {})
        : process_(process), beside_(std::move(beside)), taken_(std::move(taken)) {}

    // Who does what in the way, each always the same one; from now on they are there.
    [[nodiscard]] Cast cast(const verify::Exploration& exploration, const verify::Replayed& replayed);
    // The demo.yaml.
    [[nodiscard]] std::string text() const;

private:
    using Roles = std::vector<process::Index>;
    // What she has in one process; in each other one she has all that one person may.
    struct Held {
        const process::Process* process = nullptr;
        Roles roles;
        bool administrator = false;
        // In an order that is the same in every run.
        [[nodiscard]] auto key() const { return std::tie(process->id, roles, administrator); }
        bool operator<(const Held& other) const { return key() < other.key(); }
    };

    const process::Process& process_;
    std::vector<const process::Process*> beside_;
    std::map<Held, std::vector<std::string>> people_;
    std::set<std::string> taken_;  // names

    [[nodiscard]] std::vector<const process::Process*> processes() const;
    // In the words of a demo.yaml: "agent", "releases/planner".
    [[nodiscard]] std::vector<std::string> words_of(const Held& held) const;
    [[nodiscard]] const std::string& person(const Held& held, std::size_t which);
    [[nodiscard]] static std::set<Roles> all_roles(const process::Process& process);
};

}  // namespace reeve::rehearse
