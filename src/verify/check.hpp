#pragma once
// `check`: a process that was loaded, explored type by type.

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
    // The explorations, for doing ways again; by type.
    std::vector<Exploration> explorations;

    [[nodiscard]] bool has_errors() const;
};

// `files`: those that it was loaded from, so that each finding has its place; with demo.yaml, where there is
// one, its calendars are looked at too.
[[nodiscard]] Checked check(const process::Process& process, const std::vector<process::SourceFile>& files,
                            const Bounds& bounds = {});

}  // namespace reeve::verify
