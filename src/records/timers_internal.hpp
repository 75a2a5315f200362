#pragma once
// Acts that the desk does by itself some time after a state was entered (semantics sections 6 and 13, G10).

#include "records/decision_internal.hpp"

namespace reeve::records {

// Disarms what waited in a state that was left or entered anew, and arms what the present state has. One that
// was disarmed because it was refused is armed again when something else happens.
void settle_timers(Decision& decision, Draft& draft, bool state_entered);

}  // namespace reeve::records
