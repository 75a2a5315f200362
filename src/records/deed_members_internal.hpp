#pragma once
// The members of deeds that were refused, in events; frozen like those of members_internal.hpp.

#include "records/deed_change.hpp"

namespace reeve::records {

template <class C>
void members(C& c, typename C::template Ref<DeedRefused> v) {
    c.member("refused", v.act);
    c.optional("clock", v.clock);
    c.optional("leg", v.leg);
    c.member("due", v.due);
    c.optional("unmet", v.unmet);
    c.optional("possible", v.possible);
}
template <class C>
void members(C& c, typename C::template Ref<DeedSettled> v) {
    c.member("refused_no_more", v.act);
    c.optional("clock", v.clock);
    c.optional("leg", v.leg);
    c.optional("done", v.done);
}

}  // namespace reeve::records
