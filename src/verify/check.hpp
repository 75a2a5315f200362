#pragma once
// `check`: a process that was loaded, explored type by type.

#include <span>
#include <string>
#include <vector>

#include "verify/finding.hpp"

namespace reeve::verify {

struct TypeChecked {
    std::string type;
    std::uint32_t states = 0;
    std::uint64_t steps = 0;
    std::size_t bytes = 0;
    bool complete = false;
};

struct Checked {
    std::vector<TypeChecked> types;
    std::vector<Finding> findings;  // in the order of the files
    // The explorations, for doing ways again: by type, and those of other processes.
    std::vector<Exploration> explorations, partners;

    [[nodiscard]] std::vector<const Exploration*> all() const;
    [[nodiscard]] bool has_errors() const;
};

// `files`: those that it was loaded from, so that each finding has its place; with demo.yaml, where there is
// one, its calendars are looked at too. `beside`: other processes, so that what is linked to it from there,
// or from it there, is known to go as it does.
[[nodiscard]] Checked check(const process::Process& process, const std::vector<process::SourceFile>& files,
                            const Bounds& bounds = {}, std::span<const process::ProcessPtr> beside = {});

}  // namespace reeve::verify
