#pragma once
// The members of what a record keeps of approvals and other constructs; derived, like those of
// record_members_internal.hpp.

#include "records/members_internal.hpp"
#include "records/record_constructs.hpp"

namespace reeve::records {

template <class C>
void members(C& c, typename C::template Ref<Stay> v) {
    c.member("in", v.state);
    c.member("from", v.from);
    c.optional("by", v.by);
    c.optional("act", v.act);
    c.optional("open", v.open);
    c.optional("called", v.called);
}
template <class C>
void members(C& c, typename C::template Ref<Origin> v) {
    c.member("source", v.source);
    c.member("key", v.key);
    c.optional("adopted", v.adopted);
}
template <class C>
void members(C& c, typename C::template Ref<Vote> v) {
    c.member("seat", v.seat);
    c.member("person", v.person);
    c.member("vote", v.vote);
    c.member("at", v.at);
    c.optional("reason", v.reason);
    c.member("version", v.version);
    c.optional("void", v.voided);
    c.optional("for", v.principal);
}
template <class C>
void members(C& c, typename C::template Ref<Round> v) {
    c.member("opened", v.opened);
    c.member("since", v.since);
    c.optional("votes", v.votes);
    c.member("outcome", v.outcome);
    c.optional("decided", v.decided);
    c.optional("cause", v.cause);
    c.optional("used", v.used);
    c.optional("empty", v.empty);
}
template <class C>
void members(C& c, typename C::template Ref<Scope> v) {
    c.optional("acts", v.acts);
    c.optional("states", v.states);
    c.optional("values", v.values);
}
template <class C>
void members(C& c, typename C::template Ref<Tick> v) {
    c.member("checklist", v.checklist);
    c.member("step", v.step);
    c.optional("by", v.by);
    c.member("at", v.at);
}
template <class C>
void members(C& c, typename C::template Ref<TimeEntry> v) {
    c.member("entry", v.entry);
    c.member("person", v.person);
    c.member("day", v.day);
    c.member("minutes", v.minutes);
    c.optional("text", v.text);
    c.member("at", v.at);
    c.member("version", v.version);
    c.optional("just_done", v.just_done);
    c.optional("struck", v.struck);
    c.optional("struck_by", v.struck_by);
}

}  // namespace reeve::records
