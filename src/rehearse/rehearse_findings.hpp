#pragma once
// What exploring a process shows, as rehearsals.

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "desk/demo.hpp"
#include "desk/instance.hpp"
#include "verify/check.hpp"

namespace reeve::rehearse {

// Each rehearsal starts a desk of its own: of so many errors one is made, while it goes on.
struct Patience {
    std::size_t most = 20;
    std::function<bool()> goes_on = [] { return true; };
};

// Gives the errors that have a way their rehearsals: those that play at a desk, with the people of the
// demonstration, or where there is none, or more play so, with a few who are made up. One that does not play
// is a note from then on. The demo.yaml of those people; empty where no rehearsal needs it. `beside`: the
// processes that were known while it was explored, in which records of the ways may be.
[[nodiscard]] std::string rehearse_findings(const desk::ShippedProcess& shipped,
                                            const process::Process& process, verify::Checked& checked,
                                            const desk::StartInstance& start, const Patience& patience = {},
                                            std::span<const desk::ShippedProcess> beside = {});

}  // namespace reeve::rehearse
