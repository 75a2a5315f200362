#pragma once
// Plays the rehearsals of a process, each on a desk of its own in this program.

#include "desk/examining.hpp"

namespace reeve::app {

// Takes seconds.
void play_rehearsals(const desk::ShippedProcess& process, const desk::TellRehearsal& tell);

}  // namespace reeve::app
