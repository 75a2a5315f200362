#pragma once
// The members of clocks and timers in events; frozen like those of members_internal.hpp.

#include "records/clock_change.hpp"

namespace reeve::records {

template <class C>
void members(C& c, typename C::template Ref<ClockSet> v) {
    c.member("clock", v.clock);
    c.optional("leg", v.leg);
    c.member("is", v.state);
    c.member("started", v.started);
    c.optional("due", v.due);
    c.optional("stopped", v.stopped);
    c.optional("breached", v.breached_at);
    c.optional("limit", v.limit);
    c.optional("limit_said", v.limit_said);
    c.optional("elapsed", v.elapsed);
    c.member("since", v.since);
    c.optional("warn", v.warn);
    c.optional("calendar", v.calendar);
    c.optional("calendar_version", v.calendar_version);
    c.optional("ordinal", v.ordinal);
    c.optional("cause", v.cause);
    c.optional("recomputed", v.recomputed);
    c.optional("limits_kept", v.limits_kept);
    c.optional("paused_anew", v.paused_anew);
    c.optional("warned", v.warned);
    c.optional("agreement", v.agreement);
    c.optional("agreement_version", v.agreement_version);
    c.optional("held", v.held);
    c.optional("ordered", v.ordered);
    c.optional("kept_for", v.kept_for);
}
template <class C>
void members(C& c, typename C::template Ref<TimerArmed> v) {
    c.member("timer", v.act);
    c.member("due", v.due);
    c.optional("ordinal", v.ordinal);
    c.optional("opens", v.opens);
    c.optional("calendar", v.calendar);
    c.optional("calendar_version", v.calendar_version);
}
template <class C>
void members(C& c, typename C::template Ref<TimerDisarmed> v) {
    c.member("timer_off", v.act);
    c.optional("opens", v.opens);
}

}  // namespace reeve::records
