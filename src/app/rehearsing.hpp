#pragma once
// Plays the rehearsals of a process, and the ways of what is found in it, each on a desk of its own in this
// program.

#include <functional>
#include <span>

#include "desk/examining.hpp"

namespace reeve::app {

// Takes seconds.
void play_rehearsals(const desk::ShippedProcess& process, std::span<const desk::ShippedProcess> beside,
                     const desk::TellRehearsal& tell);
// No more of them than somebody who sent the process waits for.
std::string rehearse_findings(const desk::ShippedProcess& shipped, const process::Process& process,
                              verify::Checked& checked, std::span<const desk::ShippedProcess> beside,
                              const std::function<bool()>& goes_on);

}  // namespace reeve::app
